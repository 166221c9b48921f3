package org.basedata.registry.api.reconciliation;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.springframework.core.MethodParameter;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Takes callers at their word, for tests alone: until people can sign in nobody else is anybody. */
@Component
final class HeaderActors implements HandlerMethodArgumentResolver, WebMvcConfigurer {
    /** Property that has to be {@code true}. */
    static final String SETTING = "registry.actors-by-header";

    private final boolean on;

    HeaderActors(Environment environment) {
        this.on = environment.getProperty(SETTING, Boolean.class, false);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Actor.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            ModelAndViewContainer container,
            NativeWebRequest request,
            WebDataBinderFactory binders) {
        String name = request.getHeader("X-Actor");
        if (!on || name == null)
            throw new RequestRefused(
                    ProblemCode.NOT_SIGNED_IN, "未登录,不能使用工单", "nobody has signed in; cases are for known people only");
        Set<Role> roles = EnumSet.noneOf(Role.class);
        String said = request.getHeader("X-Roles");
        if (said != null) for (String role : said.split(",")) roles.add(Role.valueOf(role.trim()));
        return new Actor(name, name, request.getHeader("X-Department"), roles);
    }
}
