package org.basedata.registry.api.signin;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.basedata.registry.core.account.Actor;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets into each operation of the interface who may call it. One that does not say who may is for nobody. */
@Component
public final class OperationGate implements HandlerInterceptor, WebMvcConfigurer {
    @Override
    public void addInterceptors(InterceptorRegistry interceptors) {
        interceptors.addInterceptor(this).addPathPatterns("/api/v1/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod operation)) return true;
        // Whoever waited for the answer was let in when they asked.
        if (request.getDispatcherType() == DispatcherType.ASYNC) return true;
        Roles roles = of(operation)
                .orElseThrow(() -> new IllegalStateException(operation + " says by no @Roles who may call it"));
        Actor actor = WhoAsks.known();
        if (roles.value().length > 0) WhoAsks.require(actor, roles.value());
        return true;
    }

    public static Optional<Roles> of(HandlerMethod operation) {
        Roles roles = AnnotatedElementUtils.findMergedAnnotation(operation.getMethod(), Roles.class);
        return Optional.ofNullable(
                roles != null
                        ? roles
                        : AnnotatedElementUtils.findMergedAnnotation(operation.getBeanType(), Roles.class));
    }
}
