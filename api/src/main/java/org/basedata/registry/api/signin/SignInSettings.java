package org.basedata.registry.api.signin;

import java.time.Duration;
import org.basedata.registry.api.account.SignIn;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.Environment;

/**
 * Settings of an operator, as system properties, environment variables or in {@code application.properties} beside the program.
 *
 * @param tokensLast how long an access token is good
 * @param oidc null when people sign in by form only
 */
record SignInSettings(SignIn.LockOut lockOut, Duration tokensLast, Oidc oidc) {
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

    static SignInSettings of(Environment settings) {
        return new SignInSettings(
                new SignIn.LockOut(
                        settings.getProperty(
                                "registry.sign-in.attempts", Integer.class, SignIn.LockOut.USUAL.attempts()),
                        duration(settings, "registry.sign-in.locked-for", SignIn.LockOut.USUAL.lasting())),
                duration(settings, "registry.tokens.lifetime", TOKENS_LAST),
                oidc(settings));
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
