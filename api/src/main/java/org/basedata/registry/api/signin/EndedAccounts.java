package org.basedata.registry.api.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.basedata.registry.api.account.Accounts;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends the session of whoever was disabled, or has another password or other roles since, by one look-up by primary key a page; and sessions that
 * have lasted long enough: what people of the organisation's own sign-in may do is looked up when they sign in only.
 */
final class EndedAccounts extends OncePerRequestFilter {
    private static final String BEGUN = EndedAccounts.class.getName() + ".begun";

    private final Accounts accounts;
    private final Duration longest;
    private final Clock clock;

    EndedAccounts(Accounts accounts, Duration longest, Clock clock) {
        this.accounts = accounts;
        this.longest = longest;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication known = SecurityContextHolder.getContext().getAuthentication();
        HttpSession session = request.getSession(false);
        if (known != null && (session != null && isOver(session) || isEnded(known))) {
            if (session != null) session.invalidate();
            SecurityContextHolder.clearContext();
        }
        chain.doFilter(request, response);
    }

    /** Counted by the registry's clock from the first page after the sign-in: the web server counts by another, and from before. */
    private boolean isOver(HttpSession session) {
        Instant now = clock.instant();
        if (session.getAttribute(BEGUN) instanceof Instant begun) return !now.isBefore(begun.plus(longest));
        session.setAttribute(BEGUN, now);
        return false;
    }

    private boolean isEnded(Authentication known) {
        return known.getPrincipal() instanceof AccountHolder holder
                && AccountHolder.still(accounts, holder.getName(), holder.since())
                        .isEmpty();
    }
}
