package org.basedata.registry.api.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.basedata.registry.api.Invented;
import org.basedata.registry.api.Row;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.core.account.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many conflicts that are alike, settled by one decision, by people without a mouse. */
class GroupsE2E {
    private static final int ALIKE = 40;

    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    @BeforeAll
    static void one_department_cannot_write_a_character() {
        Row[] right = new Row[ALIKE];
        Row[] wrong = new Row[ALIKE];
        for (int i = 0; i < ALIKE; i++) {
            String number = Invented.man();
            right[i] = Row.household(number, "于海涛");
            wrong[i] = Row.insurance(number, "於海涛");
        }
        registry.deliver("GA", right);
        registry.deliver("RS", wrong);
    }

    private static void tabTo(Workbench workbench, String field) {
        Page page = workbench.page();
        for (int i = 0; i < 80; i++) {
            if (page.locator(field + ":focus").count() == 1) return;
            page.keyboard().press("Tab");
        }
        throw new AssertionError("the keyboard does not come to " + field);
    }

    @Test
    void a_steward_proposes_an_approver_approves_and_takes_it_back() {
        Workbench steward = Workbench.as(registry, browser, "chen", null, Role.STEWARD, Role.APPROVER);
        steward.open("/workbench/groups");
        assertThat(steward.text()).contains("姓名", "字形差异", Integer.toString(ALIKE));
        steward.assertUsable("groups");
        tabTo(steward, "#kinds a");
        steward.enter();
        assertThat(steward.text()).contains("差异同属一类,共 " + ALIKE + " 件");
        assertThat(steward.page().locator("mark").first().innerText()).isEqualTo("于");
        steward.assertUsable("group-shape");
        var keys = steward.page().keyboard();
        tabTo(steward, "#take-standing");
        keys.press("Space");
        tabTo(steward, "#reason");
        keys.type(" ");
        tabTo(steward, "#evidence");
        keys.type("核查单 1");
        tabTo(steward, "main form button");
        steward.enter();
        assertThat(steward.refusal()).isNotEmpty();
        assertThat(steward.page().locator("#take-standing").isChecked()).isTrue();
        steward.assertUsable("group-shape-refused");
        tabTo(steward, "#reason");
        keys.type("社保系统字库不全");
        tabTo(steward, "main form button");
        steward.enter();
        String group = steward.path();
        assertThat(group).startsWith("/workbench/groups/");
        assertThat(steward.text()).contains("待审批", "社保系统字库不全", "核查单 1", "本人提出的裁定须由另一名审批员办理");
        assertThat(steward.page()
                        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("批准并执行"))
                        .count())
                .isZero();
        steward.assertUsable("group-own");

        Workbench approver = Workbench.as(registry, browser, "lin", null, Role.APPROVER);
        assertThat(approver.text()).contains("另有 1 项批量裁定待审批");
        approver.open(group);
        approver.assertUsable("group-proposed");
        tabTo(approver, "main form button");
        approver.enter();
        approver.page()
                .locator("#state", new Page.LocatorOptions().setHasText("已执行"))
                .waitFor();
        assertThat(approver.text()).contains("了结 " + ALIKE + " 件").doesNotContain("另有");
        approver.assertUsable("group-applied");
        approver.open("/workbench/groups");
        assertThat(approver.text()).contains("目前没有两件以上同类的冲突", "已执行");
        approver.assertUsable("groups-decided");

        approver.open(group);
        tabTo(approver, "#why-undo");
        approver.page().keyboard().type("字库已补齐");
        approver.enter();
        approver.page()
                .locator("#state", new Page.LocatorOptions().setHasText("已撤销"))
                .waitFor();
        assertThat(approver.text()).contains("字库已补齐");
        approver.assertUsable("group-undone");
        approver.open("/workbench/groups").changeLanguage();
        assertThat(approver.text()).contains("Variant characters", "Undone");
        approver.assertUsable("groups-en");
    }
}
