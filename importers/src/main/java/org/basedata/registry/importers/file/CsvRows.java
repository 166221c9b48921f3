package org.basedata.registry.importers.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.basedata.registry.core.fault.Fault;

/**
 * Reads delimited text (RFC 4180; lines end with CRLF, LF or CR, mixed as they come) in one pass and little memory. Empty
 * lines are skipped. A malformed row costs only the line on which it begins: reading goes on with the next line, so a quote
 * that is never closed does not swallow the rest of the file.
 */
final class CsvRows implements Closeable {
    /** The most characters of one row; whatever is longer is taken for a quote that was never closed. */
    static final int LONGEST_ROW = 16 * 1024 * 1024;
    /** How much of a line that is too long is kept. */
    private static final int KEPT_OF_LONG_LINE = 64 * 1024;

    private static final int END = -1;
    private static final int TOO_LONG = -2;

    private final Reader in;
    private final char separator;
    private char[] buffer = new char[64 * 1024];
    private int limit;
    private int start;
    /** Place of the next character, counted from the start of the row: filling the buffer moves rows. */
    private int at;

    private boolean ended;
    private long line = 1;
    private int columns = 8;

    CsvRows(Reader in, char separator) {
        this.in = in;
        this.separator = separator;
    }

    /** The next row; null behind the last. */
    CsvRow next() throws IOException {
        skipEmptyLines();
        if (peek() == END) return null;
        long first = line;
        List<String> fields = new ArrayList<>(columns);
        while (true) {
            String problem = peek() == '"' ? quoted(fields) : plain(fields);
            if (problem != null) return malformed(first, problem);
            int c = peek();
            if (c == separator) {
                at++;
                continue;
            }
            endLine();
            columns = fields.size();
            start += at;
            at = 0;
            return new CsvRow(first, fields, null, null);
        }
    }

    private String plain(List<String> fields) throws IOException {
        int from = at;
        while (true) {
            at = plainEnd(start + at) - start;
            int c = peek();
            if (c == TOO_LONG) return "TOO_LONG";
            if (c == END || c == separator || c == '\n' || c == '\r') break;
        }
        fields.add(from == at ? "" : new String(buffer, start + from, at - from));
        return null;
    }

    /** Place of the first character from there on that ends a plain field, or of the end of what is in the buffer. */
    private int plainEnd(int place) {
        char[] characters = buffer;
        char mark = separator;
        while (place < limit) {
            char c = characters[place];
            if (c == mark || c == '\n' || c == '\r') return place;
            place++;
        }
        return place;
    }

    private String quoted(List<String> fields) throws IOException {
        at++;
        int from = at;
        StringBuilder parts = null;
        while (true) {
            at = quotedEnd(start + at) - start;
            int c = peek();
            if (c == TOO_LONG) return "TOO_LONG";
            if (c == END) return "UNTERMINATED";
            if (c == '\n' || c == '\r') {
                endLine();
                continue;
            }
            at++;
            if (c != '"') continue;
            int next = peek();
            if (next == '"') {
                if (parts == null) parts = new StringBuilder();
                parts.append(buffer, start + from, at - from);
                at++;
                from = at;
                continue;
            }
            String last = new String(buffer, start + from, at - 1 - from);
            fields.add(parts == null ? last : parts.append(last).toString());
            return next == separator || next == '\n' || next == '\r' || next == END ? null : "AFTER_QUOTE";
        }
    }

    /** Likewise for a quoted field; line ends are counted there. */
    private int quotedEnd(int place) {
        char[] characters = buffer;
        while (place < limit) {
            char c = characters[place];
            if (c == '"' || c == '\n' || c == '\r') return place;
            place++;
        }
        return place;
    }

    private CsvRow malformed(long first, String problem) throws IOException {
        at = 0;
        line = first;
        boolean cut = false;
        while (true) {
            int c = peek();
            if (c == END || c == '\n' || c == '\r') break;
            if (c == TOO_LONG) {
                cut = true;
                break;
            }
            at++;
        }
        String raw = new String(buffer, start, cut ? KEPT_OF_LONG_LINE : at);
        start += at;
        at = 0;
        if (cut) skipRestOfLine();
        endLine();
        start += at;
        at = 0;
        return new CsvRow(first, List.of(), raw, fault(first, problem, cut));
    }

    private void skipRestOfLine() throws IOException {
        while (true) {
            int c = peek();
            if (c == END || c == '\n' || c == '\r') return;
            start++;
        }
    }

    private static Fault fault(long line, String problem, boolean cut) {
        String kept = cut ? ",该行过长,仅留存开头 " + KEPT_OF_LONG_LINE + " 个字符" : "";
        String keptEn = cut ? "; the line is too long, its first " + KEPT_OF_LONG_LINE + " characters are kept" : "";
        return switch (problem) {
            case "UNTERMINATED" ->
                new Fault(
                        "ROW_FORMAT",
                        "record",
                        null,
                        "第 " + line + " 行的引号到文件末尾仍未闭合;本行不收,其余行照常处理",
                        "a quote opened on line " + line
                                + " is not closed before the end of the file; this line is refused, the others go on");
            case "AFTER_QUOTE" ->
                new Fault(
                        "ROW_FORMAT",
                        "record",
                        null,
                        "第 " + line + " 行起的引号之后还有字符,应为分隔符或行尾;引号内的引号须写两遍",
                        "in the row that begins on line " + line
                                + " a closing quote is followed by other characters; a quote inside quotes is written twice");
            default ->
                new Fault(
                        "ROW_FORMAT",
                        "record",
                        null,
                        "第 " + line + " 行起的一行超过 " + LONGEST_ROW + " 个字符,可能有引号未闭合" + kept,
                        "the row that begins on line " + line + " has more than " + LONGEST_ROW
                                + " characters, probably a quote is not closed" + keptEn);
        };
    }

    private void skipEmptyLines() throws IOException {
        for (int c = peek(); c == '\n' || c == '\r'; c = peek()) {
            endLine();
            start += at;
            at = 0;
        }
    }

    /** Steps over one line end, if there is one. */
    private void endLine() throws IOException {
        int c = peek();
        if (c != '\n' && c != '\r') return;
        at++;
        line++;
        if (c == '\r' && peek() == '\n') at++;
    }

    private int peek() throws IOException {
        int place = start + at;
        return place < limit ? buffer[place] : fill();
    }

    private int fill() throws IOException {
        if (ended) return END;
        if (at >= LONGEST_ROW) return TOO_LONG;
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, limit - start);
            limit -= start;
            start = 0;
        }
        if (limit == buffer.length) buffer = Arrays.copyOf(buffer, Math.min(buffer.length * 2, LONGEST_ROW + 2));
        int n = in.read(buffer, limit, buffer.length - limit);
        if (n < 0) {
            ended = true;
            return END;
        }
        limit += n;
        return buffer[start + at];
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
