package org.basedata.registry.importers.ledger;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.basedata.registry.core.fault.Fault;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Keeps every refused row, as it was sent, with every reason. */
public final class Quarantine {
    private static final JsonMapper JSON = new JsonMapper();

    private final JdbcTemplate jdbc;

    public Quarantine(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** @param dataset null where the row named none */
    public record Entry(UUID delivery, String source, String dataset, Instant refusedAt, RefusedRow row) {}

    /** Joins the transaction that is open. A row that is kept already, from a run that was interrupted, stays as it is. */
    public void keep(List<Entry> rows) {
        if (rows.isEmpty()) return;
        jdbc.batchUpdate("""
                INSERT INTO quarantine (delivery, row_index, line, source, dataset, record, faults, refused_at)
                VALUES (?, ?, ?, ?, ?, ?::json, ?::json, ?) ON CONFLICT (delivery, row_index) DO NOTHING""", rows, 500, (statement, entry) -> {
            statement.setObject(1, entry.delivery());
            statement.setLong(2, entry.row().index());
            statement.setLong(3, entry.row().line());
            statement.setString(4, entry.source());
            statement.setString(5, entry.dataset());
            statement.setString(6, entry.row().record());
            statement.setString(7, Legible.json(entry.row().faults()));
            statement.setTimestamp(8, Timestamp.from(entry.refusedAt()));
        });
    }

    /** In the order of the delivery, from behind {@code afterIndex}; -1 for the first page. */
    public List<RefusedRow> rows(UUID delivery, long afterIndex, int limit) {
        return jdbc.query(
                """
                SELECT row_index, line, record::text, faults::text FROM quarantine
                WHERE delivery = ? AND row_index > ? ORDER BY row_index LIMIT ?""",
                (row, n) -> new RefusedRow(
                        row.getLong(1),
                        row.getLong(2),
                        row.getString(3),
                        List.of(JSON.readValue(row.getString(4), Fault[].class))),
                delivery,
                afterIndex,
                limit);
    }
}
