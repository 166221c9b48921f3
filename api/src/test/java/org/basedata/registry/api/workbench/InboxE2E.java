package org.basedata.registry.api.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.reconciliation.AnswerVerification;
import org.basedata.registry.core.reconciliation.CaseStreams;
import org.basedata.registry.core.reconciliation.Verdict;
import org.basedata.registry.core.reconciliation.VerificationAnswered;
import org.basedata.registry.projections.reconciliation.ListedCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A department is asked, and answers. */
class InboxE2E {
    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    private final CaseDesk desk = new CaseDesk(registry);

    private static void tabTo(Workbench workbench, String field) {
        Page page = workbench.page();
        for (int i = 0; i < 60; i++) {
            if (page.locator(field + ":focus").count() == 1) return;
            page.keyboard().press("Tab");
        }
        throw new AssertionError("the keyboard does not come to " + field);
    }

    @Test
    void an_officer_finds_the_request_and_answers_it_by_keyboard_with_a_file() {
        ListedCase file = desk.disputed("王建国");
        desk.ask(file, "MZ", "请核实婚姻登记是否在案,并附登记表。", "maritalStatus");
        Workbench workbench = Workbench.as(registry, browser, "mz-one", "MZ", Role.SOURCE);
        assertThat(workbench.areas()).containsExactly("首页", "核实请求", "共享授权", "主体", "使用记录");
        assertThat(workbench.text()).contains("待答复的核实请求", file.number(), "请核实婚姻登记是否在案");
        workbench.assertUsable("home-source");
        workbench.open("/workbench/inbox");
        assertThat(workbench.text())
                .contains(file.number(), "王建国", "婚姻状况", "已婚 (20)", "未婚 (10)", "公安", "余 10 个工作日")
                .as("items that were not asked about")
                .doesNotContain("性别", "卫生健康");
        workbench.assertUsable("inbox");

        var keys = workbench.page().keyboard();
        tabTo(workbench, "#" + file.number() + "-1");
        workbench.enter();
        assertThat(workbench.heading()).isEqualTo("王建国");
        assertThat(workbench.text()).contains("请核实婚姻登记是否在案", "赵核查", "本部门", "marriage-registration-");
        workbench.assertUsable("request");
        tabTo(workbench, "#verdict-CONFIRMED");
        keys.press("Space");
        tabTo(workbench, "#text");
        keys.type("登记在案,档案号 118。");
        keys.press("Tab");
        keys.type("婚姻登记处");
        keys.press("Tab");
        keys.type("周登记");
        keys.press("Tab");
        assertThat(workbench.page().evaluate("document.activeElement.id")).isEqualTo("files");
        // What the system's own dialogue would do.
        workbench
                .page()
                .setInputFiles(
                        "#files",
                        new FilePayload("登记表.pdf", "application/pdf", "a page".getBytes(StandardCharsets.UTF_8)));
        tabTo(workbench, "main form button");
        workbench.enter();
        assertThat(workbench.path()).startsWith("/workbench/inbox");
        assertThat(workbench.text()).contains("工单 " + file.number() + " 的答复已提交");

        var answered = registry.server()
                .bean("caseStreams", CaseStreams.class)
                .load(Set.of(file.id()))
                .get(file.id());
        VerificationAnswered answer = answered.asked(1).answer();
        assertThat(answer.verdict()).isEqualTo(Verdict.CONFIRMED);
        assertThat(answer.handlingPerson()).isEqualTo("周登记");
        assertThat(answer.attachments()).hasSize(1);

        workbench.follow("已答复");
        assertThat(workbench.text()).contains(file.number(), "核实无误", "办理中");
        workbench.follow(file.number());
        assertThat(workbench.text()).contains("本部门的答复", "登记在案,档案号 118。", "登记表.pdf");
        workbench.assertUsable("request-answered");
        var download = workbench
                .page()
                .waitForDownload(() -> workbench.page().getByText("登记表.pdf").click());
        assertThat(download.suggestedFilename()).isEqualTo("登记表.pdf");
    }

    @Test
    void what_was_answered_is_listed_with_what_came_of_its_case() {
        ListedCase file = desk.disputed("罗文静");
        desk.ask(file, "MZ", "请核实登记", "maritalStatus");
        ListedCase open = desk.disputed("罗文慧");
        desk.ask(open, "MZ", "请核实另一登记", "maritalStatus");
        for (ListedCase each : List.of(file, open))
            desk.take(
                    new Actor("mz-colleague", "李同事", "MZ", Set.of(Role.SOURCE)),
                    new AnswerVerification(
                            each.id(),
                            desk.version(each.id()),
                            1,
                            Verdict.CONFIRMED,
                            "在案",
                            "登记处",
                            "李同事",
                            null,
                            List.of()));
        desk.choose(file, "maritalStatus", "MZ");
        desk.choose(file, "sex", "GA");
        Workbench workbench = Workbench.as(registry, browser, "mz-five", "MZ", Role.SOURCE);
        workbench.open("/workbench/inbox");
        assertThat(workbench.text()).doesNotContain(file.number(), open.number());
        workbench.follow("已答复");
        assertThat(row(workbench, file)).contains("核实无误", "已裁定");
        assertThat(row(workbench, open)).contains("核实无误", "办理中");
        workbench.assertUsable("inbox-answered");
        workbench.follow(file.number());
        assertThat(workbench.text()).contains("本部门的答复", "在案", "已裁定");
        workbench.assertUsable("request-decided");
    }

    private static String row(Workbench workbench, ListedCase file) {
        return workbench
                .page()
                .locator("tbody tr", new Page.LocatorOptions().setHasText(file.number()))
                .innerText();
    }

    @Test
    void another_department_neither_sees_the_request_nor_is_told_that_it_is_there() {
        ListedCase file = desk.disputed("刘志强");
        desk.ask(file, "MZ", "请民政核实", "maritalStatus");
        Workbench workbench = Workbench.as(registry, browser, "sj-one", "SJ", Role.SOURCE);
        workbench.open("/workbench/inbox");
        assertThat(workbench.text()).contains("没有待答复的请求").doesNotContain(file.number());
        workbench.assertUsable("inbox-empty");
        for (String path : List.of("/workbench/inbox/" + file.number() + "/1", "/workbench/inbox/C-999999/1")) {
            workbench.open(path);
            assertThat(workbench.status()).isEqualTo(404);
            assertThat(workbench.text()).contains("本部门没有这一核实请求");
        }
        Workbench steward = Workbench.as(registry, browser, "wu", null, Role.STEWARD);
        steward.open("/workbench/inbox");
        assertThat(steward.status()).isEqualTo(403);
    }

    @Test
    void an_answer_to_a_case_that_has_changed_is_told_who_did_what_and_keeps_what_was_typed() {
        ListedCase file = desk.disputed("陈晓东");
        desk.ask(file, "MZ", "请核实", "maritalStatus");
        Workbench workbench = Workbench.as(registry, browser, "mz-two", "MZ", Role.SOURCE);
        workbench.open("/workbench/inbox/" + file.number() + "/1");
        desk.assign(file, CaseDesk.ZHAO);
        desk.note(file);
        workbench.page().locator("#verdict-CANNOT_VERIFY").check();
        workbench.fill("#text", "档案已移交").fill("#handlingUnit", "登记处").fill("#handlingPerson", "周登记");
        workbench
                .page()
                .setInputFiles("#files", new FilePayload("说明.txt", "text/plain", "x".getBytes(StandardCharsets.UTF_8)));
        workbench.next(() -> workbench.page().locator("main form button").click());
        assertThat(workbench.refusal())
                .contains("工单在您填写期间有变化", "赵核查(核查办公室) 受理或分派了工单", "核查办公室 另有办理")
                .doesNotContain("内部意见");
        assertThat(workbench.page().evaluate("document.activeElement.id")).isEqualTo("refusal");
        assertThat(workbench.page().locator("#text").inputValue()).isEqualTo("档案已移交");
        assertThat(workbench.page().locator("#verdict-CANNOT_VERIFY").isChecked())
                .isTrue();
        assertThat(workbench.text()).contains("说明.txt");
        workbench.assertUsable("request-stale");
        workbench.next(() -> workbench.page().locator("main form button").click());
        assertThat(workbench.text()).contains("的答复已提交");
        workbench.open("/workbench/inbox/" + file.number() + "/1");
        assertThat(workbench.text()).contains("说明.txt", "无法核实");
    }

    @Test
    void a_request_that_a_colleague_has_answered_meanwhile_shows_the_answer_and_what_was_not_sent() {
        ListedCase file = desk.disputed("孙丽华");
        desk.ask(file, "MZ", "请核实", "maritalStatus");
        Workbench workbench = Workbench.as(registry, browser, "mz-three", "MZ", Role.SOURCE);
        workbench.open("/workbench/inbox/" + file.number() + "/1");
        desk.take(
                new Actor("mz-colleague", "李同事", "MZ", Set.of(Role.SOURCE)),
                new AnswerVerification(
                        file.id(),
                        desk.version(file.id()),
                        1,
                        Verdict.NOT_OURS,
                        "不归我们",
                        "登记处",
                        "李同事",
                        null,
                        List.of()));
        workbench.page().locator("#verdict-CONFIRMED").check();
        workbench.fill("#text", "在案").fill("#handlingUnit", "登记处").fill("#handlingPerson", "周登记");
        workbench.next(() -> workbench.page().locator("main form button").click());
        assertThat(workbench.refusal()).contains("该请求已不能答复", "李同事(民政", "答复了核实请求");
        assertThat(workbench.text()).contains("不归我们", "您填写而未提交的内容", "在案");
        assertThat(workbench.page().locator("#text").count()).isZero();
        workbench.assertUsable("request-overtaken");
    }

    @Test
    void all_that_is_missing_is_said_at_once_and_a_correction_names_a_delivery_of_the_department() {
        ListedCase file = desk.disputed("周海燕");
        desk.ask(file, "MZ", "请核实全部事项");
        Workbench workbench = Workbench.as(registry, browser, "mz-four", "MZ", Role.SOURCE);
        workbench.open("/workbench/inbox/" + file.number() + "/1");
        assertThat(workbench.text()).contains("婚姻状况", "请求未限定数据项").doesNotContain("性别");
        Locator send = workbench.page().locator("main form button");
        workbench.page().evaluate("document.querySelector('main form').noValidate = true");
        workbench.next(send::click);
        assertThat(workbench.refusal()).contains("请选择核实结果", "请填写核实情况", "请填写经办单位", "请填写经办人");
        workbench.assertUsable("request-refused");
        workbench.page().locator("#verdict-CORRECTED").check();
        workbench
                .fill("#delivery", "7")
                .fill("#text", "已改")
                .fill("#handlingUnit", "登记处")
                .fill("#handlingPerson", "周登记");
        workbench.page().setInputFiles("#files", new FilePayload("空.txt", "text/plain", new byte[0]));
        workbench.next(send::click);
        assertThat(workbench.refusal()).contains("报送批次的编号形如", "空.txt:文件为空");
        workbench.fill("#delivery", "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10");
        workbench.next(send::click);
        assertThat(workbench.refusal()).contains("没有本部门的这一报送批次");
        FilePayload[] six = new FilePayload[6];
        for (int i = 0; i < six.length; i++)
            six[i] = new FilePayload(i + ".txt", "text/plain", "x".getBytes(StandardCharsets.UTF_8));
        workbench.page().setInputFiles("#files", six);
        workbench.next(send::click);
        assertThat(workbench.refusal()).contains("附件最多 5 个,5.txt 未上传");
        workbench.changeLanguage();
        workbench.open("/workbench/inbox/" + file.number() + "/1");
        assertThat(workbench.text()).contains("Question", "Confirmed");
        workbench.assertUsable("request-en");
        workbench.open("/workbench/inbox").assertUsable("inbox-en");
    }

    @Test
    void a_request_that_lapsed_and_how_its_case_ended_are_told() {
        ListedCase file = desk.disputed("马文静");
        desk.ask(file, "TJ", "贵局是否有资料", "maritalStatus");
        desk.due(file, LocalDate.of(2026, 1, 5));
        Workbench workbench = Workbench.as(registry, browser, "tj-one", "TJ", Role.SOURCE);
        workbench.open("/workbench/inbox");
        assertThat(workbench.text()).contains("1 件逾期未答复", "逾期");
        workbench.assertUsable("inbox-overdue");
        workbench.open("/workbench/inbox/" + file.number() + "/1");
        assertThat(workbench.text()).contains("婚姻状况", "已婚 (20)").doesNotContain("王", "马文静");
    }

    @Test
    void the_list_renews_itself_and_leaves_the_focus_where_it_is() {
        ListedCase first = desk.disputed("高翔");
        desk.ask(first, "WJ", "第一问", "sex");
        Workbench workbench = Workbench.as(registry, browser, "wj-one", "WJ", Role.SOURCE);
        workbench.open("/workbench/inbox");
        String link = first.number() + "-1";
        tabTo(workbench, "#" + link);
        ListedCase second = desk.disputed("高远");
        desk.ask(second, "WJ", "第二问", "sex");
        workbench.page().getByText("第二问").waitFor();
        assertThat(workbench.page().evaluate("document.activeElement.id")).isEqualTo(link);
        assertThat(workbench.text()).contains("待答复(2)");
    }

    @Test
    void a_page_begins_where_the_one_before_ended_whatever_is_answered_meanwhile() {
        ListedCase[] files = new ListedCase[23];
        for (int i = 0; i < files.length; i++) {
            files[i] = desk.disputed("何" + i);
            desk.ask(files[i], "GA", "第 " + i + " 问", "sex");
            desk.due(files[i], LocalDate.of(2030, 1, 1).plusDays(i));
        }
        Workbench workbench = Workbench.as(registry, browser, "ga-one", "GA", Role.SOURCE);
        workbench.open("/workbench/inbox").follow("下一页");
        assertThat(workbench.page().locator("tbody tr").count()).isEqualTo(3);
        workbench.assertUsable("inbox-page");
        desk.take(
                new Actor("ga-colleague", "李同事", "GA", Set.of(Role.SOURCE)),
                new AnswerVerification(
                        files[0].id(),
                        desk.version(files[0].id()),
                        1,
                        Verdict.CONFIRMED,
                        "属实",
                        "分局",
                        "李同事",
                        null,
                        List.of()));
        workbench.page().reload();
        assertThat(workbench.page().locator("tbody tr").count()).isEqualTo(3);
        assertThat(workbench.text()).contains(files[20].number(), files[22].number());
        workbench.follow("回到第一页");
        assertThat(workbench.text()).contains(files[1].number()).doesNotContain("第 0 问");
        workbench.open("/workbench/inbox?next=x");
        assertThat(workbench.status()).isEqualTo(400);
    }
}
