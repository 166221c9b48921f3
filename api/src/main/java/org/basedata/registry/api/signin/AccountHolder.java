package org.basedata.registry.api.signin;

import java.io.Serializable;
import java.time.Instant;
import java.util.Optional;
import org.basedata.registry.api.account.Account;
import org.basedata.registry.api.account.Accounts;
import org.basedata.registry.core.account.Actor;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.Authentication;

/**
 * A person or system with an account, as it was when the session or token began.
 *
 * @param since the account's last change by then
 */
record AccountHolder(Actor actor, Instant since) implements Acting, AuthenticatedPrincipal, Serializable {
    static AccountHolder of(Account account) {
        return new AccountHolder(account.actor(), account.changedAt());
    }

    /** The account, unless it was changed or disabled since, or has expired. */
    static Optional<Account> still(Accounts accounts, String name, Instant since) {
        return accounts.standing(name).filter(account -> account.changedAt().equals(since));
    }

    /** For a session of the workbench. */
    Authentication signedIn() {
        return UsernamePasswordAuthenticationToken.authenticated(this, null, Acting.authorities(actor));
    }

    @Override
    public String getName() {
        return actor.name();
    }
}
