package org.basedata.registry.core.recall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.basedata.registry.core.subject.RowBuilder.row;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.basedata.registry.core.decision.Choice;
import org.basedata.registry.core.decision.RevokeDecision;
import org.basedata.registry.core.decision.SettleConflict;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identity.Acts;
import org.basedata.registry.core.record.Operation;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.subject.Ledger;
import org.basedata.registry.core.subject.RecordedEvent;
import org.basedata.registry.core.subject.RowBuilder;
import org.junit.jupiter.api.Test;

/** What makes wrong what somebody was told, and what does not. */
class KnowledgeTest {
    private static final Identifier WANG = new Identifier(IdType.RESIDENT_ID, "11010519491231002X");
    private static final Identifier LI = new Identifier(IdType.RESIDENT_ID, "440524188001010014");
    private static final String ADDRESS = "registeredAddress";
    private static final String MARITAL = "maritalStatus";

    private final Ledger ledger = new Ledger();

    private static RowBuilder police(Identifier about, long version, String address) {
        return row("GA", "household-registration", "GA-" + about.number())
                .version(version)
                .about(about, "王小兰")
                .from("2000-01-01")
                .item(ADDRESS, address);
    }

    private static RowBuilder marriage(String status) {
        return row("MZ", "marriage-registration", "MZ-1")
                .about(WANG, "王小兰")
                .from("2000-01-01")
                .item(MARITAL, status);
    }

    /** Somebody reads now what holds on a day; null for all days. */
    private Reading read(Identifier whom, String day) {
        SubjectId subject = Ledger.IDS.of(whom);
        return new Reading(
                ledger.state().subject(subject).sequence(), ledger.now(), day == null ? null : LocalDate.parse(day));
    }

    private Optional<Change> since(Identifier whom, Reading reading, String item) {
        Map<SubjectId, List<RecordedEvent>> streams =
                ledger.events().stream().collect(Collectors.groupingBy(RecordedEvent::subject));
        return Knowledge.of(Ledger.IDS.of(whom), streams).since(reading, item);
    }

    @Test
    void nothing_is_wrong_while_nothing_has_changed() {
        ledger.submit(police(WANG, 1, "甲路1号"));
        Reading reading = read(WANG, "2026-01-05");
        ledger.submit(marriage("20"));
        assertThat(since(WANG, reading, ADDRESS)).isEmpty();
        assertThat(since(WANG, reading, "name")).isEmpty();
    }

    @Test
    void an_ordinary_change_after_the_day_is_no_correction() {
        ledger.submit(police(WANG, 1, "甲路1号"));
        Reading reading = read(WANG, "2026-01-05");
        Reading allDays = read(WANG, null);
        ledger.at("2026-03-02").submit(police(WANG, 2, "乙路2号").from("2026-03-01"));
        assertThat(ledger.value("2026-01-05", WANG, ADDRESS)).isEqualTo("甲路1号");
        assertThat(ledger.value("2026-03-01", WANG, ADDRESS)).isEqualTo("乙路2号");
        assertThat(since(WANG, reading, ADDRESS)).isEmpty();
        assertThat(since(WANG, allDays, ADDRESS)).isEmpty();
    }

    @Test
    void a_change_that_was_told_late_is() {
        ledger.submit(police(WANG, 1, "甲路1号"));
        Reading reading = read(WANG, "2026-01-05");
        Reading earlier = read(WANG, "2025-11-30");
        Reading allDays = read(WANG, null);
        ledger.at("2026-02-02").submit(police(WANG, 2, "乙路2号").from("2025-12-01"));
        Change change = since(WANG, reading, ADDRESS).orElseThrow();
        assertThat(change.from()).isEqualTo("2025-12-01");
        assertThat(change.to()).isNull();
        assertThat(change.sequence()).isEqualTo(1);
        assertThat(change.at()).isEqualTo(ledger.now());
        assertThat(change.cause()).isEqualTo(Cause.SUBMITTED);
        assertThat(since(WANG, earlier, ADDRESS)).isEmpty();
        assertThat(since(WANG, allDays, ADDRESS)).contains(change);
    }

    @Test
    void a_correction_is_for_all_days_it_is_about() {
        ledger.submit(police(WANG, 1, "甲路1号"));
        Reading before = read(WANG, "2010-06-01");
        ledger.submit(police(WANG, 2, "甲路11号").operation(Operation.CORRECT));
        Reading after = read(WANG, "2010-06-01");
        Change change = since(WANG, before, ADDRESS).orElseThrow();
        assertThat(change.from()).isEqualTo("2000-01-01");
        assertThat(change.cause()).isEqualTo(Cause.CORRECTED);
        assertThat(since(WANG, before, "name")).isEmpty();
        assertThat(since(WANG, after, ADDRESS)).isEmpty();
    }

    @Test
    void of_several_changes_the_last_counts_and_back_again_is_none() {
        ledger.submit(police(WANG, 1, "甲路1号"));
        Reading first = read(WANG, "2026-01-05");
        ledger.submit(police(WANG, 2, "甲路11号").operation(Operation.CORRECT));
        Reading second = read(WANG, "2026-01-05");
        ledger.submit(police(WANG, 3, "甲路12号").operation(Operation.CORRECT));
        assertThat(since(WANG, first, ADDRESS).orElseThrow().sequence()).isEqualTo(2);
        ledger.submit(police(WANG, 4, "甲路1号").operation(Operation.CORRECT));
        assertThat(since(WANG, first, ADDRESS)).isEmpty();
        assertThat(since(WANG, second, ADDRESS).orElseThrow().sequence()).isEqualTo(3);
    }

    @Test
    void what_is_withdrawn_was_told_wrongly_and_what_was_missing_was_too() {
        ledger.submit(marriage("20"));
        Reading reading = read(WANG, "2026-01-05");
        ledger.submit(police(WANG, 1, "甲路1号"));
        assertThat(since(WANG, reading, ADDRESS).orElseThrow().cause()).isEqualTo(Cause.SUBMITTED);
        ledger.submit(row("MZ", "marriage-registration", "MZ-1").version(2).operation(Operation.WITHDRAW));
        assertThat(since(WANG, reading, MARITAL).orElseThrow().cause()).isEqualTo(Cause.WITHDRAWN);
    }

    @Test
    void a_decision_and_its_revocation_are() {
        ledger.submit(police(WANG, 1, "甲路1号").item(MARITAL, "10"));
        ledger.submit(marriage("20"));
        Reading married = read(WANG, "2026-01-05");
        SubjectId subject = Ledger.IDS.of(WANG);
        long conflict =
                ledger.state().subject(subject).master().conflicts().get(0).number();
        ledger.settle(new SettleConflict(
                Acts.act("1"),
                subject,
                conflict,
                Choice.take(new RecordKey("GA", "household-registration", "GA-" + WANG.number()))));
        Reading single = read(WANG, "2026-01-05");
        assertThat(since(WANG, married, MARITAL).orElseThrow().cause()).isEqualTo(Cause.DECIDED);
        ledger.revoke(new RevokeDecision(Acts.act("2"), subject, Acts.act("1").id()));
        assertThat(since(WANG, married, MARITAL)).isEmpty();
        assertThat(since(WANG, single, MARITAL).orElseThrow().cause()).isEqualTo(Cause.DECISION_REVOKED);
    }

    @Test
    void a_doubt_that_leaves_the_value_is_none() {
        ledger.submit(marriage("20"));
        Reading reading = read(WANG, "2026-01-05");
        ledger.submit(police(WANG, 1, "甲路1号").item(MARITAL, "10"));
        assertThat(ledger.master(WANG).conflicts()).isNotEmpty();
        assertThat(since(WANG, reading, MARITAL)).isEmpty();
    }

    @Test
    void of_a_subject_that_is_another_one_what_is_said_of_that_one_counts() {
        ledger.submit(police(WANG, 1, "甲路1号"));
        ledger.submit(police(LI, 1, "丙路3号"));
        Reading ofWang = read(WANG, "2026-01-05");
        Reading ofLi = read(LI, "2026-01-05");
        ledger.take(Acts.merge("1", LI, WANG));
        Change merged = since(LI, ofLi, ADDRESS).orElseThrow();
        assertThat(ledger.value("2026-01-05", WANG, ADDRESS)).isEqualTo("甲路1号");
        assertThat(merged.cause()).isEqualTo(Cause.IDENTITY);
        assertThat(since(WANG, ofWang, ADDRESS)).isEmpty();
        ledger.submit(police(WANG, 2, "甲路9号").operation(Operation.CORRECT));
        Change later = since(LI, ofLi, ADDRESS).orElseThrow();
        assertThat(later.stream()).isEqualTo(Ledger.IDS.of(WANG));
        assertThat(later.cause()).isEqualTo(Cause.CORRECTED);
        assertThat(later.at()).isAfter(merged.at());
        ledger.take(Acts.revoke("2", Ledger.IDS.of(WANG), "1"));
        assertThat(since(LI, ofLi, ADDRESS)).isEmpty();
    }

    @Test
    void where_the_event_is_not_known_the_time_of_the_reading_tells() {
        ledger.at("2026-01-05").submit(police(WANG, 1, "甲路1号"));
        Reading before = new Reading(-1, ledger.at("2026-01-06").now(), LocalDate.parse("2026-01-05"));
        ledger.submit(police(WANG, 2, "甲路11号").operation(Operation.CORRECT));
        Reading after = new Reading(-1, ledger.now(), LocalDate.parse("2026-01-05"));
        assertThat(since(WANG, before, ADDRESS)).isPresent();
        assertThat(since(WANG, after, ADDRESS)).isEmpty();
    }
}
