package org.basedata.registry.api.signin;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.support.GenericWebApplicationContext;
import org.springframework.web.filter.DelegatingFilterProxy;

/** An organisation's identity provider: Spring's authorization server, with three people and two systems. */
final class Issuer implements AutoCloseable {
    static final String CLIENT = "registry";
    static final String SECRET = "a secret of the registry's";
    static final String PASSWORD = "a horse at the river";

    /** A system whose tokens are for the registry, and one whose are for something else. */
    static final String SYSTEM = "wj-outside";

    static final String ELSEWHERE = "wj-elsewhere";
    static final String AUDIENCE = "https://registry.example/api";

    private static final Map<String, Map<String, Object>> CLAIMS = Map.of(
            "su", Map.of("name", "苏岚", "roles", List.of("STEWARD", "printer-admin"), "department", ""),
            "he", Map.of("name", "何敏", "roles", List.of("SOURCE"), "department", "GA"),
            "guest", Map.of("name", "来客", "roles", List.of("printer-admin")));

    private final Tomcat tomcat = new Tomcat();
    private final GenericWebApplicationContext spring = new GenericWebApplicationContext();

    /** @param registry where people come back to */
    static Issuer start(int port, String registry) throws IOException, LifecycleException {
        Issuer issuer = new Issuer();
        issuer.listen(port, registry);
        return issuer;
    }

    private void listen(int port, String registry) throws IOException, LifecycleException {
        String folder = Files.createTempDirectory("issuer-").toString();
        tomcat.setBaseDir(folder);
        tomcat.setPort(port);
        tomcat.getConnector();
        Context context = tomcat.addContext("", folder);
        new AnnotatedBeanDefinitionReader(spring).register(Provider.class);
        spring.registerBean(RegisteredClientRepository.class, () -> client(registry));
        context.addServletContainerInitializer(
                (classes, servlets) -> {
                    spring.setServletContext(servlets);
                    spring.refresh();
                    servlets.setAttribute(WebApplicationContext.ROOT_WEB_APPLICATION_CONTEXT_ATTRIBUTE, spring);
                    servlets.addFilter("security", new DelegatingFilterProxy("springSecurityFilterChain", spring))
                            .addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
                },
                null);
        Tomcat.addServlet(context, "nothing", new Nothing());
        context.addServletMapping("/", "nothing");
        tomcat.start();
    }

    private static final class Nothing extends HttpServlet {
        private static final long serialVersionUID = 1;
    }

    private static RegisteredClientRepository client(String registry) {
        return new InMemoryRegisteredClientRepository(
                system(SYSTEM),
                system(ELSEWHERE),
                RegisteredClient.withId("1")
                        .clientId(CLIENT)
                        .clientSecret("{noop}" + SECRET)
                        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                        .redirectUri(registry + "/sign-in/from/organisation")
                        .scope("openid")
                        .scope("profile")
                        .clientSettings(ClientSettings.builder()
                                .requireAuthorizationConsent(false)
                                .build())
                        .build());
    }

    static String secret(String system) {
        return system + "-secret";
    }

    private static RegisteredClient system(String id) {
        return RegisteredClient.withId(id)
                .clientId(id)
                .clientSecret("{noop}" + secret(id))
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .build();
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
        spring.close();
    }

    /** No configuration to whoever looks for some: the registry in the same tests must not take it for its own. */
    @EnableWebSecurity
    static class Provider {
        @Bean
        @Order(1)
        SecurityFilterChain provider(HttpSecurity http) throws Exception {
            return http.oauth2AuthorizationServer(server -> {
                        http.securityMatcher(server.getEndpointsMatcher());
                        server.oidc(Customizer.withDefaults());
                    })
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .exceptionHandling(
                            refused -> refused.authenticationEntryPoint(new LoginUrlAuthenticationEntryPoint("/login")))
                    .build();
        }

        @Bean
        @Order(2)
        SecurityFilterChain people(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .formLogin(Customizer.withDefaults())
                    .build();
        }

        @Bean
        InMemoryUserDetailsManager users() {
            return new InMemoryUserDetailsManager(CLAIMS.keySet().stream()
                    .map(name -> User.withUsername(name)
                            .password("{noop}" + PASSWORD)
                            .authorities("USER")
                            .build())
                    .toList());
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> claims() {
            return context -> {
                if (OidcParameterNames.ID_TOKEN.equals(context.getTokenType().getValue()))
                    CLAIMS.get(context.getPrincipal().getName())
                            .forEach((claim, value) -> context.getClaims().claim(claim, value));
                if (context.getRegisteredClient().getClientId().equals(SYSTEM))
                    context.getClaims().audience(List.of(AUDIENCE));
            };
        }

        @Bean
        JWKSource<SecurityContext> keys() throws GeneralSecurityException {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            KeyPair pair = generator.generateKeyPair();
            return new ImmutableJWKSet<>(new JWKSet(new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                    .privateKey((RSAPrivateKey) pair.getPrivate())
                    .keyID("1")
                    .build()));
        }

        /** Of its own tokens, for the address that says who somebody is. */
        @Bean
        JwtDecoder decoder(JWKSource<SecurityContext> keys) {
            return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        }

        @Bean
        AuthorizationServerSettings settings() {
            return AuthorizationServerSettings.builder().build();
        }
    }
}
