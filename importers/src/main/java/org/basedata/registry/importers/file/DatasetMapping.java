package org.basedata.registry.importers.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.basedata.registry.core.identifier.IdType;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What files of one dataset have beyond the rules that hold for all: read from {@code /mapping/<dataset>.yaml}, which may be
 * absent. The file's layout is described in {@code /mapping/README.md}.
 *
 * @param idType document type of files that have no column for it; null when such files are refused
 */
record DatasetMapping(IdType idType, Map<String, Column> columns) {
    /**
     * @param headers further headers of the column
     * @param labels further labels of codes
     * @param dates further forms in which dates are written
     */
    record Column(List<String> headers, Map<String, String> labels, List<DateTimeFormatter> dates) {
        static final Column PLAIN = new Column(List.of(), Map.of(), List.of());
    }

    private static final DatasetMapping NONE = new DatasetMapping(null, Map.of());

    static DatasetMapping of(String dataset) {
        // Codes of datasets come from the catalogue, but a path is a path.
        if (!dataset.matches("[a-z0-9-]{1,64}")) return NONE;
        String path = "/mapping/" + dataset + ".yaml";
        try (InputStream in = DatasetMapping.class.getResourceAsStream(path)) {
            return in == null ? NONE : parse(path, new Yaml(new SafeConstructor(new LoaderOptions())).load(in));
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    static DatasetMapping parse(String path, Object yaml) {
        Map<?, ?> top = map(path, yaml);
        onlyKeys(path, top, Set.of("idType", "columns"));
        IdType idType = top.get("idType") == null
                ? null
                : IdType.valueOf(top.get("idType").toString());
        Map<String, Column> columns = new HashMap<>();
        if (top.get("columns") != null) {
            map(path + ": columns", top.get("columns")).forEach((code, value) -> {
                String place = path + ": columns." + code;
                Map<?, ?> column = map(place, value);
                onlyKeys(place, column, Set.of("headers", "labels", "dates"));
                columns.put(
                        code.toString(),
                        new Column(
                                texts(place + ".headers", column.get("headers")),
                                labels(place + ".labels", column.get("labels")),
                                texts(place + ".dates", column.get("dates")).stream()
                                        .map(pattern -> DateTimeFormatter.ofPattern(pattern)
                                                .withResolverStyle(ResolverStyle.STRICT))
                                        .toList()));
            });
        }
        return new DatasetMapping(idType, Map.copyOf(columns));
    }

    Column column(String code) {
        return columns.getOrDefault(code, Column.PLAIN);
    }

    private static Map<?, ?> map(String place, Object value) {
        if (value instanceof Map<?, ?> map) return map;
        throw new IllegalArgumentException(place + " must be a map, is " + value);
    }

    private static List<String> texts(String place, Object value) {
        if (value == null) return List.of();
        if (value instanceof List<?> list)
            return list.stream().map(Object::toString).toList();
        throw new IllegalArgumentException(place + " must be a list, is " + value);
    }

    private static Map<String, String> labels(String place, Object value) {
        if (value == null) return Map.of();
        Map<String, String> labels = new HashMap<>();
        map(place, value).forEach((label, code) -> {
            // YAML reads an unquoted 01 as the number one.
            if (!(code instanceof String)) throw new IllegalArgumentException(place + "." + label + " must be quoted");
            labels.put(label.toString(), code.toString());
        });
        return Map.copyOf(labels);
    }

    private static void onlyKeys(String place, Map<?, ?> map, Set<String> known) {
        for (Object key : map.keySet())
            if (!known.contains(key))
                throw new IllegalArgumentException(place + " has unknown key " + key + ", known are " + known);
    }
}
