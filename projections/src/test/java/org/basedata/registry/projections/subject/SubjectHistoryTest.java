package org.basedata.registry.projections.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.record.Operation;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.subject.Ledger;
import org.basedata.registry.core.subject.RowBuilder;
import org.basedata.registry.core.survivorship.ItemStatus;
import org.basedata.registry.core.survivorship.MasterRecord;
import org.basedata.registry.projections.RandomHistory;
import org.basedata.registry.projections.subject.HistoryEntry.Change;
import org.junit.jupiter.api.Test;

class SubjectHistoryTest {
    private static final Identifier PERSON = RandomHistory.PERSONS.get(0);
    private static final SubjectId REF = Ledger.IDS.of(PERSON);

    private final Ledger ledger = new Ledger();

    private static RowBuilder household(int version) {
        return RowBuilder.row("GA", "household-registration", "GA-1")
                .version(version)
                .about(PERSON, "于海涛");
    }

    private List<HistoryEntry> of(String item) {
        return new SubjectHistory(Streams.of(ledger))
                .of(REF).stream().filter(entry -> entry.item().equals(item)).toList();
    }

    @Test
    void at_every_time_of_knowledge_the_entries_are_the_master_record() {
        for (long seed = 0; seed < 30; seed++) {
            Ledger told = new Ledger();
            List<Instant> times = new ArrayList<>();
            RandomHistory.batches(seed, 8)
                    .forEach(batch -> batch.forEach(row -> {
                        told.submit(row);
                        times.add(told.now());
                    }));
            Set<SubjectId> subjects = new TreeSet<>();
            told.events().forEach(event -> subjects.add(event.subject()));
            SubjectStreams streams = Streams.of(told);
            for (SubjectId subject : subjects) {
                List<HistoryEntry> entries = new SubjectHistory(streams).of(subject);
                for (Instant time : times) {
                    MasterRecord master = MasterRecords.fold(
                                    subject, streams.read(List.of(subject)).get(subject), time)
                            .master();
                    List<String> expected = new ArrayList<>();
                    master.items()
                            .byItem()
                            .forEach((item, segments) -> segments.forEach(s -> expected.add(item
                                    + s.value()
                                    + s.from()
                                    + s.to()
                                    + s.status()
                                    + s.basis()
                                    + s.origin().record()
                                    + s.origin().version())));
                    List<String> shown = entries.stream()
                            .filter(e -> !e.knownFrom().isAfter(time)
                                    && (e.knownTo() == null || e.knownTo().isAfter(time)))
                            .map(e -> e.item()
                                    + e.value()
                                    + e.validFrom()
                                    + e.validTo()
                                    + e.status()
                                    + e.basis()
                                    + new RecordKey(e.source(), e.dataset(), e.recordId())
                                    + e.version())
                            .toList();
                    assertThat(shown)
                            .as("seed %d, subject %s, known at %s", seed, subject, time)
                            .containsExactlyInAnyOrderElementsOf(expected);
                }
            }
        }
    }

    @Test
    void a_change_of_name_leaves_the_former_period_and_ends_the_open_one() {
        ledger.submit(household(1).from("1990-01-01"));
        Instant first = ledger.now();
        ledger.submit(household(2).about(PERSON, "于海波").from("2020-01-01"));
        Instant second = ledger.now();
        assertThat(of("name"))
                .extracting(
                        HistoryEntry::value,
                        HistoryEntry::validFrom,
                        HistoryEntry::validTo,
                        HistoryEntry::knownFrom,
                        HistoryEntry::knownTo)
                .containsExactly(
                        tuple("于海涛", day("1990-01-01"), null, first, second),
                        tuple("于海涛", day("1990-01-01"), day("2020-01-01"), second, null),
                        tuple("于海波", day("2020-01-01"), null, second, null));
    }

    @Test
    void a_correction_names_its_reason_where_it_begins_and_where_it_ends_something() {
        ledger.submit(household(1).item("sex", "1"));
        ledger.submit(household(2).item("sex", "2").operation(Operation.CORRECT));
        List<HistoryEntry> entries = of("sex");
        assertThat(entries).extracting(HistoryEntry::value).containsExactly("1", "2");
        assertThat(entries.get(0).change()).isEqualTo(Change.CHANGE);
        assertThat(entries.get(0).ended()).isEqualTo(Change.CORRECTION);
        assertThat(entries.get(0).endedReason()).isEqualTo("登记差错");
        assertThat(entries.get(1).change()).isEqualTo(Change.CORRECTION);
        assertThat(entries.get(1).reason()).isEqualTo("登记差错");
        assertThat(entries.get(1).knownTo()).isNull();
        assertThat(entries.get(1).ended()).isNull();
    }

    @Test
    void a_withdrawal_ends_entries_and_brings_forward_what_stood_behind() {
        ledger.submit(household(1).item("birthDate", "1949-12-31"));
        ledger.submit(RowBuilder.row("RS", "social-insurance", "RS-1")
                .about(PERSON, "于海涛")
                .item("birthDate", "1949-12-31"));
        ledger.submit(household(2).operation(Operation.WITHDRAW));
        List<HistoryEntry> entries = of("birthDate");
        assertThat(entries)
                .extracting(HistoryEntry::source, HistoryEntry::status, HistoryEntry::change, HistoryEntry::ended)
                .containsExactly(
                        tuple("GA", ItemStatus.SOLE, Change.CHANGE, Change.CHANGE),
                        tuple("GA", ItemStatus.CORROBORATED, Change.CHANGE, Change.WITHDRAWAL),
                        tuple("RS", ItemStatus.PROVISIONAL, Change.WITHDRAWAL, null));
        assertThat(entries.get(1).endedReason()).isEqualTo("登记差错");
    }

    @Test
    void a_record_that_moves_leaves_the_one_and_comes_to_the_other() {
        Identifier other = RandomHistory.PERSONS.get(1);
        ledger.submit(household(1));
        ledger.submit(household(2).about(other, "周梓萱"));
        assertThat(of("name")).extracting(HistoryEntry::ended).containsExactly(Change.MOVE);
        assertThat(new SubjectHistory(Streams.of(ledger)).of(Ledger.IDS.of(other)))
                .extracting(HistoryEntry::value)
                .containsExactly("周梓萱");
    }

    @Test
    void nothing_is_known_of_a_stranger() {
        assertThat(of("name")).isEmpty();
    }

    private static LocalDate day(String date) {
        return LocalDate.parse(date);
    }
}
