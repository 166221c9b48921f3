package org.basedata.registry.api.signin;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** People whom the organisation's own identity provider knows (OpenID Connect); name, department and roles come from its claims. */
final class OrganisationSignIn extends OidcUserService {
    static final String REGISTRATION = "organisation";
    static final String BEGIN = "/sign-in/with";
    static final String RETURN = "/sign-in/from/*";

    private final SignInSettings.Oidc settings;

    OrganisationSignIn(SignInSettings.Oidc settings) {
        this.settings = settings;
    }

    /** The provider is asked for its addresses when somebody first signs in: the registry starts without it. */
    static ClientRegistrationRepository registration(SignInSettings.Oidc settings) {
        return new SupplierClientRegistrationRepository(() -> {
            ClientRegistration registration = ClientRegistrations.fromIssuerLocation(settings.issuer())
                    .registrationId(REGISTRATION)
                    .clientId(settings.clientId())
                    .clientSecret(settings.clientSecret())
                    .redirectUri("{baseUrl}/sign-in/from/{registrationId}")
                    .scope("openid", "profile")
                    .build();
            return new InMemoryClientRegistrationRepository(registration);
        });
    }

    /** A person from there. The name begins with {@code oidc:}, which no account's does. */
    static final class Person extends DefaultOidcUser implements Acting {
        private static final long serialVersionUID = 1;

        private final transient Actor actor;

        Person(OidcUser user, Actor actor) {
            super(Acting.authorities(actor), user.getIdToken(), user.getUserInfo());
            this.actor = actor;
        }

        @Override
        public Actor actor() {
            return actor;
        }

        @Override
        public boolean equals(Object other) {
            return super.equals(other) && other instanceof Person person && person.actor.equals(actor);
        }

        @Override
        public int hashCode() {
            return super.hashCode();
        }
    }

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        OidcUser user = super.loadUser(request);
        Map<String, Object> claims = user.getClaims();
        String name = text(claims, settings.nameClaim());
        Set<Role> roles = roles(claim(claims, settings.rolesClaim()));
        if (name == null || roles.isEmpty())
            throw new OAuth2AuthenticationException(
                    new OAuth2Error("no_role"),
                    "the claims name no role of the registry, or nobody: " + settings.rolesClaim());
        String person = text(claims, settings.personClaim());
        String department = text(claims, settings.departmentClaim());
        return new Person(user, new Actor("oidc:" + name, person == null ? name : person, department, roles));
    }

    private static Set<Role> roles(Object claim) {
        Collection<?> names =
                claim instanceof Collection<?> several ? several : claim == null ? List.of() : List.of(claim);
        Set<Role> roles = EnumSet.noneOf(Role.class);
        // Of a provider that serves other programs too, most names are none of ours.
        for (Role role : Role.values()) if (names.contains(role.name())) roles.add(role);
        return roles;
    }

    private static String text(Map<String, Object> claims, String path) {
        Object claim = claim(claims, path);
        return claim == null ? null : claim.toString();
    }

    private static Object claim(Map<String, Object> claims, String path) {
        Object whole = claims.get(path);
        if (whole != null) return whole;
        Object at = claims;
        for (String name : Arrays.asList(path.split("\\.")))
            at = at instanceof Map<?, ?> object ? object.get(name) : null;
        return at;
    }
}
