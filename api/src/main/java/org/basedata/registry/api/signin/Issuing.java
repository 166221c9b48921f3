package org.basedata.registry.api.signin;

import com.nimbusds.jose.jwk.source.JWKSource;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.basedata.registry.api.account.Accounts;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.web.authentication.ClientSecretBasicAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.ClientSecretPostAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.X509ClientCertificateAuthenticationConverter;
import org.springframework.security.web.SecurityFilterChain;
import tools.jackson.databind.json.JsonMapper;

/**
 * The registry as issuer of its own tokens: Spring's authorization server over the accounts, with the one grant that systems need. Of what
 * else it knows no address is reached.
 */
@Configuration(proxyBeanMethods = false)
class Issuing {
    static final String TOKENS = "/oauth2/token";
    static final String KEYS = "/oauth2/jwks";

    private static final JsonMapper JSON = new JsonMapper();

    /** What whoever wrote the client has to know beside the code. */
    private static final Map<String, String> WORDS = Map.of(
            OAuth2ErrorCodes.INVALID_CLIENT,
            "client id, secret or certificate is wrong / 客户端标识、密钥或证书有误",
            OAuth2ErrorCodes.UNSUPPORTED_GRANT_TYPE,
            "client_credentials only / 仅支持 client_credentials",
            OAuth2ErrorCodes.INVALID_SCOPE,
            "there are no scopes: roles are the account's / 不设 scope,权限由账户角色决定",
            OAuth2ErrorCodes.INVALID_REQUEST,
            "a parameter is missing, malformed or given twice / 参数缺失、格式有误或重复");

    @Bean
    @Lazy
    @Order(0)
    SecurityFilterChain ofTheIssuer(
            HttpSecurity http,
            Accounts accounts,
            ShownCertificates certificates,
            AccessTokens tokens,
            SignInSettings settings) {
        AccountClients clients = new AccountClients(accounts, certificates, settings.tokensLast());
        // Where the address of the keys looks for them.
        http.setSharedObject(JWKSource.class, tokens.keys());
        return http.securityMatcher(TOKENS, KEYS)
                .oauth2AuthorizationServer(server -> server.registeredClientRepository(clients)
                        .authorizationService(new NothingKept())
                        .authorizationServerSettings(issuer(settings))
                        .tokenGenerator(tokens.generator())
                        .clientAuthentication(client -> client.authenticationConverters(ways -> {
                                    ways.clear();
                                    ways.addAll(List.of(
                                            new ClientSecretBasicAuthenticationConverter(),
                                            new ClientSecretPostAuthenticationConverter(),
                                            new X509ClientCertificateAuthenticationConverter()));
                                })
                                .authenticationProviders(providers -> {
                                    providers.clear();
                                    providers.add(clients);
                                })
                                .errorResponseHandler(Issuing::refuse))
                        .tokenEndpoint(token -> token.errorResponseHandler(Issuing::refuse)))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .csrf(csrf -> csrf.disable())
                .headers(headers -> headers.httpStrictTransportSecurity(https -> https.includeSubDomains(false)))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(refused -> refused.authenticationEntryPoint((request, response, why) ->
                        refuse(request, response, new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT))))
                .build();
    }

    private static AuthorizationServerSettings issuer(SignInSettings settings) {
        AuthorizationServerSettings.Builder issuer = AuthorizationServerSettings.builder();
        return settings.publicUrl() == null
                ? issuer.build()
                : issuer.issuer(settings.publicUrl()).build();
    }

    /** In the form that RFC 6749 gives errors, 5.2. */
    private static void refuse(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        OAuth2Error error = why instanceof OAuth2AuthenticationException told
                ? told.getError()
                : new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST);
        boolean nobody = error.getErrorCode().equals(OAuth2ErrorCodes.INVALID_CLIENT);
        Map<String, String> body = new LinkedHashMap<>();
        body.put("error", error.getErrorCode());
        String words = WORDS.getOrDefault(error.getErrorCode(), error.getDescription());
        if (words != null) body.put("error_description", words);
        if (nobody) response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"base-data-registry\"");
        response.setStatus(nobody ? 401 : 400);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.getOutputStream().write(JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Tokens carry all that there is to know of them, and end with their account: there is nothing to look up, and what is kept would only
     * have to be cleared away.
     */
    private static final class NothingKept implements OAuth2AuthorizationService {
        @Override
        public void save(OAuth2Authorization authorization) {
            // See above.
        }

        @Override
        public void remove(OAuth2Authorization authorization) {
            // See above.
        }

        @Override
        public OAuth2Authorization findById(String id) {
            return null;
        }

        @Override
        public OAuth2Authorization findByToken(String token, OAuth2TokenType type) {
            return null;
        }
    }
}
