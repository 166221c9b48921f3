package org.basedata.registry.api.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Locale;

/** The language of an answer: the first of Chinese and English in Accept-Language, Chinese when neither is named. */
final class Languages {
    private Languages() {}

    static boolean english(HttpServletRequest request) {
        if (request.getHeader("Accept-Language") == null) return false;
        for (Locale locale : Collections.list(request.getLocales())) {
            if (locale.getLanguage().equals("zh")) return false;
            if (locale.getLanguage().equals("en")) return true;
        }
        return false;
    }
}
