package org.basedata.registry.api.signin;

import java.time.Instant;
import org.basedata.registry.api.account.Accounts;
import org.basedata.registry.api.account.SignIn;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/** Looks at the name and password of the form. */
record AccountSignIn(Accounts accounts) implements AuthenticationProvider {
    /** The name is locked; says until when. */
    static final class Locked extends LockedException {
        private static final long serialVersionUID = 1;

        private final Instant until;

        Locked(Instant until) {
            super("too many attempts");
            this.until = until;
        }

        Instant until() {
            return until;
        }
    }

    @Override
    public Authentication authenticate(Authentication form) {
        Object password = form.getCredentials();
        SignIn outcome = accounts.signIn(form.getName(), password == null ? "" : password.toString());
        if (outcome instanceof SignIn.Locked locked) throw new Locked(locked.until());
        if (!(outcome instanceof SignIn.Known known)) throw new BadCredentialsException("name or password is wrong");
        return AccountHolder.of(known.account()).signedIn();
    }

    @Override
    public boolean supports(Class<?> type) {
        return type == UsernamePasswordAuthenticationToken.class;
    }
}
