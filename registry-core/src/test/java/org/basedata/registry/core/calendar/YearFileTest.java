package org.basedata.registry.core.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.basedata.registry.core.fault.Fault;
import org.junit.jupiter.api.Test;

class YearFileTest {
    /** Invented: the days that the law fixes, and others to make up their number. */
    static final String RIGHT = """
            # source: 国办发明电〔2026〕9号
            date,kind,name
            2027-01-01,HOLIDAY,元旦
            2027-02-05,HOLIDAY,春节
            2027-02-06,HOLIDAY,春节
            2027-02-07,HOLIDAY,春节
            2027-02-08,HOLIDAY,春节
            2027-02-20,WORKDAY,春节
            2027-04-05,HOLIDAY,清明节
            2027-05-01,HOLIDAY,劳动节
            2027-05-02,HOLIDAY,劳动节
            2027-06-09,HOLIDAY,端午节
            2027-09-15,HOLIDAY,中秋节
            2027-10-01,HOLIDAY,国庆节
            2027-10-02,HOLIDAY,国庆节
            2027-10-03,HOLIDAY,国庆节
            """;

    private static List<Fault> faults(String text) {
        return faults(text.getBytes(StandardCharsets.UTF_8), null);
    }

    private static List<Fault> faults(byte[] bytes, Integer year) {
        CalendarRefused refused = catchThrowableOfType(CalendarRefused.class, () -> YearFile.read(bytes, year));
        assertThat(refused).isNotNull();
        return refused.faults();
    }

    private static List<String> codes(List<Fault> faults) {
        return faults.stream().map(fault -> fault.code() + " " + fault.item()).toList();
    }

    @Test
    void a_right_file_is_read_with_its_year_and_notice() {
        YearFile file = YearFile.read(RIGHT.getBytes(StandardCharsets.UTF_8), null);
        assertThat(file.year()).isEqualTo(2027);
        assertThat(file.source()).isEqualTo("国办发明电〔2026〕9号");
        assertThat(file.days()).hasSize(14).contains(new CalendarDay(LocalDate.of(2027, 2, 20), DayKind.WORKDAY, "春节"));
    }

    /** As spreadsheets write it: a mark of order, CRLF, quotes. */
    @Test
    void the_forms_of_spreadsheets_are_read() {
        String text = "\uFEFF"
                + RIGHT.substring(RIGHT.indexOf('\n') + 1).replace("\n", "\r\n").replace("元旦", "\"元旦\"");
        YearFile file = YearFile.read(text.getBytes(StandardCharsets.UTF_8), 2027);
        assertThat(file.source()).isNull();
        assertThat(file.days())
                .isEqualTo(YearFile.read(RIGHT.getBytes(StandardCharsets.UTF_8), 2027)
                        .days());
    }

    @Test
    void all_faults_are_told_at_once_each_with_its_line() {
        List<Fault> faults = faults(RIGHT.replace("2027-02-06,HOLIDAY", "2027/2/6,HOLIDAY")
                .replace("2027-02-07,HOLIDAY", "2027-02-05,HOLIDAY")
                .replace("2027-02-08,HOLIDAY", "2026-02-08,HOLIDAY")
                .replace("2027-02-20,WORKDAY", "2027-02-22,WORKDAY")
                .replace("2027-04-05,HOLIDAY", "2027-04-05,OFF")
                .replace("06-09,HOLIDAY,端午节", "06-09,HOLIDAY,")
                .replace("09-15,HOLIDAY,中秋节", "09-15,HOLIDAY")
                .replace("2027-10-02,HOLIDAY", "2027-02-30,HOLIDAY"));
        assertThat(codes(faults))
                .containsExactly(
                        "DATE_FORMAT line[5].date",
                        "DAY_TWICE line[6].date",
                        "YEAR_OTHER line[7].date",
                        "WORKDAY_ON_WEEKDAY line[8].date",
                        "KIND_UNKNOWN line[9].kind",
                        "NAME_MISSING line[12].name",
                        "ROW_FORMAT line[13]",
                        "DATE_FORMAT line[15].date");
        assertThat(faults.get(0).value()).isEqualTo("2027/2/6");
        assertThat(faults).allSatisfy(fault -> {
            assertThat(fault.message()).contains("第 ").contains(" 行");
            assertThat(fault.messageEn()).contains("line ");
        });
    }

    @Test
    void a_list_that_stops_half_way_is_missed_day_by_day() {
        String half = RIGHT.substring(0, RIGHT.indexOf("2027-09-15"));
        assertThat(faults(half).stream().map(fault -> fault.code() + " " + fault.value()))
                .containsExactly(
                        "STATUTORY_DAY_MISSING 2027-10-01",
                        "STATUTORY_DAY_MISSING 2027-10-02",
                        "STATUTORY_DAY_MISSING 2027-10-03",
                        "HOLIDAYS_FEW 9");
    }

    @Test
    void fewer_holidays_than_the_law_gives_are_too_few() {
        assertThat(codes(faults(RIGHT.replace("2027-06-09,HOLIDAY,端午节\n", "")))).containsExactly("HOLIDAYS_FEW file");
    }

    /** 11 by law until 2024, without 2 May. */
    @Test
    void an_earlier_year_is_measured_by_the_law_of_its_time() {
        String text = RIGHT.replace("2027-05-02,HOLIDAY,劳动节\n", "")
                .replace("2027-02-05,HOLIDAY,春节\n", "")
                .replace("2027-02-20,WORKDAY,春节\n", "")
                .replace("2027-", "2022-");
        assertThat(YearFile.read(text.getBytes(StandardCharsets.UTF_8), 2022).days())
                .hasSize(11);
    }

    @Test
    void a_holiday_of_law_cannot_be_worked_on() {
        assertThat(codes(faults(RIGHT.replace("2027-05-01,HOLIDAY", "2027-05-01,WORKDAY"))))
                .containsExactly("STATUTORY_DAY_MISSING file", "HOLIDAYS_FEW file");
    }

    @Test
    void a_file_of_another_year_than_asked_for_is_refused_row_by_row() {
        assertThat(faults(RIGHT.getBytes(StandardCharsets.UTF_8), 2028).stream()
                        .map(Fault::code)
                        .collect(Collectors.toSet()))
                .isEqualTo(Set.of("YEAR_OTHER"));
    }

    @Test
    void another_encoding_is_named_and_nothing_else() {
        List<Fault> faults = faults(RIGHT.getBytes(Charset.forName("GB18030")), null);
        assertThat(codes(faults)).containsExactly("FILE_ENCODING file");
        assertThat(faults.get(0).message()).contains("UTF-8");
    }

    @Test
    void what_is_no_table_is_refused() {
        assertThat(codes(faults(""))).containsExactly("FILE_EMPTY file");
        assertThat(codes(faults("date,kind,name\n"))).containsExactly("FILE_EMPTY file");
        assertThat(codes(faults("day,kind\n"))).containsExactly("COLUMNS line[1]");
        assertThat(codes(faults(RIGHT.replace("元旦", "\"元旦")))).containsExactly("FILE_FORMAT line[3]");
        assertThat(codes(faults(RIGHT.replace("元旦", "\"元\"旦")))).containsExactly("FILE_FORMAT file");
        assertThat(codes(faults("1999-01-01"))).containsExactly("COLUMNS line[1]");
        assertThat(codes(faults(RIGHT.replace("2027-", "1999-").replace("02-20,WORKDAY", "02-20,HOLIDAY"))))
                .containsExactly("YEAR_RANGE file");
        assertThat(codes(faults("x".repeat(YearFile.MOST_BYTES + 1)))).containsExactly("FILE_TOO_LARGE file");
    }

    /** The counts that the notices themselves give: days off 2024: 1+8+3+5+1+3+7, 2025: 1+8+3+5+3+8, 2026: 3+9+3+5+3+3+7. */
    @Test
    void the_years_that_come_with_the_registry_are_whole_and_name_their_notice() {
        List<YearFile> years = YearFile.shipped();
        assertThat(years).extracting(YearFile::year).containsExactly(2024, 2025, 2026);
        assertThat(years).extracting(year -> year.count(DayKind.HOLIDAY)).containsExactly(28L, 28L, 33L);
        assertThat(years).extracting(year -> year.count(DayKind.WORKDAY)).containsExactly(8L, 5L, 6L);
        assertThat(years)
                .extracting(YearFile::source)
                .allSatisfy(source -> assertThat(source).startsWith("国务院办公厅关于").contains("国办发明电"));
    }
}
