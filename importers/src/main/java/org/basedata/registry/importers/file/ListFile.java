package org.basedata.registry.importers.file;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.catalogue.ValueType;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.reference.CodeLists;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A list that a department has, as named columns and rows of cells, whatever the form of the file. Character sets are found out and
 * malformed rows are named as in imports; the first sheet of a workbook is read, and of JSON lines the columns are all fields there are.
 */
public final class ListFile implements Closeable {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int MOST_COLUMNS = 200;

    /** How a list is written. */
    public enum Form {
        CSV,
        XLSX,
        JSONL
    }

    /**
     * A row.
     *
     * @param number from 1, blank rows not counted
     * @param line of the file on which it begins, from 1
     * @param cells as many as there are columns, empty where there is none; what could be read of a malformed row
     * @param fault of a malformed row; null otherwise
     */
    public record Line(long number, long line, List<String> cells, Fault fault) {}

    /** What the forms differ in. */
    private interface Rows extends Closeable {
        /** Null behind the last. */
        Line next(long number) throws IOException;
    }

    private final List<String> columns;
    private final Rows rows;
    private long number;

    private ListFile(List<String> columns, Rows rows) {
        this.columns = columns;
        this.rows = rows;
    }

    /**
     * @param charset null to find it out; of no workbook
     * @throws FileRefused when it cannot be read as a list
     */
    public static ListFile open(Path file, Form form, Charset charset) throws IOException {
        return switch (form) {
            case CSV -> delimited(TextFile.probe(file, charset));
            case JSONL -> jsonLines(TextFile.probe(file, charset));
            case XLSX -> workbook(file);
        };
    }

    public List<String> columns() {
        return columns;
    }

    /** The next row that is not blank; null behind the last. */
    public Line next() throws IOException {
        Line line = rows.next(number + 1);
        if (line != null) number++;
        return line;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }

    /** A value of the item as the registry writes it: dates in one form, labels of codes as their codes. */
    public static String value(DataItem item, String text) {
        if (item.type() == ValueType.DATE) return Dates.normalised(text, List.of());
        if (item.type() != ValueType.CODE) return text.strip();
        return CodeLists.standard()
                .list(item.codeList())
                .flatMap(list -> list.codeOf(text))
                .orElse(text.strip());
    }

    private static List<String> headed(List<String> columns) {
        List<Fault> faults = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        if (columns.size() > MOST_COLUMNS)
            faults.add(TextFile.fault(
                    "FILE_HEADER_FORMAT",
                    null,
                    "最多 " + MOST_COLUMNS + " 列",
                    "a list has at most " + MOST_COLUMNS + " columns"));
        for (int i = 0; i < columns.size(); i++) {
            String column = columns.get(i).strip();
            if (column.isEmpty())
                faults.add(new Fault(
                        "FILE_HEADER_MISSING",
                        "file.header",
                        null,
                        "第 " + (i + 1) + " 列没有表头,请补上列名",
                        "column " + (i + 1) + " has no head; give it a name"));
            else if (!seen.add(column))
                faults.add(new Fault(
                        "FILE_HEADER_DUPLICATE",
                        "file.header",
                        column.length() > 30 ? null : column,
                        "第 " + (i + 1) + " 列与前面的列同名,请改名",
                        "column " + (i + 1) + " has the name of one before it; rename it"));
        }
        if (!faults.isEmpty()) throw new FileRefused(faults);
        return columns.stream().map(String::strip).toList();
    }

    private static FileRefused empty() {
        return new FileRefused(
                List.of(TextFile.fault("FILE_EMPTY", null, "文件没有表头,也没有数据", "the file has neither header nor rows")));
    }

    private static boolean blank(List<String> cells) {
        for (String cell : cells) if (!cell.isBlank()) return false;
        return true;
    }

    private static List<String> padded(List<String> cells, int size) {
        List<String> padded = new ArrayList<>(cells);
        while (padded.size() < size) padded.add("");
        return padded;
    }

    private static Fault tooWide(long line, int cells, int columns) {
        return new Fault(
                "ROW_FORMAT",
                "record",
                null,
                "第 " + line + " 行有 " + cells + " 个字段,表头有 " + columns + " 个;请补齐或给含分隔符的值加引号",
                "the row on line " + line + " has " + cells + " fields, the header has " + columns
                        + "; complete it, or quote values that hold the separator");
    }

    private static ListFile delimited(TextFile text) throws IOException {
        char separator = CsvFile.separator(text);
        CsvRows rows = new CsvRows(text.read(), separator);
        try {
            CsvRow first = rows.next();
            if (first == null) throw empty();
            if (first.fault() != null)
                throw new FileRefused(List.of(TextFile.fault(
                        "FILE_HEADER_FORMAT",
                        null,
                        "表头无法读取:" + first.fault().message(),
                        "the header cannot be read: " + first.fault().messageEn())));
            List<String> columns = headed(first.fields());
            return new ListFile(columns, new Rows() {
                @Override
                public Line next(long number) throws IOException {
                    CsvRow row;
                    do {
                        row = rows.next();
                    } while (row != null && row.fault() == null && blank(row.fields()));
                    if (row == null) return null;
                    if (row.fault() != null) return new Line(number, row.line(), List.of(row.raw()), row.fault());
                    int cells = row.fields().size();
                    Fault fault = cells == columns.size() ? null : tooWide(row.line(), cells, columns.size());
                    return new Line(number, row.line(), row.fields(), fault);
                }

                @Override
                public void close() throws IOException {
                    rows.close();
                }
            });
        } catch (IOException | RuntimeException e) {
            rows.close();
            throw e;
        }
    }

    /** Read twice: the columns are known when all lines were looked at. */
    private static ListFile jsonLines(TextFile text) throws IOException {
        Set<String> fields = new LinkedHashSet<>();
        boolean any = false;
        try (BufferedReader lines = new BufferedReader(text.read())) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode row = object(line);
                any |= !line.isBlank();
                if (row != null) fields.addAll(row.propertyNames());
                if (fields.size() > MOST_COLUMNS) break;
            }
        }
        if (!any || fields.isEmpty()) throw empty();
        List<String> columns = headed(List.copyOf(fields));
        List<String> names = List.copyOf(fields);
        BufferedReader lines = new BufferedReader(text.read());
        return new ListFile(columns, new Rows() {
            private long at;

            @Override
            public Line next(long number) throws IOException {
                String line;
                do {
                    line = lines.readLine();
                    at++;
                } while (line != null && line.isBlank());
                if (line == null) return null;
                JsonNode row = object(line);
                if (row == null)
                    return new Line(
                            number,
                            at,
                            List.of(line),
                            new Fault(
                                    "ROW_FORMAT",
                                    "record",
                                    null,
                                    "第 " + at + " 行不是一个 JSON 对象",
                                    "line " + at + " is not one JSON object"));
                List<String> cells = new ArrayList<>(names.size());
                for (String name : names) cells.add(text(row.path(name)));
                return new Line(number, at, cells, null);
            }

            @Override
            public void close() throws IOException {
                lines.close();
            }
        });
    }

    private static JsonNode object(String line) {
        if (line.isBlank()) return null;
        try {
            JsonNode row = JSON.readTree(line);
            return row.isObject() ? row : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private static String text(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) return "";
        return node.isString() ? node.stringValue() : node.toString();
    }

    private static ListFile workbook(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        ReadableWorkbook workbook = null;
        try {
            workbook = new ReadableWorkbook(in);
            Stream<Row> stream = workbook.getFirstSheet().openStream();
            Iterator<Row> sheet = stream.iterator();
            if (!sheet.hasNext()) throw empty();
            List<String> columns = headed(cells(sheet.next()));
            if (columns.isEmpty()) throw empty();
            return new ListFile(columns, new Sheet(in, workbook, stream, sheet, columns.size()));
        } catch (IOException | ExcelReaderException e) {
            close(workbook, in);
            throw new FileRefused(List.of(TextFile.fault(
                    "FILE_FORMAT",
                    null,
                    "文件不是 XLSX 工作簿,或已损坏、已加密;请用表格软件另存为 XLSX 后重新上传",
                    "the file is no XLSX workbook, or it is damaged or encrypted; save it as XLSX and send it again")));
        } catch (RuntimeException e) {
            close(workbook, in);
            throw e;
        }
    }

    private static void close(ReadableWorkbook workbook, InputStream in) throws IOException {
        if (workbook != null) workbook.close();
        in.close();
    }

    /** Rows of a sheet. */
    private record Sheet(
            InputStream in, ReadableWorkbook workbook, Stream<Row> stream, Iterator<Row> sheet, int columns)
            implements Rows {
        @Override
        public Line next(long number) throws IOException {
            try {
                while (sheet.hasNext()) {
                    Row row = sheet.next();
                    List<String> cells = cells(row);
                    if (blank(cells)) continue;
                    int line = row.getRowNum();
                    return new Line(
                            number,
                            line,
                            padded(cells, columns),
                            cells.size() <= columns ? null : tooWide(line, cells.size(), columns));
                }
                return null;
            } catch (ExcelReaderException e) {
                throw new IOException("the sheet cannot be read further", e);
            }
        }

        @Override
        public void close() throws IOException {
            stream.close();
            ListFile.close(workbook, in);
        }
    }

    /** Without the empty ones at the end. Numbers come as they are written, so that long ones lose no digit. */
    private static List<String> cells(Row row) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < row.getCellCount(); i++) {
            Cell cell = row.getOptionalCell(i).orElse(null);
            cells.add(cell == null ? "" : text(cell));
        }
        while (!cells.isEmpty() && cells.get(cells.size() - 1).isBlank()) cells.remove(cells.size() - 1);
        return cells;
    }

    private static String text(Cell cell) {
        if (cell.getType() == CellType.EMPTY) return "";
        if (cell.getType() != CellType.NUMBER) return cell.getText() == null ? "" : cell.getText();
        String format = cell.getDataFormatString();
        boolean date = format != null && format.matches("(?i).*[ymd].*[ymd].*") && !format.contains("General");
        if (date) return cell.asDate().toLocalDate().toString();
        String plain = cell.asNumber().stripTrailingZeros().toPlainString();
        return plain;
    }
}
