package org.basedata.registry.api.signin;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Who is asking in the request that this thread answers, and what may be said to those who may not. */
public final class WhoAsks {
    private WhoAsks() {}

    public static Optional<Actor> actor() {
        Authentication known = SecurityContextHolder.getContext().getAuthentication();
        return known != null && known.isAuthenticated() && known.getPrincipal() instanceof Acting acting
                ? Optional.of(acting.actor())
                : Optional.empty();
    }

    /** @throws RequestRefused when nobody has signed in */
    public static Actor known() {
        return actor().orElseThrow(WhoAsks::nobody);
    }

    /** @throws RequestRefused when the actor has none of the roles */
    public static void require(Actor actor, Role... anyOf) {
        for (Role role : anyOf) if (actor.is(role)) return;
        throw notAllowed(anyOf);
    }

    static RequestRefused nobody() {
        return new RequestRefused(
                ProblemCode.NOT_SIGNED_IN,
                "本地址须凭令牌(POST /oauth2/token)或登录工作台后访问",
                "this address needs a bearer token (POST /oauth2/token) or a session of the workbench");
    }

    public static RequestRefused tokenInvalid() {
        return new RequestRefused(
                ProblemCode.TOKEN_INVALID,
                "令牌无效、已过期,或账户此后已变更;请用 POST /oauth2/token 换取新令牌",
                "the token is not valid, has expired, or the account was changed since; get another from POST /oauth2/token");
    }

    static RequestRefused certificateUnknown() {
        return new RequestRefused(
                ProblemCode.CERTIFICATE_UNKNOWN,
                "出示的客户端证书未登记给系统、已过期,或其账户已停用;用户的证书只用于登录工作台;请联系登记系统管理员",
                "the client certificate is none that is registered for a system, has expired, or its account is disabled; a person's signs in"
                        + " to the workbench only; ask the registry's administrator");
    }

    static RequestRefused issuerAway() {
        return new RequestRefused(
                        ProblemCode.UNAVAILABLE,
                        "签发该令牌的认证服务目前无法连接,暂不能核验令牌",
                        "the service that issued the token cannot be reached, so that the token cannot be proved now")
                .retryAfter(5);
    }

    static RequestRefused notAllowed(Role... anyOf) {
        String zh = Arrays.stream(anyOf).map(Role::zh).collect(Collectors.joining("、"));
        String en = Arrays.stream(anyOf).map(Role::name).collect(Collectors.joining(", "));
        return new RequestRefused(
                ProblemCode.NOT_ALLOWED,
                anyOf.length == 0 ? "当前账户无权办理" : "须有以下角色之一:" + zh,
                anyOf.length == 0 ? "this account may not do that" : "this needs one of the roles " + en);
    }

    static RequestRefused otherPage() {
        return new RequestRefused(
                ProblemCode.CSRF_TOKEN_MISSING,
                "以工作台会话提交时须带本会话的 CSRF 令牌(请求头 X-CSRF-TOKEN);页面已过期时请重新打开",
                "what is sent within a session of the workbench carries the session's CSRF token (header X-CSRF-TOKEN); open the"
                        + " page again if it is an old one");
    }
}
