package org.basedata.registry.api.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.cert.X509Certificate;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Knows a system by its certificate where nobody is known by a token or session. */
final class CertificateCallers extends OncePerRequestFilter {
    private final ShownCertificates certificates;

    CertificateCallers(ShownCertificates certificates) {
        this.certificates = certificates;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        X509Certificate shown = ShownCertificates.shown(request);
        if (shown != null && SecurityContextHolder.getContext().getAuthentication() == null)
            certificates.system(shown).ifPresent(account -> {
                SecurityContext context = SecurityContextHolder.createEmptyContext();
                context.setAuthentication(new SystemAuthentication(AccountHolder.of(account)));
                SecurityContextHolder.setContext(context);
            });
        chain.doFilter(request, response);
    }
}
