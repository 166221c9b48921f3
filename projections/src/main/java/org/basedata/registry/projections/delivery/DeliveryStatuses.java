package org.basedata.registry.projections.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.basedata.registry.core.delivery.DeliveryCompleted;
import org.basedata.registry.core.delivery.DeliveryEvent;
import org.basedata.registry.core.delivery.DeliveryReceived;
import org.basedata.registry.core.delivery.DeliveryTaken;
import org.basedata.registry.core.delivery.RowsRefused;
import org.basedata.registry.core.eventstore.EventLog;
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
     * An event with its place.
     *
     * @param at when the event was recorded
     * @param position of the event in the log
     */
    record Placed(DeliveryEvent event, Instant at, long position) {}

    /**
     * @param at when the event was recorded
     * @param position of the event in the log
     */
    public void apply(DeliveryEvent happened, Instant at, long position) {
        apply(List.of(new Placed(happened, at, position)));
    }

    /** Events of deliveries in the order of the log, as the log has them. */
    public void applyLogged(List<EventLog.LoggedEvent> logged) {
        List<Placed> events = new ArrayList<>(logged.size());
        for (EventLog.LoggedEvent each : logged)
            if (each.event().getPayload() instanceof DeliveryEvent event)
                events.add(new Placed(event, each.event().getTimestamp(), each.position()));
        apply(events);
    }

    /** All of them in one statement, or two where the row of a delivery began earlier; in the order of the log. */
    void apply(List<Placed> events) {
        Map<UUID, Row> rows = earlier(events);
        for (Placed placed : events) rows.put(placed.event().delivery(), after(rows, placed));
        write(rows.values());
    }

    private Row after(Map<UUID, Row> rows, Placed placed) {
        DeliveryEvent happened = placed.event();
        Row row = rows.get(happened.delivery());
        if (row != null && row.position >= placed.position()) return row;
        if (happened instanceof DeliveryReceived event) return received(event, placed);
        if (happened instanceof DeliveryTaken event) return taken(event, placed);
        if (row == null)
            throw new IllegalStateException("DELIVERY_NOT_RECEIVED: delivery " + happened.delivery()
                    + " has an event that comes before the one that it was received; its stream is damaged");
        if (happened instanceof RowsRefused event) row.refused(event);
        else if (happened instanceof DeliveryCompleted event)
            row.completed(
                    new Outcome(event.counts(), event.vanished(), event.records(), event.warnings()), placed.at());
        row.position = placed.position();
        return row;
    }

    private Row received(DeliveryReceived event, Placed placed) {
        return new Row(
                event.delivery(),
                placed,
                event.source(),
                event.channel(),
                event.dataset(),
                event.fileName(),
                event.extractTime(),
                event.complete());
    }

    private Row taken(DeliveryTaken event, Placed placed) {
        Row row = new Row(
                event.delivery(),
                placed,
                event.source(),
                event.channel(),
                event.dataset(),
                null,
                event.extractTime(),
                event.complete());
        row.refusedByCode.putAll(event.refusedByCode());
        row.completed(new Outcome(event.counts(), event.vanished(), event.records(), event.warnings()), placed.at());
        return row;
    }

    /** A row of the table, as far as the events of a batch can change it. */
    private static final class Row {
        final UUID delivery;
        final String source;
        final String channel;
        final String dataset;
        final String fileName;
        final Instant extractTime;
        final boolean complete;
        final Instant receivedAt;
        final SortedMap<String, Long> refusedByCode = new TreeMap<>();
        long position;
        Instant completedAt;
        Outcome outcome;

        Row(
                UUID delivery,
                Placed first,
                String source,
                String channel,
                String dataset,
                String fileName,
                Instant extractTime,
                boolean complete) {
            this.delivery = delivery;
            this.position = first.position();
            this.receivedAt = first.at();
            this.source = source;
            this.channel = channel;
            this.dataset = dataset;
            this.fileName = fileName;
            this.extractTime = extractTime;
            this.complete = complete;
        }

        void refused(RowsRefused event) {
            event.byCode().forEach((code, rows) -> refusedByCode.merge(code, rows, Long::sum));
        }

        void completed(Outcome how, Instant at) {
            outcome = how;
            completedAt = at;
        }
    }

    /** The rows of deliveries whose first event is not among these; locked, because what is added to them is worked out here. */
    private Map<UUID, Row> earlier(List<Placed> events) {
        Set<UUID> begun = new HashSet<>();
        Set<UUID> earlier = new TreeSet<>();
        for (Placed placed : events) {
            UUID delivery = placed.event().delivery();
            if (placed.event() instanceof DeliveryReceived || placed.event() instanceof DeliveryTaken)
                begun.add(delivery);
            else if (!begun.contains(delivery)) earlier.add(delivery);
        }
        Map<UUID, Row> rows = new LinkedHashMap<>();
        if (earlier.isEmpty()) return rows;
        jdbc.query("""
                SELECT delivery, position, received_at, source, channel, dataset, file_name, extract_time, complete,
                    refused_by_code, completed_at, outcome
                FROM delivery_status WHERE delivery = ANY (?) ORDER BY delivery FOR UPDATE""", select -> select.setObject(1, earlier.toArray(UUID[]::new)), row -> {
            Row known = new Row(
                    row.getObject(1, UUID.class),
                    new Placed(null, instant(row, 3), row.getLong(2)),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6),
                    row.getString(7),
                    instant(row, 8),
                    row.getBoolean(9));
            known.refusedByCode.putAll(json.readValue(row.getString(10), COUNTS));
            String outcome = row.getString(12);
            if (outcome != null) known.completed(json.readValue(outcome, Outcome.class), instant(row, 11));
            rows.put(known.delivery, known);
        });
        return rows;
    }

    private void write(Collection<Row> rows) {
        int n = rows.size();
        UUID[] deliveries = new UUID[n];
        long[] positions = new long[n];
        String[] sources = new String[n];
        String[] channels = new String[n];
        String[] datasets = new String[n];
        String[] fileNames = new String[n];
        String[] extractTimes = new String[n];
        boolean[] completes = new boolean[n];
        String[] receivedAts = new String[n];
        String[] completedAts = new String[n];
        String[] codes = new String[n];
        String[] outcomes = new String[n];
        int i = 0;
        for (Row row : rows) {
            deliveries[i] = row.delivery;
            positions[i] = row.position;
            sources[i] = row.source;
            channels[i] = row.channel;
            datasets[i] = row.dataset;
            fileNames[i] = row.fileName;
            extractTimes[i] = text(row.extractTime);
            completes[i] = row.complete;
            receivedAts[i] = text(row.receivedAt);
            completedAts[i] = text(row.completedAt);
            codes[i] = row.refusedByCode.isEmpty() ? "{}" : json.writeValueAsString(row.refusedByCode);
            outcomes[i] = row.outcome == null ? null : json.writeValueAsString(row.outcome);
            i++;
        }
        jdbc.update("""
                INSERT INTO delivery_status (delivery, position, source, channel, dataset, file_name, extract_time,
                    complete, received_at, completed_at, refused_by_code, outcome)
                SELECT d, p, s, c, t, f, e::timestamptz, w, r::timestamptz, z::timestamptz, b::json, o::json
                FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AS v (d, p, s, c, t, f, e, w, r, z, b, o)
                ON CONFLICT (delivery) DO UPDATE SET position = excluded.position,
                    completed_at = excluded.completed_at, refused_by_code = excluded.refused_by_code,
                    outcome = excluded.outcome
                WHERE delivery_status.position < excluded.position""", insert -> {
            Object[] columns = {
                deliveries,
                positions,
                sources,
                channels,
                datasets,
                fileNames,
                extractTimes,
                completes,
                receivedAts,
                completedAts,
                codes,
                outcomes
            };
            for (int c = 0; c < columns.length; c++) insert.setObject(c + 1, columns[c]);
        });
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static String text(Instant time) {
        return time == null ? null : time.toString();
    }
}
