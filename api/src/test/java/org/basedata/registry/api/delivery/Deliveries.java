package org.basedata.registry.api.delivery;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.basedata.registry.core.submission.RawRecord;
import org.basedata.registry.importers.delivery.StoredReceipt;
import org.basedata.registry.importers.delivery.SubmitDelivery;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Words for tests of deliveries: invented persons, rows about them, receipts as JSON. */
final class Deliveries {
    static final JsonMapper JSON = new JsonMapper();
    static final String SOCIAL_INSURANCE = "social-insurance";

    private Deliveries() {}

    /** The n-th invented person's number, with a right check character. */
    static String citizen(int n) {
        String body = "440106" + (1950 + n / 1_000 / 336 % 50) + String.format("%02d", n / 1_000 / 28 % 12 + 1)
                + String.format("%02d", n / 1_000 % 28 + 1) + String.format("%03d", n % 1_000);
        int[] weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
        int sum = 0;
        for (int i = 0; i < 17; i++) sum += (body.charAt(i) - '0') * weights[i];
        return body + "10X98765432".charAt(sum % 11);
    }

    static RawRecord person(String dataset, String recordId, String version, int n, Map<String, String> items) {
        return row(dataset, recordId, version, null, citizen(n), "测试人" + n, items, null, null);
    }

    static RawRecord row(
            String dataset,
            String recordId,
            String version,
            String operation,
            String id,
            String name,
            Map<String, String> items,
            String validFrom,
            String reason) {
        return new RawRecord(
                0,
                0,
                dataset,
                recordId,
                version,
                operation,
                null,
                id == null ? null : "RESIDENT_ID",
                id,
                name,
                items,
                validFrom,
                null,
                reason,
                null,
                null);
    }

    static SubmitDelivery of(String source, RawRecord... rows) {
        return new SubmitDelivery(source, null, null, false, List.of(rows), null, null, null);
    }

    static SubmitDelivery under(String client, String key, String bodyHash, String source, RawRecord... rows) {
        return new SubmitDelivery(source, null, null, false, List.of(rows), client, key, bodyHash);
    }

    static SubmitDelivery extract(String source, String dataset, Instant time, boolean complete, RawRecord... rows) {
        return new SubmitDelivery(source, dataset, time, complete, List.of(rows), null, null, null);
    }

    static JsonNode json(StoredReceipt receipt) {
        return JSON.readTree(receipt.json());
    }

    static List<String> outcomes(JsonNode receipt) {
        List<String> outcomes = new ArrayList<>();
        receipt.path("records")
                .forEach(record -> outcomes.add(record.path("outcome").stringValue()));
        return outcomes;
    }

    static List<String> codes(JsonNode faults) {
        List<String> codes = new ArrayList<>();
        faults.forEach(fault -> codes.add(fault.path("code").stringValue()));
        return codes;
    }

    static String counts(JsonNode receipt) {
        JsonNode counts = receipt.path("counts");
        return counts.path("received").asLong() + " = "
                + counts.path("accepted").asLong() + " + "
                + counts.path("unchanged").asLong() + " + "
                + counts.path("refused").asLong();
    }

    /** The delivery's stream: event name to payload, in order. */
    static Map<String, JsonNode> events(JdbcTemplate jdbc, UUID delivery) {
        Map<String, JsonNode> events = new LinkedHashMap<>();
        jdbc.query(
                "SELECT t.name, e.payload FROM event e JOIN event_type t ON t.id = e.type WHERE e.subject = ? ORDER BY e.sequence",
                row -> {
                    events.put(row.getString(1), JSON.readTree(row.getBytes(2)));
                },
                delivery);
        return events;
    }

    /** What the registry holds, without when it learned it and from which delivery. */
    static List<String> contents(JdbcTemplate jdbc) {
        List<String> contents = new ArrayList<>(jdbc.queryForList("""
                SELECT concat_ws('|', source, dataset, record_id, highest_version, versions::json -> -1 ->> 1, versions_held,
                                 stands_until)
                FROM source_record ORDER BY source, dataset, record_id""", String.class));
        contents.addAll(jdbc.queryForList(
                "SELECT concat_ws('|', id_number, present, name) FROM person_current ORDER BY id_number",
                String.class));
        return contents;
    }

    /** A clock that a test sets. */
    static final class SetClock extends Clock {
        private final AtomicReference<Instant> now;

        SetClock(Instant now) {
            this.now = new AtomicReference<>(now);
        }

        void set(Instant time) {
            now.set(time);
        }

        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
