package org.basedata.registry.core.reference;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of facts on the class path: lines {@code # key: value} that state standard and source, one line of column
 * names, then rows. Fields hold no commas, so that none needs quotes.
 */
record ReferenceFile(Map<String, String> header, List<String[]> rows) {

    static ReferenceFile load(String name) {
        byte[] bytes = bytes(name);
        String path = path(name);
        try {
            return parse(
                    path,
                    new BufferedReader(new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    /** The file as it is. */
    static byte[] bytes(String name) {
        String path = path(name);
        try (InputStream in = ReferenceFile.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("Reference file " + path + " is not on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    private static String path(String name) {
        return "/reference/" + name + ".csv";
    }

    private static ReferenceFile parse(String path, BufferedReader lines) throws IOException {
        Map<String, String> header = new HashMap<>();
        List<String[]> rows = new ArrayList<>();
        int columns = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("#")) {
                int colon = line.indexOf(':');
                header.put(
                        line.substring(1, colon).strip(),
                        line.substring(colon + 1).strip());
            } else if (columns == 0) {
                columns = line.split(",", -1).length;
            } else {
                String[] row = line.split(",", -1);
                if (row.length != columns) {
                    throw new IllegalStateException(
                            path + ": " + row.length + " fields instead of " + columns + " in: " + line);
                }
                rows.add(row);
            }
        }
        return new ReferenceFile(Map.copyOf(header), List.copyOf(rows));
    }

    String standard() {
        return header.getOrDefault("standard", "");
    }
}
