package org.basedata.registry.importers.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.basedata.registry.core.fault.Fault;
import tools.jackson.databind.json.JsonMapper;

/** Rows of a delimited file with a header. */
final class CsvFile implements FileRows {
    private static final JsonMapper JSON = new JsonMapper();

    private final DecodingReader reader;
    private final CsvRows rows;
    private final Columns columns;
    private long index;

    private CsvFile(DecodingReader reader, CsvRows rows, Columns columns) {
        this.reader = reader;
        this.rows = rows;
        this.columns = columns;
    }

    /**
     * @param header makes columns of the headers
     * @throws FileRefused when the header is not fit
     */
    static CsvFile open(TextFile file, Function<List<String>, Columns> header) throws IOException {
        char separator = separator(file);
        DecodingReader reader = file.read();
        CsvRows rows = new CsvRows(reader, separator);
        try {
            CsvRow first = rows.next();
            if (first == null) throw refused("FILE_EMPTY", "文件没有表头,也没有数据", "the file has neither header nor rows");
            if (first.fault() != null)
                throw refused(
                        "FILE_HEADER_FORMAT",
                        "表头无法读取:" + first.fault().message(),
                        "the header cannot be read: " + first.fault().messageEn());
            return new CsvFile(reader, rows, header.apply(first.fields()));
        } catch (IOException | RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /** A comma; a tab or a semicolon where the header has one and no comma. */
    static char separator(TextFile file) throws IOException {
        try (CsvRows rows = new CsvRows(file.read(), ',')) {
            CsvRow header = rows.next();
            if (header == null || header.fields().size() != 1) return ',';
            String only = header.fields().get(0);
            return only.indexOf('\t') >= 0 ? '\t' : only.indexOf(';') >= 0 ? ';' : ',';
        }
    }

    private static FileRefused refused(String code, String zh, String en) {
        return new FileRefused(List.of(TextFile.fault(code, null, zh, en)));
    }

    @Override
    public ReadRow next() throws IOException {
        CsvRow row = rows.next();
        if (row == null) return null;
        int size = row.raw() == null ? 0 : row.raw().length();
        List<String> fields = row.fields();
        for (int i = 0; i < fields.size(); i++) size += fields.get(i).length() + 1;
        return new ReadRow(index++, row.line(), fields, row.raw(), row.fault(), size);
    }

    @Override
    public FileRow map(ReadRow row) {
        if (row.fault() != null)
            return new FileRow(
                    row.index(),
                    row.line(),
                    null,
                    row.fault(),
                    () -> JSON.writeValueAsString(Map.of("raw", row.text())));
        List<String> fields = row.fields();
        if (fields.size() != columns.size()) {
            Fault fault = new Fault(
                    "ROW_FORMAT",
                    "record",
                    null,
                    "第 " + row.line() + " 行有 " + fields.size() + " 个字段,表头有 " + columns.size() + " 个;请补齐或给含分隔符的值加引号",
                    "the row on line " + row.line() + " has " + fields.size() + " fields, the header has "
                            + columns.size() + "; complete it, or quote values that hold the separator");
            return new FileRow(
                    row.index(), row.line(), null, fault, () -> JSON.writeValueAsString(Map.of("fields", fields)));
        }
        return new FileRow(
                row.index(), row.line(), columns.record(row.index(), row.line(), fields), null, () -> asSent(fields));
    }

    @Override
    public boolean mayHaveVersions() {
        return columns.haveVersions();
    }

    private String asSent(List<String> fields) {
        Map<String, String> byHeader = new LinkedHashMap<>();
        List<String> headers = new ArrayList<>(columns.headers());
        for (int i = 0; i < fields.size(); i++) {
            // Only columns without a name can share one.
            String header = headers.get(i).strip();
            byHeader.put(
                    byHeader.containsKey(header) || header.isEmpty() ? header + "#" + (i + 1) : header, fields.get(i));
        }
        return JSON.writeValueAsString(byHeader);
    }

    @Override
    public List<Fault> warnings() {
        return columns.warnings();
    }

    @Override
    public long bytesRead() {
        return reader.decoded();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
