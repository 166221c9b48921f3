package org.basedata.registry.core.subject;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.basedata.registry.core.eventstore.PayloadCodec;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.record.RecordContent;
import org.basedata.registry.core.record.RecordForm;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.record.RecordTimeline;
import org.basedata.registry.core.record.RecordVersion;
import org.basedata.registry.core.record.StoredJson;
import org.basedata.registry.core.survivorship.Basis;
import org.basedata.registry.core.survivorship.ItemStatus;
import org.basedata.registry.core.survivorship.MasterForm;
import org.basedata.registry.core.survivorship.Origin;
import org.basedata.registry.core.survivorship.Segment;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The stored form of record events, revision 2: parts as {@link RecordForm} and {@link MasterForm} have them, and in the
 * outcome the items of which the version itself is the only origin are named and not repeated. {@code own} has their codes, or
 * is true for all that the version says and the outcome does not name otherwise; {@code fallback} those of which the source is
 * not the authority. A record's first version would otherwise be stored twice in its event.
 */
public final class RecordEventForm<T extends SubjectEvent> implements PayloadCodec<T> {
    private final Maker<T> maker;

    private RecordEventForm(Maker<T> maker) {
        this.maker = maker;
    }

    /** Puts an event together from its parts. */
    @FunctionalInterface
    public interface Maker<T> {
        T make(RecordKey record, RecordVersion version, Identifier assigned, SubjectId elsewhere, Outcome outcome);
    }

    public static <T extends RecordEvent> PayloadCodec<T> of(Maker<T> maker) {
        return new RecordEventForm<>(maker);
    }

    @Override
    public byte[] write(T event) {
        RecordEvent stated = (RecordEvent) event;
        return StoredJson.write(json -> {
            json.writeStartObject();
            json.writeName("record");
            RecordForm.write(json, stated.record());
            json.writeName("version");
            RecordForm.write(json, stated.version());
            if (stated.assigned() != null) {
                json.writeName("assigned");
                RecordForm.write(json, stated.assigned());
            }
            if (stated.elsewhere() != null) {
                json.writeName("elsewhere");
                StoredJson.writeUuid(json, stated.elsewhere().value());
            }
            if (stated.outcome() != null) {
                json.writeName("outcome");
                write(json, stated.outcome(), stated.record(), stated.version());
            }
            json.writeEndObject();
        });
    }

    @Override
    public T read(byte[] stored) {
        return StoredJson.read(stored, json -> {
            RecordKey record = null;
            RecordVersion version = null;
            Identifier assigned = null;
            SubjectId elsewhere = null;
            Outcome outcome = null;
            String part;
            while ((part = json.nextName()) != null) {
                json.nextToken();
                switch (part) {
                    case "record" -> record = RecordForm.readKey(json);
                    case "version" -> version = RecordForm.readVersion(json);
                    case "assigned" -> assigned = RecordForm.readIdentifier(json);
                    case "elsewhere" -> elsewhere = new SubjectId(StoredJson.uuid(json));
                    case "outcome" -> outcome = readOutcome(json, record, version);
                    default -> json.skipChildren();
                }
            }
            return maker.make(record, version, assigned, elsewhere, outcome);
        });
    }

    /** The form of {@link RecordMoved}: the versions that count, and an outcome in which nothing is the version's own. */
    public static PayloadCodec<RecordMoved> ofMoves() {
        return new PayloadCodec<>() {
            @Override
            public byte[] write(RecordMoved event) {
                return StoredJson.write(json -> {
                    json.writeStartObject();
                    json.writeName("record");
                    RecordForm.write(json, event.record());
                    json.writeName("counted");
                    RecordForm.write(json, event.counted());
                    if (event.outcome() != null) {
                        json.writeName("outcome");
                        RecordEventForm.write(json, event.outcome(), event.record(), null);
                    }
                    json.writeEndObject();
                });
            }

            @Override
            public RecordMoved read(byte[] stored) {
                return StoredJson.read(stored, json -> {
                    RecordKey record = null;
                    List<RecordVersion> counted = List.of();
                    Outcome outcome = null;
                    String part;
                    while ((part = json.nextName()) != null) {
                        json.nextToken();
                        switch (part) {
                            case "record" -> record = RecordForm.readKey(json);
                            case "counted" -> counted = RecordForm.readVersions(json);
                            case "outcome" -> outcome = readOutcome(json, record, null);
                            default -> json.skipChildren();
                        }
                    }
                    return new RecordMoved(record, counted, outcome);
                });
            }
        };
    }

    /** The form of {@link SubjectReassessed}: an outcome in which nothing is a version's own. */
    public static PayloadCodec<SubjectReassessed> ofReassessments() {
        return new PayloadCodec<>() {
            @Override
            public byte[] write(SubjectReassessed event) {
                return StoredJson.write(json -> {
                    json.writeStartObject();
                    json.writeName("act");
                    StoredJson.writeUuid(json, event.act());
                    json.writeName("outcome");
                    RecordEventForm.write(json, event.outcome(), null, null);
                    json.writeEndObject();
                });
            }

            @Override
            public SubjectReassessed read(byte[] stored) {
                return StoredJson.read(stored, json -> {
                    UUID act = null;
                    Outcome outcome = null;
                    String part;
                    while ((part = json.nextName()) != null) {
                        json.nextToken();
                        switch (part) {
                            case "act" -> act = StoredJson.uuid(json);
                            case "outcome" -> outcome = readOutcome(json, null, null);
                            default -> json.skipChildren();
                        }
                    }
                    return new SubjectReassessed(act, outcome);
                });
            }
        };
    }

    private static void write(JsonGenerator json, Outcome outcome, RecordKey record, RecordVersion version) {
        json.writeStartObject();
        json.writeStringProperty("catalogue", outcome.catalogue());
        if (outcome.present()) json.writeBooleanProperty("present", true);
        SortedMap<String, List<Segment>> byItem = outcome.items().byItem();
        if (version != null) {
            Origin origin = origin(record, version);
            List<String> own = new ArrayList<>(byItem.size());
            List<String> fallback = new ArrayList<>(0);
            SortedMap<String, List<Segment>> others = new TreeMap<>();
            byItem.forEach((item, segments) -> {
                String said = said(version.content(), item);
                Segment only = said != null && segments.size() == 1 ? segments.get(0) : null;
                Basis basis = only == null ? null : only.basis();
                if (only == null || !only.equals(own(said, version, origin, basis))) others.put(item, segments);
                else (basis == Basis.AUTHORITY ? own : fallback).add(item);
            });
            long told = byItem.keySet().stream()
                    .filter(item -> said(version.content(), item) != null)
                    .count();
            if (!own.isEmpty() && told == statedItems(version.content())) json.writeBooleanProperty("own", true);
            else write(json, "own", own);
            write(json, "fallback", fallback);
            byItem = others;
        }
        MasterForm.writeTimelines(json, byItem);
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, List<String> items) {
        if (items.isEmpty()) return;
        json.writeArrayPropertyStart(name);
        items.forEach(json::writeString);
        json.writeEndArray();
    }

    private static Outcome readOutcome(JsonParser json, RecordKey record, RecordVersion version) {
        String catalogue = null;
        boolean present = false;
        boolean allOthers = false;
        MasterForm.Timelines timelines = new MasterForm.Timelines();
        String part;
        while ((part = json.nextName()) != null) {
            json.nextToken();
            switch (part) {
                case "catalogue" -> catalogue = json.getString();
                case "present" -> present = json.getBooleanValue();
                case "own" -> {
                    allOthers = json.currentToken() == JsonToken.VALUE_TRUE;
                    if (!allOthers) readOwn(json, record, version, Basis.AUTHORITY, timelines);
                }
                case "fallback" -> readOwn(json, record, version, Basis.FALLBACK, timelines);
                default -> timelines.read(part, json);
            }
        }
        if (allOthers) {
            Origin origin = origin(record, version);
            RecordContent content = version.content();
            content.items()
                    .forEach((item, value) ->
                            timelines.putIfAbsent(item, List.of(own(value, version, origin, Basis.AUTHORITY))));
            if (content.name() != null)
                timelines.putIfAbsent(
                        RecordTimeline.NAME, List.of(own(content.name(), version, origin, Basis.AUTHORITY)));
        }
        return new Outcome(catalogue, present, timelines.items());
    }

    private static void readOwn(
            JsonParser json, RecordKey record, RecordVersion version, Basis basis, MasterForm.Timelines timelines) {
        Origin origin = origin(record, version);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            String item = json.getString();
            timelines.putIfAbsent(item, List.of(own(said(version.content(), item), version, origin, basis)));
        }
    }

    private static Origin origin(RecordKey record, RecordVersion version) {
        return new Origin(
                record.source(),
                record.dataset(),
                record.recordId(),
                version.version(),
                version.provenance().recordedAt());
    }

    /** What stands when nobody else says anything of the item. */
    private static Segment own(String value, RecordVersion version, Origin origin, Basis basis) {
        return new Segment(
                version.content().validFrom(),
                version.content().validTo(),
                value,
                basis == Basis.AUTHORITY ? ItemStatus.SOLE : ItemStatus.PROVISIONAL,
                basis,
                origin,
                List.of());
    }

    private static String said(RecordContent content, String item) {
        return item.equals(RecordTimeline.NAME)
                ? content.name()
                : content.items().get(item);
    }

    private static int statedItems(RecordContent content) {
        return content.items().size() + (content.name() == null ? 0 : 1);
    }
}
