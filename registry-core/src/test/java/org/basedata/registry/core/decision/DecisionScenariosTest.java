package org.basedata.registry.core.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.basedata.registry.core.subject.RowBuilder.row;

import java.util.List;
import java.util.UUID;
import org.basedata.registry.core.account.Act;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identity.Acts;
import org.basedata.registry.core.record.Operation;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.subject.Ledger;
import org.basedata.registry.core.subject.RowBuilder;
import org.basedata.registry.core.survivorship.Basis;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.core.survivorship.ConflictKind;
import org.basedata.registry.core.survivorship.ConflictValue;
import org.basedata.registry.core.survivorship.Decision;
import org.basedata.registry.core.survivorship.ItemStatus;
import org.basedata.registry.core.survivorship.OpenConflict;
import org.basedata.registry.core.survivorship.Segment;
import org.junit.jupiter.api.Test;

/** What a decision does and when it ends, one situation a test. For the marital status MZ is the authority, and GA is compared. */
class DecisionScenariosTest {
    private static final Identifier PERSON = new Identifier(IdType.RESIDENT_ID, "11010519491231002X");
    private static final Identifier OTHER = new Identifier(IdType.RESIDENT_ID, "440524188001010014");
    private static final SubjectId SUBJECT = Ledger.IDS.of(PERSON);
    private static final String ITEM = "maritalStatus";
    private static final String MARRIED = "20";
    private static final String SINGLE = "10";
    private static final String DIVORCED = "40";

    private final Ledger ledger = new Ledger();

    private static RowBuilder police(long version, String status) {
        return row("GA", "household-registration", "GA-1")
                .version(version)
                .about(PERSON, "王小兰")
                .from("2000-01-01")
                .item(ITEM, status);
    }

    private static RowBuilder marriage(long version, String status) {
        return row("MZ", "marriage-registration", "MZ-1")
                .version(version)
                .about(PERSON, "王小兰")
                .from("2000-01-01")
                .item(ITEM, status);
    }

    private void disputed() {
        ledger.submit(police(1, SINGLE));
        ledger.submit(marriage(1, MARRIED));
    }

    private OpenConflict conflict() {
        return ledger.state().subject(SUBJECT).master().conflicts().get(0);
    }

    private UUID settle(String id, Choice choice) {
        Act act = Acts.act(id);
        ledger.settle(new SettleConflict(act, SUBJECT, conflict().number(), choice));
        return act.id();
    }

    private static Choice policeValue() {
        return Choice.take(new RecordKey("GA", "household-registration", "GA-1"));
    }

    private Segment status(String day) {
        return ledger.on(day, PERSON, ITEM).orElseThrow();
    }

    private List<Conflict> conflicts() {
        return ledger.conflicts(PERSON, ConflictKind.ITEM);
    }

    @Test
    void the_value_that_was_taken_stands_and_the_conflict_is_settled() {
        disputed();
        UUID decision = settle("1", policeValue());
        Segment decided = status("2026-01-01");
        assertThat(decided.value()).isEqualTo(SINGLE);
        assertThat(decided.status()).isEqualTo(ItemStatus.DECIDED);
        assertThat(decided.basis()).isEqualTo(Basis.DECISION);
        assertThat(decided.origin().source()).isEqualTo("GA");
        assertThat(decided.origin().dataset()).isEqualTo(Decision.DATASET);
        assertThat(decided.origin().recordId()).isEqualTo(decision.toString());
        assertThat(conflicts()).isEmpty();
    }

    @Test
    void a_value_that_nobody_states_stands_on_evidence() {
        disputed();
        settle("1", Choice.set(DIVORCED));
        assertThat(status("2026-01-01").value()).isEqualTo(DIVORCED);
        assertThat(status("2026-01-01").origin().source()).isEqualTo(Act.STAFF);
        assertThat(conflicts()).isEmpty();
    }

    @Test
    void a_tolerated_difference_leaves_the_value_and_takes_the_conflict_away() {
        disputed();
        settle("1", Choice.tolerate());
        assertThat(status("2026-01-01").value()).isEqualTo(MARRIED);
        assertThat(status("2026-01-01").status()).isEqualTo(ItemStatus.DECIDED);
        assertThat(conflicts()).isEmpty();
    }

    @Test
    void it_holds_for_the_days_of_the_conflict_alone() {
        ledger.submit(police(1, SINGLE).to("2010-01-01"));
        ledger.submit(marriage(1, MARRIED));
        settle("1", policeValue());
        assertThat(status("2009-12-31").value()).isEqualTo(SINGLE);
        assertThat(status("2010-01-01").value()).isEqualTo(MARRIED);
        assertThat(status("2010-01-01").basis()).isEqualTo(Basis.AUTHORITY);
    }

    @Test
    void it_stands_while_the_authority_repeats_itself() {
        disputed();
        settle("1", policeValue());
        ledger.submit(marriage(2, MARRIED));
        ledger.submit(marriage(3, MARRIED).item("marriedOn", "1999-05-01"));
        assertThat(status("2026-01-01").value()).isEqualTo(SINGLE);
        assertThat(conflicts()).isEmpty();
    }

    @Test
    void it_ends_for_good_when_the_authority_says_something_else() {
        disputed();
        settle("1", policeValue());
        ledger.submit(marriage(2, DIVORCED));
        assertThat(status("2026-01-01").value()).isEqualTo(DIVORCED);
        assertThat(conflicts()).singleElement().extracting(Conflict::standing).isEqualTo(DIVORCED);
        ledger.submit(marriage(3, MARRIED));
        assertThat(status("2026-01-01").basis()).isEqualTo(Basis.AUTHORITY);
        assertThat(conflicts()).hasSize(1);
    }

    @Test
    void it_ends_from_the_day_on_for_which_the_authority_says_something_else() {
        disputed();
        settle("1", policeValue());
        ledger.submit(marriage(2, DIVORCED).from("2020-01-01"));
        assertThat(status("2019-12-31").value()).isEqualTo(SINGLE);
        assertThat(status("2020-01-01").value()).isEqualTo(DIVORCED);
    }

    @Test
    void it_ends_when_the_authority_takes_its_word_back() {
        disputed();
        settle("1", policeValue());
        ledger.submit(marriage(2, "").operation(Operation.WITHDRAW));
        assertThat(status("2026-01-01").basis()).isEqualTo(Basis.FALLBACK);
        assertThat(status("2026-01-01").value()).isEqualTo(SINGLE);
    }

    @Test
    void a_lower_version_that_comes_late_does_not_end_it() {
        ledger.submit(police(1, SINGLE));
        ledger.submit(marriage(5, MARRIED));
        settle("1", policeValue());
        ledger.submit(marriage(4, DIVORCED));
        assertThat(status("2026-01-01").value()).isEqualTo(SINGLE);
        assertThat(conflicts()).isEmpty();
    }

    @Test
    void a_new_value_of_another_source_is_a_new_conflict_while_the_decided_value_stands() {
        disputed();
        settle("1", policeValue());
        ledger.submit(police(2, DIVORCED));
        assertThat(status("2026-01-01").value()).isEqualTo(SINGLE);
        assertThat(status("2026-01-01").status()).isEqualTo(ItemStatus.DISPUTED);
        Conflict conflict = conflicts().get(0);
        assertThat(conflict.standing()).isEqualTo(SINGLE);
        assertThat(conflict.values()).extracting(ConflictValue::value).containsExactly(SINGLE, DIVORCED);
        assertThat(conflict.values().get(0).dataset()).isEqualTo(Decision.DATASET);
    }

    @Test
    void a_source_that_comes_round_to_the_decided_value_opens_nothing_and_corroborates_it() {
        disputed();
        settle("1", Choice.tolerate());
        ledger.submit(police(2, MARRIED));
        assertThat(conflicts()).isEmpty();
        assertThat(status("2026-01-01").corroboratedBy()).containsExactly("GA");
    }

    @Test
    void of_a_silent_authority_the_first_word_that_differs_ends_it() {
        ledger.submit(police(1, SINGLE));
        ledger.submit(row("GA", "household-registration", "GA-2")
                .about(PERSON, "王小兰")
                .from("2000-01-01")
                .item(ITEM, DIVORCED));
        settle("1", Choice.set(MARRIED));
        assertThat(status("2026-01-01").value()).isEqualTo(MARRIED);
        ledger.submit(marriage(1, MARRIED));
        assertThat(status("2026-01-01").basis()).isEqualTo(Basis.DECISION);
        ledger.submit(marriage(2, DIVORCED));
        assertThat(status("2026-01-01").basis()).isEqualTo(Basis.AUTHORITY);
        assertThat(status("2026-01-01").value()).isEqualTo(DIVORCED);
    }

    @Test
    void of_two_decisions_the_later_counts_and_without_it_the_earlier_again() {
        disputed();
        settle("1", policeValue());
        ledger.submit(police(2, DIVORCED));
        UUID second = settle("2", Choice.set(DIVORCED));
        assertThat(status("2026-01-01").value()).isEqualTo(DIVORCED);
        assertThat(conflicts()).isEmpty();
        ledger.revoke(new RevokeDecision(Acts.act("3"), SUBJECT, second));
        assertThat(status("2026-01-01").value()).isEqualTo(SINGLE);
        assertThat(conflicts()).hasSize(1);
    }

    @Test
    void revoked_it_is_as_if_it_had_not_been_taken() {
        disputed();
        String before = ledger.master(PERSON).digest();
        UUID decision = settle("1", policeValue());
        assertThat(ledger.master(PERSON).digest()).isNotEqualTo(before);
        ledger.revoke(new RevokeDecision(Acts.act("2"), SUBJECT, decision));
        assertThat(ledger.master(PERSON).digest()).isEqualTo(before);
        assertThatThrownBy(() -> ledger.revoke(new RevokeDecision(Acts.act("3"), SUBJECT, decision)))
                .hasMessageStartingWith("DECISION_UNKNOWN");
    }

    @Test
    void a_held_record_that_was_accepted_counts_until_its_name_or_the_reference_changes() {
        ledger.submit(police(1, SINGLE));
        RowBuilder insurance =
                row("RS", "social-insurance", "RS-1").about(PERSON, "周梓萱").from("2000-01-01");
        ledger.submit(insurance.item("insuranceStatus", "1"));
        assertThat(ledger.conflicts(PERSON, ConflictKind.HOLD)).hasSize(1);
        settle("1", Choice.accept());
        assertThat(ledger.conflicts(PERSON, ConflictKind.HOLD)).isEmpty();
        assertThat(ledger.value("2026-01-01", PERSON, "insuranceStatus")).isEqualTo("1");
        ledger.submit(insurance.version(2).item("insuranceStatus", "2"));
        assertThat(ledger.conflicts(PERSON, ConflictKind.HOLD)).hasSize(1);
    }

    @Test
    void a_broken_rule_is_tolerated_for_the_values_that_were_looked_at() {
        ledger.submit(police(1, SINGLE).item("sex", "1"));
        assertThat(ledger.conflicts(PERSON, ConflictKind.RULE)).hasSize(1);
        settle("1", Choice.tolerate());
        assertThat(ledger.conflicts(PERSON, ConflictKind.RULE)).isEmpty();
        ledger.submit(police(2, SINGLE).item("sex", "9"));
        ledger.submit(police(3, SINGLE).item("sex", "1"));
        assertThat(ledger.conflicts(PERSON, ConflictKind.RULE)).isEmpty();
    }

    @Test
    void a_decision_goes_with_its_subject_into_another_one_and_back() {
        disputed();
        ledger.submit(
                row("GA", "household-registration", "GA-9").about(OTHER, "王小兰").from("2000-01-01"));
        settle("1", policeValue());
        ledger.take(Acts.merge("m", PERSON, OTHER));
        assertThat(ledger.value("2026-01-01", OTHER, ITEM)).isEqualTo(SINGLE);
        assertThat(ledger.conflicts(OTHER, ConflictKind.ITEM))
                .noneMatch(c -> c.item().equals(ITEM));
        ledger.take(Acts.revoke("u", SUBJECT, "m"));
        assertThat(status("2026-01-01").value()).isEqualTo(SINGLE);
        assertThat(ledger.master(OTHER).decisions()).isEmpty();
    }

    @Test
    void refusals_say_what_to_do_and_leave_nothing() {
        disputed();
        int events = ledger.events().size();
        long number = conflict().number();
        Act act = Acts.act("1");
        Act bare = new Act(act.id(), Act.STAFF, null, "测试员", "经核实", List.of());
        Act silent = new Act(act.id(), Act.STAFF, null, "测试员", " ", List.of());
        assertRefused("CONFLICT_GONE", new SettleConflict(act, SUBJECT, number + 100, policeValue()));
        assertRefused("CHOICE_UNFIT", new SettleConflict(act, SUBJECT, number, Choice.accept()));
        assertRefused(
                "CHOICE_UNFIT",
                new SettleConflict(act, SUBJECT, number, Choice.take(new RecordKey("RS", "social-insurance", "1"))));
        assertRefused("CODE_UNKNOWN", new SettleConflict(act, SUBJECT, number, Choice.set("99")));
        assertRefused("ITEM_VALUE", new SettleConflict(act, SUBJECT, number, Choice.set(" ")));
        assertRefused("EVIDENCE_MISSING", new SettleConflict(bare, SUBJECT, number, Choice.set(DIVORCED)));
        assertRefused("REASON_MISSING", new SettleConflict(silent, SUBJECT, number, policeValue()));
        assertThat(ledger.events()).hasSize(events);
        Decision draft = ledger.draft(new SettleConflict(act, SUBJECT, number, policeValue()));
        ledger.take(draft);
        assertThatThrownBy(() -> ledger.take(draft)).hasMessageStartingWith("DECISION_KNOWN");
    }

    private void assertRefused(String code, SettleConflict command) {
        assertThatThrownBy(() -> ledger.settle(command))
                .isInstanceOf(DecisionRefused.class)
                .hasMessageStartingWith(code);
    }
}
