package org.basedata.registry.api.job;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Rows of a file for spreadsheets: RFC 4180 in UTF-8 with a byte order mark, without which they take it for another character set. A value that a spreadsheet
 * would run as a formula begins with an apostrophe, so that it is shown as it is.
 */
public final class Delimited {
    /** The byte order mark. */
    public static final byte[] BEGIN = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private static final String FORMULAS = "=+-@\t\r";

    private Delimited() {}

    public static void add(ByteArrayOutputStream to, List<String> cells) {
        StringBuilder row = new StringBuilder(cells.size() * 12);
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) row.append(',');
            add(row, cells.get(i));
        }
        to.writeBytes(row.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void add(StringBuilder row, String cell) {
        if (cell == null || cell.isEmpty()) return;
        boolean formula = FORMULAS.indexOf(cell.charAt(0)) >= 0;
        boolean quoted = false;
        for (int i = 0; i < cell.length() && !quoted; i++) {
            char c = cell.charAt(i);
            quoted = c == ',' || c == '"' || c == '\n' || c == '\r';
        }
        if (!quoted) {
            if (formula) row.append('\'');
            row.append(cell);
            return;
        }
        row.append('"');
        if (formula) row.append('\'');
        row.append(cell.replace("\"", "\"\"")).append('"');
    }
}
