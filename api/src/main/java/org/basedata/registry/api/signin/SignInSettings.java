package org.basedata.registry.api.signin;

import java.time.Duration;
import java.util.List;
import org.basedata.registry.api.account.SignIn;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.Environment;

/**
 * Settings of an operator, as system properties, environment variables or in {@code application.properties} beside the program.
 *
 * @param sessionsLast how long somebody stays signed in at most, however busy
 * @param tokensLast how long an access token is good
 * @param oidc null when people sign in by form only
 * @param publicUrl where others reach the registry, which is what it calls itself in tokens; null for the address that a request came to
 * @param outside null when no other issuer's tokens are taken
 */
record SignInSettings(
        SignIn.LockOut lockOut,
        Duration sessionsLast,
        Duration tokensLast,
        Oidc oidc,
        String publicUrl,
        Outside outside) {
    private static final Duration SESSIONS_LAST = Duration.ofHours(12);
    private static final Duration TOKENS_LAST = Duration.ofHours(1);

    /**
     * Another sign-in of the organisation's, by OpenID Connect.
     *
     * @param rolesClaim where the token names the roles: a list of names of {@code Role}, or one; dots lead into objects
     * @param departmentClaim where it names the department's code; people of the reconciliation office have none
     */
    record Oidc(
            String issuer,
            String clientId,
            String clientSecret,
            String nameClaim,
            String personClaim,
            String departmentClaim,
            String rolesClaim) {}

    /**
     * An issuer of the organisation's own, whose tokens are taken as those of the account that they name.
     *
     * @param keys where its keys are; null for what its metadata say
     * @param audience what a token has to be for: other services' tokens are not taken
     * @param nameClaims the first of these that a token has names the account
     */
    record Outside(String issuer, String keys, String audience, List<String> nameClaims) {}

    static SignInSettings of(Environment settings) {
        return new SignInSettings(
                new SignIn.LockOut(
                        settings.getProperty(
                                "registry.sign-in.attempts", Integer.class, SignIn.LockOut.USUAL.attempts()),
                        duration(settings, "registry.sign-in.locked-for", SignIn.LockOut.USUAL.lasting())),
                duration(settings, "registry.sign-in.sessions-last", SESSIONS_LAST),
                duration(settings, "registry.tokens.lifetime", TOKENS_LAST),
                oidc(settings),
                url(settings),
                outside(settings));
    }

    private static String url(Environment settings) {
        String url = settings.getProperty("registry.public-url");
        if (url == null || url.isBlank()) return null;
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private static Outside outside(Environment settings) {
        String issuer = settings.getProperty("registry.tokens.issuer-uri");
        if (issuer == null || issuer.isBlank()) return null;
        String claim = settings.getProperty("registry.tokens.name-claim");
        return new Outside(
                issuer,
                settings.getProperty("registry.tokens.jwk-set-uri"),
                settings.getRequiredProperty("registry.tokens.audience"),
                claim == null ? List.of("client_id", "azp", "sub") : List.of(claim));
    }

    private static Duration duration(Environment settings, String name, Duration usual) {
        String text = settings.getProperty(name);
        return text == null ? usual : DurationStyle.detectAndParse(text);
    }

    private static Oidc oidc(Environment settings) {
        String issuer = settings.getProperty("registry.oidc.issuer");
        if (issuer == null || issuer.isBlank()) return null;
        return new Oidc(
                issuer,
                settings.getRequiredProperty("registry.oidc.client-id"),
                settings.getRequiredProperty("registry.oidc.client-secret"),
                settings.getProperty("registry.oidc.name-claim", "sub"),
                settings.getProperty("registry.oidc.person-claim", "name"),
                settings.getProperty("registry.oidc.department-claim", "department"),
                settings.getProperty("registry.oidc.roles-claim", "roles"));
    }
}
