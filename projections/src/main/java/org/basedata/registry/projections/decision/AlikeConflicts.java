package org.basedata.registry.projections.decision;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.basedata.registry.core.decision.Shape;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.survivorship.Conflict;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectReader;

/** Standing conflicts of one shape, and the decisions that settled them. */
public final class AlikeConflicts {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final JdbcTemplate jdbc;
    private final ObjectReader reader;

    public AlikeConflicts(DataSource dataSource, ObjectMapper json) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.reader = json.readerFor(Conflict.class);
    }

    /** How many conflicts of a shape stand. */
    public record Counted(Shape shape, long conflicts) {}

    /** A conflict by its subject and its number there. */
    public record Found(SubjectId subject, long number, Instant since, Conflict conflict) {}

    /** A decision that stands, by its subject. */
    public record Standing(SubjectId subject, UUID decision) {}

    /** Shapes with more than one conflict, the most frequent first. */
    public List<Counted> shapes(int limit) {
        return jdbc.query(
                "SELECT shape, count(*) FROM subject_conflict WHERE settled_at IS NULL AND shape IS NOT NULL"
                        + " GROUP BY shape HAVING count(*) > 1 ORDER BY 2 DESC, 1 LIMIT ?",
                (row, n) -> new Counted(Shape.parse(row.getString(1)), row.getLong(2)),
                limit);
    }

    public long count(Shape shape) {
        return jdbc.queryForObject(
                "SELECT count(*) FROM subject_conflict WHERE settled_at IS NULL AND shape = ?",
                Long.class,
                shape.text());
    }

    /**
     * In the order of subjects and numbers.
     *
     * @param until those that were raised later are left out; null for all
     * @param after the last of the page before; null for the first page
     */
    public List<Found> page(Shape shape, Instant until, Found after, int limit) {
        return jdbc.query(
                "SELECT subject, number, since, detail FROM subject_conflict WHERE settled_at IS NULL AND shape = ?"
                        + " AND since <= coalesce(?, 'infinity'::timestamptz) AND (subject, number) > (?, ?)"
                        + " ORDER BY subject, number LIMIT ?",
                (row, n) -> new Found(
                        new SubjectId(row.getObject(1, UUID.class)),
                        row.getLong(2),
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        reader.readValue(row.getString(4))),
                shape.text(),
                until == null ? null : Timestamp.from(until),
                after == null ? BEFORE_ALL : after.subject().value(),
                after == null ? -1L : after.number(),
                limit);
    }

    /** Decisions of a group that nobody has revoked, in order, behind one of them. */
    public List<Standing> standing(UUID group, Standing after, int limit) {
        return jdbc.query(
                "SELECT subject, decision FROM decision_log AS made WHERE group_id = ? AND (subject, decision) > (?, ?)"
                        + " AND NOT EXISTS (SELECT FROM decision_log AS later WHERE NOT later.taken"
                        + " AND later.decision = made.decision) ORDER BY subject, decision LIMIT ?",
                (row, n) -> new Standing(new SubjectId(row.getObject(1, UUID.class)), row.getObject(2, UUID.class)),
                group,
                after == null ? BEFORE_ALL : after.subject().value(),
                after == null ? BEFORE_ALL : after.decision(),
                limit);
    }

    /** How many decisions of a group were taken, and how many of these were revoked. */
    public long[] progress(UUID group) {
        return jdbc.queryForObject(
                "SELECT count(*), count(*) FILTER (WHERE EXISTS (SELECT FROM decision_log AS later WHERE NOT later.taken"
                        + " AND later.decision = made.decision)) FROM decision_log AS made WHERE group_id = ?",
                (row, n) -> new long[] {row.getLong(1), row.getLong(2)},
                group);
    }
}
