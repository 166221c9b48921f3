package org.basedata.registry.api.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.basedata.registry.api.Invented;
import org.basedata.registry.api.Row;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.access.RunningCount;
import org.basedata.registry.core.access.Access;
import org.basedata.registry.core.access.AccessLog;
import org.basedata.registry.core.access.EntitlementChanged;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An auditor follows who read of a person, what a quarter's use was, and what stood out. */
class AuditE2E {
    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    private static final SubjectId NOBODY = new SubjectId(UUID.randomUUID());

    private static String number;
    private static SubjectId person;

    @BeforeAll
    static void departments_read() {
        number = Invented.man();
        registry.deliver("GA", Row.household(number, "吴国强"));
        person = SubjectId.of(registry.person(number).path("ref").asString());
        Workbench.person(registry, "sw-li", "SW", Role.CONSUMER);
        for (int i = 0; i < 3; i++) read("jy-xueji", "JY", "ENROLMENT", Set.of("name", "maritalStatus"), person);
        read("sw-li", "SW", "LEVY", Set.of("maritalStatus"), person);
        for (int i = 0; i < 101; i++) read("sw-li", "SW", "LEVY", Set.of("maritalStatus"), NOBODY);
        RunningCount.all(registry);
    }

    private static void read(String account, String department, String purpose, Set<String> items, SubjectId about) {
        AccessLog log = registry.server().bean("accessLog", AccessLog.class);
        List<Access.Seen> seen = new ArrayList<>();
        seen.add(
                about == NOBODY
                        ? new Access.Seen(about, -1, Access.Outcome.NO_RECORD)
                        : new Access.Seen(about, 0, Access.Outcome.GIVEN));
        Access access = new Access(
                UUID.randomUUID(),
                new Actor(account, "李明", department, Set.of(Role.CONSUMER)),
                purpose,
                Set.of("A-2026-000012"),
                "2026-1107",
                Access.Operation.QUERY,
                SubjectType.PERSON,
                items,
                LocalDate.of(2026, 11, 26),
                null,
                seen);
        // Accounts are made meanwhile.
        for (long version = log.version(); ; ) {
            try {
                log.record(access, version);
                return;
            } catch (EntitlementChanged changed) {
                version = changed.version();
            }
        }
    }

    @Test
    void an_auditor_sees_who_read_of_a_person_and_settles_an_alert() {
        Workbench auditor = Workbench.as(registry, browser, "zhou", null, Role.AUDITOR);
        auditor.follow("使用记录");
        assertThat(auditor.path()).isEqualTo("/workbench/audit");
        assertThat(auditor.heading()).isEqualTo("使用记录");
        auditor.assertUsable("audit");
        auditor.findPerson(number);
        auditor.page().locator("nav.tabs a[href*='/workbench/audit']").click();
        auditor.page().locator("#accesses").waitFor();
        assertThat(auditor.path()).isEqualTo("/workbench/audit?subject=" + person);
        assertThat(auditor.page()
                        .locator("#accesses tbody tr:has-text('jy-xueji')")
                        .count())
                .isEqualTo(3);
        assertThat(auditor.text()).contains("ENROLMENT", "A-2026-000012", "案卷 2026-1107", "已提供", "姓名", "sw-li");
        auditor.assertUsable("audit-subject");

        auditor.follow("季度汇总");
        auditor.page().locator("#chart svg").waitFor();
        assertThat(auditor.text()).contains("LEVY", "婚姻状况", "全部数据项合计", "102");
        auditor.assertUsable("audit-usage");
        assertThat((Integer) auditor.page()
                        .evaluate("async () => (await fetch(document.querySelector('#workbook').href)).status"))
                .isEqualTo(200);

        auditor.follow("异常预警");
        assertThat(auditor.text()).contains("穷举试探", "sw-li", "101", "上限 100", "待处理");
        auditor.assertUsable("audit-alerts");
        auditor.next(() -> auditor.page().locator("#alerts button").first().click());
        assertThat(auditor.text()).contains("处理中", "zhou");
        auditor.assertUsable("audit-alert-taken");
        auditor.fill("#alerts input[name=outcome]", "批量试探号码,移交处理");
        auditor.page().locator("#alerts input[name=suspend]").check();
        auditor.next(() -> auditor.page().locator("#alerts button").first().click());
        assertThat(auditor.text()).contains("已办结", "批量试探号码,移交处理", "账户已停用");
        assertThat(Workbench.accounts(registry).find("sw-li").orElseThrow().disabled())
                .isTrue();
        auditor.changeLanguage();
        assertThat(auditor.text()).contains("Numbers are being guessed", "Settled");
        auditor.assertUsable("audit-alerts-en");
    }

    @Test
    void a_provider_sees_who_reads_its_items_and_no_people() {
        Workbench provider = Workbench.as(registry, browser, "he", "GA", Role.SOURCE);
        provider.open("/workbench/audit");
        assertThat(provider.text()).contains("ENROLMENT", "姓名").doesNotContain("jy-xueji", "李明", "婚姻状况", "LEVY");
        provider.assertUsable("audit-provider");
        provider.open("/workbench/audit/usage");
        provider.page().locator("#chart svg").waitFor();
        assertThat(provider.text()).contains("姓名").doesNotContain("婚姻状况");
        provider.assertUsable("audit-usage-provider");
        provider.open("/workbench/audit/alerts");
        assertThat(provider.status()).isEqualTo(403);
    }

    @Test
    void an_information_officer_sees_the_own_department_either_way() {
        Workbench officer = Workbench.as(registry, browser, "feng", "SW", Role.INFORMATION_OFFICER);
        officer.open("/workbench/audit");
        assertThat(officer.text()).contains("LEVY", "李明").doesNotContain("ENROLMENT");
        officer.assertUsable("audit-officer");
        officer.open("/workbench/audit?provided=true");
        assertThat(officer.text()).doesNotContain("LEVY");
        officer.open("/workbench/audit/alerts");
        assertThat(officer.text()).contains("sw-li");
        assertThat(officer.page().locator("#alerts button").count()).isZero();
        officer.assertUsable("audit-alerts-officer");
    }
}
