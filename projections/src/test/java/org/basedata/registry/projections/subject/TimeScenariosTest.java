package org.basedata.registry.projections.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.record.Operation;
import org.basedata.registry.core.subject.Ledger;
import org.basedata.registry.core.subject.RecordOutcome;
import org.basedata.registry.core.subject.RowBuilder;
import org.basedata.registry.projections.subject.HistoryEntry.Change;
import org.basedata.registry.projections.subject.HistoryEntry.Stretch;
import org.basedata.registry.projections.subject.ScenarioPage.Promised;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * The scenarios of {@code docs/manual/time.md}, one test each, of the same number and title. A test tells the deliveries; after it
 * every cell of the scenario's table of answers is asked of the master record, the explanation and the history.
 */
class TimeScenariosTest {
    /** A woman born on 1949-12-31, by the standard's own example of a number. */
    private static final Identifier PERSON = new Identifier(IdType.RESIDENT_ID, "11010519491231002X");

    private static final SubjectId REF = Ledger.IDS.of(PERSON);
    private static final ScenarioPage PAGE = ScenarioPage.read("time.md");

    @Test
    void the_page_tells_the_scenarios_that_are_tested_and_lists_them() {
        List<String> tested = Arrays.stream(Scenarios.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class))
                .map(method -> method.getName())
                .sorted()
                .toList();
        assertThat(PAGE.headings()).isEqualTo(tested);
        assertThat(PAGE.listed()).isEqualTo(tested);
    }

    @Nested
    class Scenarios {
        private final Ledger ledger = new Ledger();
        private String scenario;

        @BeforeEach
        void name(TestInfo test) {
            scenario = test.getTestMethod().orElseThrow().getName();
        }

        @AfterEach
        void every_answer_is_as_told() {
            List<Promised> answers = PAGE.answers(scenario);
            assertThat(answers).as("table of answers of " + scenario).hasSizeGreaterThan(3);
            AsOfAnswers told = new AsOfAnswers(ledger, SubjectType.PERSON, REF);
            for (Promised promised : answers) told.check(promised, scenario + " " + promised);
        }

        private RecordOutcome tell(String day, RowBuilder row) {
            return ledger.at(day).submit(row);
        }

        private static RowBuilder household(int version, String from) {
            return RowBuilder.row("GA", "household-registration", "GA-1")
                    .version(version)
                    .about(PERSON, "王小兰")
                    .from(from);
        }

        private static RowBuilder living(int version, String from, String address) {
            return household(version, from).item("registeredAddress", address);
        }

        private static RowBuilder numbered(int version, String from, String number) {
            return household(version, from).item("householdNumber", number);
        }

        private static RowBuilder withdrawal(int version) {
            return RowBuilder.row("GA", "household-registration", "GA-1")
                    .version(version)
                    .operation(Operation.WITHDRAW);
        }

        private static RowBuilder end(int version, String from) {
            return RowBuilder.row("GA", "household-registration", "GA-1")
                    .version(version)
                    .operation(Operation.END)
                    .from(from);
        }

        private static RowBuilder insurance(String name, String from) {
            return RowBuilder.row("RS", "social-insurance", "RS-1")
                    .about(PERSON, name)
                    .from(from);
        }

        private static RowBuilder marriage(String from) {
            return RowBuilder.row("MZ", "marriage-registration", "MZ-1")
                    .about(PERSON, "王小兰")
                    .item("maritalStatus", "20")
                    .from(from);
        }

        private List<HistoryEntry> history(String item) {
            return new SubjectHistory(Streams.of(ledger))
                    .of(REF).stream().filter(entry -> entry.item().equals(item)).toList();
        }

        @Test
        void s01_a_change_told_on_its_day() {
            tell("2000-01-01", living(1, "2000-01-01", "越秀"));
            tell("2020-06-01", living(2, "2020-06-01", "天河"));
        }

        @Test
        void s02_a_late_fact() {
            tell("2000-01-01", living(1, "2000-01-01", "越秀"));
            tell("2020-06-11", living(2, "2020-06-01", "天河"));
        }

        @Test
        void s03_a_correction_of_the_whole_record() {
            tell("2000-01-01", numbered(1, "2000-01-01", "17"));
            tell("2020-03-01", numbered(2, "2000-01-01", "71").operation(Operation.CORRECT));
        }

        @Test
        void s04_a_correction_of_one_stretch() {
            tell("2000-01-01", living(1, "2000-01-01", "越秀"));
            tell("2020-03-01", living(2, "2005-01-01", "番禺").to("2010-01-01"));
            assertThat(history("registeredAddress"))
                    .extracting(HistoryEntry::change)
                    .containsOnly(Change.CHANGE);
        }

        @Test
        void s05_a_correction_of_a_correction() {
            tell("2000-01-01", numbered(1, "2000-01-01", "17"));
            tell("2020-03-01", numbered(2, "2000-01-01", "71").operation(Operation.CORRECT));
            tell("2020-05-01", numbered(3, "2000-01-01", "77").operation(Operation.CORRECT));
        }

        @Test
        void s06_versions_that_arrive_in_the_wrong_order() {
            tell("2020-06-02", living(2, "2020-06-01", "天河"));
            tell("2020-07-01", living(1, "2000-01-01", "越秀"));
            Ledger inOrder = new Ledger();
            inOrder.submit(living(1, "2000-01-01", "越秀"));
            inOrder.submit(living(2, "2020-06-01", "天河"));
            assertThat(ledger.digests()).isEqualTo(inOrder.digests());
        }

        @Test
        void s07_a_late_version_between_two_known_ones() {
            tell("2000-01-01", living(1, "2000-01-01", "越秀"));
            tell("2020-01-01", living(3, "2020-01-01", "天河"));
            tell("2020-02-01", living(2, "2010-01-01", "番禺"));
        }

        @Test
        void s08_a_correction_that_arrives_before_what_it_corrects() {
            tell("2020-03-01", numbered(2, "2000-01-01", "71").operation(Operation.CORRECT));
            assertThat(tell("2020-03-09", numbered(1, "2000-01-01", "17")).superseded())
                    .isTrue();
        }

        @Test
        void s09_a_withdrawal() {
            tell("2000-01-01", living(1, "2000-01-01", "越秀"));
            tell("2020-03-01", withdrawal(2));
            assertThat(history("registeredAddress"))
                    .extracting(HistoryEntry::ended, HistoryEntry::endedReason)
                    .containsExactly(tuple(Change.WITHDRAWAL, "登记差错"));
        }

        @Test
        void s10_a_withdrawal_that_brings_another_source_forward() {
            tell("2000-01-01", household(1, "2000-01-01").item("birthDate", "1949-12-31"));
            tell("2000-02-01", insurance("王小兰", "2000-01-01").item("birthDate", "1949-12-13"));
            tell("2020-03-01", withdrawal(2));
            assertThat(history("birthDate").get(2)).satisfies(forward -> {
                assertThat(forward.source()).isEqualTo("RS");
                assertThat(forward.change()).isEqualTo(Change.WITHDRAWAL);
                assertThat(forward.by().source()).isEqualTo("GA");
            });
        }

        @Test
        void s11_a_withdrawal_that_arrives_before_its_record() {
            tell("2020-03-01", withdrawal(2));
            assertThat(tell("2020-03-09", living(1, "2000-01-01", "越秀")).superseded())
                    .isTrue();
        }

        @Test
        void s12_a_new_beginning_after_a_withdrawal() {
            tell("2000-01-01", living(1, "2000-01-01", "越秀"));
            tell("2020-03-01", withdrawal(2));
            tell("2020-04-01", living(3, "2020-04-01", "天河"));
        }

        @Test
        void s13_a_fact_of_the_future() {
            tell("2000-01-01", living(1, "2000-01-01", "越秀"));
            tell("2020-06-01", living(2, "2030-01-01", "天河"));
        }

        @Test
        void s14_a_fact_of_the_future_that_is_called_off() {
            tell("2000-01-01", living(1, "2000-01-01", "越秀"));
            tell("2020-06-01", living(2, "2030-01-01", "天河"));
            tell("2025-01-01", living(3, "2030-01-01", "越秀"));
        }

        @Test
        void s15_an_end() {
            tell("2000-01-01", living(1, "2000-01-01", "越秀"));
            tell("2020-06-01", end(2, "2020-06-01"));
            assertThat(history("registeredAddress").get(0).ended()).isEqualTo(Change.END);
        }

        @Test
        void s16_an_end_that_is_told_late() {
            tell("2000-01-01", living(1, "2000-01-01", "越秀"));
            tell("2020-09-01", end(2, "2020-06-01"));
        }

        @Test
        void s17_a_temporary_period() {
            tell("2000-01-01", living(1, "2000-01-01", "越秀"));
            tell("2021-03-01", living(2, "2021-03-01", "番禺").to("2021-09-01"));
        }

        @Test
        void s18_a_fact_without_a_beginning() {
            tell("2020-06-01", living(1, null, "越秀"));
        }

        @Test
        void s19_the_same_version_sent_twice() {
            tell("2000-01-01", living(1, "2000-01-01", "越秀"));
            assertThat(tell("2020-03-01", living(1, "2000-01-01", "越秀").delivery(UUID.randomUUID(), 0))
                            .outcome())
                    .isEqualTo(RecordOutcome.Kind.UNCHANGED);
            assertThat(history("registeredAddress")).hasSize(1);
        }

        @Test
        void s20_the_authority_speaks_late() {
            tell("2000-01-01", household(1, null).item("maritalStatus", "10"));
            tell("2020-03-01", marriage("2015-05-20"));
        }

        @Test
        void s21_a_contradiction_that_is_over() {
            tell("2000-01-01", household(1, null).item("maritalStatus", "10"));
            tell("2020-03-01", marriage("2015-05-20"));
            tell("2020-05-01", household(2, "2015-05-20").item("maritalStatus", "20"));
            assertThat(ledger.master(PERSON).conflicts()).isEmpty();
        }

        @Test
        void s22_a_held_record_that_is_released_later() {
            tell("2000-01-01", household(1, "2000-01-01"));
            RecordOutcome held =
                    tell("2010-01-01", insurance("赵文博", "2010-01-01").item("insuranceStatus", "1"));
            assertThat(held.held()).isTrue();
            tell("2020-03-01", household(2, "2000-01-01").item("formerName", "赵文博"));
        }

        @Test
        void s23_a_change_and_a_correction_in_the_history() {
            tell("2000-01-01", living(1, "2000-01-01", "越秀"));
            tell("2010-01-01", living(2, "2010-01-01", "天河"));
            tell("2020-03-01", living(3, "2000-01-01", "荔湾").to("2010-02-01").operation(Operation.CORRECT));
            tell("2020-03-02", living(4, "2010-02-01", "天河"));
            assertThat(history("registeredAddress"))
                    .extracting(
                            HistoryEntry::value,
                            HistoryEntry::change,
                            HistoryEntry::reason,
                            HistoryEntry::before,
                            HistoryEntry::ended,
                            HistoryEntry::endedReason,
                            HistoryEntry::after)
                    .containsExactly(
                            tuple(
                                    "越秀",
                                    Change.CHANGE,
                                    null,
                                    List.of(),
                                    Change.CHANGE,
                                    null,
                                    List.of(stretch("天河", "2010-01-01", null))),
                            tuple(
                                    "越秀",
                                    Change.CHANGE,
                                    null,
                                    List.of(),
                                    Change.CORRECTION,
                                    "登记差错",
                                    List.of(stretch("荔湾", "2000-01-01", "2010-01-01"))),
                            tuple(
                                    "天河",
                                    Change.CHANGE,
                                    null,
                                    List.of(stretch("越秀", "2010-01-01", null)),
                                    Change.CORRECTION,
                                    "登记差错",
                                    List.of(stretch("荔湾", "2010-01-01", "2010-02-01"))),
                            tuple(
                                    "荔湾",
                                    Change.CORRECTION,
                                    "登记差错",
                                    List.of(
                                            stretch("越秀", "2000-01-01", "2010-01-01"),
                                            stretch("天河", "2010-01-01", "2010-02-01")),
                                    null,
                                    null,
                                    List.of()),
                            tuple("天河", Change.CHANGE, null, List.of(), null, null, List.of()));
            assertThat(history("registeredAddress"))
                    .extracting(entry -> entry.by().handlingPerson())
                    .containsOnly("经办甲");
        }

        private static Stretch stretch(String value, String from, String to) {
            return new Stretch(value, LocalDate.parse(from), to == null ? null : LocalDate.parse(to));
        }
    }
}
