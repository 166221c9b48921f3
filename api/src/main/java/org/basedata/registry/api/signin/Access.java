package org.basedata.registry.api.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.function.Function;
import javax.sql.DataSource;
import org.basedata.registry.api.account.Accounts;
import org.basedata.registry.api.problem.ProblemReport;
import org.basedata.registry.api.problem.RequestRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.boot.web.servlet.DelegatingFilterProxyRegistrationBean;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.WebSecurityConfiguration;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;

/**
 * What stands before the addresses that need to know who is asking: the interface and the pages. Deliveries and plain questions that
 * bring a token are answered before it, by {@link Callers}, which asks the same of them at a tenth of the time.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class Access {
    private static final Logger LOG = LoggerFactory.getLogger(Access.class);

    private static final String API = "/api/v1/**";
    private static final String[] PAGES = {"/workbench/**", "/sign-in/**", "/sign-out"};
    /** The same for the servlet container, which has patterns of its own. */
    private static final String[] FILTERED = {"/workbench/*", "/sign-in/*", "/sign-out", "/api/v1/*"};

    private static final String ISSUER = "/oauth2/*";
    private static final String BEARER = "Bearer ";

    /** Spring Security's name for the filter that holds them all. */
    private static final String CHAINS = "springSecurityFilterChain";

    private static final String MAKER = WebSecurityConfiguration.class.getName();

    private static final String OWN_ONLY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self';"
                    + " form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /** Before anybody reads a body, be it only to look for a CSRF token in it. */
    @Bean
    FilterRegistrationBean<MeasuredBodies> measuredBodies() {
        FilterRegistrationBean<MeasuredBodies> filter = new FilterRegistrationBean<>(new MeasuredBodies());
        filter.addUrlPatterns(FILTERED);
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    @Bean
    DelegatingFilterProxyRegistrationBean accessFilter() {
        DelegatingFilterProxyRegistrationBean filter = new DelegatingFilterProxyRegistrationBean(CHAINS);
        filter.addUrlPatterns(FILTERED);
        filter.addUrlPatterns(ISSUER);
        return filter;
    }

    /**
     * Putting the chains together loads five hundred classes: the first who signs in or asks for a token waits for that, instead of
     * everybody at each start. Settings that are missing are still found at the start.
     */
    @Bean
    static BeanFactoryPostProcessor chainsWhenNeeded() {
        return beans -> {
            for (String name : beans.getBeanDefinitionNames()) {
                BeanDefinition definition = beans.getBeanDefinition(name);
                String maker = definition.getFactoryBeanName();
                boolean ofTheChains = name.equals(CHAINS) || name.equals(MAKER) || MAKER.equals(maker);
                if (ofTheChains) definition.setLazyInit(true);
            }
        };
    }

    @Bean
    SignInSettings signInSettings(Environment environment) {
        return SignInSettings.of(environment);
    }

    @Bean
    Accounts accounts(DataSource database, Clock clock, SignInSettings settings) {
        return new Accounts(database, clock, settings.lockOut());
    }

    @Bean
    @Lazy
    AccessTokens accessTokens(DataSource database, Accounts accounts, Clock clock, SignInSettings settings) {
        OutsideTokens outside = settings.outside() == null ? null : new OutsideTokens(settings.outside(), clock);
        return new AccessTokens(accounts, TokenKey.of(database), clock, outside);
    }

    @Bean
    @Lazy
    @Order(1)
    SecurityFilterChain ofTheInterface(
            HttpSecurity http,
            Accounts accounts,
            AccessTokens tokens,
            ShownCertificates certificates,
            SignInSettings settings,
            Clock clock) {
        return http.securityMatcher(API)
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .addFilterBefore(
                        new EndedAccounts(accounts, settings.sessionsLast(), clock),
                        UsernamePasswordAuthenticationFilter.class)
                // A page of another site can make a browser send its cookie, never a token; without either nobody is
                // known anyway.
                .csrf(csrf -> csrf.ignoringRequestMatchers(
                        request -> hasToken(request) || request.getRequestedSessionId() == null))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .oauth2ResourceServer(
                        server -> server.authenticationManagerResolver(request -> shown -> system(tokens, shown))
                                .authenticationEntryPoint(Access::refuse))
                .addFilterAfter(new CertificateCallers(certificates), BearerTokenAuthenticationFilter.class)
                .exceptionHandling(refused -> refused.authenticationEntryPoint(Access::refuse)
                        .accessDeniedHandler((request, response, why) -> ProblemReport.write(
                                why instanceof CsrfException ? WhoAsks.otherPage() : WhoAsks.notAllowed(),
                                request,
                                response)))
                .headers(headers -> headers.httpStrictTransportSecurity(https -> https.includeSubDomains(false))
                        .contentSecurityPolicy(policy -> policy.policyDirectives("default-src 'none'")))
                .build();
    }

    static boolean hasToken(HttpServletRequest request) {
        return token(request) != null;
    }

    /** Null when the request brings none. */
    static String token(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? header.substring(BEARER.length()).strip()
                : null;
    }

    /** The account is read each time, also of a token that was proved before. */
    private static Authentication system(AccessTokens tokens, Authentication shown) {
        AccessTokens.Proof proof = tokens.proof(((BearerTokenAuthenticationToken) shown).getToken());
        return new SystemAuthentication(AccountHolder.of(tokens.account(proof)));
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        if (why instanceof IssuerAway) {
            ProblemReport.write(WhoAsks.issuerAway(), request, response);
            return;
        }
        boolean token = hasToken(request);
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, token ? "Bearer error=\"invalid_token\"" : "Bearer");
        boolean certificate = ShownCertificates.shown(request) != null;
        RequestRefused refused =
                token ? WhoAsks.tokenInvalid() : certificate ? WhoAsks.certificateUnknown() : WhoAsks.nobody();
        ProblemReport.write(refused, request, response);
    }

    @Bean
    @Lazy
    @Order(2)
    SecurityFilterChain ofThePages(
            HttpSecurity http, Accounts accounts, ShownCertificates certificates, SignInSettings settings, Clock clock)
            throws Exception {
        SavedRequestAwareAuthenticationSuccessHandler where = new SavedRequestAwareAuthenticationSuccessHandler();
        where.setDefaultTargetUrl("/workbench");
        Function<Accounts.Way, AuthenticationSuccessHandler> onRecord = way -> (request, response, known) -> {
            accounts.signedIn(((Acting) known.getPrincipal()).actor().name(), way, request.getRemoteAddr());
            where.onAuthenticationSuccess(request, response, known);
        };
        http.securityMatcher(PAGES)
                // Beside it stands what knows people by their claims, where that is set up.
                .authenticationProvider(new AccountSignIn(accounts))
                .authorizeHttpRequests(requests -> requests.requestMatchers("/sign-in/**", "/sign-out")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .addFilterBefore(
                        new EndedAccounts(accounts, settings.sessionsLast(), clock),
                        UsernamePasswordAuthenticationFilter.class)
                .formLogin(form -> form.loginPage("/sign-in")
                        .loginProcessingUrl("/sign-in")
                        .usernameParameter("name")
                        .passwordParameter("password")
                        .successHandler(onRecord.apply(Accounts.Way.PASSWORD))
                        .failureUrl("/sign-in?refused"))
                .with(CertificateSignIn.beside(certificates, onRecord.apply(Accounts.Way.CERTIFICATE)))
                .logout(out -> out.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in?signed-out"))
                .exceptionHandling(refused -> refused.accessDeniedHandler((request, response, why) -> {
                    // The form of somebody who waited until the session was over: nothing to be afraid of.
                    if (request.getServletPath().startsWith("/sign-in")) response.sendRedirect("/sign-in?old");
                    else if (request.getServletPath().equals("/sign-out")) response.sendRedirect("/sign-in?signed-out");
                    else {
                        request.setAttribute(
                                RequestRefused.class.getName(),
                                why instanceof CsrfException ? WhoAsks.otherPage() : WhoAsks.notAllowed());
                        request.getRequestDispatcher("/workbench/refused").forward(request, response);
                    }
                }))
                .headers(headers -> headers.httpStrictTransportSecurity(https -> https.includeSubDomains(false))
                        .contentSecurityPolicy(policy -> policy.policyDirectives(OWN_ONLY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)));
        if (settings.oidc() != null)
            http.oauth2Login(login -> login.withObjectPostProcessor(whenUnreachable())
                    .loginPage("/sign-in")
                    .clientRegistrationRepository(OrganisationSignIn.registration(settings.oidc()))
                    .authorizationEndpoint(begin -> begin.baseUri(OrganisationSignIn.BEGIN))
                    .redirectionEndpoint(end -> end.baseUri(OrganisationSignIn.RETURN))
                    .userInfoEndpoint(info -> info.oidcUserService(new OrganisationSignIn(settings.oidc())))
                    .successHandler(onRecord.apply(Accounts.Way.ORGANISATION))
                    .failureHandler((request, response, why) -> {
                        // Whose claims they were is not said: only what was wrong with them, or with the settings.
                        LOG.warn("OIDC_REFUSED: {}", why.getMessage());
                        response.sendRedirect("/sign-in?not-known");
                    }));
        return http.build();
    }

    /** Whoever goes to the provider while it is away comes back to a page that says so. */
    private static ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> whenUnreachable() {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler((request, response, why) -> {
                    LOG.warn("OIDC_UNREACHABLE: the organisation's own sign-in could not be begun", why);
                    response.sendRedirect("/sign-in?unreachable");
                });
                return filter;
            }
        };
    }
}
