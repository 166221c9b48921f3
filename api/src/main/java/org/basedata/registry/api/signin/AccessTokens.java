package org.basedata.registry.api.signin;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.basedata.registry.api.account.Account;
import org.basedata.registry.api.account.Accounts;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/**
 * Access tokens of departments' systems: who it is and until when, signed with a key of record, so that every node that shares the
 * database takes them, also after a restart. What the system may do is read from its account at each use: whoever is disabled is out at
 * once. A signature is checked once: tokens that were proved are kept by their hash until they expire.
 */
final class AccessTokens {
    /** When the account was last changed before the token was issued, in microseconds. */
    static final String ACCOUNT_CHANGED = "account_changed";

    private static final int MOST_PROVEN = 10_000;

    private final Accounts accounts;
    private final Clock clock;
    private final JWKSource<SecurityContext> keys;
    private final NimbusJwtDecoder decoder;
    private final OutsideTokens outside;
    private final Map<String, Proof> proven = new ConcurrentHashMap<>();

    /** @param outside of another issuer, whose tokens are taken as well; null when there is none */
    AccessTokens(Accounts accounts, ECKey key, Clock clock, OutsideTokens outside) {
        this.accounts = accounts;
        this.clock = clock;
        this.outside = outside;
        this.keys = new ImmutableJWKSet<>(new JWKSet(key));
        this.decoder = NimbusJwtDecoder.withJwkSource(keys)
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .build();
        JwtTimestampValidator times = new JwtTimestampValidator(Duration.ZERO);
        times.setClock(clock);
        // Nobody else has the key: that the token is ours needs no other proof than its signature.
        decoder.setJwtValidator(times);
    }

    /**
     * What a token proves.
     *
     * @param since of a token of our own, the account's last change before it was issued; of another issuer's, when it was issued
     */
    record Proof(String name, Instant since, boolean own, Instant until) {
        private boolean isFrom(Account account) {
            // Others know seconds only.
            return own
                    ? account.changedAt().equals(since)
                    : !since.isBefore(account.changedAt().truncatedTo(ChronoUnit.SECONDS));
        }
    }

    /** Under which a token is kept: nobody who reads the memory finds one that could be used. */
    static String digest(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * @throws InvalidBearerTokenException when it is none of ours, or has expired
     * @throws IssuerAway when it is another issuer's, whose keys cannot be had
     */
    Proof proof(String token) {
        String hash = digest(token);
        Proof before = proven.get(hash);
        if (before != null && clock.instant().isBefore(before.until())) return before;
        Proof proof = outside != null && outside.isTheirs(token) ? outside.proof(token) : own(token);
        if (proven.size() >= MOST_PROVEN) proven.clear();
        proven.put(hash, proof);
        return proof;
    }

    private Proof own(String token) {
        try {
            Jwt jwt = decoder.decode(token);
            Long changed = jwt.getClaim(ACCOUNT_CHANGED);
            return new Proof(
                    jwt.getSubject(), Instant.EPOCH.plus(changed, ChronoUnit.MICROS), true, jwt.getExpiresAt());
        } catch (JwtException e) {
            throw new InvalidBearerTokenException("the token is not valid", e);
        }
    }

    /** @throws InvalidBearerTokenException when the account was changed or disabled since the token was issued, or has expired */
    Account account(Proof proof) {
        return accounts.standing(proof.name())
                .filter(account -> account.isSystem() && proof.isFrom(account))
                .orElseThrow(() -> new InvalidBearerTokenException("the account was changed since"));
    }

    /** With the private half; what is published leaves it out. */
    JWKSource<SecurityContext> keys() {
        return keys;
    }

    /** Makes tokens for clients that {@link AccountClients} has let in. */
    JwtGenerator generator() {
        JwtGenerator generator = new JwtGenerator(new NimbusJwtEncoder(keys));
        generator.setClock(clock);
        generator.setJwtCustomizer(context -> {
            context.getJwsHeader().algorithm(SignatureAlgorithm.ES256);
            context.getClaims()
                    .claim(
                            ACCOUNT_CHANGED,
                            context.getRegisteredClient().getClientSettings().getSetting(ACCOUNT_CHANGED));
        });
        return generator;
    }
}
