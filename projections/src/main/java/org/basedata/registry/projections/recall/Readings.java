package org.basedata.registry.projections.recall;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.basedata.registry.core.database.ColumnArray;
import org.basedata.registry.core.database.KeyPlans;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.recall.Reading;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the record of accesses says of who read what of subjects. In the caller's transaction.
 *
 * <p>What staff are shown by their work is left out: they look at doubts, not at values to go by. So is what the office itself reads, and
 * whoever asked what was known more than a day before: that stays as true as it was. A search is always as of a time, that of its
 * first page.
 */
final class Readings {
    static final String COUNT = "a.department IS NOT NULL AND a.operation NOT IN ('WORKBENCH', 'AUDIT', 'RECALL')"
            + " AND (a.known_at IS NULL OR a.known_at >= a.at - INTERVAL '1 day')";

    /** A history tells of all days. */
    static final String DAY = "CASE WHEN a.operation <> 'HISTORY' THEN a.valid_at END";

    /** Whoever is told that nothing has changed is told the same once more. */
    static final String GAVE = "outcome = 'GIVEN'";

    /** As one array each month's index is gone through once, in order; one by one the keys would take three times as long. */
    private static final String EVER_READ =
            KeyPlans.BY_KEY + "SELECT DISTINCT subject FROM access_subject WHERE subject = ANY (?)";

    private static final String GROUPS = KeyPlans.BY_KEY
            + "SELECT subject, department, max(subject_type), items, day, sequence, case_reference, count(*), min(at), max(at)"
            + " FROM (SELECT s.subject, a.department, a.subject_type, a.items, " + DAY
            + " AS day, s.sequence, a.case_reference, s.at"
            + " FROM unnest(?) AS asked (id) JOIN access_subject AS s ON s.subject = asked.id AND s." + GAVE
            + " JOIN access AS a ON a.at = s.at AND a.id = s.access WHERE " + COUNT + ") AS read"
            + " GROUP BY subject, department, items, day, sequence, case_reference,"
            // Where the time of the reading tells what was said.
            + " CASE WHEN sequence < 0 THEN at END,"
            + " CASE WHEN day IS NULL THEN (at AT TIME ZONE INTERVAL '08:00')::date END";

    private final JdbcTemplate jdbc;

    Readings(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    private static ColumnArray array(Collection<SubjectId> subjects) {
        return ColumnArray.ofUuids(
                subjects.stream().sorted().map(SubjectId::value).toList());
    }

    /** Those that anybody has ever asked about: of most subjects of an import nobody has. */
    Set<SubjectId> everRead(Collection<SubjectId> subjects) {
        if (subjects.isEmpty()) return Set.of();
        return jdbc.execute((ConnectionCallback<Set<SubjectId>>) connection -> {
            Set<SubjectId> read = new HashSet<>();
            try (PreparedStatement select = connection.prepareStatement(EVER_READ)) {
                array(subjects).setOn(select, 1);
                ResultSet row = KeyPlans.execute(select);
                while (row.next()) read.add(new SubjectId(row.getObject(1, UUID.class)));
            }
            return read;
        });
    }

    Map<SubjectId, List<ReadGroup>> of(Collection<SubjectId> subjects) {
        return jdbc.execute((ConnectionCallback<Map<SubjectId, List<ReadGroup>>>) connection -> {
            Map<SubjectId, List<ReadGroup>> groups = new HashMap<>();
            try (PreparedStatement select = connection.prepareStatement(GROUPS)) {
                array(subjects).setOn(select, 1);
                ResultSet row = KeyPlans.execute(select);
                while (row.next()) {
                    ReadGroup group = group(row);
                    groups.computeIfAbsent(group.subject(), id -> new ArrayList<>())
                            .add(group);
                }
            }
            return groups;
        });
    }

    private static ReadGroup group(ResultSet row) throws SQLException {
        Instant first = instant(row, 9);
        return new ReadGroup(
                new SubjectId(row.getObject(1, UUID.class)),
                row.getString(2),
                type(row.getString(3)),
                Set.of((String[]) row.getArray(4).getArray()),
                new Reading(row.getLong(6), first, row.getObject(5, LocalDate.class)),
                row.getString(7),
                row.getInt(8),
                first,
                instant(row, 10));
    }

    static SubjectType type(String name) {
        return name == null ? null : SubjectType.valueOf(name);
    }

    static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
