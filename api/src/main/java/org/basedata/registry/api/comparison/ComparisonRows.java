package org.basedata.registry.api.comparison;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.basedata.registry.api.subject.ListComparing;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.identifier.SubjectId;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What came of the rows of lists, and which differences were reported. */
@Component
final class ComparisonRows {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String COLUMNS =
            "SELECT number, line, outcome, asked, subject, cells, findings, faults FROM comparison_row WHERE job = ?";

    private final JdbcTemplate jdbc;

    ComparisonRows(DataSource database) {
        this.jdbc = new JdbcTemplate(database);
    }

    /** Writes rows. Part of the caller's transaction. */
    static void write(Connection connection, UUID job, List<ComparedRow> rows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO comparison_row (job, number, line, outcome, asked, subject, cells, findings, faults)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (ComparedRow row : rows) {
                insert.setObject(1, job);
                insert.setLong(2, row.number());
                insert.setLong(3, row.line());
                insert.setString(4, row.outcome().name());
                insert.setObject(5, row.asked() == null ? null : row.asked().value());
                insert.setObject(6, row.subject() == null ? null : row.subject().value());
                insert.setArray(7, connection.createArrayOf("text", row.cells().toArray()));
                insert.setString(8, JSON.writeValueAsString(row.findings()));
                insert.setString(9, row.faults().isEmpty() ? null : JSON.writeValueAsString(row.faults()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** The lines of the keys that a list has had so far. */
    Map<SubjectId, Long> keys(UUID job) {
        Map<SubjectId, Long> lines = new HashMap<>();
        jdbc.query(
                "SELECT asked, min(line) FROM comparison_row WHERE job = ? AND asked IS NOT NULL GROUP BY asked",
                row -> {
                    lines.put(new SubjectId(row.getObject(1, UUID.class)), row.getLong(2));
                },
                job);
        return lines;
    }

    /**
     * Rows in the order of the list.
     *
     * @param outcome null for all but {@code SAME}
     * @param item with the next which finding they must have; null for any
     * @param after number of the last row before
     */
    List<ComparedRow> differing(
            UUID job, ListComparing.Outcome outcome, String item, String verdict, long after, int limit) {
        String differs = outcome == null ? " AND outcome <> 'SAME'" : " AND outcome = '" + outcome.name() + "'";
        String found = item == null
                ? ""
                : " AND findings::jsonb -> ? IS NOT NULL"
                        + (verdict == null ? "" : " AND findings::jsonb -> ? ->> 'verdict' = ?");
        List<Object> arguments = new ArrayList<>(List.of(job));
        if (item != null) arguments.add(item);
        if (item != null && verdict != null) arguments.addAll(List.of(item, verdict));
        arguments.addAll(List.of(after, limit));
        return jdbc.query(
                COLUMNS + differs + found + " AND number > ? ORDER BY number LIMIT ?",
                (row, n) -> read(row),
                arguments.toArray());
    }

    List<ComparedRow> all(UUID job, long after, int limit) {
        return jdbc.query(
                COLUMNS + " AND number > ? ORDER BY number LIMIT ?", (row, n) -> read(row), job, after, limit);
    }

    Optional<ComparedRow> find(UUID job, long number) {
        return jdbc.query(COLUMNS + " AND number = ?", (row, n) -> read(row), job, number).stream()
                .findFirst();
    }

    Optional<String> doubt(UUID job, long number, String item) {
        return jdbc
                .queryForList(
                        "SELECT doubt FROM comparison_doubt WHERE job = ? AND number = ? AND item = ?",
                        String.class,
                        job,
                        number,
                        item)
                .stream()
                .findFirst();
    }

    /** Doubts of some rows, by row and item. */
    Map<Long, Map<String, String>> doubts(UUID job, long from, long to) {
        Map<Long, Map<String, String>> doubts = new HashMap<>();
        jdbc.query(
                "SELECT number, item, doubt FROM comparison_doubt WHERE job = ? AND number BETWEEN ? AND ?",
                row -> {
                    doubts.computeIfAbsent(row.getLong(1), number -> new LinkedHashMap<>())
                            .put(row.getString(2), row.getString(3));
                },
                job,
                from,
                to);
        return doubts;
    }

    void reported(UUID job, long number, String item, String doubt) {
        jdbc.update(
                "INSERT INTO comparison_doubt (job, number, item, doubt) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                job,
                number,
                item,
                doubt);
    }

    private static ComparedRow read(ResultSet row) throws SQLException {
        String faults = row.getString(8);
        return new ComparedRow(
                row.getLong(1),
                row.getLong(2),
                ListComparing.Outcome.valueOf(row.getString(3)),
                subject(row, 4),
                subject(row, 5),
                List.of((String[]) row.getArray(6).getArray()),
                JSON.readValue(row.getString(7), new TypeReference<LinkedHashMap<String, ListComparing.Finding>>() {}),
                faults == null ? List.of() : JSON.readValue(faults, new TypeReference<List<Fault>>() {}));
    }

    private static SubjectId subject(ResultSet row, int column) throws SQLException {
        UUID id = row.getObject(column, UUID.class);
        return id == null ? null : new SubjectId(id);
    }
}
