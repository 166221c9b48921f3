package org.basedata.registry.core.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.basedata.registry.core.subject.RowBuilder.row;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.record.Operation;
import org.basedata.registry.core.rule.Appraiser;
import org.basedata.registry.core.rule.SubjectRule;
import org.basedata.registry.core.survivorship.Basis;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.core.survivorship.ConflictKind;
import org.basedata.registry.core.survivorship.ConflictValue;
import org.basedata.registry.core.survivorship.ItemStatus;
import org.basedata.registry.core.survivorship.Segment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the master record, one situation a test. The persons and organisations are invented. */
class SubjectScenariosTest {
    /** A woman born on 1949-12-31, by the standard's own example of a number. */
    private static final Identifier PERSON = new Identifier(IdType.RESIDENT_ID, "11010519491231002X");

    private static final Identifier ENTITY = new Identifier(IdType.USCC, "91440101MA5D0AB13A");
    private static final Identifier PILOT = new Identifier(IdType.USCC, "91350100M0001TGQXM");
    private static final String TODAY = "2026-06-01";

    private final Ledger ledger = new Ledger();

    private static RowBuilder police(String recordId) {
        return row("GA", "household-registration", recordId)
                .about(PERSON, "王小兰")
                .from("2000-01-01");
    }

    private static RowBuilder insurance(String recordId) {
        return row("RS", "social-insurance", recordId).about(PERSON, "王小兰").from("2000-01-01");
    }

    private static RowBuilder marriage(String recordId) {
        return row("MZ", "marriage-registration", recordId).about(PERSON, "王小兰").from("2000-01-01");
    }

    @Test
    void a_single_source_that_is_the_authority_is_sole() {
        ledger.submit(police("1").item("sex", "2"));
        Segment sex = ledger.on(TODAY, PERSON, "sex").orElseThrow();
        assertThat(sex.status()).isEqualTo(ItemStatus.SOLE);
        assertThat(sex.basis()).isEqualTo(Basis.AUTHORITY);
    }

    @Test
    void a_fallback_source_gives_a_provisional_value_until_the_authority_speaks() {
        ledger.submit(police("1").item("maritalStatus", "10"));
        assertThat(ledger.on(TODAY, PERSON, "maritalStatus").orElseThrow().status())
                .isEqualTo(ItemStatus.PROVISIONAL);
        ledger.submit(marriage("1").item("maritalStatus", "20"));
        Segment now = ledger.on(TODAY, PERSON, "maritalStatus").orElseThrow();
        assertThat(now.value()).isEqualTo("20");
        assertThat(now.status()).isEqualTo(ItemStatus.DISPUTED);
        assertThat(ledger.conflicts(PERSON, ConflictKind.ITEM)).singleElement().satisfies(conflict -> {
            assertThat(conflict.standing()).isEqualTo("20");
            assertThat(conflict.values()).extracting(ConflictValue::source).containsExactly("MZ", "GA");
        });
    }

    @Test
    void a_conflict_settles_itself_when_the_sources_converge() {
        ledger.submit(police("1").item("maritalStatus", "10"));
        ledger.submit(marriage("1").item("maritalStatus", "20"));
        ledger.submit(police("1").version(2).item("maritalStatus", "20"));
        assertThat(ledger.conflicts(PERSON, ConflictKind.ITEM)).isEmpty();
        assertThat(ledger.on(TODAY, PERSON, "maritalStatus").orElseThrow().status())
                .isEqualTo(ItemStatus.CORROBORATED);
        assertThat(ledger.events()).anyMatch(e -> e.event() instanceof ConflictSettled);
    }

    @Test
    void a_conflict_keeps_its_number_when_its_values_change() {
        ledger.submit(police("1").item("maritalStatus", "10"));
        ledger.submit(marriage("1").item("maritalStatus", "20"));
        long number = ledger.master(PERSON).conflicts().get(0).number();
        ledger.submit(police("1").version(2).item("maritalStatus", "40"));
        assertThat(ledger.master(PERSON).conflicts()).singleElement().satisfies(open -> {
            assertThat(open.number()).isEqualTo(number);
            assertThat(open.conflict().values().get(1).value()).isEqualTo("40");
        });
    }

    @Test
    void losers_are_compared_with_the_standing_value_only_and_over_their_common_period() {
        ledger.submit(police("1").item("birthDate", "1949-12-31"));
        ledger.submit(insurance("1")
                .item("birthDate", "1949-12-13")
                .from("2010-01-01")
                .to("2015-01-01"));
        Conflict conflict = ledger.conflicts(PERSON, ConflictKind.ITEM).get(0);
        assertThat(conflict.from()).hasToString("2010-01-01");
        assertThat(conflict.to()).hasToString("2015-01-01");
        assertThat(ledger.on("2009-12-31", PERSON, "birthDate").orElseThrow().status())
                .isNotEqualTo(ItemStatus.DISPUTED);
        assertThat(ledger.on("2010-01-01", PERSON, "birthDate").orElseThrow().status())
                .isEqualTo(ItemStatus.DISPUTED);
        assertThat(ledger.on("2015-01-01", PERSON, "birthDate").orElseThrow().status())
                .isNotEqualTo(ItemStatus.DISPUTED);
    }

    @Test
    void a_clearly_different_name_keeps_the_whole_record_out() {
        ledger.submit(police("1").item("maritalStatus", "10"));
        RecordOutcome outcome = ledger.submit(row("MZ", "marriage-registration", "1")
                .about(PERSON, "孙丽娜")
                .item("maritalStatus", "20")
                .from("2000-01-01"));
        assertThat(outcome.held()).isTrue();
        assertThat(ledger.value(TODAY, PERSON, "maritalStatus")).isEqualTo("10");
        assertThat(ledger.conflicts(PERSON, ConflictKind.HOLD)).hasSize(1);
        assertThat(ledger.conflicts(PERSON, ConflictKind.ITEM)).isEmpty();
    }

    @Test
    void a_former_name_of_the_authority_is_a_reference_too() {
        ledger.submit(police("1").item("formerName", "赵文博"));
        RecordOutcome outcome = ledger.submit(row("RS", "social-insurance", "1").about(PERSON, "赵文博"));
        assertThat(outcome.held()).isNull();
        assertThat(ledger.conflicts(PERSON, ConflictKind.ITEM))
                .extracting(Conflict::item)
                .containsExactly("name");
    }

    @Test
    void a_late_authoritative_name_releases_what_was_held_and_holds_what_counted() {
        ledger.submit(row("RS", "social-insurance", "1").about(PERSON, "钱一凡"));
        ledger.submit(
                row("MZ", "marriage-registration", "1").about(PERSON, "周梓萱").item("maritalStatus", "20"));
        ledger.submit(row("GA", "household-registration", "1").about(PERSON, "周梓萱"));
        assertThat(ledger.value(TODAY, PERSON, "name")).isEqualTo("周梓萱");
        assertThat(ledger.value(TODAY, PERSON, "maritalStatus")).isEqualTo("20");
        assertThat(ledger.conflicts(PERSON, ConflictKind.HOLD))
                .singleElement()
                .satisfies(hold -> assertThat(hold.values().get(0).source()).isEqualTo("RS"));
    }

    @Test
    void records_of_one_source_are_never_held_against_each_other() {
        ledger.submit(police("1"));
        ledger.submit(row("GA", "residence-permit", "1").about(PERSON, "孙丽娜"));
        assertThat(ledger.conflicts(PERSON, ConflictKind.HOLD)).isEmpty();
    }

    @Test
    void a_pilot_code_of_another_source_waits_for_the_registering_authority() {
        ledger.submit(row("SW", "tax-registration", "1").about(PILOT, "厦门示例二社").item("taxStatus", "1"));
        assertThat(ledger.value(TODAY, PILOT, "taxStatus")).isNull();
        assertThat(ledger.conflicts(PILOT, ConflictKind.HOLD)).hasSize(1);
        ledger.submit(row("SCJG", "enterprise-registration", "1")
                .about(PILOT, "厦门示例二社")
                .item("status", "1"));
        assertThat(ledger.value(TODAY, PILOT, "taxStatus")).isEqualTo("1");
        assertThat(ledger.conflicts(PILOT, ConflictKind.HOLD)).isEmpty();
    }

    @Test
    void in_a_dataset_with_many_records_a_later_one_succeeds_an_earlier_one() {
        ledger.submit(marriage("1").item("maritalStatus", "20").from("2000-01-01"));
        ledger.submit(marriage("2").item("maritalStatus", "40").from("2010-01-01"));
        assertThat(ledger.conflicts(PERSON, ConflictKind.ITEM)).isEmpty();
        assertThat(ledger.value("2005-01-01", PERSON, "maritalStatus")).isEqualTo("20");
        assertThat(ledger.value("2015-01-01", PERSON, "maritalStatus")).isEqualTo("40");
        ledger.submit(marriage("3").item("maritalStatus", "20").from("2010-01-01"));
        assertThat(ledger.conflicts(PERSON, ConflictKind.ITEM)).hasSize(1);
        assertThat(ledger.value("2015-01-01", PERSON, "maritalStatus"))
                .as("the smaller record id stands")
                .isEqualTo("40");
    }

    @Test
    void of_two_records_of_the_same_rank_the_later_valid_from_stands() {
        ledger.submit(police("1").item("householdNumber", "7").from("2000-01-01"));
        ledger.submit(police("2").item("householdNumber", "8").from("2010-01-01"));
        assertThat(ledger.value("2005-01-01", PERSON, "householdNumber")).isEqualTo("7");
        assertThat(ledger.value("2015-01-01", PERSON, "householdNumber")).isEqualTo("8");
        assertThat(ledger.conflicts(PERSON, ConflictKind.ITEM))
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.from()).hasToString("2010-01-01"));
    }

    @Test
    void what_a_record_said_before_it_belonged_to_another_does_not_come_back_with_it() {
        Identifier other = new Identifier(IdType.RESIDENT_ID, "440524188001010014");
        ledger.submit(police("1").version(1).item("householdNumber", "7").from("2000-01-01"));
        ledger.submit(row("GA", "household-registration", "1")
                .version(2)
                .about(other, "王小兰")
                .from("2010-01-01"));
        ledger.submit(police("1").version(3).item("householdNumber", "9").from("2020-01-01"));
        assertThat(ledger.value("2005-01-01", PERSON, "householdNumber")).isNull();
        assertThat(ledger.value("2021-01-01", PERSON, "householdNumber")).isEqualTo("9");
        assertThat(ledger.master(other).present()).isFalse();
    }

    @Test
    void adjacent_periods_with_the_same_value_are_one_statement_since_the_first() {
        ledger.submit(police("1").item("registeredAddress", "甲路1号").item("householdNumber", "7"));
        ledger.submit(police("1")
                .version(2)
                .item("registeredAddress", "甲路1号")
                .item("householdNumber", "8")
                .from("2010-01-01"));
        assertThat(ledger.master(PERSON).items().byItem().get("registeredAddress"))
                .singleElement()
                .satisfies(segment -> assertThat(segment.origin().version()).isEqualTo(1));
        assertThat(ledger.master(PERSON).items().byItem().get("householdNumber"))
                .hasSize(2);
    }

    @Test
    void a_finite_period_lies_over_the_timeline_and_leaves_the_rest() {
        ledger.submit(police("1").item("householdNumber", "7").item("registeredAddress", "甲路1号"));
        ledger.submit(police("1")
                .version(2)
                .item("registeredAddress", "甲路2号")
                .from("2010-01-01")
                .to("2012-01-01"));
        assertThat(ledger.value("2009-12-31", PERSON, "registeredAddress")).isEqualTo("甲路1号");
        assertThat(ledger.value("2010-01-01", PERSON, "registeredAddress")).isEqualTo("甲路2号");
        assertThat(ledger.value("2012-01-01", PERSON, "registeredAddress")).isEqualTo("甲路1号");
        assertThat(ledger.value("2011-01-01", PERSON, "householdNumber")).isNull();
        assertThat(ledger.value("2013-01-01", PERSON, "householdNumber")).isEqualTo("7");
    }

    @Test
    void a_correction_replaces_the_whole_timeline_and_an_end_closes_it() {
        ledger.submit(police("1").item("householdNumber", "7"));
        ledger.submit(police("1")
                .version(2)
                .operation(Operation.CORRECT)
                .item("householdNumber", "8")
                .from("2005-01-01"));
        assertThat(ledger.value("2002-01-01", PERSON, "householdNumber")).isNull();
        ledger.submit(police("1").version(3).operation(Operation.END).from("2020-01-01"));
        assertThat(ledger.value("2019-12-31", PERSON, "householdNumber")).isEqualTo("8");
        assertThat(ledger.value("2020-01-01", PERSON, "householdNumber")).isNull();
        assertThat(ledger.master(PERSON).present()).isTrue();
    }

    @Test
    void a_withdrawal_that_comes_first_is_kept() {
        RowBuilder withdrawal =
                row("MZ", "marriage-registration", "1").version(2).operation(Operation.WITHDRAW);
        assertThat(ledger.submit(withdrawal).outcome()).isEqualTo(RecordOutcome.Kind.ACCEPTED);
        RecordOutcome late = ledger.submit(marriage("1").item("maritalStatus", "20"));
        assertThat(late.superseded()).isTrue();
        assertThat(ledger.value(TODAY, PERSON, "maritalStatus")).isNull();
        assertThat(ledger.master(PERSON).present()).isFalse();
    }

    @Test
    void a_record_belongs_to_the_subject_that_its_highest_version_names() {
        Identifier other = new Identifier(IdType.RESIDENT_ID, "440524188001010014");
        for (boolean late : new boolean[] {false, true}) {
            Ledger one = new Ledger();
            RowBuilder first =
                    row("GA", "household-registration", "1").version(1).about(PERSON, "姚广孝");
            RowBuilder second =
                    row("GA", "household-registration", "1").version(2).about(other, "姚广孝");
            one.submit(late ? second : first);
            one.submit(late ? first : second);
            assertThat(one.master(PERSON).present()).as("late %s", late).isFalse();
            assertThat(one.value(TODAY, other, "name")).isEqualTo("姚广孝");
        }
    }

    @Test
    void two_contents_under_one_version_are_both_kept_and_the_greater_hash_counts() {
        List<String> values = new ArrayList<>();
        for (boolean swapped : new boolean[] {false, true}) {
            Ledger one = new Ledger();
            one.submit(police("1").item("householdNumber", swapped ? "2002" : "2001"));
            one.submit(police("1").item("householdNumber", swapped ? "2001" : "2002"));
            values.add(one.value(TODAY, PERSON, "householdNumber"));
            assertThat(one.conflicts(PERSON, ConflictKind.VERSION_REUSED)).hasSize(1);
        }
        assertThat(values.get(0)).isEqualTo(values.get(1));
        ledger.submit(police("1").item("householdNumber", "2001"));
        ledger.submit(police("1").item("householdNumber", "2002"));
        ledger.submit(police("1").version(2).item("householdNumber", "2003"));
        assertThat(ledger.conflicts(PERSON, ConflictKind.VERSION_REUSED)).isEmpty();
    }

    @Test
    void which_of_two_contents_counts_does_not_hang_on_who_the_subject_is() {
        List<String> values = new ArrayList<>();
        for (int person = 0; person < 20; person++) {
            Identifier subject = new Identifier(IdType.PASSPORT, "E1234567" + person);
            for (String number : List.of("2001", "2002"))
                ledger.submit(row("GA", "household-registration", "P" + person)
                        .about(subject, "方孝孺")
                        .item("householdNumber", number));
            values.add(ledger.value(TODAY, subject, "householdNumber"));
        }
        assertThat(values).containsOnly(values.get(0));
    }

    @Test
    void two_spellings_of_the_same_content_under_one_version_are_no_doubt() {
        ledger.submit(row("GA", "household-registration", "1").about(PERSON, "阿依古丽·买买提"));
        ledger.submit(row("GA", "household-registration", "1").about(PERSON, "阿依古丽•买买提"));
        assertThat(ledger.conflicts(PERSON, ConflictKind.VERSION_REUSED)).isEmpty();
    }

    @Test
    void a_higher_version_with_the_same_content_is_unchanged_and_still_counts() {
        ledger.submit(police("1").item("householdNumber", "X"));
        assertThat(ledger.submit(police("1").version(3).item("householdNumber", "X"))
                        .outcome())
                .isEqualTo(RecordOutcome.Kind.UNCHANGED);
        ledger.submit(police("1").version(2).item("householdNumber", "Y"));
        assertThat(ledger.value(TODAY, PERSON, "householdNumber")).isEqualTo("X");
    }

    @Test
    void an_unchanged_row_of_an_extract_leaves_no_trace() {
        ledger.submit(police("1").version(100).item("householdNumber", "X").ofExtract());
        int events = ledger.events().size();
        assertThat(ledger.submit(police("1")
                                .version(200)
                                .item("householdNumber", "X")
                                .ofExtract())
                        .outcome())
                .isEqualTo(RecordOutcome.Kind.UNCHANGED);
        assertThat(ledger.events()).hasSize(events);
    }

    @Test
    void two_rows_of_one_record_in_an_extract_come_to_the_same_in_either_order_and_when_sent_again() {
        List<String> digests = new ArrayList<>();
        for (List<String> order : List.of(List.of("A", "B"), List.of("B", "A"), List.of("A", "B", "A", "B"))) {
            Ledger one = new Ledger();
            one.submit(police("1").version(100).item("householdNumber", "A").ofExtract());
            for (String number : order)
                one.submit(
                        police("1").version(200).item("householdNumber", number).ofExtract());
            digests.add(one.master(PERSON).digest());
            assertThat(one.value(TODAY, PERSON, "householdNumber")).isEqualTo("B");
        }
        assertThat(digests).containsOnly(digests.get(0));
    }

    @Test
    void a_fact_of_the_future_takes_effect_on_its_day() {
        ledger.submit(police("1").item("registeredAddress", "甲路1号"));
        ledger.submit(police("1").version(2).item("registeredAddress", "甲路2号").from("2099-01-01"));
        assertThat(ledger.value("2098-12-31", PERSON, "registeredAddress")).isEqualTo("甲路1号");
        assertThat(ledger.value("2099-01-01", PERSON, "registeredAddress")).isEqualTo("甲路2号");
    }

    @Test
    void a_row_that_an_interrupted_delivery_sends_again_is_accepted_as_before() {
        UUID delivery = UUID.randomUUID();
        ledger.submit(police("1").delivery(delivery, 7));
        assertThat(ledger.submit(police("1").delivery(delivery, 7)).outcome()).isEqualTo(RecordOutcome.Kind.ACCEPTED);
        RecordOutcome twice = ledger.submit(police("1").delivery(delivery, 8));
        assertThat(twice.outcome()).isEqualTo(RecordOutcome.Kind.UNCHANGED);
        assertThat(twice.duplicate()).isTrue();
        assertThat(ledger.submit(police("1").delivery(UUID.randomUUID(), 7)).outcome())
                .isEqualTo(RecordOutcome.Kind.UNCHANGED);
    }

    @Test
    void items_with_many_values_are_a_list_with_one_entry_a_record() {
        ledger.submit(row("JY", "education", "1")
                .about(PERSON, "王小兰")
                .item("educationLevel", "60")
                .from("1968-07-01"));
        ledger.submit(row("JY", "education", "2")
                .about(PERSON, "王小兰")
                .item("educationLevel", "20")
                .from("1972-07-01"));
        assertThat(ledger.master(PERSON).items().byItem().get("educationLevel"))
                .extracting(segment -> segment.origin().recordId())
                .containsExactly("1", "2");
    }

    /** For each rule: the situation that violates it. */
    private static void violate(SubjectRule rule, Ledger ledger) {
        switch (rule.name()) {
            case "SexMustMatchNumber" -> ledger.submit(police("1").item("sex", "1"));
            case "BirthDateMustMatchNumber" -> ledger.submit(police("1").item("birthDate", "1949-12-30"));
            case "DeathMustEndActivity" -> {
                ledger.submit(row("WJ", "death-registration", "1")
                        .about(PERSON, "王小兰")
                        .item("deathDate", "2020-02-02"));
                ledger.submit(insurance("1").item("insuranceStatus", "1"));
            }
            case "DeregisteredEntityMustNotBeActive" -> {
                ledger.submit(row("SCJG", "enterprise-registration", "1")
                        .about(ENTITY, "示例公司")
                        .item("status", "2"));
                ledger.submit(
                        row("SW", "tax-registration", "1").about(ENTITY, "示例公司").item("taxStatus", "1"));
            }
            case "MarriagesMustNotOverlap" -> {
                ledger.submit(marriage("1").item("spouseName", "李一").item("marriedOn", "1970-05-01"));
                ledger.submit(marriage("2").item("spouseName", "张二").item("marriedOn", "1980-05-01"));
            }
            default -> throw new AssertionError("no situation for rule " + rule.name());
        }
    }

    static List<SubjectRule> rules() {
        return SubjectRule.ALL;
    }

    @ParameterizedTest
    @MethodSource("rules")
    void each_rule_finds_its_contradiction_and_without_it_nobody_does(SubjectRule rule) {
        Identifier subject = rule.name().startsWith("Deregistered") ? ENTITY : PERSON;
        violate(rule, ledger);
        assertThat(ledger.conflicts(subject, ConflictKind.RULE))
                .extracting(Conflict::rule)
                .containsExactly(rule.name());

        List<SubjectRule> others = new ArrayList<>(SubjectRule.ALL);
        others.remove(rule);
        Ledger without = new Ledger(new Appraiser(Ledger.CATALOGUE, others));
        violate(rule, without);
        assertThat(without.conflicts(subject, ConflictKind.RULE)).isEmpty();
    }

    @Test
    void rules_are_silent_about_what_is_in_order() {
        ledger.submit(police("1").item("sex", "2").item("birthDate", "1949-12-31"));
        ledger.submit(row("WJ", "death-registration", "1").about(PERSON, "王小兰").item("deathDate", "2020-02-02"));
        ledger.submit(insurance("1").item("insuranceStatus", "1").to("2020-02-03"));
        ledger.submit(marriage("1")
                .item("spouseName", "李一")
                .item("marriedOn", "1970-05-01")
                .item("divorcedOn", "1979-05-01"));
        ledger.submit(marriage("2").item("spouseName", "张二").item("marriedOn", "1980-05-01"));
        assertThat(ledger.conflicts(PERSON, ConflictKind.RULE)).isEmpty();
    }
}
