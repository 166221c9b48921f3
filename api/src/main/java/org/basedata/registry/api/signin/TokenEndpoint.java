package org.basedata.registry.api.signin;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.basedata.registry.api.account.Account;
import org.basedata.registry.api.account.Accounts;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tokens for client credentials (RFC 6749, 4.4), the one grant there is. Its errors have the form that the RFC gives them; in the
 * description it stands as the token address of the security scheme.
 */
@Hidden
@RestController
final class TokenEndpoint {
    private static final String BASIC = "Basic ";

    private final Accounts accounts;
    private final ObjectProvider<AccessTokens> tokens;

    TokenEndpoint(Accounts accounts, ObjectProvider<AccessTokens> tokens) {
        this.accounts = accounts;
        this.tokens = tokens;
    }

    private record Token(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn) {}

    private record Credentials(String id, String secret) {}

    /** The form is the body: what stands in the address is not looked at, since addresses are written into logs. */
    @PostMapping(path = "/oauth2/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Object> token(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) String authorization,
            @RequestBody MultiValueMap<String, String> form) {
        String grant = form.getFirst("grant_type");
        if (grant == null) return refused(400, "invalid_request", "grant_type is missing / 缺少 grant_type");
        Optional<Account> client = credentials(authorization, form)
                .flatMap(credentials -> accounts.client(credentials.id(), credentials.secret()));
        if (client.isEmpty()) return refused(401, "invalid_client", "client id or secret is wrong / 客户端标识或密钥有误");
        if (!grant.equals("client_credentials"))
            return refused(400, "unsupported_grant_type", "client_credentials only / 仅支持 client_credentials");
        AccessTokens issuing = tokens.getObject();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Token(
                        issuing.issue(client.get()),
                        "Bearer",
                        issuing.lifetime().toSeconds()));
    }

    private static Optional<Credentials> credentials(String authorization, MultiValueMap<String, String> form) {
        if (authorization == null) {
            String id = form.getFirst("client_id");
            String secret = form.getFirst("client_secret");
            return id == null || secret == null ? Optional.empty() : Optional.of(new Credentials(id, secret));
        }
        if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) return Optional.empty();
        try {
            String pair = new String(
                    Base64.getDecoder()
                            .decode(authorization.substring(BASIC.length()).strip()),
                    StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon < 0) return Optional.empty();
            return Optional.of(new Credentials(part(pair.substring(0, colon)), part(pair.substring(colon + 1))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** RFC 6749, 2.3.1: both parts are form-encoded before they are joined. */
    private static String part(String encoded) {
        return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    }

    private static ResponseEntity<Object> refused(int status, String error, String words) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status).cacheControl(CacheControl.noStore());
        if (status == 401) answer.header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"base-data-registry\"");
        return answer.body(Map.of("error", error, "error_description", words));
    }
}
