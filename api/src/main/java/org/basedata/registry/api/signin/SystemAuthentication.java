package org.basedata.registry.api.signin;

import org.springframework.security.authentication.AbstractAuthenticationToken;

/** A system that has shown its token or certificate. */
final class SystemAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1;

    private final AccountHolder holder;

    SystemAuthentication(AccountHolder holder) {
        super(Acting.authorities(holder.actor()));
        this.holder = holder;
        setAuthenticated(true);
    }

    @Override
    public Object getCredentials() {
        return null;
    }

    @Override
    public Object getPrincipal() {
        return holder;
    }
}
