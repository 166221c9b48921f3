package org.basedata.registry.api.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.basedata.registry.core.access.AccessLog;
import org.basedata.registry.core.account.Actor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;

/**
 * Whose token a request brings, for what is answered before Spring Security is asked. A token that was looked at is known again until it
 * expires or any account changes, so that a system's many requests cost one look-up.
 */
@Component
public final class Callers {
    private static final String BEARER = "Bearer ";
    private static final int MOST_KNOWN = 10_000;

    private final ObjectProvider<AccessTokens> tokens;
    private final AccessLog log;
    private final Clock clock;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    Callers(ObjectProvider<AccessTokens> tokens, AccessLog log, Clock clock) {
        this.tokens = tokens;
        this.log = log;
        this.clock = clock;
    }

    private record Known(Actor actor, Instant until, long version) {}

    /**
     * Empty when the request brings no token.
     *
     * @throws org.basedata.registry.api.problem.RequestRefused when the token is not valid
     */
    public Optional<Actor> of(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) return Optional.empty();
        String token = header.substring(BEARER.length()).strip();
        long now = log.version();
        Known before = known.get(token);
        if (before != null && before.version() == now && clock.instant().isBefore(before.until()))
            return Optional.of(before.actor());
        Known read = read(token, now);
        if (known.size() >= MOST_KNOWN) known.clear();
        known.put(token, read);
        return Optional.of(read.actor());
    }

    private Known read(String token, long now) {
        try {
            AccessTokens reading = tokens.getObject();
            Jwt jwt = reading.decoder().decode(token);
            return new Known(reading.holder(jwt).actor(), jwt.getExpiresAt(), now);
        } catch (JwtException | OAuth2AuthenticationException e) {
            throw WhoAsks.tokenInvalid();
        }
    }
}
