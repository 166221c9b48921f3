package org.basedata.registry.projections.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.subject.Ledger;
import org.basedata.registry.core.subject.RecordedEvent;
import org.basedata.registry.core.subject.Registrar;
import org.basedata.registry.core.survivorship.AsOf;
import org.basedata.registry.core.survivorship.MasterRecord;
import org.basedata.registry.core.survivorship.Segment;
import org.basedata.registry.projections.subject.ScenarioPage.Promised;

/** Compares what a page promises of a subject with the master record, the explanation and the history, which tell the same. */
final class AsOfAnswers {
    private final Ledger ledger;
    private final SubjectType type;
    private final SubjectId ref;
    private final List<RecordedEvent> stream;

    AsOfAnswers(Ledger ledger, SubjectType type, SubjectId ref) {
        this.ledger = ledger;
        this.type = type;
        this.ref = ref;
        this.stream = Streams.of(ledger).read(List.of(ref)).getOrDefault(ref, List.of());
    }

    /** A date means the end of that day. */
    static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay().toInstant(Registrar.DAY_ZONE).minusNanos(1_000);
    }

    void check(Promised promised, String where) {
        Instant knownAt = endOf(promised.knownAt());
        AsOf asOf = new AsOf(promised.validAt(), knownAt);
        MasterRecord master = MasterRecords.fold(ref, stream, knownAt).master();
        Optional<Segment> shown = master.items().byItem().getOrDefault(promised.item(), List.of()).stream()
                .filter(segment -> segment.covers(promised.validAt()))
                .findFirst();
        Optional<Explanation> explained =
                new Explanations(Streams.of(ledger), Ledger.CATALOGUE).of(type, ref, promised.item(), asOf);
        List<String> told = new SubjectHistory(Streams.of(ledger))
                .of(ref).stream()
                        .filter(entry -> entry.item().equals(promised.item()) && covers(entry, asOf))
                        .map(entry -> answer(promised, entry.value(), entry.status()))
                        .toList();

        boolean absent = promised.expected().equals(ScenarioPage.ABSENT);
        String value = absent || promised.expected().equals(ScenarioPage.NO_VALUE) ? null : promised.expected();
        assertThat(master.present()).as(where).isEqualTo(!absent);
        assertThat(shown.map(segment -> answer(promised, segment.value(), segment.status())))
                .as(where)
                .isEqualTo(Optional.ofNullable(value));
        assertThat(explained.isPresent()).as(where).isEqualTo(!absent);
        explained.ifPresent(why -> assertThat(answer(promised, why.value(), why.status()))
                .as("explanation, " + where)
                .isEqualTo(value));
        assertThat(told).as("history, " + where).isEqualTo(value == null ? List.of() : List.of(value));
    }

    /** With the status, if that is promised. */
    private static String answer(Promised promised, String value, Object status) {
        return value != null && promised.expected().equals(value + " " + status) ? promised.expected() : value;
    }

    private static boolean covers(HistoryEntry entry, AsOf asOf) {
        return !entry.knownFrom().isAfter(asOf.knownAt())
                && (entry.knownTo() == null || entry.knownTo().isAfter(asOf.knownAt()))
                && (entry.validFrom() == null || !entry.validFrom().isAfter(asOf.validAt()))
                && (entry.validTo() == null || entry.validTo().isAfter(asOf.validAt()));
    }
}
