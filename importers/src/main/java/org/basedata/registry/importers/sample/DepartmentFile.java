package org.basedata.registry.importers.sample;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One file while it is being written. A row is begun, filled and then ended with what the registry must answer to it;
 * the same call writes the row and counts the answer, so that neither can be forgotten.
 */
final class DepartmentFile implements Closeable {
    static final String UTF_8 = "UTF-8";
    static final String UTF_8_BOM = "UTF-8-BOM";
    static final String GB18030 = "GB18030";

    private static final String[] ENVELOPE = {
        "recordId",
        "version",
        "operation",
        "idType",
        "id",
        "name",
        "validFrom",
        "validTo",
        "reason",
        "handlingUnit",
        "handlingPerson"
    };
    private static final String[] ENVELOPE_ZH = {
        "来源记录号", "版本", "操作", "证件类型", "证件号码", "姓名", "生效日期", "失效日期", "原因", "经办单位", "经办人"
    };
    /** Every row says that it is made up. */
    private static final String HANDLING_UNIT = "合成数据·示例受理窗口";

    private static final String HANDLING_PERSON = "示例经办员";

    private record Later(String[] row, boolean accepted) {}

    private final SampleFile file;
    private final Truth truth;
    private final Truth.Counts counts;
    private final CsvWriter csv;
    private final String[] row;
    private final Map<String, Integer> columns = new HashMap<>();
    private final List<Later> later = new ArrayList<>();
    private final String recordPrefix;

    /**
     * @param items item codes; with {@code GB18030} each is followed by a colon and its Chinese name, which then is the
     *     header
     */
    DepartmentFile(
            Path directory, int order, String source, String dataset, String charset, Truth truth, String... items) {
        String name = "%02d-%s-%s.csv".formatted(order, source, dataset);
        this.file = new SampleFile(directory.resolve(name), source, dataset, charset);
        this.truth = truth;
        this.counts = truth.file(file);
        this.recordPrefix = source + "-" + order + "-";
        boolean chinese = charset.equals(GB18030);
        String[] header = new String[ENVELOPE.length + items.length];
        System.arraycopy(chinese ? ENVELOPE_ZH : ENVELOPE, 0, header, 0, ENVELOPE.length);
        for (int i = 0; i < ENVELOPE.length; i++) columns.put(ENVELOPE[i], i);
        for (int i = 0; i < items.length; i++) {
            String[] codeAndName = items[i].split(":");
            header[ENVELOPE.length + i] = chinese ? codeAndName[1] : codeAndName[0];
            columns.put(codeAndName[0], ENVELOPE.length + i);
        }
        this.row = new String[header.length];
        try {
            Files.deleteIfExists(file.path());
            OutputStream bytes = Files.newOutputStream(file.path());
            if (charset.equals(UTF_8_BOM)) bytes.write(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
            Writer out = new OutputStreamWriter(bytes, Charset.forName(chinese ? GB18030 : UTF_8));
            csv = CsvWriter.builder()
                    .lineDelimiter(LineDelimiter.CRLF)
                    .bufferSize(1 << 16)
                    .build(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        csv.writeRecord(header);
    }

    SampleFile file() {
        return file;
    }

    String source() {
        return file.source();
    }

    /** A record about the subject with this index; {@code part} tells apart several of one subject. */
    String recordId(long index, int part) {
        return recordPrefix + (10_000_000L + index) + (part == 0 ? "" : "-" + part);
    }

    DepartmentFile begin(String recordId, int version, String operation, String idType, String id, String name) {
        Arrays.fill(row, "");
        row[0] = recordId;
        row[1] = Integer.toString(version);
        row[2] = operation;
        row[3] = idType;
        row[4] = id;
        row[5] = name;
        row[9] = HANDLING_UNIT;
        row[10] = HANDLING_PERSON;
        return this;
    }

    DepartmentFile from(long epochDay) {
        row[6] = Days.text(epochDay);
        return this;
    }

    /** Sets an envelope column or an item; null is an empty cell. */
    DepartmentFile set(String column, String value) {
        Integer at = columns.get(column);
        if (at == null) throw new IllegalStateException(file.path().getFileName() + " has no column " + column);
        row[at] = value == null ? "" : value;
        return this;
    }

    DepartmentFile set(String column, long epochDay) {
        return set(column, Days.text(epochDay));
    }

    String get(String column) {
        return row[columns.get(column)];
    }

    /** Clears the items of the row, as in a withdrawal. */
    DepartmentFile clearItems() {
        Arrays.fill(row, ENVELOPE.length, row.length, "");
        return this;
    }

    /** The row now begun must be accepted. It stays as it is, so that a next version can be made from it. */
    void accepted() {
        counts.accepted++;
        write(row);
    }

    /** The row as it now is holds from a day on: one version higher, accepted. */
    void nextVersion(long from) {
        row[1] = Integer.toString(Integer.parseInt(row[1]) + 1);
        from(from).accepted();
    }

    void unchanged() {
        counts.unchanged++;
        write(row);
    }

    void acceptedWithWarning(String code) {
        counts.warningsByCode.merge(code, 1L, Long::sum);
        accepted();
    }

    /** The name belongs to somebody else: accepted, and held out of the master record. */
    void held() {
        truth.hold(row[3], row[4], file, row[0]);
        accepted();
    }

    void refused(String... codes) {
        write(row);
        truth.refusal(counts, row[0], List.of(codes));
    }

    /** As {@link #accepted()}, but at the end of the file. */
    void acceptedLater() {
        later.add(new Later(row.clone(), true));
    }

    /** As {@link #unchanged()}, but at the end of the file. */
    void unchangedLater() {
        later.add(new Later(row.clone(), false));
    }

    private void write(String[] cells) {
        counts.rows++;
        csv.writeRecord(cells);
    }

    @Override
    public void close() throws IOException {
        for (Later one : later) {
            if (one.accepted) counts.accepted++;
            else counts.unchanged++;
            write(one.row);
        }
        later.clear();
        csv.close();
    }
}
