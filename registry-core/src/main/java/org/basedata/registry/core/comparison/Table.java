package org.basedata.registry.core.comparison;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A table of facts beside this package: comments begin with '#', then one line of column names, no quoting. */
final class Table {
    private Table() {}

    static List<String[]> rows(String file, int columns) {
        InputStream in = Table.class.getResourceAsStream(file);
        if (in == null) {
            throw new IllegalStateException("Table " + file + " is missing from the program");
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            List<String[]> rows = new ArrayList<>();
            boolean named = false;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.isBlank() || line.charAt(0) == '#') {
                    continue;
                }
                if (!named) {
                    named = true;
                    continue;
                }
                String[] cells = line.split(",", -1);
                if (cells.length != columns) {
                    throw new IllegalStateException("Table " + file + ": " + columns + " columns wanted in: " + line);
                }
                rows.add(cells);
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException("Table " + file + " cannot be read", e);
        }
    }
}
