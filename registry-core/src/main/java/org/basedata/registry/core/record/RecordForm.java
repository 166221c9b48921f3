package org.basedata.registry.core.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The stored form of source records and their versions, in events and in the table of source records:
 *
 * <pre>
 * key      [source, dataset, recordId]
 * version  [version, hash, subject, content, provenance]
 * content  [operation, [idType, number], name, validFrom, validTo, {item: value}]
 * provenance  [delivery, index, recordedAt, rowFingerprint, handlingUnit, handlingPerson, reason, idAsSubmitted]
 * versions [version, version ...]
 * </pre>
 *
 * In a list of versions the content that equals the one before is null: sources repeat whole records.
 */
public final class RecordForm {
    private RecordForm() {}

    public static void write(JsonGenerator json, RecordKey key) {
        json.writeStartArray();
        json.writeString(key.source());
        json.writeString(key.dataset());
        json.writeString(key.recordId());
        json.writeEndArray();
    }

    public static RecordKey readKey(JsonParser json) {
        json.nextToken();
        String source = json.getString();
        json.nextToken();
        String dataset = json.getString();
        json.nextToken();
        String recordId = json.getString();
        json.nextToken();
        return new RecordKey(source, dataset, recordId);
    }

    /** Null is written for null. */
    public static void write(JsonGenerator json, Identifier identifier) {
        if (identifier == null) {
            json.writeNull();
            return;
        }
        json.writeStartArray();
        json.writeString(identifier.type().name());
        json.writeString(identifier.number());
        json.writeEndArray();
    }

    public static Identifier readIdentifier(JsonParser json) {
        if (json.currentToken() == JsonToken.VALUE_NULL) return null;
        json.nextToken();
        IdType type = IdType.valueOf(json.getString());
        json.nextToken();
        String number = json.getString();
        json.nextToken();
        return new Identifier(type, number);
    }

    public static void write(JsonGenerator json, RecordVersion version) {
        write(json, version, false);
    }

    public static RecordVersion readVersion(JsonParser json) {
        return readVersion(json, null);
    }

    public static void write(JsonGenerator json, List<RecordVersion> versions) {
        json.writeStartArray();
        RecordContent before = null;
        for (RecordVersion version : versions) {
            write(json, version, version.content().equals(before));
            before = version.content();
        }
        json.writeEndArray();
    }

    public static List<RecordVersion> readVersions(JsonParser json) {
        List<RecordVersion> versions = new ArrayList<>(2);
        RecordContent before = null;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            RecordVersion version = readVersion(json, before);
            versions.add(version);
            before = version.content();
        }
        return versions;
    }

    private static void write(JsonGenerator json, RecordVersion version, boolean contentAsBefore) {
        json.writeStartArray();
        json.writeNumber(version.version());
        json.writeString(version.hash());
        StoredJson.writeUuid(
                json, version.subject() == null ? null : version.subject().value());
        if (contentAsBefore) json.writeNull();
        else write(json, version.content());
        write(json, version.provenance());
        json.writeEndArray();
    }

    private static RecordVersion readVersion(JsonParser json, RecordContent before) {
        json.nextToken();
        long number = json.getLongValue();
        json.nextToken();
        String hash = json.getString();
        json.nextToken();
        SubjectId subject = json.currentToken() == JsonToken.VALUE_NULL ? null : new SubjectId(StoredJson.uuid(json));
        json.nextToken();
        RecordContent content = json.currentToken() == JsonToken.VALUE_NULL ? before : readContent(json);
        json.nextToken();
        Provenance provenance = readProvenance(json);
        json.nextToken();
        return new RecordVersion(number, hash, subject, content, provenance);
    }

    private static void write(JsonGenerator json, RecordContent content) {
        json.writeStartArray();
        json.writeString(content.operation().name());
        write(json, content.subject());
        StoredJson.writeText(json, content.name());
        StoredJson.writeDate(json, content.validFrom());
        StoredJson.writeDate(json, content.validTo());
        if (!content.items().isEmpty()) {
            json.writeStartObject();
            content.items().forEach(json::writeStringProperty);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static RecordContent readContent(JsonParser json) {
        json.nextToken();
        Operation operation = Operation.valueOf(json.getString());
        json.nextToken();
        Identifier subject = readIdentifier(json);
        json.nextToken();
        String name = StoredJson.text(json);
        json.nextToken();
        var from = StoredJson.date(json);
        json.nextToken();
        var to = StoredJson.date(json);
        SortedMap<String, String> items = Collections.emptySortedMap();
        if (json.nextToken() == JsonToken.START_OBJECT) {
            items = new TreeMap<>();
            String item;
            while ((item = json.nextName()) != null) {
                json.nextToken();
                items.put(item, json.getString());
            }
            json.nextToken();
        }
        return new RecordContent(operation, subject, name, items, from, to);
    }

    private static void write(JsonGenerator json, Provenance provenance) {
        String[] texts = {
            provenance.rowFingerprint(),
            provenance.handlingUnit(),
            provenance.handlingPerson(),
            provenance.reason(),
            provenance.idAsSubmitted()
        };
        int last = texts.length;
        while (last > 0 && texts[last - 1] == null) last--;
        json.writeStartArray();
        StoredJson.writeUuid(json, provenance.delivery());
        json.writeNumber(provenance.index());
        StoredJson.writeTime(json, provenance.recordedAt());
        for (int i = 0; i < last; i++) StoredJson.writeText(json, texts[i]);
        json.writeEndArray();
    }

    private static Provenance readProvenance(JsonParser json) {
        json.nextToken();
        var delivery = StoredJson.uuid(json);
        json.nextToken();
        long index = json.getLongValue();
        json.nextToken();
        var recordedAt = StoredJson.time(json);
        String[] texts = new String[5];
        for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) texts[i] = StoredJson.text(json);
        return new Provenance(delivery, index, texts[1], texts[2], texts[3], texts[4], recordedAt, texts[0]);
    }
}
