package org.basedata.registry.api.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.core.account.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An agreement in a real browser, as the people who have a part in it. */
class SharingE2E {
    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    private static Workbench press(Workbench workbench, String act) {
        return workbench.next(() ->
                workbench.page().locator("#do-" + act + " button[type=submit]").click());
    }

    private static Workbench unfold(Workbench workbench, String act) {
        Locator details = workbench.page().locator("#do-" + act);
        if (details.getAttribute("open") == null) details.locator("summary").click();
        return workbench;
    }

    private static String state(Workbench workbench) {
        return workbench.page().locator("#state").innerText();
    }

    @Test
    void from_the_purpose_over_application_consent_and_grant_to_the_end_and_the_disposal() {
        Workbench officer = Workbench.as(registry, browser, "feng", "JY", Role.INFORMATION_OFFICER);
        officer.follow("共享授权").follow("用途和保密协议");
        assertThat(officer.text()).contains("尚未登记用途");
        officer.fill("#code", "ENROLMENT").fill("#wording", "义务教育入学资格审核").fill("#basis", "《义务教育法》第十二条");
        officer.enter();
        assertThat(officer.page().locator("#purposes").innerText()).contains("ENROLMENT", "在用");
        officer.assertUsable("sharing-records-officer");

        Workbench admin = Workbench.as(registry, browser, "gao", null, Role.CATALOGUE_ADMIN);
        admin.open("/workbench/sharing/records");
        admin.page().locator("#department").selectOption("JY");
        admin.fill("#reference", "穗数保1号").fill("#until", "2099-01-01").enter();
        assertThat(admin.page().locator("#confidential").innerText()).contains("教育主管部门", "穗数保1号");
        admin.assertUsable("sharing-records-admin");

        // The link of a refused query fills the form in.
        Workbench teacher = Workbench.as(registry, browser, "song", "JY", Role.CONSUMER);
        teacher.open("/workbench/sharing/new?items=spouseName&purpose=ENROLMENT&type=PERSON");
        assertThat(teacher.page().locator("#item-spouseName").inputValue()).isEqualTo("FULL");
        assertThat(teacher.page().locator("#choices").innerText()).contains("不予共享", "第一千一百一十条", "无须申请");
        teacher.assertUsable("sharing-application");
        assertThat(teacher.page().locator("#way-INTERFACE").isChecked()).isTrue();
        teacher.page().locator("#way-INTERFACE").uncheck();
        teacher.fill("#scenario", "入学报名时核对监护人").fill("#divisions", "4401");
        teacher.page().locator("#item-householdNumber").selectOption("HASH");
        teacher.next(() -> teacher.page().locator("#send").click());
        assertThat(teacher.refusal()).contains("共享方式");
        assertThat(teacher.page().locator("#scenario").inputValue()).isEqualTo("入学报名时核对监护人");
        assertThat(teacher.page().locator("#item-householdNumber").inputValue()).isEqualTo("HASH");
        teacher.assertUsable("sharing-application-refused");
        teacher.page().locator("#way-INTERFACE").check();
        teacher.next(() -> teacher.page().locator("#send").click());
        String path = teacher.path();
        assertThat(path).matches("/workbench/sharing/A-[0-9]{6}");
        assertThat(state(teacher)).isEqualTo("待本部门同意");
        assertThat(teacher.text()).contains("配偶姓名 (完整)", "户号 (哈希)", "4401");
        assertThat(teacher.page().locator("#do-consent").count()).isZero();

        officer.open("/workbench/sharing?todo=consent");
        officer.follow(path.substring(path.lastIndexOf('/') + 1));
        officer.assertUsable("agreement-consent");
        press(officer, "consent");
        assertThat(state(officer)).isEqualTo("待提供部门答复");

        Workbench civilAffairs = Workbench.as(registry, browser, "luo", "MZ", Role.SOURCE);
        civilAffairs.open("/workbench/sharing?todo=answer");
        assertThat(civilAffairs.page().locator("#todo-answer").innerText()).contains("1");
        civilAffairs.assertUsable("sharing-list");
        civilAffairs.follow(path.substring(path.lastIndexOf('/') + 1));
        unfold(civilAffairs, "refusal").fill("#refusal-legalGround", "《婚姻登记条例》");
        assertThat(civilAffairs
                        .page()
                        .locator("#do-refusal input[type=checkbox]")
                        .count())
                .isEqualTo(1);
        civilAffairs.page().locator("#grant-item-spouseName").selectOption("");
        civilAffairs.fill("#grant-reason", "仅限本区");
        press(civilAffairs, "grant");
        assertThat(civilAffairs.refusal()).contains("须至少选择一项数据");
        assertThat(civilAffairs.page().locator("#grant-item-spouseName").inputValue())
                .isEmpty();
        assertThat(civilAffairs.page().locator("#grant-reason").inputValue()).isEqualTo("仅限本区");
        // A condition of what is granted is no reason for what is not.
        assertThat(civilAffairs.page().locator("#refusal-reason").inputValue()).isEmpty();
        civilAffairs.page().locator("#grant-item-spouseName").selectOption("PARTIAL");
        civilAffairs.assertUsable("agreement-answer");
        press(civilAffairs, "grant");
        assertThat(civilAffairs.text()).contains("配偶姓名 (部分)", "前共享");

        Workbench police = Workbench.as(registry, browser, "he", "GA", Role.SOURCE);
        police.open(path);
        press(police, "grant");
        assertThat(state(police)).isEqualTo("已授权");

        admin.open(path);
        admin.fill("#filing-reference", "穗数备1号");
        press(admin, "filing");
        assertThat(admin.text()).contains("已备案 穗数备1号");
        unfold(admin, "suspension").fill("#suspension-reason", "超出用途使用");
        press(admin, "suspension");
        assertThat(state(admin)).isEqualTo("已暂停");
        admin.assertUsable("agreement-suspended");
        admin.fill("#resumption-reason", "已整改");
        press(admin, "resumption");
        assertThat(state(admin)).isEqualTo("已授权");

        unfold(admin, "suspension").fill("#suspension-reason", "该项超出用途");
        admin.page().locator("#suspension-code-spouseName").check();
        press(admin, "suspension");
        assertThat(state(admin)).isEqualTo("已授权");
        assertThat(admin.page().locator("#suspended-items").innerText()).contains("配偶姓名");
        admin.assertUsable("agreement-item-suspended");
        admin.fill("#resumption-reason", "已整改");
        press(admin, "resumption");
        assertThat(admin.page().locator("#suspended-items").count()).isZero();

        // Somebody who has an old page is told.
        police.open(path);
        unfold(police, "suspension").fill("#suspension-reason", "疑似滥用");
        teacher.open(path);
        unfold(teacher, "end").fill("#end-reason", "业务取消");
        press(teacher, "end");
        assertThat(state(teacher)).isEqualTo("已终止");
        press(police, "suspension");
        assertThat(police.refusal()).contains("授权已有变化");
        teacher.fill("#disposal-how", "已销毁");
        press(teacher, "disposal");
        assertThat(teacher.page().locator("#story li").allInnerTexts())
                .last()
                .asString()
                .contains("登记处置", "已销毁");
        teacher.assertUsable("agreement-disposed");
        teacher.changeLanguage();
        assertThat(state(teacher)).isEqualTo("Ended");
    }

    @Test
    void who_has_no_part_in_an_agreement_does_not_learn_that_it_is_there() {
        Workbench tax = Workbench.as(registry, browser, "xu", "SW", Role.CONSUMER);
        tax.open("/workbench/sharing/A-000001");
        assertThat(tax.status()).isEqualTo(404);
        Workbench steward = Workbench.as(registry, browser, "lin", null, Role.STEWARD);
        steward.open("/workbench/sharing");
        assertThat(steward.status()).isEqualTo(403);
    }
}
