package org.basedata.registry.projections.change;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.projections.subject.SubjectSteps;
import org.basedata.registry.projections.subject.SubjectStreams;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;

/** The changes of subjects in the order of the log, for readers that each come back to where they were. */
public final class Changes {
    /** Positions that one statement looks at: of a region or of rare items few of them fit, and nobody may wait for all. */
    private static final long WINDOW = 200_000;

    private static final String HORIZON = "SELECT coalesce(max(position), 0) AS at FROM subject_change";

    /** One statement sees one state of the table, so that no row below the end can come to be later, and none was dropped unseen. */
    private static final String AFTER = "SELECT horizon.at, found.position, found.subject, found.sequence,"
            + " found.recorded_at, (" + ChangeTable.DROPPED + ") FROM (" + HORIZON
            + ") AS horizon LEFT JOIN LATERAL (SELECT position, subject,"
            + " sequence, recorded_at FROM subject_change WHERE position > ? AND position <= ? AND legal_entity = ?"
            + " AND (items IS NULL OR items && ?)";

    private final JdbcTemplate jdbc;
    private final SubjectSteps steps;

    public Changes(DataSource dataSource, SubjectStreams streams) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.steps = new SubjectSteps(dataSource, streams);
    }

    /**
     * Which changes may concern a reader; of these, whoever reads the subjects finds some that do not.
     *
     * @param items codes
     * @param divisions of each set, the subject was once in one that begins so; empty sets are of no use here
     */
    public record Filter(SubjectType type, Set<String> items, List<Set<String>> divisions) {}

    /** A change, of which nothing is said but where it stands. */
    public record Change(long position, SubjectSteps.Place place) {}

    /**
     * @param upTo all changes after the beginning and up to this position were looked at
     * @param atEnd whether there was no more at that moment
     * @param isDropped whether some may be missing, since their time was over
     */
    public record Page(List<Change> changes, long upTo, boolean atEnd, boolean isDropped) {}

    /** Changes after a position, in the order of the log. */
    public Page after(long position, Filter filter, int limit) {
        StringBuilder sql = new StringBuilder(AFTER);
        for (int i = 0; i < filter.divisions().size(); i++) sql.append(" AND divisions LIKE ANY (?)");
        sql.append(" ORDER BY position LIMIT ?) AS found ON true ORDER BY found.position");
        long last = position + WINDOW;
        return jdbc.query(
                sql.toString(), select -> set(select, position, last, filter, limit), (ResultSetExtractor<Page>)
                        row -> page(row, position, last, limit));
    }

    private static void set(PreparedStatement select, long position, long last, Filter filter, int limit)
            throws SQLException {
        int parameter = 1;
        select.setLong(parameter++, position);
        select.setLong(parameter++, last);
        select.setBoolean(parameter++, filter.type() == SubjectType.LEGAL_ENTITY);
        select.setArray(
                parameter++,
                select.getConnection().createArrayOf("text", filter.items().toArray()));
        for (Set<String> beginnings : filter.divisions())
            select.setArray(
                    parameter++,
                    select.getConnection()
                            .createArrayOf(
                                    "text",
                                    beginnings.stream()
                                            .map(each -> "%|" + each + "%")
                                            .toArray()));
        select.setInt(parameter, limit);
    }

    private static Page page(ResultSet row, long position, long last, int limit) throws SQLException {
        List<Change> changes = new ArrayList<>();
        long horizon = 0;
        boolean dropped = false;
        while (row.next()) {
            horizon = row.getLong(1);
            dropped = position < row.getLong(6);
            UUID subject = row.getObject(3, UUID.class);
            if (subject == null) continue;
            changes.add(new Change(
                    row.getLong(2),
                    new SubjectSteps.Place(
                            new SubjectId(subject),
                            row.getLong(4),
                            row.getObject(5, OffsetDateTime.class).toInstant())));
        }
        boolean full = changes.size() == limit;
        long upTo = full ? changes.get(limit - 1).position() : Math.max(position, Math.min(last, horizon));
        return new Page(changes, upTo, upTo >= horizon, dropped);
    }

    /** What subjects were before and after. */
    public Map<SubjectSteps.Place, SubjectSteps.Step> steps(Collection<Change> changes) {
        return steps.of(changes.stream().map(Change::place).toList());
    }

    /** Position of the last change; 0 when there is none. */
    public long end() {
        return jdbc.queryForObject(HORIZON, Long.class);
    }

    /** Whether changes after a position may have been dropped, since their time was over. */
    public boolean isDroppedAfter(long position) {
        return position < dropped();
    }

    private long dropped() {
        return jdbc.queryForObject(ChangeTable.DROPPED, Long.class);
    }

    /** When the first change after a position was recorded. */
    public Optional<Instant> firstAfter(long position) {
        return jdbc
                .query(
                        "SELECT recorded_at FROM subject_change WHERE position > ? ORDER BY position LIMIT 1",
                        (row, n) -> row.getObject(1, OffsetDateTime.class).toInstant(),
                        position)
                .stream()
                .findFirst();
    }

    /** Where somebody begins who wants all that was recorded since a time, as far as it is there: transactions that overlap are not in the order of their times. */
    public long before(Instant time) {
        long low = dropped();
        for (long high = end(); low < high; ) {
            long middle = low + (high - low) / 2;
            if (firstAfter(middle).filter(at -> at.isBefore(time)).isPresent()) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
