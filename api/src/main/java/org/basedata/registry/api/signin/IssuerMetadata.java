package org.basedata.registry.api.signin;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/**
 * What RFC 8414 lets clients find out. Spring's own answer would name an address for people's consent, and others, that are not there.
 */
@Hidden
@RestController
final class IssuerMetadata {
    private final SignInSettings settings;

    IssuerMetadata(SignInSettings settings) {
        this.settings = settings;
    }

    @GetMapping("/.well-known/oauth-authorization-server")
    Map<String, Object> metadata() {
        String issuer = settings.publicUrl() == null
                ? ServletUriComponentsBuilder.fromCurrentContextPath().build().toUriString()
                : settings.publicUrl();
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("issuer", issuer);
        metadata.put("token_endpoint", issuer + Issuing.TOKENS);
        metadata.put(
                "token_endpoint_auth_methods_supported",
                List.of("client_secret_basic", "client_secret_post", "tls_client_auth", "self_signed_tls_client_auth"));
        metadata.put("jwks_uri", issuer + Issuing.KEYS);
        metadata.put("grant_types_supported", List.of("client_credentials"));
        // Required, and for grants that there are none of here.
        metadata.put("response_types_supported", List.of());
        return metadata;
    }
}
