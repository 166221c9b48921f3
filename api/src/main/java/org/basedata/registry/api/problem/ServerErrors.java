package org.basedata.registry.api.problem;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers what failed outside of the handlers (filters, the container) in the place of an error page. */
@Hidden
@RestController
final class ServerErrors implements ErrorController {
    /** Where the workbench shows people what went wrong. */
    private static final String PAGE = "/workbench/refused";

    @RequestMapping("${spring.web.error.path:${error.path:/error}}")
    ResponseEntity<Problem> error(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        if (path instanceof String asked && isPage(asked)) {
            request.getRequestDispatcher(PAGE).forward(request, response);
            return null;
        }
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        // Asked for directly, the path is as unknown as any other.
        int code = status instanceof Integer known ? known : 404;
        return ProblemHandler.document(
                ProblemHandler.ofStatus(code), failure instanceof Exception e ? e : null, request);
    }

    private static boolean isPage(String path) {
        return path.startsWith("/workbench") || path.startsWith("/sign-in") || path.startsWith("/sign-out");
    }
}
