package org.basedata.registry.api.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.Map;
import org.basedata.registry.api.Invented;
import org.basedata.registry.api.Row;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.RunningRegistry.Answer;
import org.basedata.registry.core.account.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A special use in a real browser: founded, consented to by its members, and read by. */
class SharingGroupsE2E {
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

    private static String part(Workbench workbench, int number) {
        return workbench.page().locator("#part-row-" + number).innerText();
    }

    @Test
    void a_special_use_is_founded_consented_to_and_read_by_and_ended() {
        String entity = Invented.uscc();
        String elsewhere = Invented.uscc();
        String representative = Invented.man();
        registry.deliver(
                "SCJG",
                Row.entity("enterprise-registration", elsewhere, "深圳示例科技有限公司")
                        .with("status", "1")
                        .with("division", "440305")
                        .with("legalRepresentativeId", representative),
                Row.entity("enterprise-registration", entity, "广州示例科技有限公司")
                        .with("status", "1")
                        .with("division", "440106")
                        .with("legalRepresentativeId", representative));
        Answer confidential = registry.post(
                "/api/v1/confidentiality",
                Map.of("department", "SW", "reference", "保密-SW", "from", "2020-01-01", "until", "2090-01-01"),
                registry.bearer("office", null, Role.CATALOGUE_ADMIN));
        assertThat(confidential.status()).isEqualTo(201);

        Workbench clerk = Workbench.as(registry, browser, "du", "SW", Role.CONSUMER);
        clerk.follow("共享授权").follow("专项共享");
        assertThat(clerk.text()).contains("没有这样的专项共享");
        clerk.assertUsable("sharing-groups-none");
        clerk.follow("发起专项共享");
        clerk.assertUsable("sharing-group-form");
        clerk.fill("#code", "TAX").fill("#name", "综合治税").fill("#purpose", "涉税信息交换与共享");
        clerk.fill("#legalBasis", "《中华人民共和国税收征收管理法》第六条").fill("#scenario", "按月比对登记情况");
        clerk.page().locator("#gives-0").selectOption("SCJG|LEGAL_ENTITY|enterprise-registration");
        clerk.fill("#only-0", "legalRepresentativeId");
        clerk.fill("#divisions-0", "天河").fill("#entityTypes-0", "1100");
        clerk.page().locator("#masking-0").selectOption("PARTIAL");
        clerk.next(() -> clerk.page().locator("#send").click());
        assertThat(clerk.refusal()).contains("区划应为代码的前 2 至 12 位数字");
        clerk.fill("#divisions-0", "4401");
        clerk.next(() -> clerk.page().locator("#send").click());
        assertThat(clerk.refusal()).contains("第 1 项:须写明提供部门和使用部门");
        assertThat(clerk.page().locator("#only-0").inputValue()).isEqualTo("legalRepresentativeId");
        assertThat(clerk.page().locator("#masking-0").inputValue()).isEqualTo("PARTIAL");
        assertThat(clerk.page().locator("#divisions-0").inputValue()).isEqualTo("4401");
        assertThat(clerk.page().locator("#entityTypes-0").inputValue()).isEqualTo("1100");
        clerk.fill("#entityTypes-0", "");
        clerk.assertUsable("sharing-group-form-refused");
        clerk.page().locator("#to-0").selectOption("SW");
        clerk.page().locator("#gives-1").selectOption("SW|LEGAL_ENTITY|tax-registration");
        clerk.page().locator("#to-1").selectOption("SCJG");
        clerk.next(() -> clerk.page().locator("#send").click());
        assertThat(clerk.path()).isEqualTo("/workbench/sharing/groups/TAX");
        assertThat(state(clerk)).isEqualTo("待成员同意");
        assertThat(part(clerk, 1)).contains("法定代表人", "部分", "区划代码 4401", "待同意");
        assertThat(part(clerk, 2)).contains("完整").doesNotContain("区划");
        assertThat(clerk.page().locator("#do-consent").count()).isZero();
        clerk.assertUsable("sharing-group-founded");

        Workbench giver = Workbench.as(registry, browser, "qin", "SCJG", Role.INFORMATION_OFFICER);
        giver.open("/workbench/sharing/groups?todo=consent").follow("综合治税");
        assertThat(giver.page().locator("#waiting").innerText()).contains("市场监督管理部门", "税务机关");
        giver.assertUsable("sharing-group-consent");
        giver.page().locator("#consent-part-1").uncheck();
        giver.page().locator("#consent-part-2").uncheck();
        press(giver, "consent");
        assertThat(giver.refusal()).contains("须至少选择一项");
        giver.page().locator("#consent-part-1").check();
        giver.page().locator("#consent-part-2").check();
        press(giver, "consent");
        assertThat(part(giver, 1)).contains("提供方: ", "待同意");
        assertThat(part(giver, 2)).contains("待提供部门答复", "A-");

        Workbench lead = Workbench.as(registry, browser, "luo", "SW", Role.INFORMATION_OFFICER);
        lead.open("/workbench/sharing/groups/TAX");
        press(lead, "consent");
        assertThat(state(lead)).isEqualTo("运行中");
        assertThat(part(lead, 1)).contains("已授权", "A-");
        assertThat(lead.page().locator("#exchanges").innerText()).contains("本期");
        lead.assertUsable("sharing-group-running");

        String[] system = registry.system("SW", Role.CONSUMER);
        Answer read = registry.get(
                "/api/v1/legal-entities/" + entity + "?items=legalRepresentativeId",
                system[0],
                system[1],
                "X-Purpose",
                "TAX");
        assertThat(read.status()).as(read.text()).isEqualTo(200);
        assertThat(read.text())
                .as("a part of it, as the group has it")
                .contains(representative.substring(0, 4))
                .doesNotContain(representative);
        Answer outside = registry.get(
                "/api/v1/legal-entities/" + elsewhere + "?items=legalRepresentativeId",
                system[0],
                system[1],
                "X-Purpose",
                "TAX");
        assertThat(outside.status()).as("it lies in another division").isEqualTo(404);

        // From the agreement of a part there is a way back to what it is a part of.
        lead.next(() -> lead.page().locator("#part-row-1 a").click());
        assertThat(state(lead)).isEqualTo("已授权");
        lead.assertUsable("agreement-of-group");
        lead.next(() -> lead.page().locator("#of-group").click());

        Workbench admin = Workbench.as(registry, browser, "gao", null, Role.CATALOGUE_ADMIN);
        admin.open("/workbench/sharing/groups?todo=file").follow("综合治税");
        admin.fill("#filing-reference", "穗数备1号");
        press(admin, "filing");
        assertThat(admin.text()).contains("已备案 穗数备1号");
        unfold(admin, "suspension").fill("#suspension-reason", "超出用途使用");
        press(admin, "suspension");
        assertThat(state(admin)).isEqualTo("已暂停");
        admin.fill("#resumption-reason", "已整改");
        press(admin, "resumption");
        assertThat(state(admin)).isEqualTo("运行中");

        lead.open("/workbench/sharing/groups/TAX");
        unfold(lead, "end").fill("#end-reason", "工作完成");
        press(lead, "end");
        assertThat(state(lead)).isEqualTo("已终止");
        assertThat(part(lead, 1)).contains("已终止");
        lead.changeLanguage();
        assertThat(state(lead)).isEqualTo("Ended");
        lead.assertUsable("sharing-group-ended-en");
    }

    @Test
    void whom_a_special_use_does_not_concern_does_not_learn_that_it_is_there() {
        Workbench police = Workbench.as(registry, browser, "he", "GA", Role.SOURCE);
        police.open("/workbench/sharing/groups/NOT-THERE");
        assertThat(police.status()).isEqualTo(404);
        Workbench steward = Workbench.as(registry, browser, "lin", null, Role.STEWARD);
        steward.open("/workbench/sharing/groups");
        assertThat(steward.status()).isEqualTo(403);
    }
}
