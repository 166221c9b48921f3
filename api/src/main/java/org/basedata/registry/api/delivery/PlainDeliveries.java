package org.basedata.registry.api.delivery;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.basedata.registry.api.signin.Callers;
import org.basedata.registry.api.signin.WhoAsks;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Takes deliveries before Spring MVC does, whose way to the endpoint costs more than reading, checking and answering a delivery
 * of one record. Whatever is not plainly a JSON delivery with a token goes the usual way; failures are answered by the same handler.
 */
@Component
public final class PlainDeliveries extends HttpFilter {
    public static final String PATH = "/api/v1/deliveries";

    private static final long serialVersionUID = 1;

    private final transient Callers callers;
    private final transient DeliveryEndpoint endpoint;
    private final transient HandlerExceptionResolver failures;

    PlainDeliveries(
            Callers callers,
            DeliveryEndpoint endpoint,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver failures) {
        this.callers = callers;
        this.endpoint = endpoint;
        this.failures = failures;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!isPlain(request)) {
            chain.doFilter(request, response);
            return;
        }
        Optional<Actor> actor;
        try {
            actor = callers.of(request);
        } catch (RuntimeException e) {
            if (failures.resolveException(request, response, null, e) == null) throw e;
            return;
        }
        // Whoever has no token may have a session.
        if (actor.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, PATH);
        byte[] receipt;
        try {
            WhoAsks.require(actor.get(), Role.SOURCE);
            receipt = endpoint.receipt(actor.get(), request, request.getHeader("Idempotency-Key"));
        } catch (RuntimeException e) {
            if (failures.resolveException(request, response, null, e) == null) throw e;
            return;
        }
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(receipt.length);
        response.getOutputStream().write(receipt);
    }

    private static boolean isPlain(HttpServletRequest request) {
        if (!"POST".equals(request.getMethod()) || !PATH.equals(request.getRequestURI())) return false;
        String type = request.getContentType();
        if (type == null || !(type.equals("application/json") || type.startsWith("application/json;"))) return false;
        String wanted = request.getHeader("Accept");
        return wanted == null || wanted.equals("*/*") || wanted.equals("application/json");
    }
}
