package org.basedata.registry.importers.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.submission.RawRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rows of a file with one JSON object a line, in the shape of the API. */
final class JsonLinesFile implements FileRows {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Set<String> KNOWN = Set.of(
            "dataset",
            "recordId",
            "version",
            "operation",
            "subject",
            "name",
            "items",
            "validFrom",
            "validTo",
            "reason",
            "handledBy");

    private static final int MOST_UNKNOWN = 100;

    private final DecodingReader reader;
    private final BufferedReader lines;
    private final String dataset;
    private final Set<String> unknown = new ConcurrentSkipListSet<>();
    private long index;
    private long line;

    JsonLinesFile(TextFile file, String dataset) throws IOException {
        this.reader = file.read();
        this.lines = new BufferedReader(reader, 64 * 1024);
        this.dataset = dataset;
    }

    @Override
    public ReadRow next() throws IOException {
        String text;
        do {
            text = lines.readLine();
            line++;
        } while (text != null && text.isBlank());
        return text == null ? null : new ReadRow(index++, line, List.of(), text, null, text.length());
    }

    @Override
    public FileRow map(ReadRow read) {
        try {
            JsonNode row = JSON.readTree(read.text());
            if (!row.isObject()) return malformed(read);
            for (String field : row.propertyNames())
                if (!KNOWN.contains(field) && unknown.size() < MOST_UNKNOWN) unknown.add(field);
            return new FileRow(read.index(), read.line(), record(read, row), null, read::text);
        } catch (JacksonException e) {
            return malformed(read);
        }
    }

    @Override
    public boolean mayHaveVersions() {
        return true;
    }

    private static FileRow malformed(ReadRow read) {
        Fault fault = new Fault(
                "ROW_FORMAT",
                "record",
                null,
                "第 " + read.line() + " 行不是一个 JSON 对象",
                "line " + read.line() + " is not one JSON object");
        return new FileRow(
                read.index(), read.line(), null, fault, () -> JSON.writeValueAsString(Map.of("raw", read.text())));
    }

    private RawRecord record(ReadRow read, JsonNode row) {
        JsonNode subject = row.path("subject");
        JsonNode handledBy = row.path("handledBy");
        Map<String, String> items = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> item : row.path("items").properties()) {
            String value = text(item.getValue());
            if (value != null) items.put(item.getKey(), value);
        }
        String named = text(row.path("dataset"));
        return new RawRecord(
                read.index(),
                read.line(),
                named == null ? dataset : named,
                text(row.path("recordId")),
                text(row.path("version")),
                text(row.path("operation")),
                text(subject.path("type")),
                text(subject.path("idType")),
                text(subject.path("id")),
                text(row.path("name")),
                items,
                text(row.path("validFrom")),
                text(row.path("validTo")),
                text(row.path("reason")),
                text(handledBy.path("unit")),
                text(handledBy.path("person")));
    }

    private static String text(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) return null;
        return node.isString() ? node.stringValue() : node.toString();
    }

    @Override
    public List<Fault> warnings() {
        List<Fault> warnings = new ArrayList<>();
        for (String field : unknown)
            warnings.add(new Fault(
                    "FILE_COLUMN_UNKNOWN",
                    "file",
                    field,
                    "未知字段“" + field + "”未收",
                    "the unknown field \"" + field + "\" was dropped"));
        return warnings;
    }

    @Override
    public long bytesRead() {
        return reader.decoded();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
