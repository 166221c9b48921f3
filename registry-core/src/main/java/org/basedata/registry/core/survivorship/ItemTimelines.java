package org.basedata.registry.core.survivorship;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.basedata.registry.core.record.Days;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * Timelines of items by item code. {@link MasterForm} has their stored form; the annotations read the one that record events
 * had in revision 1.
 */
@JsonDeserialize(using = ItemTimelines.Reader.class)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ItemTimelines(SortedMap<String, List<Segment>> byItem) {
    public static final ItemTimelines NONE = new ItemTimelines(Collections.emptySortedMap());

    public ItemTimelines {
        byItem = Collections.unmodifiableSortedMap(byItem);
    }

    /** These timelines with the given ones in their place; an empty timeline removes its item. */
    public ItemTimelines with(ItemTimelines changes) {
        if (changes.byItem.isEmpty()) return this;
        SortedMap<String, List<Segment>> result = new TreeMap<>(byItem);
        changes.byItem.forEach((item, segments) -> {
            if (segments.isEmpty()) result.remove(item);
            else result.put(item, segments);
        });
        return new ItemTimelines(result);
    }

    /** What has to be put in place to get from these timelines to the others. */
    public ItemTimelines changesTo(SortedMap<String, List<Segment>> others) {
        SortedMap<String, List<Segment>> changes = new TreeMap<>();
        others.forEach((item, segments) -> {
            if (!segments.equals(byItem.get(item))) changes.put(item, segments);
        });
        byItem.keySet().forEach(item -> {
            if (!others.containsKey(item)) changes.put(item, List.of());
        });
        return changes.isEmpty() ? NONE : new ItemTimelines(changes);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    static final class Reader extends ValueDeserializer<ItemTimelines> {
        @Override
        public ItemTimelines getNullValue(DeserializationContext context) {
            return NONE;
        }

        @Override
        public Object getAbsentValue(DeserializationContext context) {
            return NONE;
        }

        @Override
        public ItemTimelines deserialize(JsonParser json, DeserializationContext context) {
            List<Origin> origins = new ArrayList<>(2);
            SortedMap<String, List<Segment>> byItem = new TreeMap<>();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                if (name.equals("origins") && origins.isEmpty()) {
                    while (json.nextToken() == JsonToken.START_OBJECT) origins.add(origin(json));
                } else {
                    List<Segment> segments = new ArrayList<>(1);
                    while (json.nextToken() == JsonToken.START_OBJECT) segments.add(segment(json, origins));
                    byItem.put(name, List.copyOf(segments));
                }
            }
            return new ItemTimelines(byItem);
        }

        private static Origin origin(JsonParser json) {
            String source = null;
            String dataset = null;
            String recordId = null;
            long version = 0;
            Instant recordedAt = null;
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "source" -> source = json.getString();
                    case "dataset" -> dataset = json.getString();
                    case "recordId" -> recordId = json.getString();
                    case "version" -> version = json.getLongValue();
                    case "recordedAt" -> recordedAt = instant(json.getLongValue());
                    default -> json.skipChildren();
                }
            }
            return new Origin(source, dataset, recordId, version, recordedAt);
        }

        private static Segment segment(JsonParser json, List<Origin> origins) {
            LocalDate from = null;
            LocalDate to = null;
            String value = null;
            ItemStatus status = ItemStatus.SOLE;
            Basis basis = Basis.AUTHORITY;
            int origin = 0;
            List<String> corroboratedBy = List.of();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "from" -> from = Days.parse(json.getString());
                    case "to" -> to = Days.parse(json.getString());
                    case "value" -> value = json.getString();
                    case "status" -> status = ItemStatus.valueOf(json.getString());
                    case "basis" -> basis = Basis.valueOf(json.getString());
                    case "origin" -> origin = json.getIntValue();
                    case "corroboratedBy" -> {
                        List<String> sources = new ArrayList<>(2);
                        while (json.nextToken() != JsonToken.END_ARRAY) sources.add(json.getString());
                        corroboratedBy = List.copyOf(sources);
                    }
                    default -> json.skipChildren();
                }
            }
            return new Segment(from, to, value, status, basis, origins.get(origin), corroboratedBy);
        }
    }
}
