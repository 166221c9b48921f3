package org.basedata.registry.api.workbench;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;

/** Chooses the language, also before anybody has signed in. */
@Controller
final class LanguageSwitch {
    private final LocaleResolver language;

    LanguageSwitch(LocaleResolver language) {
        this.language = language;
    }

    /** @param back where to go then; only a path of the workbench's own is followed */
    @GetMapping("/sign-in/language")
    String choose(
            @RequestParam String to,
            @RequestParam(defaultValue = "/workbench") String back,
            HttpServletRequest request,
            HttpServletResponse response) {
        language.setLocale(request, response, to.equals("en") ? Locale.ENGLISH : Locale.CHINESE);
        boolean own = back.matches("/(workbench|sign-in)([/?][\\x21-\\x7e]*)?") && !back.contains("\\");
        // Spring would take braces for variables.
        return "redirect:" + (own && !back.contains("{") ? back : Area.HOME.path());
    }
}
