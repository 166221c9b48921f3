package org.basedata.registry.projections.delivery;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.basedata.registry.core.delivery.DeliveryCompleted;
import org.basedata.registry.core.delivery.DeliveryEvent;
import org.basedata.registry.core.delivery.DeliveryReceived;
import org.basedata.registry.core.delivery.RowsRefused;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.subject.RecordOutcome;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/**
 * Writes table {@code delivery_status}. The processor and the rebuild apply events through this same code; an event at or below
 * the row's position was applied before and changes nothing.
 */
public final class DeliveryStatuses {
    private static final TypeReference<TreeMap<String, Long>> COUNTS = new TypeReference<>() {};

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;

    public DeliveryStatuses(DataSource dataSource, ObjectMapper json) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.json = json;
    }

    /** What a delivery's end says, as it is stored. */
    record Outcome(DeliveryCompleted.Counts counts, long vanished, List<RecordOutcome> records, List<Fault> warnings) {}

    /**
     * @param at when the event was recorded
     * @param position of the event in the log
     */
    public void apply(DeliveryEvent happened, Instant at, long position) {
        if (happened instanceof DeliveryReceived event) received(event, at, position);
        else if (happened instanceof RowsRefused event) refused(event, position);
        else if (happened instanceof DeliveryCompleted event) completed(event, at, position);
    }

    private void received(DeliveryReceived event, Instant at, long position) {
        jdbc.update(
                """
                INSERT INTO delivery_status (delivery, position, source, channel, dataset, file_name, extract_time,
                    complete, received_at, refused_by_code)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '{}')
                ON CONFLICT (delivery) DO NOTHING""",
                event.delivery(),
                position,
                event.source(),
                event.channel(),
                event.dataset(),
                event.fileName(),
                time(event.extractTime()),
                event.complete(),
                time(at));
    }

    private void refused(RowsRefused event, long position) {
        Row row = row(event.delivery());
        if (row.position() >= position) return;
        SortedMap<String, Long> codes = json.readValue(row.refusedByCode(), COUNTS);
        event.byCode().forEach((code, rows) -> codes.merge(code, rows, Long::sum));
        jdbc.update(
                "UPDATE delivery_status SET position = ?, refused_by_code = ?::json WHERE delivery = ?",
                position,
                json.writeValueAsString(codes),
                event.delivery());
    }

    private void completed(DeliveryCompleted event, Instant at, long position) {
        if (row(event.delivery()).position() >= position) return;
        Outcome outcome = new Outcome(event.counts(), event.vanished(), event.records(), event.warnings());
        jdbc.update(
                "UPDATE delivery_status SET position = ?, completed_at = ?, outcome = ?::json WHERE delivery = ?",
                position,
                time(at),
                json.writeValueAsString(outcome),
                event.delivery());
    }

    private record Row(long position, String refusedByCode) {}

    /** Locked until the transaction ends: what is added to it is worked out here. */
    private Row row(UUID delivery) {
        List<Row> rows = jdbc.query(
                "SELECT position, refused_by_code FROM delivery_status WHERE delivery = ? FOR UPDATE",
                (row, n) -> new Row(row.getLong(1), row.getString(2)),
                delivery);
        if (rows.isEmpty())
            throw new IllegalStateException("DELIVERY_NOT_RECEIVED: delivery " + delivery
                    + " has an event that comes before the one that it was received; its stream is damaged");
        return rows.get(0);
    }

    static OffsetDateTime time(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
