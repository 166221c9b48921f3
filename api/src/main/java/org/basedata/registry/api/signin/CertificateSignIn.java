package org.basedata.registry.api.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.basedata.registry.api.account.Account;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * Opens a session for a person whose certificate the connection brings. A browser shows it whatever it asks, also when another site's page makes
 * it: only a form with our CSRF token says that the person wanted to sign in.
 */
final class CertificateSignIn extends AbstractAuthenticationProcessingFilter {
    static final String ADDRESS = "/sign-in/certificate";

    private final ShownCertificates certificates;

    private CertificateSignIn(ShownCertificates certificates) {
        super(PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, ADDRESS));
        this.certificates = certificates;
    }

    /**
     * Puts it beside the form, with the same sessions.
     *
     * @param where whoever has signed in goes to
     */
    static AbstractHttpConfigurer<?, HttpSecurity> beside(
            ShownCertificates certificates, AuthenticationSuccessHandler where) {
        return new BesideForm(certificates, where);
    }

    private static final class BesideForm extends AbstractHttpConfigurer<BesideForm, HttpSecurity> {
        private final ShownCertificates certificates;
        private final AuthenticationSuccessHandler where;

        BesideForm(ShownCertificates certificates, AuthenticationSuccessHandler where) {
            this.certificates = certificates;
            this.where = where;
        }

        /** By now there is what gives sessions another id, and takes their CSRF tokens away. */
        @Override
        public void configure(HttpSecurity http) {
            CertificateSignIn filter = new CertificateSignIn(certificates);
            filter.setSessionAuthenticationStrategy(http.getSharedObject(SessionAuthenticationStrategy.class));
            filter.setSecurityContextRepository(new HttpSessionSecurityContextRepository());
            filter.setAuthenticationSuccessHandler(where);
            // The page looks at the certificate itself, and says what is wrong with it.
            filter.setAuthenticationFailureHandler(
                    (request, response, why) -> response.sendRedirect("/sign-in?certificate"));
            http.addFilterAfter(filter, UsernamePasswordAuthenticationFilter.class);
        }
    }

    @Override
    public Authentication attemptAuthentication(HttpServletRequest request, HttpServletResponse response) {
        X509Certificate shown = ShownCertificates.ofConnection(request);
        Optional<Account> person = shown == null ? Optional.empty() : certificates.person(shown);
        return person.map(account -> AccountHolder.of(account).signedIn())
                .orElseThrow(() -> new BadCredentialsException("no certificate of a person"));
    }
}
