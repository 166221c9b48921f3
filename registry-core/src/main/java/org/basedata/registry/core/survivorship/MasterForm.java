package org.basedata.registry.core.survivorship;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.core.record.StoredJson;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * The stored form of master records and of item timelines, in the tables of master records and in events:
 *
 * <pre>
 * master    {"present": true, "origins": [origin ...], "items": {item: timeline}, "conflicts": [conflict ...],
 *            "decisions": [decision ...]}
 * origin    [source, dataset, recordId, version, recordedAt, validFrom, validTo]
 * timeline  value | [segment ...]
 * segment   value | [value, origin, status, basis, [source ...], validFrom, validTo]
 * conflict  [number, since, kind, item, rule, validFrom, validTo, severity, standing, [rival ...]]
 * rival     [value, source, dataset, recordId, version, validFrom, recordedAt]
 * decision  as in the event that took it
 * </pre>
 *
 * Origins are listed once and segments name them by place. What is usual is left out: a segment without a period has its
 * origin's (the period of the first segment that comes from there), a bare value is SOLE, from the AUTHORITY and of the first
 * origin, and a bare value instead of a timeline is its only segment. {@code present} is written only when it is true.
 */
public final class MasterForm {
    private static final String PRESENT = "present";
    static final String ORIGINS = "origins";
    static final String ITEMS = "items";
    private static final String CONFLICTS = "conflicts";
    private static final String DECISIONS = "decisions";
    /** Few subjects have any, so they need no form of their own. */
    private static final ObjectMapper DECISION_JSON = JsonMapper.builder()
            // They stand in the middle of the master record.
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private MasterForm() {}

    /** An origin with the period that segments from there usually have. */
    private record Place(Origin origin, LocalDate from, LocalDate to) {
        boolean rules(Segment segment) {
            return Objects.equals(from, segment.from()) && Objects.equals(to, segment.to());
        }
    }

    public static byte[] write(MasterRecord master) {
        return StoredJson.write(json -> {
            json.writeStartObject();
            if (master.present()) json.writeBooleanProperty(PRESENT, true);
            writeTimelines(json, master.items().byItem());
            if (!master.conflicts().isEmpty()) {
                json.writeArrayPropertyStart(CONFLICTS);
                for (OpenConflict open : master.conflicts()) write(json, open);
                json.writeEndArray();
            }
            if (!master.decisions().isEmpty()) {
                json.writeName(DECISIONS);
                json.writeRawValue(DECISION_JSON.writeValueAsString(master.decisions()));
            }
            json.writeEndObject();
        });
    }

    public static MasterRecord read(byte[] stored) {
        return StoredJson.read(stored, json -> {
            boolean present = false;
            Timelines timelines = new Timelines();
            List<OpenConflict> conflicts = List.of();
            List<Decision> decisions = List.of();
            String part;
            while ((part = json.nextName()) != null) {
                json.nextToken();
                switch (part) {
                    case PRESENT -> present = json.getBooleanValue();
                    case CONFLICTS -> conflicts = readConflicts(json);
                    case DECISIONS ->
                        decisions =
                                DECISION_JSON.readerForListOf(Decision.class).readValue(json);
                    default -> timelines.read(part, json);
                }
            }
            return new MasterRecord(present, timelines.items(), conflicts, decisions);
        });
    }

    /** Writes the properties {@code origins} and {@code items} into the object that is open; nothing when there are none. */
    public static void writeTimelines(JsonGenerator json, Map<String, List<Segment>> byItem) {
        if (byItem.isEmpty()) return;
        // A master record has as many origins as the subject has source records: a list is faster than a map.
        List<Place> places = new ArrayList<>(4);
        for (List<Segment> segments : byItem.values())
            for (Segment segment : segments)
                if (place(places, segment.origin()) < 0)
                    places.add(new Place(segment.origin(), segment.from(), segment.to()));
        if (!places.isEmpty()) {
            json.writeArrayPropertyStart(ORIGINS);
            for (Place place : places) write(json, place);
            json.writeEndArray();
        }
        json.writeObjectPropertyStart(ITEMS);
        for (Map.Entry<String, List<Segment>> entry : byItem.entrySet()) {
            json.writeName(entry.getKey());
            List<Segment> segments = entry.getValue();
            if (segments.size() == 1 && isBare(segments.get(0), places)) {
                json.writeString(segments.get(0).value());
                continue;
            }
            json.writeStartArray();
            for (Segment segment : segments) {
                if (isBare(segment, places)) json.writeString(segment.value());
                else write(json, segment, places);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    /** Collects the properties that {@link #writeTimelines} wrote. */
    public static final class Timelines {
        private final List<Place> places = new ArrayList<>(4);
        private final SortedMap<String, List<Segment>> byItem = new TreeMap<>();

        /** @param part name of the property whose value the parser is at; others than these two are passed over */
        public void read(String part, JsonParser json) {
            switch (part) {
                case ORIGINS -> {
                    while (json.nextToken() != JsonToken.END_ARRAY) places.add(readPlace(json));
                }
                case ITEMS -> {
                    String item;
                    while ((item = json.nextName()) != null) {
                        json.nextToken();
                        byItem.put(item, readTimeline(json));
                    }
                }
                default -> json.skipChildren();
            }
        }

        public void putIfAbsent(String item, List<Segment> segments) {
            byItem.putIfAbsent(item, segments);
        }

        public ItemTimelines items() {
            return byItem.isEmpty() ? ItemTimelines.NONE : new ItemTimelines(byItem);
        }

        private List<Segment> readTimeline(JsonParser json) {
            if (json.currentToken() == JsonToken.VALUE_STRING) return List.of(bare(json.getString()));
            List<Segment> segments = new ArrayList<>(2);
            while (json.nextToken() != JsonToken.END_ARRAY)
                segments.add(
                        json.currentToken() == JsonToken.VALUE_STRING ? bare(json.getString()) : readSegment(json));
            return List.copyOf(segments);
        }

        private Segment bare(String value) {
            Place first = places.get(0);
            return new Segment(
                    first.from(), first.to(), value, ItemStatus.SOLE, Basis.AUTHORITY, first.origin(), List.of());
        }

        private Segment readSegment(JsonParser json) {
            json.nextToken();
            String value = json.getString();
            json.nextToken();
            Place place = places.get(json.getIntValue());
            ItemStatus status = ItemStatus.SOLE;
            Basis basis = Basis.AUTHORITY;
            List<String> corroboratedBy = List.of();
            LocalDate from = place.from();
            LocalDate to = place.to();
            if (json.nextToken() != JsonToken.END_ARRAY) {
                status = ItemStatus.valueOf(json.getString());
                json.nextToken();
                basis = Basis.valueOf(json.getString());
                json.nextToken();
                List<String> sources = new ArrayList<>(2);
                while (json.nextToken() != JsonToken.END_ARRAY) sources.add(json.getString());
                corroboratedBy = List.copyOf(sources);
                if (json.nextToken() != JsonToken.END_ARRAY) {
                    from = StoredJson.date(json);
                    json.nextToken();
                    to = StoredJson.date(json);
                    json.nextToken();
                }
            }
            return new Segment(from, to, value, status, basis, place.origin(), corroboratedBy);
        }
    }

    private static int place(List<Place> places, Origin origin) {
        for (int i = 0; i < places.size(); i++) if (places.get(i).origin().equals(origin)) return i;
        return -1;
    }

    private static boolean isPlain(Segment segment) {
        return segment.status() == ItemStatus.SOLE
                && segment.basis() == Basis.AUTHORITY
                && segment.corroboratedBy().isEmpty();
    }

    private static boolean isBare(Segment segment, List<Place> places) {
        return isPlain(segment)
                && places.get(0).rules(segment)
                && places.get(0).origin().equals(segment.origin());
    }

    private static void write(JsonGenerator json, Place place) {
        Origin origin = place.origin();
        json.writeStartArray();
        json.writeString(origin.source());
        json.writeString(origin.dataset());
        json.writeString(origin.recordId());
        json.writeNumber(origin.version());
        StoredJson.writeTime(json, origin.recordedAt());
        if (place.from() != null || place.to() != null) StoredJson.writeDate(json, place.from());
        if (place.to() != null) StoredJson.writeDate(json, place.to());
        json.writeEndArray();
    }

    private static Place readPlace(JsonParser json) {
        json.nextToken();
        String source = json.getString();
        json.nextToken();
        String dataset = json.getString();
        json.nextToken();
        String recordId = json.getString();
        json.nextToken();
        long version = json.getLongValue();
        json.nextToken();
        Instant recordedAt = StoredJson.time(json);
        LocalDate from = null;
        LocalDate to = null;
        if (json.nextToken() != JsonToken.END_ARRAY) {
            from = StoredJson.date(json);
            if (json.nextToken() != JsonToken.END_ARRAY) {
                to = StoredJson.date(json);
                json.nextToken();
            }
        }
        return new Place(new Origin(source, dataset, recordId, version, recordedAt), from, to);
    }

    private static void write(JsonGenerator json, Segment segment, List<Place> places) {
        int origin = place(places, segment.origin());
        boolean usual = places.get(origin).rules(segment);
        json.writeStartArray();
        json.writeString(segment.value());
        json.writeNumber(origin);
        if (!usual || !isPlain(segment)) {
            json.writeString(segment.status().name());
            json.writeString(segment.basis().name());
            json.writeStartArray();
            segment.corroboratedBy().forEach(json::writeString);
            json.writeEndArray();
            if (!usual) {
                StoredJson.writeDate(json, segment.from());
                StoredJson.writeDate(json, segment.to());
            }
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, OpenConflict open) {
        Conflict conflict = open.conflict();
        json.writeStartArray();
        json.writeNumber(open.number());
        StoredJson.writeTime(json, open.since());
        json.writeString(conflict.kind().name());
        StoredJson.writeText(json, conflict.item());
        StoredJson.writeText(json, conflict.rule());
        StoredJson.writeDate(json, conflict.from());
        StoredJson.writeDate(json, conflict.to());
        json.writeString(conflict.severity().name());
        StoredJson.writeText(json, conflict.standing());
        json.writeStartArray();
        for (ConflictValue value : conflict.values()) write(json, value);
        json.writeEndArray();
        json.writeEndArray();
    }

    private static List<OpenConflict> readConflicts(JsonParser json) {
        List<OpenConflict> conflicts = new ArrayList<>(2);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            json.nextToken();
            long number = json.getLongValue();
            json.nextToken();
            Instant since = StoredJson.time(json);
            json.nextToken();
            ConflictKind kind = ConflictKind.valueOf(json.getString());
            json.nextToken();
            String item = StoredJson.text(json);
            json.nextToken();
            String rule = StoredJson.text(json);
            json.nextToken();
            LocalDate from = StoredJson.date(json);
            json.nextToken();
            LocalDate to = StoredJson.date(json);
            json.nextToken();
            Severity severity = Severity.valueOf(json.getString());
            json.nextToken();
            String standing = StoredJson.text(json);
            json.nextToken();
            List<ConflictValue> values = new ArrayList<>(2);
            while (json.nextToken() != JsonToken.END_ARRAY) values.add(readRival(json));
            json.nextToken();
            conflicts.add(new OpenConflict(
                    number, since, new Conflict(kind, item, rule, from, to, severity, standing, values)));
        }
        return conflicts;
    }

    private static void write(JsonGenerator json, ConflictValue value) {
        json.writeStartArray();
        StoredJson.writeText(json, value.value());
        json.writeString(value.source());
        json.writeString(value.dataset());
        json.writeString(value.recordId());
        json.writeNumber(value.version());
        StoredJson.writeDate(json, value.validFrom());
        StoredJson.writeTime(json, value.recordedAt());
        json.writeEndArray();
    }

    private static ConflictValue readRival(JsonParser json) {
        json.nextToken();
        String value = StoredJson.text(json);
        json.nextToken();
        String source = json.getString();
        json.nextToken();
        String dataset = json.getString();
        json.nextToken();
        String recordId = json.getString();
        json.nextToken();
        long version = json.getLongValue();
        json.nextToken();
        LocalDate validFrom = StoredJson.date(json);
        json.nextToken();
        Instant recordedAt = StoredJson.time(json);
        json.nextToken();
        return new ConflictValue(value, source, dataset, recordId, version, validFrom, recordedAt);
    }
}
