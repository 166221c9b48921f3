package org.basedata.registry.api.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.recall.Readers;
import org.basedata.registry.core.account.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An officer of a department is told that what was read is said otherwise now. */
class RecallE2E {
    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    private final Readers readers = new Readers(registry);

    @Test
    void an_officer_sees_what_is_said_otherwise_and_acknowledges_it() {
        Workbench officer = Workbench.as(registry, browser, "song", "JY", Role.CONSUMER);
        officer.follow("纠错召回");
        assertThat(officer.text()).contains("没有待确认的召回", "待确认(0)");
        officer.assertUsable("recalls-none");
        Readers.Person person = readers.person();
        readers.read(person, "JY", "RX-1", "registeredAddress");
        readers.read(person, "JY", "RX-2", "registeredAddress");
        readers.correct(person, 2, "天河路11号");
        officer.open("/workbench/recalls");
        assertThat(officer.text())
                .contains(person.ref(), "户籍", "数源更正", "2 次", "RX-1", "RX-2", "待确认(1)")
                .doesNotContain("天河路", person.number());
        assertThat(officer.page().locator("#recalls a").count())
                .as("who may not open the subject's page has no link to it")
                .isZero();
        officer.assertUsable("recalls");

        readers.correct(person, 3, "天河路12号");
        officer.fill("#recalls input[name=note]", "已重新读取").enter();
        assertThat(officer.refusal()).contains("有变化");
        officer.assertUsable("recalls-refused");
        officer.fill("#recalls input[name=note]", "已重新读取").enter();
        assertThat(officer.path()).isEqualTo("/workbench/recalls");
        assertThat(officer.text()).contains("没有待确认的召回");
        officer.follow("已了结");
        assertThat(officer.text()).contains(person.ref(), "已确认", "song 于 ", "已重新读取");
        officer.assertUsable("recalls-past");
        officer.changeLanguage();
        assertThat(officer.text()).contains("Acknowledged by song", "Corrected by a source");
        officer.assertUsable("recalls-en");
    }

    @Test
    void another_department_is_told_nothing_and_who_may_open_the_subject_has_a_link() {
        Readers.Person person = readers.person();
        readers.read(person, "SW", null, "registeredAddress");
        readers.correct(person, 2, "天河路11号");
        Workbench other = Workbench.as(registry, browser, "he", "RS", Role.CONSUMER);
        other.open("/workbench/recalls");
        assertThat(other.text()).doesNotContain(person.ref());
        Workbench both = Workbench.as(registry, browser, "tang", "SW", Role.CONSUMER, Role.SOURCE);
        both.open("/workbench/recalls");
        assertThat(both.page().locator("#recalls a").getAttribute("href"))
                .isEqualTo("/workbench/persons/" + person.ref());
        Workbench head = Workbench.as(registry, browser, "qiu", "SW", Role.INFORMATION_OFFICER);
        head.open("/workbench/recalls");
        assertThat(head.text()).contains(person.ref());
        assertThat(head.page().locator("#recalls form").count())
                .as("the officer in charge looks, consumers acknowledge")
                .isZero();
        Workbench steward = Workbench.as(registry, browser, "wu", null, Role.STEWARD);
        steward.open("/workbench/recalls");
        assertThat(steward.status()).isEqualTo(403);
    }
}
