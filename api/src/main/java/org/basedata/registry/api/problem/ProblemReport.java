package org.basedata.registry.api.problem;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import tools.jackson.databind.json.JsonMapper;

/** Answers what Tomcat refuses on its own (a request line it cannot read) in the place of its HTML page. */
public final class ProblemReport extends ErrorReportValve {
    private static final JsonMapper JSON = new JsonMapper();

    /** What a failure is to whoever asked. */
    public static RequestRefused refusal(Exception failure) {
        return ProblemHandler.refusal(failure);
    }

    /** For what the web server refuses before any of our code sees it. */
    public static RequestRefused ofStatus(int status) {
        return ProblemHandler.ofStatus(status);
    }

    /** Answers a request that a filter refuses, in the language that it asks for. */
    public static void write(RequestRefused refused, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean english = Languages.english(request);
        Problem problem = Problem.of(refused, english);
        byte[] body = JSON.writeValueAsBytes(problem);
        response.setStatus(problem.status());
        response.setContentType("application/problem+json");
        response.setHeader("Content-Language", english ? "en" : "zh");
        response.setHeader("Vary", "Accept-Language");
        response.setHeader("Cache-Control", "no-store");
        if (refused.retryAfter() > 0) response.setHeader("Retry-After", Integer.toString(refused.retryAfter()));
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    @Override
    protected void report(Request request, Response response, Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) return;
        Problem problem = Problem.of(ProblemHandler.ofStatus(status), false);
        try {
            response.setContentType("application/problem+json");
            response.setHeader("Content-Language", "zh");
            response.setHeader("Cache-Control", "no-store");
            byte[] body = JSON.writeValueAsString(problem).getBytes(StandardCharsets.UTF_8);
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            // The client has closed its end: there is nobody to answer.
            return;
        }
    }
}
