package org.basedata.registry.api.signin;

import com.nimbusds.jose.jwk.source.ImmutableSecret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.basedata.registry.api.account.Account;
import org.basedata.registry.api.account.Accounts;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/**
 * Access tokens of departments' systems: who it is and until when, signed with a key of record, so that every node that shares the
 * database takes them, also after a restart. What the system may do is read from its account at each use: whoever is disabled is out at
 * once.
 */
final class AccessTokens {
    private static final String ISSUER = "base-data-registry";
    private static final String ACCOUNT_CHANGED = "account_changed";

    private final Accounts accounts;
    private final Clock clock;
    private final Duration lifetime;
    private final JwtEncoder encoder;
    private final JwtDecoder decoder;

    AccessTokens(Accounts accounts, byte[] key, Clock clock, Duration lifetime) {
        this.accounts = accounts;
        this.clock = clock;
        this.lifetime = lifetime;
        SecretKey secret = new SecretKeySpec(key, "HmacSHA256");
        this.encoder = new NimbusJwtEncoder(new ImmutableSecret<>(secret));
        NimbusJwtDecoder reader = NimbusJwtDecoder.withSecretKey(secret)
                .macAlgorithm(MacAlgorithm.HS256)
                .build();
        JwtTimestampValidator times = new JwtTimestampValidator(Duration.ZERO);
        times.setClock(clock);
        reader.setJwtValidator(new DelegatingOAuth2TokenValidator<>(times, new JwtIssuerValidator(ISSUER)));
        this.decoder = reader;
    }

    Duration lifetime() {
        return lifetime;
    }

    String issue(Account account) {
        Instant now = clock.instant();
        JwtClaimsSet claims = JwtClaimsSet.builder()
                .issuer(ISSUER)
                .subject(account.name())
                .issuedAt(now)
                .expiresAt(now.plus(lifetime))
                .claim(ACCOUNT_CHANGED, ChronoUnit.MICROS.between(Instant.EPOCH, account.changedAt()))
                .build();
        return encoder.encode(JwtEncoderParameters.from(
                        JwsHeader.with(MacAlgorithm.HS256).build(), claims))
                .getTokenValue();
    }

    JwtDecoder decoder() {
        return decoder;
    }

    /** @throws InvalidBearerTokenException when the account was changed or disabled since the token was issued */
    AccountHolder holder(Jwt token) {
        Long changed = token.getClaim(ACCOUNT_CHANGED);
        return AccountHolder.still(accounts, token.getSubject(), Instant.EPOCH.plus(changed, ChronoUnit.MICROS))
                .filter(Account::isSystem)
                .map(AccountHolder::of)
                .orElseThrow(() -> new InvalidBearerTokenException("the account was changed since"));
    }
}
