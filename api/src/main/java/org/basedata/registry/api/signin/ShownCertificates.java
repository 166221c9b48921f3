package org.basedata.registry.api.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.basedata.registry.api.account.Account;
import org.basedata.registry.api.account.Accounts;
import org.springframework.stereotype.Component;

/**
 * Client certificates of requests, and whose they are. That the caller has the key was proved when the connection was made, here or at a gateway
 * that is trusted.
 */
@Component
final class ShownCertificates {
    /** Of the servlet specification. */
    static final String ATTRIBUTE = "jakarta.servlet.request.X509Certificate";

    private final Accounts accounts;

    ShownCertificates(Accounts accounts) {
        this.accounts = accounts;
    }

    /**
     * The certificate that stands for its holder in this request; null when there is none. A browser shows a certificate whoever's page makes
     * it ask, so that it counts for nothing in what comes from a page.
     */
    static X509Certificate shown(HttpServletRequest request) {
        boolean ofPage = request.getHeader("Origin") != null || request.getHeader("Sec-Fetch-Site") != null;
        return ofPage ? null : ofConnection(request);
    }

    /**
     * The certificate that the connection brings, whoever wanted the request; null when there is none. Enough to tell its holder of it, and to let
     * in who sends a form of ours besides.
     */
    static X509Certificate ofConnection(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof X509Certificate[] chain && chain.length > 0 ? chain[0] : null;
    }

    /** The system that it was registered for, if it is still good. */
    Optional<Account> system(X509Certificate certificate) {
        return accounts.ofCertificate(certificate).filter(Account::isSystem);
    }

    /** The person that it was registered for, if it is still good. */
    Optional<Account> person(X509Certificate certificate) {
        return accounts.ofCertificate(certificate).filter(account -> !account.isSystem());
    }
}
