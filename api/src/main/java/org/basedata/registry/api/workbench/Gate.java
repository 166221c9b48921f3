package org.basedata.registry.api.workbench;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.basedata.registry.api.signin.WhoAsks;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.CacheControl;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.resource.LiteWebJarsResourceResolver;

/** Lets into each page who may open it, and serves what browsers load: style, scripts, and the few libraries, all from the program itself. */
@Configuration(proxyBeanMethods = false)
class Gate implements WebMvcConfigurer, HandlerInterceptor {
    static final String LANGUAGE_COOKIE = "registry-language";
    private static final Duration A_YEAR = Duration.ofDays(365);
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final String LAST_PAGE = "last-page";

    private final Clock clock;

    Gate(Clock clock) {
        this.clock = clock;
    }

    /** Chinese, until somebody chooses English. What a browser says it prefers counts for nothing: it is rarely what its user chose. */
    @Bean
    static LocaleResolver localeResolver() {
        CookieLocaleResolver cookie = new CookieLocaleResolver(LANGUAGE_COOKIE);
        cookie.setDefaultLocale(Locale.CHINESE);
        cookie.setCookieMaxAge(A_YEAR);
        cookie.setCookieHttpOnly(true);
        cookie.setCookieSameSite("Lax");
        cookie.setRejectInvalidCookies(false);
        return cookie;
    }

    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(this).addPathPatterns("/workbench", "/workbench/**");
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry handlers) {
        handlers.addResourceHandler("/assets/**")
                .addResourceLocations("classpath:/workbench/assets/")
                .setCacheControl(CacheControl.maxAge(AN_HOUR));
        handlers.addResourceHandler("/assets/lib/**")
                .addResourceLocations("classpath:/META-INF/resources/webjars/")
                .setCacheControl(CacheControl.maxAge(AN_HOUR))
                .resourceChain(true)
                .addResolver(new LiteWebJarsResourceResolver());
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (!(handler instanceof HandlerMethod page) || page.getBeanType() == ErrorPages.class) return true;
        if (!isSomebodyThere(request.getSession(), page.hasMethodAnnotation(Live.class))) {
            request.getSession().invalidate();
            response.sendRedirect("/sign-in");
            return false;
        }
        In in = AnnotatedElementUtils.findMergedAnnotation(page.getMethod(), In.class);
        if (in == null) in = AnnotatedElementUtils.findMergedAnnotation(page.getBeanType(), In.class);
        if (in == null) throw new IllegalStateException(page + " says by no @In who may open it");
        request.setAttribute(Area.class.getName(), in.value());
        WhoAsks.require(WhoAsks.known(), in.value().roles());
        return true;
    }

    /** The container counts every request; this, only those that a person made. */
    boolean isSomebodyThere(HttpSession session, boolean live) {
        Instant now = clock.instant();
        if (!live) session.setAttribute(LAST_PAGE, now);
        return !live
                || !(session.getAttribute(LAST_PAGE) instanceof Instant last)
                || last.plusSeconds(session.getMaxInactiveInterval()).isAfter(now);
    }
}
