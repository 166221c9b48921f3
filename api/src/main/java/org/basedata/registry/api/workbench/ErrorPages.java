package org.basedata.registry.api.workbench;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.basedata.registry.api.problem.ProblemReport;
import org.basedata.registry.api.problem.RequestRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Shows people what went wrong, and where to go on. */
@Controller
@ControllerAdvice(basePackageClasses = ErrorPages.class)
@Order(0)
final class ErrorPages {
    private static final Logger log = LoggerFactory.getLogger(ErrorPages.class);

    private final Words words;

    ErrorPages(Words words) {
        this.words = words;
    }

    @ExceptionHandler
    ModelAndView failed(Exception failure, HttpServletRequest request, HttpServletResponse response) {
        return page(ProblemReport.refusal(failure), failure, response);
    }

    /** What filters refused, and what failed on its way out of the program. */
    @RequestMapping("/workbench/refused")
    ModelAndView refused(HttpServletRequest request, HttpServletResponse response) {
        Object told = request.getAttribute(RequestRefused.class.getName());
        if (told instanceof RequestRefused refused) return page(refused, null, response);
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        return page(
                ProblemReport.ofStatus(status instanceof Integer code ? code : 404),
                failure instanceof Exception e ? e : null,
                response);
    }

    @RequestMapping("/workbench/**")
    ModelAndView nothingThere(HttpServletResponse response) {
        return page(ProblemReport.ofStatus(404), null, response);
    }

    private ModelAndView page(RequestRefused refused, Exception failure, HttpServletResponse response) {
        String instance = UUID.randomUUID().toString();
        int status = refused.code().status();
        // Neither the address nor the parameters are logged: either could hold a number that does not belong there.
        if (status >= 500) log.error("{}: a page of the workbench failed, {}", refused.code(), instance, failure);
        response.setStatus(status);
        ModelAndView page = new ModelAndView("error");
        page.addObject("status", status);
        String kind = status == 403 || status == 404 || status == 503
                ? Integer.toString(status)
                : status >= 500 ? "500" : "400";
        page.addObject("kind", kind);
        page.addObject("code", refused.code().name());
        // What is said of unknown paths is about the interface; the page has words of its own.
        boolean own = status == 404 && refused.code().name().equals("PATH_UNKNOWN") || status >= 500;
        page.addObject("detail", own ? null : words.english() ? refused.detailEn() : refused.detail());
        page.addObject("instance", status >= 500 ? instance : null);
        return page;
    }
}
