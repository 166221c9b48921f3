package org.basedata.registry.importers.sample;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a written sample back without any of the code that wrote it. */
final class SampleRows {
    /** @param cells item codes and envelope names to values; empty cells are left out */
    record Row(SampleFile file, int number, List<String> raw, Map<String, String> cells) {
        String get(String column) {
            return cells.get(column);
        }

        int version() {
            return Integer.parseInt(cells.get("version"));
        }

        String key() {
            return file.source() + "/" + file.dataset() + "/" + cells.get("recordId");
        }
    }

    static final List<String> ENVELOPE = List.of(
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
            "handlingPerson");

    private static final Map<String, String> CHINESE = Map.ofEntries(
            Map.entry("来源记录号", "recordId"),
            Map.entry("版本", "version"),
            Map.entry("操作", "operation"),
            Map.entry("证件类型", "idType"),
            Map.entry("证件号码", "id"),
            Map.entry("姓名", "name"),
            Map.entry("生效日期", "validFrom"),
            Map.entry("失效日期", "validTo"),
            Map.entry("原因", "reason"),
            Map.entry("经办单位", "handlingUnit"),
            Map.entry("经办人", "handlingPerson"),
            Map.entry("性别", "sex"),
            Map.entry("出生日期", "birthDate"),
            Map.entry("低保类别", "allowanceKind"),
            Map.entry("低保起始日期", "allowanceFrom"),
            Map.entry("低保金额", "allowanceAmount"),
            Map.entry("保障人口数", "allowanceHouseholdSize"),
            Map.entry("低保证编号", "allowanceCertificateNumber"));

    private SampleRows() {}

    /** Strict: a byte sequence that the charset does not know fails the test. */
    static String text(SampleFile file) {
        try {
            byte[] bytes = Files.readAllBytes(file.path());
            Charset charset = file.charset().equals("GB18030") ? Charset.forName("GB18030") : StandardCharsets.UTF_8;
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Row> of(SampleFile file) {
        String text = text(file);
        if (file.charset().equals("UTF-8-BOM")) text = text.substring(1);
        List<Row> rows = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(text)) {
            for (NamedCsvRecord record : csv) {
                Map<String, String> cells = new LinkedHashMap<>();
                record.getFieldsAsMap().forEach((header, value) -> {
                    if (!value.isEmpty()) cells.put(CHINESE.getOrDefault(header, header), value);
                });
                rows.add(new Row(file, rows.size() + 1, record.getFields(), cells));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    static List<Row> of(SampleSet sample) {
        return sample.files().stream().flatMap(file -> of(file).stream()).toList();
    }

    static JsonNode truth(SampleSet sample) {
        return json(sample.truth());
    }

    private static JsonNode json(Path path) {
        try {
            return JsonMapper.builder().build().readTree(Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
