package org.basedata.registry.projections.subject;

import java.util.ArrayList;
import java.util.List;
import org.basedata.registry.core.record.RecordContent;
import org.basedata.registry.core.record.RecordHistory;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.record.RecordVersion;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/**
 * The versions of a source record as one JSON list in version order. A content that equals the one before it is left out:
 * sources repeat whole records, and these bytes are read and written with every change.
 */
final class StoredVersions {
    private final ObjectReader reader;
    private final ObjectWriter writer;

    StoredVersions(ObjectMapper json) {
        this.reader = json.readerForListOf(RecordVersion.class);
        this.writer = json.writer();
    }

    String write(RecordHistory record) {
        List<RecordVersion> versions = record.versions();
        List<RecordVersion> stored = new ArrayList<>(versions.size());
        RecordContent before = null;
        for (RecordVersion version : versions) {
            stored.add(version.content().equals(before) ? with(version, null) : version);
            before = version.content();
        }
        return writer.writeValueAsString(stored);
    }

    RecordHistory read(RecordKey key, String text) {
        List<RecordVersion> stored = reader.readValue(text);
        List<RecordVersion> versions = new ArrayList<>(stored.size());
        RecordContent before = null;
        for (RecordVersion version : stored) {
            RecordVersion whole = version.content() == null ? with(version, before) : version;
            versions.add(whole);
            before = whole.content();
        }
        return RecordHistory.of(key, versions);
    }

    private static RecordVersion with(RecordVersion version, RecordContent content) {
        return new RecordVersion(version.version(), version.hash(), version.subject(), content, version.provenance());
    }
}
