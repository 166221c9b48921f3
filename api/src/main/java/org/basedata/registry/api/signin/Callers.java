package org.basedata.registry.api.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongFunction;
import org.basedata.registry.api.account.Account;
import org.basedata.registry.api.account.Certificates;
import org.basedata.registry.core.access.AccessLog;
import org.basedata.registry.core.account.Actor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.stereotype.Component;

/**
 * Whose token or certificate a request brings, for what is answered before Spring Security is asked. Whoever was looked at is known again until
 * that expires or any account changes, so that a system's many requests cost one look-up.
 */
@Component
public final class Callers {
    private static final int MOST_KNOWN = 10_000;

    private final ObjectProvider<AccessTokens> tokens;
    private final ShownCertificates certificates;
    private final AccessLog log;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    Callers(ObjectProvider<AccessTokens> tokens, ShownCertificates certificates, AccessLog log, Clock clock) {
        this.tokens = tokens;
        this.certificates = certificates;
        this.log = log;
        this.clock = clock;
    }

    private record Known(Actor actor, Instant until, long version) {}

    /**
     * Empty when the request brings no token, and no certificate of an account.
     *
     * @throws org.basedata.registry.api.problem.RequestRefused when the token is not valid
     */
    public Optional<Actor> of(HttpServletRequest request) {
        String token = Access.token(request);
        if (token != null) return Optional.of(known(AccessTokens.digest(token), now -> ofToken(token, now)));
        X509Certificate certificate = ShownCertificates.shown(request);
        if (certificate == null) return Optional.empty();
        return Optional.ofNullable(
                known("certificate " + Certificates.fingerprint(certificate), now -> ofCertificate(certificate, now)));
    }

    private Actor known(String proof, LongFunction<Known> reading) {
        long now = log.version();
        Known before = known.get(proof);
        if (before != null && before.version() == now && clock.instant().isBefore(before.until()))
            return before.actor();
        Known read = reading.apply(now);
        if (read == null) return null;
        if (known.size() >= MOST_KNOWN) known.clear();
        known.put(proof, read);
        return read.actor();
    }

    private Known ofToken(String token, long now) {
        try {
            AccessTokens reading = tokens.getObject();
            AccessTokens.Proof proof = reading.proof(token);
            Account account = reading.account(proof);
            return new Known(account.actor(), account.untilAtMost(proof.until()), now);
        } catch (IssuerAway e) {
            throw WhoAsks.issuerAway();
        } catch (OAuth2AuthenticationException e) {
            throw WhoAsks.tokenInvalid();
        }
    }

    private Known ofCertificate(X509Certificate certificate, long now) {
        return certificates
                .system(certificate)
                .map(account -> new Known(
                        account.actor(),
                        account.untilAtMost(certificate.getNotAfter().toInstant()),
                        now))
                .orElse(null);
    }
}
