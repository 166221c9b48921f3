package org.basedata.registry.api.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.basedata.registry.api.account.Accounts;
import org.basedata.registry.api.account.SignIn;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/** The password of whoever has signed in by an account of the registry's own. People of the organisation's own sign-in have none here. */
@Component
public final class OwnPassword {
    private final Accounts accounts;
    private final HttpSessionSecurityContextRepository sessions = new HttpSessionSecurityContextRepository();

    OwnPassword(Accounts accounts) {
        this.accounts = accounts;
    }

    public boolean isHere() {
        return holder() != null;
    }

    private static AccountHolder holder() {
        Authentication known = SecurityContextHolder.getContext().getAuthentication();
        return known != null && known.getPrincipal() instanceof AccountHolder holder ? holder : null;
    }

    /** When it is changed all sessions end but this one, which gets another id. */
    public SignIn change(String old, String wanted, HttpServletRequest request, HttpServletResponse response) {
        AccountHolder me = holder();
        if (me == null) throw WhoAsks.notAllowed();
        SignIn outcome = accounts.changePassword(me.getName(), old, wanted);
        if (outcome instanceof SignIn.Known known) {
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(AccountHolder.of(known.account()).signedIn());
            SecurityContextHolder.setContext(context);
            request.changeSessionId();
            sessions.saveContext(context, request, response);
        }
        return outcome;
    }
}
