package org.basedata.registry.core.calendar;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.basedata.registry.core.fault.Fault;

/**
 * A file with the arrangement of one year: CSV in UTF-8, columns {@code date,kind,name}, a row for every holiday (those on weekends
 * too) and every make-up day. A comment line {@code # source: NOTICE} names the notice.
 *
 * @param source null when no line names it
 */
public record YearFile(int year, String source, List<CalendarDay> days) {
    public static final int FIRST_YEAR = StatutoryDays.FIRST_YEAR;
    public static final int LAST_YEAR = 2100;

    private static final List<String> COLUMNS = List.of("date", "kind", "name");
    private static final List<Integer> SHIPPED = List.of(2024, 2025, 2026);
    private static final String SOURCE = "source:";
    private static final int LONGEST_NAME = 50;
    /** Several times what a year can need. */
    public static final int MOST_BYTES = 1 << 16;

    public YearFile {
        days = List.copyOf(days);
    }

    /** How many days of the kind there are. */
    public long count(DayKind kind) {
        return days.stream().filter(day -> day.kind() == kind).count();
    }

    /** The years that come with the registry. */
    static List<YearFile> shipped() {
        List<YearFile> files = new ArrayList<>();
        for (int year : SHIPPED) {
            String path = "/calendar/" + year + ".csv";
            try (InputStream in = YearFile.class.getResourceAsStream(path)) {
                files.add(read(in.readAllBytes(), year));
            } catch (IOException e) {
                throw new UncheckedIOException(path, e);
            }
        }
        return files;
    }

    /**
     * Reads a file and checks it as a whole.
     *
     * @param year that it must be of; null to take it from the first date
     * @throws CalendarRefused with all faults
     */
    public static YearFile read(byte[] bytes, Integer year) {
        return new Reading(year).read(bytes);
    }

    /** One pass over a file. */
    private static final class Reading {
        private final List<Fault> faults = new ArrayList<>();
        private final List<CalendarDay> days = new ArrayList<>();
        private final Map<LocalDate, Long> lines = new HashMap<>();
        private Integer year;
        private String source;
        private final Set<LocalDate> off = new TreeSet<>();
        private boolean headed;
        /** Rows of which nobody knows what day of the year they are about. */
        private int unread;

        Reading(Integer year) {
            this.year = year;
        }

        YearFile read(byte[] bytes) {
            try (CsvReader<CsvRecord> rows = CsvReader.builder()
                    .commentStrategy(CommentStrategy.READ)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .ofCsvRecord(text(bytes))) {
                for (CsvRecord row : rows) take(row);
                checkWhole();
            } catch (CsvParseException e) {
                notClosed("file");
            } catch (IOException e) {
                throw new UncheckedIOException("a text in memory", e);
            }
            if (!faults.isEmpty()) throw new CalendarRefused(faults);
            return new YearFile(year, source, days);
        }

        private void notClosed(String at) {
            fault("FILE_FORMAT", at, null, "引号未闭合,其后的内容无法读取", "a quote is not closed, what follows cannot be read");
        }

        private String text(byte[] bytes) {
            if (bytes.length > MOST_BYTES) {
                fault(
                        "FILE_TOO_LARGE",
                        "file",
                        Integer.toString(bytes.length),
                        "文件超过 " + MOST_BYTES + " 字节;一个文件只含一年的放假安排",
                        "the file has more than " + MOST_BYTES + " bytes; it is to hold the holidays of one year");
                throw new CalendarRefused(faults);
            }
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
                return text.startsWith("\uFEFF") ? text.substring(1) : text;
            } catch (CharacterCodingException e) {
                fault(
                        "FILE_ENCODING",
                        "file",
                        null,
                        "文件不是 UTF-8 编码;请另存为“CSV UTF-8”后重新上传",
                        "the file is not UTF-8; save it as \"CSV UTF-8\" and send it again");
                throw new CalendarRefused(faults);
            }
        }

        private void take(CsvRecord row) {
            if (row.isComment()) {
                String comment = row.getField(0).strip();
                if (comment.startsWith(SOURCE))
                    source = comment.substring(SOURCE.length()).strip();
                return;
            }
            long line = row.getStartingLineNumber();
            List<String> fields = row.getFields().stream().map(String::strip).toList();
            if (!headed) {
                headed = true;
                if (!fields.equals(COLUMNS))
                    fault(
                            "COLUMNS",
                            "line[" + line + "]",
                            String.join(",", fields),
                            "首行应为列名 date,kind,name",
                            "the first line names the columns: date,kind,name");
                return;
            }
            if (fields.stream().anyMatch(field -> field.contains("\n") || field.contains("\r"))) {
                notClosed("line[" + line + "]");
                unread = Integer.MAX_VALUE / 2;
                return;
            }
            if (fields.size() != COLUMNS.size()) {
                unread++;
                fault(
                        "ROW_FORMAT",
                        "line[" + line + "]",
                        String.join(",", fields),
                        "第 " + line + " 行有 " + fields.size() + " 个字段,应为 3 个:日期、类别、名称",
                        "line " + line + " has " + fields.size() + " fields, not 3: date, kind, name");
                return;
            }
            LocalDate date = date(line, fields.get(0));
            DayKind kind = kind(line, fields.get(1));
            String name = fields.get(2);
            if (name.isEmpty() || name.length() > LONGEST_NAME)
                fault(
                        "NAME_MISSING",
                        "line[" + line + "].name",
                        name.isEmpty() ? null : name,
                        "第 " + line + " 行应写明节日名称,如 春节,不超过 " + LONGEST_NAME + " 个字",
                        "line " + line + " has to name the festival, such as 春节, in at most " + LONGEST_NAME
                                + " characters");
            if (date == null) {
                unread++;
                return;
            }
            if (!checkDate(line, date, kind)) unread++;
            else if (kind != DayKind.WORKDAY) off.add(date);
            if (kind != null) days.add(new CalendarDay(date, kind, name));
        }

        private LocalDate date(long line, String text) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException e) {
                fault(
                        "DATE_FORMAT",
                        "line[" + line + "].date",
                        text,
                        "第 " + line + " 行的日期应写作 2027-01-01,且为存在的日期",
                        "the date on line " + line + " is to be one that exists, written as 2027-01-01");
                return null;
            }
        }

        private DayKind kind(long line, String text) {
            for (DayKind kind : DayKind.values()) if (kind.name().equals(text)) return kind;
            fault(
                    "KIND_UNKNOWN",
                    "line[" + line + "].kind",
                    text,
                    "第 " + line + " 行的类别应为 HOLIDAY(放假)或 WORKDAY(调休上班)",
                    "the kind on line " + line + " is HOLIDAY or WORKDAY");
            return null;
        }

        /** Answers whether it is a day of the year that was not there before. */
        private boolean checkDate(long line, LocalDate date, DayKind kind) {
            String at = "line[" + line + "].date";
            if (year == null) year = date.getYear();
            if (date.getYear() != year)
                fault(
                        "YEAR_OTHER",
                        at,
                        date.toString(),
                        "第 " + line + " 行不是 " + year + " 年的日期;一个文件只含一年,跨年的日期写入各自年度的文件",
                        "line " + line + " is not of " + year
                                + "; a file is of one year, days beyond it belong into the file of their own year");
            Long before = lines.putIfAbsent(date, line);
            if (before != null)
                fault(
                        "DAY_TWICE",
                        at,
                        date.toString(),
                        "第 " + line + " 行的日期在第 " + before + " 行已有;每个日期只保留一行",
                        "the date on line " + line + " was on line " + before + " already; keep one of them");
            boolean weekend = date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
            if (kind == DayKind.WORKDAY && !weekend)
                fault(
                        "WORKDAY_ON_WEEKDAY",
                        at,
                        date.toString(),
                        "第 " + line + " 行的调休上班日本来就是周一至周五;请核对日期,调休上班只列周六、周日",
                        "the make-up day on line " + line
                                + " is a weekday anyway; check the date, only Saturdays and Sundays are made up for");
            return date.getYear() == year && before == null;
        }

        /** What nobody could read may be just what is missing, and is not told twice. */
        private void checkWhole() {
            if (year == null) {
                if (unread > 0 || !faults.isEmpty()) return;
                fault(
                        "FILE_EMPTY",
                        "file",
                        null,
                        "文件中没有日期;请列出全部放假日和调休上班日",
                        "there is no date in the file; list all holidays and make-up days");
                return;
            }
            if (year < FIRST_YEAR || year > LAST_YEAR) {
                fault(
                        "YEAR_RANGE",
                        "file",
                        year.toString(),
                        "年度应为 " + FIRST_YEAR + " 至 " + LAST_YEAR,
                        "the year is to be " + FIRST_YEAR + " to " + LAST_YEAR);
                return;
            }
            for (LocalDate fixed : StatutoryDays.fixed(year))
                if (unread == 0 && !off.contains(fixed))
                    fault(
                            "STATUTORY_DAY_MISSING",
                            "file",
                            fixed.toString(),
                            fixed + " 是法定节假日(《全国年节及纪念日放假办法》第二条),却不在放假日中;请补齐",
                            fixed + " is a holiday by law and is not among the holidays; add it");
            int least = StatutoryDays.count(year);
            if (off.size() + unread < least)
                fault(
                        "HOLIDAYS_FEW",
                        "file",
                        Integer.toString(off.size()),
                        "只有 " + off.size() + " 个放假日,法定节假日就有 " + least + " 天;请对照国务院办公厅通知补齐,落在周末的放假日也要列出",
                        "there are only " + off.size() + " holidays, and " + least
                                + " by law alone; complete the list from the notice, with the holidays that fall on weekends");
        }

        private void fault(String code, String item, String value, String zh, String en) {
            faults.add(new Fault(code, item, value, zh, en));
        }
    }
}
