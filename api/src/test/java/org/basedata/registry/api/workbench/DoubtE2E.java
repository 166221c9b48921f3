package org.basedata.registry.api.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.basedata.registry.api.Invented;
import org.basedata.registry.api.Row;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.reconciliation.AnswerVerification;
import org.basedata.registry.core.reconciliation.CaseOrder;
import org.basedata.registry.core.reconciliation.CaseOrders;
import org.basedata.registry.core.reconciliation.Verdict;
import org.basedata.registry.projections.reconciliation.Cases;
import org.basedata.registry.projections.reconciliation.ListedCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A doubt, from the department that has it to the answer. */
class DoubtE2E {
    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    @Test
    void an_officer_reports_a_doubt_and_reads_the_answer() {
        String number = Invented.woman();
        registry.deliverOne("MZ", Row.marriage(number, "王小兰").with("maritalStatus", "10"));
        Workbench officer = Workbench.as(registry, browser, "song", "JY", Role.CONSUMER);
        officer.follow("校核申请");
        assertThat(officer.text()).contains("尚无申请");
        officer.fill("#id", "440106199003070012").fill("#text", "x").enter();
        assertThat(officer.refusal()).isNotEmpty();
        assertThat(officer.page().locator("#text").inputValue()).isEqualTo("x");
        officer.assertUsable("doubt-refused");
        officer.fill("#id", number).fill("#text", "家长出示结婚证").fill("#believed", "20");
        officer.page().locator("#item").selectOption("maritalStatus");
        officer.page().locator("#text").focus();
        officer.enter();
        assertThat(officer.path()).isEqualTo("/workbench/doubts");
        assertThat(officer.text()).contains("C-000001.1", "婚姻状况", "核实中");

        ListedCase row =
                registry.server().bean("cases", Cases.class).find("C-000001").orElseThrow();
        registry.server()
                .bean("caseOrders", CaseOrders.class)
                .take(new CaseOrder(
                        new Actor("mz", "罗芳", "MZ", Set.of(Role.SOURCE)),
                        new AnswerVerification(
                                row.id(),
                                row.version(),
                                1,
                                Verdict.CONFIRMED,
                                "没有结婚登记",
                                "登记处",
                                "罗芳",
                                null,
                                List.of())));
        Workbench steward = Workbench.as(registry, browser, "lin", null, Role.STEWARD);
        steward.open("/workbench/cases/C-000001");
        assertThat(steward.text()).contains("校核申请", "教育主管部门 认为 婚姻状况 有误", "认为应为 20", "没有结婚登记");
        steward.page().locator("details:has(#close-why) summary").click();
        steward.fill("#close-why", "结婚证系伪造");
        steward.page().locator("#close-why").focus();
        steward.enter();
        steward.assertUsable("case-doubt");

        officer.open("/workbench/doubts");
        assertThat(officer.text()).contains("没有结婚登记", "核实无误: 结婚证系伪造", "已办结");
        officer.assertUsable("doubts");
        officer.open("/workbench");
        assertThat(officer.page().locator("section:has(> div > #own-doubts)").innerText())
                .contains("C-000001.1", "家长出示结婚证", "已办结", "核实无误");
        officer.assertUsable("home-consumer");
        officer.changeLanguage();
        assertThat(officer.text()).contains("Doubts of your department", "Say that a value is wrong");
    }

    @Test
    void a_doubt_that_was_right_is_told_as_decided_and_nothing_else_of_the_case() {
        String number = Invented.woman();
        registry.deliverOne("GA", Row.household(number, "王小梅").with("maritalStatus", "10"));
        registry.deliverOne("MZ", Row.marriage(number, "王小梅").with("maritalStatus", "20"));
        CaseDesk desk = new CaseDesk(registry);
        ListedCase file = desk.about(number);
        Workbench officer = Workbench.as(registry, browser, "liang", "RS", Role.CONSUMER);
        officer.open("/workbench/doubts").fill("#id", number).fill("#text", "参保登记为未婚");
        officer.page().locator("#item").selectOption("maritalStatus");
        officer.page().locator("#text").focus();
        officer.enter();
        assertThat(officer.text()).contains(file.number() + ".1");
        desk.note(file);
        desk.choose(file, "maritalStatus", "MZ");
        desk.close(file, "以结婚登记为准");
        officer.open("/workbench/doubts");
        assertThat(officer.text())
                .contains(file.number() + ".1", "已办结", "已裁定: 以结婚登记为准")
                .doesNotContain("内部意见");
        officer.assertUsable("doubt-decided");
    }

    @Test
    void an_auditor_is_told_what_there_is_to_open() {
        Workbench auditor = Workbench.as(registry, browser, "he", null, Role.AUDITOR);
        assertThat(auditor.text()).contains("全部核查工单及其经过", "每个值的来由");
        auditor.assertUsable("home-auditor");
        auditor.next(() -> auditor.page().locator("#place-CASES").click());
        assertThat(auditor.path()).startsWith("/workbench/cases");
    }
}
