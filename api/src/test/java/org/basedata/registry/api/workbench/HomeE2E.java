package org.basedata.registry.api.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Set;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.projections.reconciliation.ListedCase;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What waits for whoever has signed in. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HomeE2E {
    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    private final CaseDesk desk = new CaseDesk(registry);

    @Test
    @Order(1)
    void with_nothing_to_do_each_list_says_so() {
        Workbench workbench = Workbench.as(registry, browser, "empty", null, Role.STEWARD, Role.APPROVER);
        assertThat(workbench.text()).contains("您名下没有工单", "没有待审批的处理意见", "没有逾期的工单", "没有即将到期的工单", "没有待受理的工单");
        workbench.assertUsable("home-empty");
        assertThat(Workbench.as(registry, browser, "jy", "JY", Role.SOURCE).text())
                .contains("没有待答复的请求");
    }

    @Test
    @Order(2)
    void a_steward_and_approver_sees_own_late_and_new_cases_and_proposals() {
        ListedCase mine = desk.disputed("王建国");
        ListedCase late = desk.disputed("刘志强");
        ListedCase near = desk.disputed("陈晓东");
        ListedCase proposed = desk.disputed("孙丽华");
        ListedCase own = desk.disputed("周海燕");
        desk.assign(mine, CaseDesk.QIAN);
        desk.assign(late, CaseDesk.ZHAO);
        desk.due(late, LocalDate.of(2026, 1, 5));
        desk.due(near, LocalDate.now().plusDays(1));
        desk.propose(CaseDesk.ZHAO, proposed);
        desk.propose(CaseDesk.QIAN, own);
        for (int i = 0; i < 11; i++) desk.disputed("何" + i);

        Workbench workbench = Workbench.as(registry, browser, "qian", null, Role.STEWARD, Role.APPROVER);
        assertThat(panel(workbench, "mine")).contains("我承办的 (1)", mine.number(), "王建国", "婚姻状况");
        assertThat(panel(workbench, "overdue"))
                .contains(late.number(), "zhao 承办", "逾期")
                .doesNotContain(mine.number());
        assertThat(panel(workbench, "risk")).contains(near.number()).doesNotContain(late.number());
        assertThat(panel(workbench, "approval"))
                .contains("(2)", proposed.number(), "赵核查提出", own.number(), "本人提出,须由他人审批");
        assertThat(panel(workbench, "newest")).contains("(12)", "何10", "何1").doesNotContain("何0");
        assertThat(workbench
                        .page()
                        .locator("section:has(> div > #newest) tbody tr")
                        .count())
                .isEqualTo(10);
        assertThat(workbench.page().locator("#mine-" + mine.number()).getAttribute("href"))
                .isEqualTo("/workbench/cases/" + mine.number());
        assertThat(workbench.page().locator("#all-mine").getAttribute("href"))
                .isEqualTo("/workbench/cases?assignee=qian");
        workbench.assertUsable("home-steward");
        workbench.page().locator("#count-newest").click();
        assertThat(workbench.page().evaluate("document.activeElement.id")).isEqualTo("newest");
        workbench.open("/workbench").changeLanguage();
        assertThat(workbench.text()).contains("Assigned to me", "To be approved");
        workbench.assertUsable("home-steward-en");
    }

    @Test
    @Order(3)
    void the_lists_renew_themselves_and_leave_the_focus_where_it_is() {
        Actor li = new Actor("li", "李核查", null, Set.of(Role.STEWARD));
        ListedCase first = desk.disputed("高翔");
        desk.assign(first, li);
        Workbench workbench = Workbench.as(registry, browser, "li", null, Role.STEWARD);
        workbench.page().locator("#mine-" + first.number()).focus();
        ListedCase second = desk.disputed("高远");
        desk.assign(second, li);
        workbench.page().locator("#mine-" + second.number()).waitFor();
        assertThat(workbench.page().evaluate("document.activeElement.id")).isEqualTo("mine-" + first.number());
        // Where the row has gone, reading goes on from the beginning of the content.
        desk.assign(first, CaseDesk.ZHAO);
        workbench.page().waitForFunction("() => document.activeElement.id === 'main'");
        assertThat(workbench.page().locator("#mine-" + first.number()).count()).isZero();
    }

    private static String panel(Workbench workbench, String code) {
        return workbench.page().locator("section:has(> div > #" + code + ")").innerText();
    }
}
