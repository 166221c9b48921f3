package org.basedata.registry.api.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import org.basedata.registry.api.Invented;
import org.basedata.registry.api.Row;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.core.account.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is known of a subject, as the people who reconcile see it. */
class SubjectE2E {
    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    private static String number;
    private static String uscc;
    private static String ref;

    @BeforeAll
    static void somebody_is_married_by_one_source_and_single_by_another() {
        number = Invented.woman();
        registry.deliverOne(
                "GA",
                Row.household(number, "王小兰")
                        .with("maritalStatus", "10")
                        .with("sex", "2")
                        .with("ethnicity", "01")
                        .with("registeredAddress", "广州市天河区体育西路191号")
                        .with("birthDate", birthDate()));
        registry.deliverOne(
                "MZ", Row.marriage(number, "王小兰").with("maritalStatus", "20").with("birthDate", birthDate()));
        ref = registry.person(number).path("ref").asString();
        uscc = Invented.uscc();
        registry.deliverOne("SCJG", Row.entity("enterprise-registration", uscc, "广州市远山科技有限公司"));
    }

    private static String birthDate() {
        return number.substring(6, 10) + "-" + number.substring(10, 12) + "-" + number.substring(12, 14);
    }

    @Test
    void a_steward_finds_a_person_by_number_and_sees_what_is_in_doubt_and_why() {
        Workbench workbench = Workbench.as(registry, browser, "steward", null, Role.STEWARD);
        assertThat(workbench.text()).contains("未决冲突");
        workbench.findPerson(number);
        assertThat(workbench.path()).as("no number stands in the address").isEqualTo("/workbench/persons/" + ref);
        assertThat(workbench.heading()).isEqualTo("王小兰");
        assertThat(workbench.text()).contains(number, "广州市天河区体育西路191号", "未决冲突(1)", "未婚 (10)", "已婚 (20)", "存疑", "已佐证");
        workbench.assertUsable("subject");
        workbench.why("maritalStatus");
        assertThat(workbench.page().locator("#why").innerText()).contains("为何取此值:婚姻状况", "采用", "不一致", "民政");
        assertThat(workbench.page().evaluate("document.activeElement.id")).isEqualTo("why");
        workbench.assertUsable("subject-why");
        workbench.follow("历史");
        workbench.page().locator("#item").selectOption("maritalStatus");
        workbench.next(() -> workbench.page().locator("main form button").click());
        // Two stretches of knowledge: until civil affairs spoke, and since.
        workbench.page().locator("#chart svg text").getByText("已婚 (20)").waitFor();
        assertThat(workbench.text()).contains("婚姻状况:两条时间轴", "未婚 (10)", "已婚 (20)", "报送");
        workbench.assertUsable("history");
    }

    @Test
    void persons_are_found_by_name_and_birth_date_and_entities_by_part_of_a_name() {
        Workbench workbench = Workbench.as(registry, browser, "steward-two", null, Role.STEWARD);
        workbench.findPerson("王小兰", birthDate());
        assertThat(workbench.text()).contains("找到 1 个主体", number);
        workbench.assertUsable("search");
        assertThat(workbench.findPerson("王小兰", "next year").refusal()).isEqualTo("出生日期应为 1990-01-31 的形式");
        assertThat(workbench.findPerson("440106199003070012").refusal()).isNotEmpty();
        workbench.assertUsable("search-refused");
        assertThat(workbench.findPerson("赵无此人", birthDate()).text()).contains("没有符合的主体");
        workbench.findEntity("远山").follow("广州市远山科技有限公司");
        assertThat(workbench.path()).startsWith("/workbench/legal-entities/");
        assertThat(workbench.text()).contains(uscc);
        workbench.assertUsable("entity");
        workbench.changeLanguage();
        assertThat(workbench.text()).contains("Sole source", "Legal entity");
        workbench.assertUsable("entity-en");
    }

    @Test
    void an_auditor_sees_numbers_and_addresses_of_people_masked() {
        Workbench workbench = Workbench.as(registry, browser, "auditor", null, Role.AUDITOR);
        workbench.open("/workbench/persons/" + ref);
        assertThat(workbench.text())
                .contains("王小兰", number.substring(0, 4) + "*", "广州市天河区****")
                .doesNotContain(number, "体育西路");
        workbench.why("registeredAddress");
        assertThat(workbench.text()).doesNotContain("体育西路");
        workbench.open("/workbench/persons/" + ref + "/history?item=registeredAddress");
        assertThat(workbench.page().content()).doesNotContain("体育西路");
        workbench.findPerson("王小兰", birthDate());
        assertThat(workbench.text()).contains(number.substring(0, 4) + "*").doesNotContain(number);
    }

    @Test
    void an_officer_of_a_source_sees_what_the_own_department_says_and_no_more() {
        Workbench workbench = Workbench.as(registry, browser, "mz-officer", "MZ", Role.SOURCE);
        workbench.open("/workbench/persons/" + ref);
        assertThat(workbench.text()).contains("婚姻状况", "已婚 (20)", "另有部门说法不同").doesNotContain("户籍地址", "未婚", "公安");
        workbench.why("maritalStatus");
        assertThat(workbench.text()).contains("仅列出本部门的陈述").doesNotContain("公安", "未婚");
        workbench.assertUsable("subject-source");
        workbench.open("/workbench/persons/" + ref + "/history?item=registeredAddress");
        assertThat(workbench.page().content()).doesNotContain("天河", "户籍地址");

        Workbench other = Workbench.as(registry, browser, "jy-officer", "JY", Role.SOURCE);
        other.open("/workbench/persons/" + ref);
        assertThat(other.status()).isEqualTo(404);
        assertThat(other.findPerson(number).text()).contains("没有符合的主体");
        assertThat(other.findPerson("王小兰", birthDate()).text()).contains("没有符合的主体");
    }

    @Test
    void another_day_is_asked_for_in_the_page() {
        Workbench workbench = Workbench.as(registry, browser, "steward-three", null, Role.STEWARD);
        workbench.open("/workbench/persons/" + ref + "?validAt=1900-01-01");
        assertThat(workbench.text()).contains("数据项(0)");
        workbench.open("/workbench/persons/" + ref + "?knownAt=2000-01-01");
        assertThat(workbench.status()).isEqualTo(404);
        workbench.open("/workbench/persons/" + ref + "?validAt=someday");
        assertThat(workbench.status()).isEqualTo(400);
        assertThat(workbench.text()).contains("日期应为 2026-11-22 的形式");
        workbench.open("/workbench/subjects/" + ref);
        assertThat(workbench.path()).isEqualTo("/workbench/persons/" + ref);
        workbench.open("/workbench/persons/" + number);
        assertThat(workbench.status()).isEqualTo(404);
        workbench.open("/workbench/legal-entities/" + ref);
        assertThat(workbench.status()).isEqualTo(404);
    }
}
