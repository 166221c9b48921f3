package org.basedata.registry.projections.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/** Deliveries by id, as far as the projection has followed the log. */
public final class DeliveryRecords {
    private static final TypeReference<TreeMap<String, Long>> CODES = new TypeReference<>() {};

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;

    public DeliveryRecords(DataSource dataSource, ObjectMapper json) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.json = json;
    }

    /** Empty when the delivery is unknown or the projection has not come to it yet. */
    public Optional<DeliveryRecord> find(UUID delivery) {
        return jdbc.query("""
                        SELECT delivery, source, channel, dataset, file_name, extract_time, complete, received_at,
                            completed_at, refused_by_code, outcome, position
                        FROM delivery_status WHERE delivery = ?""", (row, n) -> read(row), delivery).stream().findFirst();
    }

    private DeliveryRecord read(ResultSet row) throws SQLException {
        String stored = row.getString(11);
        DeliveryStatuses.Outcome outcome =
                stored == null ? null : json.readValue(stored, DeliveryStatuses.Outcome.class);
        return new DeliveryRecord(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                instant(row, 6),
                row.getBoolean(7),
                instant(row, 8),
                instant(row, 9),
                outcome == null ? null : outcome.counts(),
                outcome == null ? 0 : outcome.vanished(),
                json.readValue(row.getString(10), CODES),
                outcome == null ? List.of() : outcome.records(),
                outcome == null ? List.of() : outcome.warnings(),
                row.getLong(12));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
