package org.basedata.registry.api.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.basedata.registry.api.Invented;
import org.basedata.registry.api.Registry;
import org.basedata.registry.api.Row;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.candidate.CandidateReason;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.reconciliation.AnswerVerification;
import org.basedata.registry.core.reconciliation.CaseOrder;
import org.basedata.registry.core.reconciliation.CaseOrders;
import org.basedata.registry.core.reconciliation.CaseTaken;
import org.basedata.registry.core.reconciliation.NameCandidate;
import org.basedata.registry.core.reconciliation.NoteOnCase;
import org.basedata.registry.core.reconciliation.Verdict;
import org.basedata.registry.projections.reconciliation.Cases;
import org.basedata.registry.projections.reconciliation.ListedCase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A case from the queue to its end, as the people who settle it see it. */
class CaseE2E {
    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    private String number;
    private String kase;

    @BeforeEach
    void the_household_register_and_the_insurance_write_a_name_with_other_characters() {
        number = Invented.woman();
        registry.deliverOne("GA", Row.household(number, "于海兰").with("sex", "2"));
        registry.deliverOne("RS", Row.insurance(number, "於海兰"));
        follow();
        SubjectId subject = SubjectId.of(registry.person(number).path("ref").asString());
        kase = cases().openOf(subject).orElseThrow().number();
    }

    private static Cases cases() {
        return registry.server().bean("cases", Cases.class);
    }

    private static void follow() {
        Registry opened = registry.server().bean(Registry.class.getName(), Registry.class);
        try {
            opened.followingCases().await(opened.engine().headPosition(), Duration.ofSeconds(20));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Workbench open(String name, Role... roles) {
        return Workbench.as(registry, browser, name, null, roles).open("/workbench/cases/" + kase);
    }

    private static void key(Workbench workbench, String key) {
        workbench.page().keyboard().press(key);
    }

    private static Workbench go(Workbench workbench, String key) {
        return workbench.next(() -> key(workbench, key));
    }

    private static String state(Workbench workbench) {
        return workbench.page().locator("#state").innerText();
    }

    private String name() {
        return registry.person(number).at("/items/name/value").asString();
    }

    /** Enter, 1 to 9, p: three keys from the queue. */
    @Test
    void a_name_is_settled_from_the_queue_with_three_keys_and_approved_by_another_person() {
        Workbench steward = Workbench.as(registry, browser, "lin", null, Role.STEWARD, Role.APPROVER);
        steward.open("/workbench/cases?item=name&sort=SEVERITY&source=RS&assignee=");
        steward.assertUsable("queue");
        steward.page()
                .locator("a[data-go]", new Page.LocatorOptions().setHasText(kase))
                .focus();
        go(steward, "Enter");
        assertThat(steward.heading()).startsWith(kase).contains("于海兰");
        assertThat(steward.page().locator("mark").allInnerTexts()).containsExactly("于", "於");
        steward.assertUsable("case");

        key(steward, "2");
        steward.page().locator("#preview li").first().waitFor();
        assertThat(steward.page().locator("#preview").innerText()).contains("於海兰", "已裁定", "1 处变为 0 处");
        steward.assertUsable("case-chosen");
        go(steward, "p");
        assertThat(state(steward)).isEqualTo("待审批");
        assertThat(steward.text()).contains("本人提出的裁定须由另一名审批员办理");
        assertThat(steward.page().locator("[data-key=a]").count()).isZero();
        assertThat(name()).isEqualTo("于海兰");

        Workbench approver = open("zheng", Role.APPROVER);
        approver.assertUsable("case-proposed");
        go(approver, "a");
        assertThat(name()).isEqualTo("於海兰");
        follow();
        approver.open("/workbench/cases/" + kase);
        assertThat(state(approver)).isEqualTo("已办结");
        assertThat(approver.page().locator("#story").innerText()).contains("办结", "已裁定", "已告知:公安机关");
        approver.assertUsable("case-closed");

        steward.open("/workbench/cases/" + kase);
        assertThat(steward.text()).contains("有效裁定", "须由另一名审批员撤销");
        approver.page().locator("details:has([name=decision]) summary").click();
        approver.page().locator("form:has([name=decision]) [name=reason]").fill("户口簿有误");
        approver.enter();
        assertThat(name()).isEqualTo("于海兰");
        follow();
        approver.open("/workbench/cases/" + kase);
        assertThat(state(approver)).isEqualTo("待受理");
        assertThat(approver.page().locator("#story").innerText()).contains("撤销裁定", "户口簿有误", "重新开立");
        assertThat(approver.page().locator("#decisions").count()).isZero();
        approver.assertUsable("case-revoked");
    }

    @Test
    void a_source_is_asked_and_answers_a_proposal_is_rejected_and_the_case_is_escalated() {
        Workbench steward = open("zhou", Role.STEWARD);
        go(steward, "t");
        assertThat(steward.page().locator("#assignee").innerText()).isEqualTo("林静");
        key(steward, "v");
        steward.fill("#question", "请核对姓名用字");
        steward.page().locator("#ask-GA").focus();
        key(steward, "Space");
        assertThat(steward.page().locator("#ask-GA").isChecked()).isFalse();
        steward.page().locator("#question").focus();
        steward.enter();
        assertThat(state(steward)).isEqualTo("核实中");
        assertThat(steward.page().locator("#story").innerText()).contains("请核对姓名用字", "向人力资源社会保障主管部门核实");

        ListedCase row = cases().find(kase).orElseThrow();
        registry.server()
                .bean("caseOrders", CaseOrders.class)
                .take(new CaseOrder(
                        new Actor("rs", "谢平", "RS", Set.of(Role.SOURCE)),
                        new AnswerVerification(
                                row.id(), row.version(), 1, Verdict.CONFIRMED, "参保表为於", "参保科", "谢平", null, List.of())));
        steward.fill("#reason", "以户口簿为准");
        // The page is older than the answer: nothing is overwritten, and it says what happened meanwhile.
        key(steward, "Escape");
        steward.page().locator("h1").click();
        key(steward, "1");
        go(steward, "p");
        assertThat(steward.refusal()).contains("数源答复", "谢平");
        assertThat(steward.page().locator("#reason").inputValue()).isEqualTo("以户口簿为准");
        assertThat(steward.page().locator("input[data-digit='1']").isChecked()).isTrue();
        steward.page().locator("#preview li").first().waitFor();
        steward.assertUsable("case-stale");
        steward.page().locator("h1").click();
        go(steward, "p");
        assertThat(state(steward)).isEqualTo("待审批");

        Workbench approver = open("zheng-two", Role.APPROVER);
        key(approver, "r");
        approver.page().keyboard().type("证据不足");
        go(approver, "Enter");
        assertThat(approver.page().locator("#story").innerText()).contains("驳回", "证据不足");

        steward.open("/workbench/cases/" + kase);
        steward.page().locator("details:has(#to) summary").click();
        steward.fill("#to", "省政数局").fill("#escalate-why", "两部门不能一致");
        ListedCase now = cases().find(kase).orElseThrow();
        registry.server()
                .bean("caseOrders", CaseOrders.class)
                .take(new CaseOrder(CaseDesk.ZHAO, new NoteOnCase(now.id(), now.version(), "已电话联系", null)));
        steward.page().locator("#escalate-why").focus();
        steward.enter();
        // Nothing of it is typed again, and it is in no other form.
        assertThat(steward.refusal()).contains("赵核查", "记录");
        assertThat(steward.page().locator("#to").inputValue()).isEqualTo("省政数局");
        assertThat(steward.page().locator("#close-why").inputValue()).isEmpty();
        assertThat(steward.page().locator("#reason").inputValue()).doesNotContain("两部门不能一致");
        steward.page().locator("#escalate-why").focus();
        steward.enter();
        assertThat(steward.text()).contains("已提请协调", "提请 省政数局");
        steward.assertUsable("case-escalated");
        steward.changeLanguage();
        assertThat(steward.page().locator("#story").innerText()).contains("Escalated", "To 省政数局");
        steward.assertUsable("case-english");
        assertThat(name()).isEqualTo("于海兰");
    }

    @Test
    void two_who_may_be_one_are_shown_with_each_other_and_ruled_out() {
        String one = Invented.man();
        String other = Invented.man();
        registry.deliver("GA", Row.household(one, "司马长风"), Row.household(other, "司马长风"));
        SubjectId first = SubjectId.of(registry.person(one).path("ref").asString());
        SubjectId second = SubjectId.of(registry.person(other).path("ref").asString());
        CaseTaken opened = registry.server()
                .bean("caseOrders", CaseOrders.class)
                .take(new CaseOrder(
                        new Actor("zhao", "赵核查", null, Set.of(Role.STEWARD)),
                        new NameCandidate(first, second, null, 84, List.of(CandidateReason.NUMBER_ONE_DIGIT_APART))));
        Workbench steward = Workbench.as(registry, browser, "lin-two", null, Role.STEWARD);
        steward.open("/workbench/persons/" + first);
        steward.next(() -> steward.page().locator("#in-case").click());
        assertThat(steward.heading()).startsWith(opened.number());
        assertThat(steward.text()).contains("疑似同一主体", "号码只差一位", "84", "提出疑似同一主体", other);
        steward.assertUsable("case-candidate");
        steward.page().locator("details:has(#close-why) summary").click();
        steward.fill("#close-why", "孪生兄弟");
        steward.page().locator("#close-why").focus();
        steward.enter();
        assertThat(state(steward)).isEqualTo("已办结");
        assertThat(steward.text()).contains("核实无误");
        steward.changeLanguage();
        assertThat(steward.text()).contains("May be the same subject", "Numbers one digit apart", "Candidate named");
        steward.next(
                () -> steward.page().locator("main a[href$='" + second + "']").click());
        assertThat(steward.heading()).contains("司马长风");
        assertThat(steward.page().locator("#in-case").count()).isZero();
    }

    @Test
    void officers_of_sources_do_not_enter_the_queue() {
        Workbench officer = Workbench.as(registry, browser, "he", "GA", Role.SOURCE);
        assertThat(officer.areas()).doesNotContain("工单");
        officer.open("/workbench/cases/" + kase);
        assertThat(officer.status()).isEqualTo(403);
        assertThat(officer.text()).contains("核查员");
    }
}
