package org.basedata.registry.api.signin;

import org.springframework.security.core.AuthenticationException;

/** The keys of another issuer cannot be had, so that nothing can be said of its tokens. */
final class IssuerAway extends AuthenticationException {
    private static final long serialVersionUID = 1;

    IssuerAway(Throwable cause) {
        super("the issuer of the token does not answer", cause);
    }
}
