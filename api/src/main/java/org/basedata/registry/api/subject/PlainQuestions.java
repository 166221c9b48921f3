package org.basedata.registry.api.subject;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.basedata.registry.api.inquiry.Inquiry;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.api.signin.Callers;
import org.basedata.registry.api.signin.WhoAsks;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.identifier.SubjectType;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Answers questions by key and by reference before Spring MVC does, whose way to the endpoints costs as much as finding and
 * writing a master record. Whatever is not plainly such a question goes the usual way, to the same answer; failures are
 * answered by the same handler.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
final class PlainQuestions extends HttpFilter {
    private static final long serialVersionUID = 1;
    private static final String PERSONS = "/api/v1/persons/";
    private static final String ENTITIES = "/api/v1/legal-entities/";
    private static final String QUERY = "query";

    /** As the endpoints say by {@code @Roles}. */
    private static final Role[] READERS = {Role.CONSUMER, Role.STEWARD, Role.APPROVER, Role.AUDITOR};

    private final transient Callers callers;
    private final transient SubjectQueries queries;
    private final transient Answers answers;
    private final transient HandlerExceptionResolver failures;

    PlainQuestions(
            Callers callers,
            SubjectQueries queries,
            Answers answers,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver failures) {
        this.callers = callers;
        this.queries = queries;
        this.answers = answers;
        this.failures = failures;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getRequestURI();
        if (path.startsWith(PERSONS)) answer(SubjectType.PERSON, PERSONS, "{ref}", request, response, chain);
        else if (path.startsWith(ENTITIES))
            answer(SubjectType.LEGAL_ENTITY, ENTITIES, "{refOrUscc}", request, response, chain);
        else chain.doFilter(request, response);
    }

    private void answer(
            SubjectType type,
            String place,
            String pattern,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        String name = request.getRequestURI().substring(place.length());
        boolean one = "GET".equals(request.getMethod()) && isPlain(name);
        boolean query = "POST".equals(request.getMethod()) && name.equals(QUERY) && bringsJson(request);
        if (!(one || query) || !takesJson(request)) {
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
        try {
            WhoAsks.require(actor.get(), READERS);
        } catch (RequestRefused e) {
            if (failures.resolveException(request, response, null, e) == null) throw e;
            return;
        }
        // Metrics tell addresses by their pattern.
        request.setAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, place + (one ? pattern : QUERY));
        byte[] body; // null when the caller has it
        try {
            if (one) {
                FoundSubject found = queries.one(
                        Inquiry.of(actor.get(), request),
                        type,
                        name,
                        parameter(request, "items"),
                        parameter(request, "view"),
                        parameter(request, "validAt"),
                        parameter(request, "knownAt"),
                        parameter(request, "atLeast"));
                body = answers.body(found);
                String tag = Answers.tag(found, body);
                boolean known = request.getHeader("If-None-Match") != null
                        && new ServletWebRequest(request, response).checkNotModified(tag);
                if (known) body = null;
                response.setHeader("Cache-Control", Answers.KEPT_BY_THE_CALLER);
                response.setHeader("ETag", tag);
            } else {
                body = answers.query(actor.get(), type, request);
                response.setHeader("Cache-Control", Answers.NOT_KEPT);
            }
        } catch (RuntimeException e) {
            if (failures.resolveException(request, response, null, e) == null) throw e;
            return;
        }
        if (body == null) return;
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** As a parameter of the endpoint gets it: one that comes again is one text with commas. */
    private static String parameter(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        return values == null ? null : values.length == 1 ? values[0] : String.join(",", values);
    }

    /** Nothing that would have to be decoded, and no further step. */
    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c == '-';
            if (!plain) return false;
        }
        return !name.isEmpty();
    }

    private static boolean bringsJson(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && (type.equals("application/json") || type.startsWith("application/json;"));
    }

    private static boolean takesJson(HttpServletRequest request) {
        String wanted = request.getHeader("Accept");
        return wanted == null || wanted.equals("*/*") || wanted.equals("application/json");
    }
}
