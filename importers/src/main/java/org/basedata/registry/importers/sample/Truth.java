package org.basedata.registry.importers.sample;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the registry must find, written down at the moment when it is put in, by the code that puts it in. */
final class Truth {
    private record Difference(String idType, String id, String item, String rule, List<String> sources) {}

    private record Held(String idType, String id, String source, String dataset, String recordId) {}

    private record Refused(String file, long row, String recordId, List<String> codes) {}

    /** Counts of one file; {@code refusedByCode} counts a row under each of its codes. */
    static final class Counts {
        final SampleFile file;
        long rows;
        long accepted;
        long unchanged;
        long refused;
        final Map<String, Long> refusedByCode = new TreeMap<>();
        final Map<String, Long> warningsByCode = new TreeMap<>();

        Counts(SampleFile file) {
            this.file = file;
        }
    }

    private final List<Counts> files = new ArrayList<>();
    private final List<Difference> conflicts = new ArrayList<>();
    private final List<Held> holds = new ArrayList<>();
    private final List<Refused> refusals = new ArrayList<>();

    Counts file(SampleFile file) {
        Counts counts = new Counts(file);
        files.add(counts);
        return counts;
    }

    List<SampleFile> files() {
        return files.stream().map(counts -> counts.file).toList();
    }

    /** Sources differ on an item; the first named is the one whose value stands. */
    void itemConflict(String idType, String id, String item, String... sources) {
        conflicts.add(new Difference(idType, id, item, null, List.of(sources)));
    }

    void ruleConflict(String idType, String id, String item, String rule, String... sources) {
        conflicts.add(new Difference(idType, id, item, rule, List.of(sources)));
    }

    void hold(String idType, String id, SampleFile file, String recordId) {
        hold(idType, id, file.source(), file.dataset(), recordId);
    }

    void hold(String idType, String id, String source, String dataset, String recordId) {
        holds.add(new Held(idType, id, source, dataset, recordId));
    }

    void refusal(Counts counts, String recordId, List<String> codes) {
        counts.refused++;
        codes.forEach(code -> counts.refusedByCode.merge(code, 1L, Long::sum));
        refusals.add(new Refused(counts.file.path().getFileName().toString(), counts.rows, recordId, codes));
    }

    void write(Path path, SampleSize size, long seed) throws IOException {
        write(path, "\"seed\":" + seed + ",\"persons\":" + size.persons() + ",\"entities\":" + size.entities(), "");
    }

    /**
     * @param head first members of the JSON object
     * @param tail further ones, each line with its comma in front; may be empty
     */
    void write(Path path, String head, String tail) throws IOException {
        try (Writer out = Files.newBufferedWriter(path, StandardCharsets.UTF_8)) {
            out.write("{" + head);
            out.write(",\n\"files\":[");
            String separator = "\n";
            for (Counts counts : files) {
                SampleFile file = counts.file;
                out.write(separator + "{\"file\":"
                        + quoted(file.path().getFileName().toString()) + ",\"source\":"
                        + quoted(file.source()) + ",\"dataset\":" + quoted(file.dataset()) + ",\"charset\":"
                        + quoted(file.charset()) + ",\"rows\":" + counts.rows + ",\"accepted\":" + counts.accepted
                        + ",\"unchanged\":" + counts.unchanged + ",\"refused\":" + counts.refused
                        + ",\"refusedByCode\":" + numbers(counts.refusedByCode) + ",\"warningsByCode\":"
                        + numbers(counts.warningsByCode) + "}");
                separator = ",\n";
            }
            out.write("],\n\"conflicts\":[");
            separator = "\n";
            Map<String, Long> byItem = new TreeMap<>();
            for (Difference conflict : conflicts) {
                byItem.merge(conflict.item, 1L, Long::sum);
                out.write(separator + "{\"idType\":" + quoted(conflict.idType) + ",\"id\":" + quoted(conflict.id)
                        + ",\"kind\":" + (conflict.rule == null ? "\"ITEM\"" : "\"RULE\"") + ",\"item\":"
                        + quoted(conflict.item) + ",\"rule\":" + quoted(conflict.rule) + ",\"sources\":"
                        + list(conflict.sources) + "}");
                separator = ",\n";
            }
            out.write("],\n\"holds\":[");
            separator = "\n";
            for (Held held : holds) {
                out.write(separator + "{\"idType\":" + quoted(held.idType) + ",\"id\":" + quoted(held.id)
                        + ",\"source\":" + quoted(held.source) + ",\"dataset\":" + quoted(held.dataset)
                        + ",\"recordId\":" + quoted(held.recordId) + "}");
                separator = ",\n";
            }
            out.write("],\n\"refusals\":[");
            separator = "\n";
            for (Refused refused : refusals) {
                out.write(separator + "{\"file\":" + quoted(refused.file) + ",\"row\":" + refused.row + ",\"recordId\":"
                        + quoted(refused.recordId) + ",\"codes\":" + list(refused.codes) + "}");
                separator = ",\n";
            }
            out.write("],\n\"conflictsByItem\":" + numbers(byItem) + tail + "}\n");
        }
    }

    private static String numbers(Map<String, Long> counts) {
        StringBuilder out = new StringBuilder("{");
        counts.forEach((code, count) -> out.append(out.length() == 1 ? "" : ",")
                .append(quoted(code))
                .append(':')
                .append(count));
        return out.append('}').toString();
    }

    static String list(Collection<String> values) {
        return values.stream().map(Truth::quoted).collect(Collectors.joining(",", "[", "]"));
    }

    static String quoted(String value) {
        if (value == null) return "null";
        StringBuilder out = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') out.append('\\').append(c);
            else if (c < ' ') out.append(String.format("\\u%04x", (int) c));
            else out.append(c);
        }
        return out.append('"').toString();
    }
}
