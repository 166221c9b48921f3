package org.basedata.registry.projections.recall;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.recall.Knowledge;
import org.basedata.registry.core.recall.Reading;
import org.basedata.registry.projections.subject.SubjectStreams;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is said otherwise now of that which a department read for one of its own files, worked out when it is asked. */
public final class ChangesSinceRead {
    /** Subjects of the answers that a page looks at, unless one answer has more. */
    private static final int MOST_SUBJECTS = 1_000;
    /** Subjects whose whole streams are in memory together. */
    private static final int AT_ONCE = 100;

    private static final String ACCESSES = "SELECT a.at, a.id, a.items, a.subject_type, " + Readings.DAY
            + ", a.subjects FROM access AS a WHERE a.department = ? AND a.case_reference = ? AND " + Readings.COUNT
            + " AND (a.at, a.id) > (?, ?) ORDER BY a.at, a.id LIMIT ?";

    private static final String SUBJECTS =
            "SELECT subject, sequence FROM access_subject WHERE at = ? AND access = ? AND " + Readings.GAVE
                    + " ORDER BY subject";

    private final JdbcTemplate jdbc;
    private final SubjectStreams streams;

    public ChangesSinceRead(DataSource dataSource, SubjectStreams streams) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.streams = streams;
    }

    /** @param next where the answers ended that were looked at; null when those were all. Also a page without results may have one */
    public record Page(List<ChangedSince> results, String next) {}

    private record Read(Instant at, UUID id, Set<String> items, SubjectType type, LocalDate day, int subjects) {
        String place() {
            return at + "|" + id;
        }
    }

    private record Given(Read read, SubjectId subject, long sequence) {}

    /**
     * In the order of the reading.
     *
     * @param after where the page before ended; null for the first
     * @param limit most answers that are looked at
     */
    public Page of(String department, String caseReference, String after, int limit) {
        Instant from = Instant.EPOCH;
        UUID id = new UUID(0, 0);
        if (after != null) {
            String[] parts = after.split("\\|", -1);
            from = Instant.parse(parts[0]);
            id = UUID.fromString(parts[1]);
        }
        List<Read> reads = jdbc.query(
                ACCESSES, (row, n) -> read(row), department, caseReference, RecallRows.time(from), id, limit + 1);
        int taken = 0;
        for (int subjects = 0; taken < Math.min(limit, reads.size()); taken++) {
            subjects += reads.get(taken).subjects();
            if (taken > 0 && subjects > MOST_SUBJECTS) break;
        }
        List<Given> given = given(reads.subList(0, taken));
        List<ChangedSince> changed = new ArrayList<>();
        for (int i = 0; i < given.size(); i += AT_ONCE)
            compare(given.subList(i, Math.min(given.size(), i + AT_ONCE)), changed);
        return new Page(changed, taken < reads.size() ? reads.get(taken - 1).place() : null);
    }

    private static Read read(ResultSet row) throws SQLException {
        return new Read(
                Readings.instant(row, 1),
                row.getObject(2, UUID.class),
                new TreeSet<>(List.of((String[]) row.getArray(3).getArray())),
                Readings.type(row.getString(4)),
                row.getObject(5, LocalDate.class),
                row.getInt(6));
    }

    private List<Given> given(List<Read> reads) {
        if (reads.isEmpty()) return List.of();
        return jdbc.execute((ConnectionCallback<List<Given>>) connection -> {
            List<Given> given = new ArrayList<>();
            try (PreparedStatement select = connection.prepareStatement(SUBJECTS)) {
                for (Read read : reads) {
                    select.setObject(1, RecallRows.time(read.at()));
                    select.setObject(2, read.id());
                    ResultSet row = select.executeQuery();
                    while (row.next())
                        given.add(new Given(read, new SubjectId(row.getObject(1, UUID.class)), row.getLong(2)));
                }
            }
            return given;
        });
    }

    private void compare(List<Given> given, List<ChangedSince> changed) {
        Set<SubjectId> subjects = new HashSet<>();
        for (Given each : given) subjects.add(each.subject());
        Map<SubjectId, Knowledge> known = Recalling.knowledge(streams, subjects);
        for (Given each : given) {
            Read read = each.read();
            Reading reading = new Reading(each.sequence(), read.at(), read.day());
            for (String item : read.items())
                known.get(each.subject())
                        .since(reading, item)
                        .ifPresent(change -> changed.add(new ChangedSince(
                                read.id(), read.at(), read.day(), each.subject(), read.type(), item, change)));
        }
    }
}
