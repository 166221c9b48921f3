package org.basedata.registry.api.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.core.account.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who comes in, who does not, and what they are told. */
class SignInE2E {
    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    @Test
    void somebody_without_a_mouse_signs_in_and_comes_to_the_page_that_was_asked_for() {
        String password = Workbench.person(registry, "lin", null, Role.STEWARD);
        Workbench workbench = Workbench.visit(registry, browser).open("/workbench/subjects");
        assertThat(workbench.path()).isEqualTo("/sign-in");
        assertThat(workbench.heading()).isEqualTo("登录");
        workbench.assertUsable("sign-in");
        var keys = workbench.page().keyboard();
        keys.type("lin");
        keys.press("Tab");
        keys.type(password);
        workbench.enter();
        assertThat(workbench.path()).startsWith("/workbench/subjects");
        assertThat(workbench.heading()).isEqualTo("查找主体");
        // The first thing that the keyboard comes to is the way past the header.
        keys.press("Tab");
        assertThat(workbench.page().evaluate("document.activeElement.className"))
                .isEqualTo("skip");
        keys.press("Enter");
        assertThat(workbench.page().evaluate("document.activeElement.id")).isEqualTo("main");
    }

    @Test
    void a_wrong_password_and_a_name_that_nobody_has_are_refused_in_the_same_words() {
        Workbench.person(registry, "zhou", null, Role.STEWARD);
        Workbench workbench =
                Workbench.visit(registry, browser).open("/sign-in").signIn("zhou", "wrong");
        String refusal = workbench.refusal();
        assertThat(refusal).isEqualTo("用户名或口令有误,或账户已停用。连续 5 次有误,该用户名将锁定 15 分钟。");
        workbench.assertUsable("sign-in-refused");
        assertThat(workbench.signIn("no-such-name", "wrong").refusal()).isEqualTo(refusal);
    }

    @Test
    void after_five_failures_a_name_is_locked_whoever_has_it() {
        String password = Workbench.person(registry, "xie", null, Role.STEWARD);
        for (String name : new String[] {"xie", "nobody-at-all"}) {
            Workbench workbench = Workbench.visit(registry, browser).open("/sign-in");
            for (int i = 0; i < 5; i++) workbench.signIn(name, "wrong");
            assertThat(workbench.refusal()).matches("该用户名连续 5 次登录失败,已锁定至 \\d\\d:\\d\\d。.*");
            assertThat(workbench.signIn(name, password).refusal()).contains("已锁定至");
        }
        String renewed = Workbench.accounts(registry).renew("xie").orElseThrow().secret();
        assertThat(Workbench.visit(registry, browser)
                        .open("/sign-in")
                        .signIn("xie", renewed)
                        .path())
                .startsWith("/workbench");
    }

    @Test
    void the_language_is_chosen_and_kept() {
        Workbench workbench =
                Workbench.visit(registry, browser).open("/sign-in").changeLanguage();
        assertThat(workbench.heading()).isEqualTo("Sign in");
        assertThat(workbench.page().title()).isEqualTo("Sign in · Base-data reconciliation workbench");
        assertThat(workbench.signIn("nobody", "wrong").refusal()).startsWith("The name or the password is wrong");
        String password = Workbench.person(registry, "he", null, Role.AUDITOR);
        assertThat(workbench.signIn("he", password).areas())
                .containsExactly("Home", "Cases", "Sharing", "Subjects", "Accesses");
        workbench.assertUsable("home-en");
        workbench.open("/workbench/subjects").changeLanguage();
        assertThat(workbench.path()).isEqualTo("/workbench/subjects");
        assertThat(workbench.areas()).containsExactly("首页", "工单", "共享授权", "主体", "使用记录");
        // Nobody is sent elsewhere by a link of that kind.
        workbench.open("/sign-in/language?to=en&back=//evil.example/");
        assertThat(workbench.path()).isEqualTo("/workbench");
    }

    @Test
    void who_signs_out_or_is_disabled_has_to_sign_in_again() {
        String password = Workbench.person(registry, "luo", null, Role.STEWARD);
        Workbench workbench =
                Workbench.visit(registry, browser).open("/sign-in").signIn("luo", password);
        assertThat(workbench.heading()).isEqualTo("林静,您好");
        workbench.assertUsable("home");
        workbench.signOut();
        assertThat(workbench.text()).contains("已退出。");
        assertThat(workbench.open("/workbench").path()).isEqualTo("/sign-in");

        workbench.signIn("luo", password);
        assertThat(workbench.path()).startsWith("/workbench");
        Workbench.accounts(registry).disable("luo");
        assertThat(workbench.open("/workbench").path()).isEqualTo("/sign-in");
        assertThat(workbench.signIn("luo", password).refusal()).contains("或账户已停用");
    }

    @Test
    void a_page_for_other_roles_says_so_and_what_to_do() {
        Workbench workbench = Workbench.as(registry, browser, "song", "JY", Role.CONSUMER);
        assertThat(workbench.areas()).containsExactly("首页", "校核申请", "纠错召回", "数据服务", "共享授权");
        assertThat(workbench.text()).contains("本部门尚未提出校核申请", "认为某项数据有误时在此提出");
        assertThat(Workbench.as(registry, browser, "ops", null, Role.OPERATOR).text())
                .contains("可以打开", "何人、因何用途读取了什么");
        workbench.open("/workbench/subjects");
        assertThat(workbench.status()).isEqualTo(403);
        assertThat(workbench.heading()).isEqualTo("无权查看");
        assertThat(workbench.text()).contains("核查员、审批员、数源部门、审计员", "请联系运维员");
        workbench.assertUsable("error-403");
    }

    @Test
    void a_page_that_is_not_there_and_a_form_without_its_mark_are_answered_by_pages() {
        Workbench workbench = Workbench.as(registry, browser, "zheng", null, Role.APPROVER);
        workbench.open("/workbench/no-such-page");
        assertThat(workbench.status()).isEqualTo(404);
        assertThat(workbench.heading()).isEqualTo("没有该页面");
        workbench.assertUsable("error-404");
        workbench.open("/workbench/subjects");
        workbench
                .page()
                .evaluate("document.querySelectorAll('main form input[name=_csrf]').forEach(each => each.remove())");
        workbench.fill("#id", "x").enter();
        assertThat(workbench.status()).isEqualTo(403);
        assertThat(workbench.heading()).isEqualTo("无权查看");
        assertThat(workbench.text()).contains("页面已过期时请重新打开");
    }

    @Test
    void a_sign_in_gives_a_new_session_and_pages_allow_nothing_from_elsewhere() {
        Workbench workbench = Workbench.visit(registry, browser).open("/sign-in");
        String before = session(workbench);
        workbench.signIn("lei", Workbench.person(registry, "lei", null, Role.STEWARD));
        assertThat(session(workbench)).isNotEqualTo(before);
        HttpResponse<String> page = registry.get("/sign-in").response();
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "http");
        assertThat(page.headers().firstValue("Set-Cookie").orElseThrow()).contains("HttpOnly", "SameSite=Lax");
        assertThat(page.body()).doesNotContain("https://", "style=", "onclick");
    }

    private static String session(Workbench workbench) {
        return workbench.page().context().cookies().stream()
                .filter(cookie -> cookie.name.equals("registry-session"))
                .findFirst()
                .orElseThrow()
                .value;
    }
}
