package org.basedata.registry.api.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.basedata.registry.api.Invented;
import org.basedata.registry.api.Row;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.inquiry.SharingDesk;
import org.basedata.registry.core.account.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An officer of a consuming department takes data away, compares a list, and reports what differs. */
class ServicesE2E {
    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    private static void department(String code) {
        SharingDesk desk = new SharingDesk(registry);
        desk.purpose(code, "CHECK");
        desk.confidentiality(code);
    }

    @Test
    void a_file_is_ordered_from_a_form_of_what_may_be_seen_and_fetched() throws IOException {
        department("JY");
        String number = Invented.man();
        registry.deliver("GA", Row.household(number, "张若愚").with("sex", "1").with("registeredDivision", "440106"));
        Workbench officer = Workbench.as(registry, browser, "song", "JY", Role.CONSUMER);
        officer.follow("数据服务");
        assertThat(officer.text()).contains("批量导出", "名单比对", "尚无").doesNotContain("母亲姓名");
        officer.assertUsable("services-none");
        officer.fill("#divisionPrefix", "44");
        officer.page().locator("#format").selectOption("JSONL");
        officer.next(() -> officer.page().locator("#export button[type=submit]").click());
        assertThat(officer.refusal()).contains("须至少选择一项数据");
        assertThat(officer.page().locator("#divisionPrefix").inputValue()).isEqualTo("44");
        assertThat(officer.page().locator("#format").inputValue()).isEqualTo("JSONL");
        officer.page().locator("#format").selectOption("CSV");
        officer.page().locator("#item-name").check();
        officer.page().locator("#item-registeredDivision").check();
        officer.next(() -> officer.page().locator("#export button[type=submit]").click());
        assertThat(officer.path()).isEqualTo("/workbench/services");
        // The list renews itself until the job is done.
        officer.page().locator("#exports a[download]").waitFor();
        assertThat(officer.page().locator("#exports").innerText()).contains("完成", "CHECK", "姓名");
        officer.assertUsable("services");
        Download file = officer.page()
                .waitForDownload(
                        () -> officer.page().locator("#exports a[download]").click());
        assertThat(Files.readString(file.path())).contains(number, "张若愚");
        officer.next(() -> officer.page().locator("#exports form button").click());
        assertThat(officer.page().locator("#exports").innerText()).contains("已删除");
        officer.changeLanguage();
        assertThat(officer.text()).contains("Export", "Compare a list", "Removed");
        officer.assertUsable("services-en");
    }

    @Test
    void a_list_is_compared_and_chosen_differences_become_doubts() throws IOException {
        department("RS");
        String same = Invented.man();
        String differing = Invented.man();
        registry.deliver(
                "GA",
                Row.household(same, "王小兰").with("sex", "1"),
                Row.household(differing, "李大明").with("sex", "1"));
        Workbench officer = Workbench.as(registry, browser, "he", "RS", Role.CONSUMER);
        officer.open("/workbench/services");
        String list =
                "身份证号,姓名,性别\r\n" + same + ",王小兰,男\r\n" + differing + ",李小明,男\r\n" + Invented.broken(same) + ",甲,男\r\n";
        officer.page()
                .locator("#file")
                .setInputFiles(new FilePayload("名单.csv", "text/csv", list.getBytes(StandardCharsets.UTF_8)));
        officer.fill("#mapping", "姓名=name\n性别=sex").fill("#idColumn", "证件号");
        officer.next(
                () -> officer.page().locator("#compare button[type=submit]").click());
        assertThat(officer.refusal()).isNotEmpty();
        assertThat(officer.page().locator("#mapping").inputValue()).isEqualTo("姓名=name\n性别=sex");
        assertThat(officer.page().locator("#idColumn").inputValue()).isEqualTo("证件号");
        officer.page()
                .locator("#file")
                .setInputFiles(new FilePayload("名单.csv", "text/csv", list.getBytes(StandardCharsets.UTF_8)));
        officer.fill("#idColumn", "");
        officer.next(
                () -> officer.page().locator("#compare button[type=submit]").click());
        assertThat(officer.heading()).isEqualTo("名单.csv");
        officer.page().locator("#rows").waitFor();
        assertThat(officer.text()).contains("3 / 3 行", "名单:李小明", "登记:李大明", "校验");
        assertThat(officer.page().locator("#counts").innerText()).contains("姓名", "性别");
        officer.assertUsable("comparison");
        officer.fill("#text", "与本部门在册姓名不一致");
        officer.next(() -> officer.page().locator("#doubts button[type=submit]").click());
        assertThat(officer.text()).contains("请先选择差异并写明理由");
        assertThat(officer.page().locator("#text").inputValue()).isEqualTo("与本部门在册姓名不一致");
        officer.page().locator("#row-2-name").check();
        officer.next(() -> officer.page().locator("#doubts button[type=submit]").click());
        assertThat(officer.page().locator("#told").innerText()).contains("第 2 行", "已提出", "C-");
        assertThat(officer.page().locator("#row-2-name").count())
                .as("it is reported")
                .isZero();
        officer.assertUsable("comparison-reported");
        Download back = officer.page()
                .waitForDownload(() -> officer.page().locator("#cleansed-CSV").click());
        assertThat(Files.readString(back.path())).contains(same + ",王小兰,1,SAME,sex");
        officer.page().locator("#outcome-FAULTY").click();
        officer.page().waitForLoadState();
        assertThat(officer.page().locator("#rows").innerText()).doesNotContain("李小明");
        officer.changeLanguage();
        officer.assertUsable("comparison-en");
        officer.open("/workbench/doubts");
        assertThat(officer.text()).contains("与本部门在册姓名不一致");
    }

    @Test
    void nobody_but_consumers_opens_it() {
        Workbench steward = Workbench.as(registry, browser, "wu", null, Role.STEWARD);
        steward.open("/workbench/services");
        assertThat(steward.status()).isEqualTo(403);
    }
}
