package org.basedata.registry.projections.recall;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.basedata.registry.core.database.ColumnArray;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.recall.Cause;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.SqlParameterValue;

/** Table {@code recall}. */
final class RecallRows {
    static final String COLUMNS =
            "id, department, subject, subject_type, item, valid_from, valid_to, sequence_before, changed_in,"
                    + " sequence_after, changed_at, cause, accesses, first_read, last_read, case_references, raised_at, updated_at,"
                    + " revision, state, acknowledged_at, acknowledged_by, note";

    private final JdbcTemplate jdbc;

    RecallRows(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** All of these subjects; nobody else can change them until the transaction ends. */
    List<Recall> lock(Collection<SubjectId> subjects) {
        ColumnArray asked = ColumnArray.ofUuids(
                subjects.stream().sorted().map(SubjectId::value).toList());
        return jdbc.query(
                "SELECT " + COLUMNS + " FROM recall WHERE subject = ANY (?) ORDER BY id FOR UPDATE",
                select -> asked.setOn(select, 1),
                (row, n) -> read(row));
    }

    static Recall read(ResultSet row) throws SQLException {
        Instant acknowledged = Readings.instant(row, 21);
        return new Recall(
                row.getObject(1, UUID.class),
                row.getString(2),
                new SubjectId(row.getObject(3, UUID.class)),
                Readings.type(row.getString(4)),
                row.getString(5),
                new Recall.Finding(
                        row.getObject(6, LocalDate.class),
                        row.getObject(7, LocalDate.class),
                        row.getLong(8),
                        new SubjectId(row.getObject(9, UUID.class)),
                        row.getLong(10),
                        Readings.instant(row, 11),
                        Cause.valueOf(row.getString(12)),
                        row.getInt(13),
                        Readings.instant(row, 14),
                        Readings.instant(row, 15),
                        new TreeSet<>(List.of((String[]) row.getArray(16).getArray()))),
                Readings.instant(row, 17),
                Readings.instant(row, 18),
                row.getInt(19),
                Recall.State.valueOf(row.getString(20)),
                acknowledged == null
                        ? null
                        : new Recall.Acknowledgement(acknowledged, row.getString(22), row.getString(23)));
    }

    void insert(Recall recall) {
        Recall.Finding found = recall.finding();
        jdbc.update(
                "INSERT INTO recall (" + COLUMNS
                        + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL)",
                recall.id(),
                recall.department(),
                recall.subject().value(),
                new SqlParameterValue(
                        Types.VARCHAR,
                        recall.type() == null ? null : recall.type().name()),
                recall.item(),
                date(found.from()),
                date(found.to()),
                found.sequenceBefore(),
                found.changedIn().value(),
                found.sequenceAfter(),
                time(found.changedAt()),
                found.cause().name(),
                found.accesses(),
                time(found.firstRead()),
                time(found.lastRead()),
                found.cases().toArray(String[]::new),
                time(recall.raisedAt()),
                time(recall.updatedAt()),
                recall.revision(),
                recall.state().name());
    }

    void update(UUID id, Recall.Finding found, Instant now) {
        jdbc.update(
                "UPDATE recall SET valid_from = ?, valid_to = ?, sequence_before = ?, changed_in = ?, sequence_after = ?,"
                        + " changed_at = ?, cause = ?, accesses = ?, first_read = ?, last_read = ?, case_references = ?,"
                        + " updated_at = ?, revision = revision + 1 WHERE id = ?",
                date(found.from()),
                date(found.to()),
                found.sequenceBefore(),
                found.changedIn().value(),
                found.sequenceAfter(),
                time(found.changedAt()),
                found.cause().name(),
                found.accesses(),
                time(found.firstRead()),
                time(found.lastRead()),
                found.cases().toArray(String[]::new),
                time(now),
                id);
    }

    void restore(UUID id, Instant now) {
        jdbc.update(
                "UPDATE recall SET state = 'RESTORED', updated_at = ?, revision = revision + 1 WHERE id = ?",
                time(now),
                id);
    }

    static OffsetDateTime time(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static SqlParameterValue date(LocalDate date) {
        return new SqlParameterValue(Types.DATE, date);
    }
}
