package org.basedata.registry.projections.subject;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.subject.RecordedEvent;
import org.basedata.registry.core.subject.SubjectSnapshot;
import org.basedata.registry.core.subject.SubjectState;
import org.basedata.registry.core.subject.WorkingSet;
import org.basedata.registry.core.survivorship.MasterForm;
import org.springframework.jdbc.core.JdbcTemplate;

/** Subjects as they were known, from the last snapshot before and the events after it; of few events, from these alone. */
final class SubjectSnapshots {
    private final JdbcTemplate jdbc;
    private final SubjectStreams streams;

    SubjectSnapshots(DataSource dataSource, SubjectStreams streams) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.streams = streams;
    }

    /**
     * @param sequences by subject, the sequence of its last event now
     * @param knownAt inclusive
     * @return the states, without their records; of subjects that were not known then, none
     */
    Map<SubjectId, SubjectState> known(Map<SubjectId, Long> sequences, Instant knownAt) {
        Map<SubjectId, SubjectState> states = new HashMap<>();
        List<SubjectId> wholly = new ArrayList<>(sequences.size());
        sequences.forEach((subject, sequence) -> {
            SubjectSnapshot snapshot = sequence + 1 < SubjectSnapshot.EVERY ? null : last(subject, knownAt);
            if (snapshot == null) wholly.add(subject);
            else
                states.put(
                        subject,
                        fold(
                                snapshot.state(),
                                streams.read(List.of(subject), snapshot.sequence(), knownAt)
                                        .getOrDefault(subject, List.of())));
        });
        if (!wholly.isEmpty())
            streams.read(wholly, knownAt)
                    .forEach((subject, stream) -> states.put(subject, fold(SubjectState.unknown(subject), stream)));
        return states;
    }

    /** Null when there is none. */
    private SubjectSnapshot last(SubjectId subject, Instant knownAt) {
        // The driver would round up to the next microsecond.
        return last(
                subject,
                "recorded_at <= ?",
                knownAt.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
    }

    /** The last one that does not cover the event of the sequence; null when there is none. */
    SubjectSnapshot lastBefore(SubjectId subject, long sequence) {
        return last(subject, "sequence < ?", sequence);
    }

    /** From the subject's own partition, as the plan for all of them takes longer than the rest. */
    private SubjectSnapshot last(SubjectId subject, String condition, Object value) {
        String partition = Long.toHexString(subject.value().getMostSignificantBits() >>> 60);
        List<SubjectSnapshot> found = jdbc.query(
                "SELECT sequence, recorded_at, id_type, id_number, master, links FROM subject_snapshot_" + partition
                        + " WHERE subject = ? AND " + condition + " ORDER BY sequence DESC LIMIT 1",
                (row, n) -> new SubjectSnapshot(
                        subject,
                        SubjectTables.identifier(row.getString(3), row.getString(4)),
                        row.getLong(1),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        MasterForm.read(row.getBytes(5)),
                        LinksForm.read(row.getBytes(6))),
                subject.value(),
                value);
        return found.isEmpty() ? null : found.get(0);
    }

    private static SubjectState fold(SubjectState from, List<RecordedEvent> events) {
        WorkingSet set = new WorkingSet();
        set.load(from);
        events.forEach(set::evolve);
        return set.subject(from.id());
    }
}
