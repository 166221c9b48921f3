package org.basedata.registry.projections.subject;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.basedata.registry.core.database.ColumnArray;
import org.basedata.registry.core.database.KeyPlans;
import org.basedata.registry.core.eventstore.EventLog;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.survivorship.MasterForm;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** Whole master records of what is known now, many at a time, on the connection of the caller's transaction. Absent subjects are left out. */
public final class PresentSubjects {
    private static final String COLUMNS = "SELECT subject, id_type, id_number, master, links FROM ";
    private static final String BY_SUBJECT =
            KeyPlans.BY_KEY + byKey("person_current") + " UNION ALL " + byKey("legal_entity_current");

    private final JdbcTemplate jdbc;

    public PresentSubjects(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    private static String byKey(String table) {
        return COLUMNS + "unnest(?) AS asked (id) JOIN " + table + " ON subject = asked.id WHERE present";
    }

    /** Those of the subjects that are present, persons and legal entities alike. */
    public Map<SubjectId, SubjectRecord> load(Collection<SubjectId> subjects) {
        if (subjects.isEmpty()) return Map.of();
        ColumnArray ids = ColumnArray.ofUuids(
                subjects.stream().sorted().map(SubjectId::value).toList());
        return jdbc.execute((ConnectionCallback<Map<SubjectId, SubjectRecord>>) connection -> {
            Map<SubjectId, SubjectRecord> found = new HashMap<>();
            try (PreparedStatement select = connection.prepareStatement(BY_SUBJECT)) {
                ids.setOn(select, 1);
                ids.setOn(select, 2);
                ResultSet row = KeyPlans.execute(select);
                while (row.next()) {
                    SubjectRecord subject = read(row);
                    found.put(subject.ref(), subject);
                }
            }
            return found;
        });
    }

    /**
     * The next subjects of a range, in the order of their ids.
     *
     * @param range 0 to {@link EventLog#RANGES} - 1
     * @param after id of the last one of the page before; null for the first page
     */
    public List<SubjectRecord> page(int range, SubjectId after, int limit) {
        return jdbc.execute((ConnectionCallback<List<SubjectRecord>>) connection -> {
            List<SubjectRecord> page = new ArrayList<>(2 * limit);
            for (String table : List.of("person_current", "legal_entity_current"))
                page.addAll(page(connection, table, range, after, limit));
            page.sort(Comparator.comparing(SubjectRecord::ref));
            return page.size() > limit ? new ArrayList<>(page.subList(0, limit)) : page;
        });
    }

    private static List<SubjectRecord> page(Connection connection, String table, int range, SubjectId after, int limit)
            throws SQLException {
        List<SubjectRecord> page = new ArrayList<>(limit);
        try (PreparedStatement select = connection.prepareStatement(COLUMNS + table + " WHERE present AND "
                + EventLog.inRange("subject", range) + " AND subject > ? ORDER BY subject LIMIT ?")) {
            select.setObject(1, after == null ? new UUID(0, 0) : after.value());
            select.setInt(2, limit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) page.add(read(row));
            }
        }
        return page;
    }

    private static SubjectRecord read(ResultSet row) throws SQLException {
        return new SubjectRecord(
                new SubjectId(row.getObject(1, UUID.class)),
                SubjectTables.identifier(row.getString(2), row.getString(3)),
                MasterForm.read(row.getBytes(4)),
                LinksForm.read(row.getBytes(5)));
    }
}
