package org.basedata.registry.api.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.core.account.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Demands and complaints in a real browser, and what of sharing waits for whoever signs in. */
class SharingMattersE2E {
    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    private static String task(Workbench workbench, String code) {
        return workbench.page().locator("#sharing-" + code).innerText();
    }

    @Test
    void what_is_demanded_and_complained_of_waits_for_the_authority_and_is_answered_in_writing() {
        Workbench teacher = Workbench.as(registry, browser, "song", "JY", Role.CONSUMER);
        teacher.open("/workbench/sharing").follow("数据需求");
        assertThat(teacher.text()).contains("没有数据需求");
        teacher.fill("#need", "学区划分,用于入学资格审核");
        teacher.page().locator("#provider-GA").check();
        teacher.next(() -> teacher.page().locator("#send").click());
        assertThat(teacher.page().locator("#demands").innerText()).contains("学区划分", "公安机关", "已等待 0 个工作日");
        assertThat(teacher.page().locator("#demands form").count()).isZero();
        teacher.assertUsable("demands-asked");
        teacher.open("/workbench/sharing/complaints");
        teacher.page().locator("#about").selectOption("GA");
        teacher.fill("#text", "户籍地址长期未更新");
        teacher.next(() -> teacher.page().locator("#send").click());
        assertThat(teacher.page().locator("#complaints").innerText()).contains("户籍地址长期未更新", "公安机关");
        teacher.assertUsable("complaints-made");

        Workbench admin = Workbench.as(registry, browser, "gao", null, Role.CATALOGUE_ADMIN);
        admin.open("/workbench");
        assertThat(task(admin, "demands")).contains("1");
        assertThat(task(admin, "complaints")).contains("1");
        assertThat(admin.page().locator("#sharing-settle").count()).isEqualTo(1);
        admin.assertUsable("home-catalogue-admin");
        admin.next(() -> admin.page().locator("#sharing-demands").click());
        admin.fill("#answer-D-000001", "可查询户籍地址后自行划分");
        admin.assertUsable("demands-to-answer");
        admin.fill("#more-D-000001", "户籍地址");
        admin.next(() -> admin.page().locator("#row-D-000001 button").click());
        assertThat(admin.refusal()).contains("目录中没有数据项 户籍地址");
        assertThat(admin.page().locator("#answer-D-000001").inputValue()).isEqualTo("可查询户籍地址后自行划分");
        admin.fill("#more-D-000001", "registeredAddress");
        admin.next(() -> admin.page().locator("#row-D-000001 button").click());
        assertThat(admin.page().locator("#row-D-000001").innerText()).contains("可查询户籍地址", "户籍地址");
        admin.open("/workbench/sharing/demands?open=true");
        assertThat(admin.text()).contains("没有数据需求");
        admin.open("/workbench/sharing/complaints");
        admin.fill("#answer-P-000001", "已督促更新").fill("#more-P-000001", "约谈并限期整改");
        admin.assertUsable("complaints-to-answer");
        admin.next(() -> admin.page().locator("#row-P-000001 button").click());
        teacher.open("/workbench/sharing/complaints");
        assertThat(teacher.page().locator("#row-P-000001").innerText()).contains("已督促更新", "约谈并限期整改");

        // What another department has put is not seen.
        Workbench tax = Workbench.as(registry, browser, "xu", "SW", Role.CONSUMER);
        tax.open("/workbench/sharing/complaints");
        assertThat(tax.text()).contains("没有投诉").doesNotContain("户籍地址");
        tax.open("/workbench");
        assertThat(tax.page().locator("#sharing-late").count()).isZero();
    }

    @Test
    void an_information_officer_finds_at_home_what_waits() {
        Workbench officer = Workbench.as(registry, browser, "feng", "JY", Role.INFORMATION_OFFICER);
        officer.open("/workbench");
        assertThat(task(officer, "consent")).contains("0");
        assertThat(task(officer, "groups-consent")).contains("0");
        assertThat(task(officer, "risk")).contains("0");
        officer.assertUsable("home-information-officer");
        officer.next(() -> officer.page().locator("#sharing-groups-consent").click());
        assertThat(officer.path()).startsWith("/workbench/sharing/groups");
    }
}
