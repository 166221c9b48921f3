package org.basedata.registry.api.signin;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.ProblemReport;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.core.reconciliation.Attachment;
import org.springframework.http.HttpHeaders;

/**
 * Refuses bodies that are larger than anything that is sent to the addresses of people and cases, before a byte of them is read: whoever has
 * not signed in could fill the disk with files that are read for their CSRF token alone.
 */
final class MeasuredBodies extends HttpFilter {
    private static final long serialVersionUID = 1;

    private static final String DELIVERIES = "/api/v1/deliveries";

    /** Of the other fields of a form, and of what stands between the files. */
    private static final long BESIDE_FILES = 2L << 20;

    /** An answer with all the files that it may have. */
    static final long MOST_BYTES = (long) Attachment.MOST_AN_ANSWER * Attachment.MOST_BYTES + BESIDE_FILES;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean delivered = request.getRequestURI().startsWith(DELIVERIES) && isSystems(request);
        RequestRefused refused = delivered ? null : refusal(request);
        if (refused == null) {
            chain.doFilter(request, response);
            return;
        }
        // What is left unread is not the next request of this connection.
        response.setHeader(HttpHeaders.CONNECTION, "close");
        if (request.getRequestURI().startsWith("/api/")) {
            ProblemReport.write(refused, request, response);
            return;
        }
        request.setAttribute(RequestRefused.class.getName(), refused);
        request.getRequestDispatcher("/workbench/refused").forward(new WithoutBody(request), response);
    }

    /** Files of sources are large. With a token nothing is read before that was looked at, nor with a certificate and no session. */
    private static boolean isSystems(HttpServletRequest request) {
        boolean certificate = request.getRequestedSessionId() == null && ShownCertificates.shown(request) != null;
        return certificate || Access.hasToken(request);
    }

    private static RequestRefused refusal(HttpServletRequest request) {
        if (request.getContentLengthLong() > MOST_BYTES)
            return new RequestRefused(
                    ProblemCode.BODY_TOO_LARGE,
                    "提交的内容超过 " + (MOST_BYTES >> 20) + " MB:附件每个至多 " + (Attachment.MOST_BYTES >> 20) + " MB,一次至多 "
                            + Attachment.MOST_AN_ANSWER + " 个",
                    "more than " + (MOST_BYTES >> 20) + " MB were sent: an attachment has at most "
                            + (Attachment.MOST_BYTES >> 20) + " MB, and at most " + Attachment.MOST_AN_ANSWER
                            + " are sent at a time");
        // JSON and plain forms have limits of their own wherever they are read.
        String type = request.getContentType();
        boolean files = type != null && type.regionMatches(true, 0, "multipart/", 0, 10);
        if (files && request.getContentLengthLong() < 0)
            return new RequestRefused(
                    ProblemCode.BODY_TOO_LARGE,
                    "上传文件须写明总长度(请求头 Content-Length)",
                    "whoever sends files says how long the body is (header Content-Length); how large this one is nobody knows");
        return null;
    }

    /** The same request for a page that says what was refused: whatever asks for a parameter would read the body. */
    private static final class WithoutBody extends HttpServletRequestWrapper {
        WithoutBody(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getMethod() {
            return "GET";
        }

        @Override
        public String getContentType() {
            return null;
        }

        @Override
        public String getParameter(String name) {
            return null;
        }

        @Override
        public String[] getParameterValues(String name) {
            return null;
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return Map.of();
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.emptyEnumeration();
        }
    }
}
