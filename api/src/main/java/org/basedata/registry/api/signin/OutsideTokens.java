package org.basedata.registry.api.signin;

import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** Tokens of an issuer of the organisation's own. It is asked for its keys when its first token comes: the registry starts without it. */
final class OutsideTokens {
    private static final Logger LOG = LoggerFactory.getLogger(OutsideTokens.class);

    private final SignInSettings.Outside settings;
    private final SupplierJwtDecoder decoder;

    OutsideTokens(SignInSettings.Outside settings, Clock clock) {
        this.settings = settings;
        this.decoder = new SupplierJwtDecoder(() -> decoder(settings, clock));
    }

    private static NimbusJwtDecoder decoder(SignInSettings.Outside settings, Clock clock) {
        var making = settings.keys() == null
                ? NimbusJwtDecoder.withIssuerLocation(settings.issuer())
                : NimbusJwtDecoder.withJwkSetUri(settings.keys());
        // Of key pairs only. A token without a signature, or with one that whoever knows a shared secret can make,
        // proves nothing.
        NimbusJwtDecoder decoder = making.jwsAlgorithms(
                        algorithms -> algorithms.addAll(EnumSet.allOf(SignatureAlgorithm.class)))
                .build();
        JwtTimestampValidator times = new JwtTimestampValidator();
        times.setClock(clock);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                times,
                new JwtIssuerValidator(settings.issuer()),
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD, audience -> audience != null && audience.contains(settings.audience())),
                // Without these nobody could say when it ends, or whether the account was changed since.
                new JwtClaimValidator<Object>(JwtClaimNames.EXP, end -> end != null),
                new JwtClaimValidator<Object>(JwtClaimNames.IAT, begin -> begin != null)));
        return decoder;
    }

    /** By what it says of itself, which proves nothing yet. */
    boolean isTheirs(String token) {
        try {
            return settings.issuer()
                    .equals(JWTParser.parse(token).getJWTClaimsSet().getIssuer());
        } catch (ParseException e) {
            return false;
        }
    }

    /**
     * @throws InvalidBearerTokenException when it is not valid
     * @throws IssuerAway when the issuer does not give its keys
     */
    AccessTokens.Proof proof(String token) {
        try {
            Jwt jwt = decoder.decode(token);
            return new AccessTokens.Proof(name(jwt), jwt.getIssuedAt(), false, jwt.getExpiresAt());
        } catch (BadJwtException e) {
            throw new InvalidBearerTokenException("the token is not valid", e);
        } catch (JwtException | JwtDecoderInitializationException e) {
            LOG.warn("TOKEN_ISSUER_UNREACHABLE: the keys of {} cannot be had", settings.issuer(), e);
            throw new IssuerAway(e);
        }
    }

    private String name(Jwt jwt) {
        return settings.nameClaims().stream()
                .map(jwt::getClaimAsString)
                .filter(name -> name != null)
                .findFirst()
                .orElseThrow(() -> new InvalidBearerTokenException("the token names nobody"));
    }
}
