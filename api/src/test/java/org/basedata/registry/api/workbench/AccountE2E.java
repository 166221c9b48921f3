package org.basedata.registry.api.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.account.SignIn;
import org.basedata.registry.core.account.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** People change their own password. */
class AccountE2E {
    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    private static Workbench change(Workbench workbench, String old, String wanted, String again) {
        workbench.fill("#old", old).fill("#wanted", wanted).fill("#again", again);
        return workbench.next(() -> workbench.page().locator("main form button").click());
    }

    @Test
    void a_password_is_changed_with_the_old_one_and_ends_what_was_signed_in_elsewhere() {
        String old = Workbench.person(registry, "lin", null, Role.STEWARD);
        Workbench here = Workbench.visit(registry, browser).open("/sign-in").signIn("lin", old);
        Workbench elsewhere =
                Workbench.visit(registry, browser).open("/sign-in").signIn("lin", old);
        here.next(() -> here.page().locator("#account").click());
        assertThat(here.heading()).isEqualTo("我的账户");
        here.assertUsable("account");
        String wanted = "一匹马在河边";
        assertThat(change(here, old, wanted, wanted).refusal()).contains("至少 12 个字符");
        wanted = "the horse Lin has";
        assertThat(change(here, old, wanted, wanted).refusal()).contains("不得含用户名");
        wanted = "a horse at the river";
        assertThat(change(here, old, wanted, wanted + "x").refusal()).contains("不一致");
        assertThat(change(here, old, "河".repeat(25), "河".repeat(25)).refusal()).contains("过长");
        assertThat(change(here, old, old, old).refusal()).contains("与现用口令相同");
        assertThat(change(here, "wrong", wanted, wanted).refusal()).contains("现用口令有误");
        here.assertUsable("account-refused");
        change(here, old, wanted, wanted);
        assertThat(here.page().locator("#changed").innerText()).contains("口令已更改");
        here.assertUsable("account-changed");
        assertThat(here.open("/workbench").heading()).as("still signed in").isEqualTo("林静,您好");
        assertThat(elsewhere.open("/workbench").path()).isEqualTo("/sign-in");
        assertThat(elsewhere.signIn("lin", old).refusal()).contains("有误");
        assertThat(elsewhere.signIn("lin", wanted).heading()).isEqualTo("林静,您好");
        here.open("/workbench/account").changeLanguage();
        assertThat(here.heading()).isEqualTo("My account");
        assertThat(change(here, "x", "short", "short").refusal()).contains("at least 12 characters");
        here.assertUsable("account-en");
    }

    @Test
    void whoever_guesses_at_the_old_password_locks_the_name() {
        String password = Workbench.person(registry, "zhou", null, Role.STEWARD);
        Workbench workbench =
                Workbench.visit(registry, browser).open("/sign-in").signIn("zhou", password);
        workbench.open("/workbench/account");
        String wanted = "a horse at the river";
        for (int i = 0; i < 5; i++) change(workbench, "guess " + i, wanted, wanted);
        assertThat(workbench.refusal()).contains("已锁定至");
        assertThat(change(workbench, password, wanted, wanted).refusal()).contains("已锁定至");
        assertThat(Workbench.accounts(registry).signIn("zhou", password)).isInstanceOf(SignIn.Locked.class);
    }
}
