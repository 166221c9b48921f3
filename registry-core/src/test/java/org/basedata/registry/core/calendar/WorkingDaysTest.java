package org.basedata.registry.core.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Deadlines counted by hand, day by day, on the arrangements for 2024, 2025 and 2026. */
class WorkingDaysTest {
    private static final WorkingDays CALENDAR = WorkingDays.of(shipped());

    private static List<PublishedYear> shipped() {
        List<PublishedYear> years = new ArrayList<>();
        for (YearFile file : YearFile.shipped())
            years.add(new PublishedYear(file.year(), file.source(), file.days(), null, null));
        return years;
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    private static Deadline after(String day, int workingDays) {
        return CALENDAR.after(day(day), workingDays);
    }

    private static String due(String day, int workingDays) {
        Deadline deadline = after(day, workingDays);
        assertThat(deadline.unpublishedYear()).isNull();
        assertThat(deadline.isProvisional()).isFalse();
        return deadline.due().toString();
    }

    private static DueState state(String due, String today) {
        return CALENDAR.state(day(due), day(today), 3);
    }

    @Nested
    class AroundNationalDay {
        /** Thu 25 Sep is not counted. Fri 26 (1), Sun 28 made up (2), Mon 29 (3), Tue 30 (4); off 1 to 8 Oct; Thu 9 (5), Fri 10 (6), Sat 11 made up (7), Mon 13 (8), Tue 14 (9), Wed 15 (10). */
        @Test
        void of_2025_ten_days_from_the_Thursday_before_end_on_the_Wednesday_after() {
            assertThat(due("2025-09-25", 10)).isEqualTo("2025-10-15");
            assertThat(due("2025-09-25", 4)).isEqualTo("2025-09-30");
            assertThat(due("2025-09-25", 5)).isEqualTo("2025-10-09");
        }

        /** The last working day before: Thu 9 Oct is the first that counts. */
        @Test
        void of_2025_one_day_from_the_eve_ends_when_work_begins_again() {
            assertThat(due("2025-09-30", 1)).isEqualTo("2025-10-09");
            assertThat(due("2025-10-04", 1)).isEqualTo("2025-10-09");
            assertThat(due("2025-10-08", 1)).isEqualTo("2025-10-09");
        }

        /** Fri 18 Sep is not counted. Sun 20 made up (1), 21 to 24 (5), off 25 to 27 for Mid-Autumn, 28 to 30 (8), off 1 to 7 Oct, Thu 8 (9), Fri 9 (10), Sat 10 made up (11). */
        @Test
        void of_2026_ten_days_from_the_18th_of_September_run_through_two_festivals() {
            assertThat(due("2026-09-18", 5)).isEqualTo("2026-09-24");
            assertThat(due("2026-09-18", 6)).isEqualTo("2026-09-28");
            assertThat(due("2026-09-18", 8)).isEqualTo("2026-09-30");
            assertThat(due("2026-09-18", 10)).isEqualTo("2026-10-09");
            assertThat(due("2026-09-18", 11)).isEqualTo("2026-10-10");
            assertThat(due("2026-09-18", 12)).isEqualTo("2026-10-12");
        }

        /** Sun 29 Sep made up, Mon 30; off 1 to 7 Oct; 8 to 11, Sat 12 made up, 14, 15, 16. */
        @Test
        void of_2024_ten_days_from_the_27th_of_September_end_on_the_16th_of_October() {
            assertThat(due("2024-09-27", 10)).isEqualTo("2024-10-16");
        }
    }

    @Nested
    class AroundSpringFestival {
        /** Fri 24 Jan is not counted. Sun 26 made up (1), Mon 27 (2); off 28 Jan to 4 Feb; 5 to 7 Feb (5), Sat 8 made up (6), 10 to 13 (10). */
        @Test
        void of_2025_ten_days_from_the_24th_of_January_end_on_the_13th_of_February() {
            assertThat(due("2025-01-24", 2)).isEqualTo("2025-01-27");
            assertThat(due("2025-01-24", 3)).isEqualTo("2025-02-05");
            assertThat(due("2025-01-24", 6)).isEqualTo("2025-02-08");
            assertThat(due("2025-01-24", 10)).isEqualTo("2025-02-13");
        }

        /** Thu 12 Feb is not counted. Fri 13 (1), Sat 14 made up (2); off 15 to 23; 24 to 27 (6), Sat 28 made up (7), 2 to 4 Mar (10). */
        @Test
        void of_2026_ten_days_from_the_12th_of_February_end_on_the_4th_of_March() {
            assertThat(due("2026-02-12", 2)).isEqualTo("2026-02-14");
            assertThat(due("2026-02-12", 3)).isEqualTo("2026-02-24");
            assertThat(due("2026-02-12", 7)).isEqualTo("2026-02-28");
            assertThat(due("2026-02-12", 10)).isEqualTo("2026-03-04");
        }

        /** The eve, Fri 9 Feb 2024, was worked on. */
        @Test
        void of_2024_the_eve_was_a_working_day() {
            assertThat(due("2024-02-08", 1)).isEqualTo("2024-02-09");
            assertThat(due("2024-02-09", 1)).isEqualTo("2024-02-18");
        }
    }

    @Nested
    class AroundMakeUpDays {
        @Test
        void each_of_2026_is_worked_on_and_is_the_next_working_day_after_the_one_before() {
            // New Year: off Thu 1 to Sat 3 Jan, Sunday is worked on.
            assertThat(due("2025-12-31", 1)).isEqualTo("2026-01-04");
            assertThat(due("2026-01-04", 1)).isEqualTo("2026-01-05");
            // Spring Festival: Saturday before, Saturday after.
            assertThat(due("2026-02-13", 1)).isEqualTo("2026-02-14");
            assertThat(due("2026-02-14", 1)).isEqualTo("2026-02-24");
            assertThat(due("2026-02-27", 1)).isEqualTo("2026-02-28");
            assertThat(due("2026-02-28", 1)).isEqualTo("2026-03-02");
            // Labour Day: off Fri 1 to Tue 5 May, Saturday after.
            assertThat(due("2026-04-30", 1)).isEqualTo("2026-05-06");
            assertThat(due("2026-05-08", 1)).isEqualTo("2026-05-09");
            assertThat(due("2026-05-09", 1)).isEqualTo("2026-05-11");
            // National Day: Sunday before, Saturday after.
            assertThat(due("2026-09-18", 1)).isEqualTo("2026-09-20");
            assertThat(due("2026-09-20", 1)).isEqualTo("2026-09-21");
            assertThat(due("2026-10-09", 1)).isEqualTo("2026-10-10");
            assertThat(due("2026-10-10", 1)).isEqualTo("2026-10-12");
        }

        @Test
        void all_of_2025_and_2024_are_worked_on() {
            for (String made : List.of("2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11"))
                assertThat(CALENDAR.isWorkingDay(day(made))).as(made).isTrue();
            for (String made : List.of(
                    "2024-02-04",
                    "2024-02-18",
                    "2024-04-07",
                    "2024-04-28",
                    "2024-05-11",
                    "2024-09-14",
                    "2024-09-29",
                    "2024-10-12"))
                assertThat(CALENDAR.isWorkingDay(day(made))).as(made).isTrue();
        }

        @Test
        void the_weekends_beside_them_are_off() {
            for (String off :
                    List.of("2026-02-15", "2026-03-01", "2026-05-10", "2026-09-19", "2026-10-11", "2026-06-27"))
                assertThat(CALENDAR.isWorkingDay(day(off))).as(off).isFalse();
        }
    }

    /**
     * 2024: 262 weekdays, less 19 that are off, and 8 made up. 2025: 261, less 18, and 5. 2026: 261, less 19, and 6.
     */
    @Test
    void a_whole_year_has_as_many_working_days_as_the_notice_makes() {
        assertThat(CALENDAR.between(day("2023-12-31"), day("2024-12-31"))).isEqualTo(251);
        assertThat(CALENDAR.between(day("2024-12-31"), day("2025-12-31"))).isEqualTo(248);
        assertThat(CALENDAR.between(day("2025-12-31"), day("2026-12-31"))).isEqualTo(248);
    }

    @Nested
    class AcrossTheYear {
        /** Fri 27 Dec 2024: Mon 30 (1), Tue 31 (2); Wed 1 Jan off; Thu 2 (3), Fri 3 (4), 6 to 10 (9), Mon 13 (10). */
        @Test
        void from_2024_to_2025_both_published() {
            assertThat(due("2024-12-27", 2)).isEqualTo("2024-12-31");
            assertThat(due("2024-12-27", 10)).isEqualTo("2025-01-13");
        }

        /** Thu 24 Dec 2026: Fri 25 (1), 28 to 31 (5); Fri 1 Jan 2027 off by law; Mon 4 to Fri 8 (10). */
        @Test
        void from_2026_into_2027_says_that_2027_is_not_published_and_does_not_work_on_New_Year() {
            assertThat(after("2026-12-24", 5)).isEqualTo(new Deadline(day("2026-12-31"), null));
            assertThat(after("2026-12-24", 6)).isEqualTo(new Deadline(day("2027-01-04"), 2027));
            assertThat(after("2026-12-24", 10)).isEqualTo(new Deadline(day("2027-01-08"), 2027));
            assertThat(after("2026-12-24", 10).isProvisional()).isTrue();
        }

        @Test
        void in_an_unpublished_year_the_days_fixed_by_law_and_weekends_are_off_and_nothing_is_made_up() {
            for (String off : List.of(
                    "2027-01-01",
                    "2027-05-01",
                    "2027-05-02",
                    "2027-10-01",
                    "2027-10-02",
                    "2027-10-03",
                    "2028-05-02",
                    "2027-01-02"))
                assertThat(CALENDAR.isWorkingDay(day(off))).as(off).isFalse();
            for (String worked : List.of("2027-01-04", "2027-04-30", "2027-05-03", "2027-10-04", "2027-02-08"))
                assertThat(CALENDAR.isWorkingDay(day(worked))).as(worked).isTrue();
            // 2 May is a holiday since 2025; 2023 is not among the years that are known.
            assertThat(CALENDAR.isWorkingDay(day("2023-05-01"))).isFalse();
            assertThat(CALENDAR.isWorkingDay(day("2023-05-02"))).isTrue();
        }

        @Test
        void the_first_unpublished_year_is_named_and_once_published_the_count_changes() {
            assertThat(after("2026-12-24", 300).unpublishedYear()).isEqualTo(2027);
            assertThat(after("2028-03-01", 1).unpublishedYear()).isEqualTo(2028);
            // Invented: work goes on only on Mon 11 Jan 2027, and Sun 10 Jan is made up.
            List<PublishedYear> years = shipped();
            List<CalendarDay> days = new ArrayList<>();
            for (int i = 1; i <= 9; i++) days.add(new CalendarDay(LocalDate.of(2027, 1, i), DayKind.HOLIDAY, "元旦"));
            days.add(new CalendarDay(LocalDate.of(2027, 1, 10), DayKind.WORKDAY, "元旦"));
            years.add(new PublishedYear(2027, null, days, "陈核查", Instant.EPOCH));
            assertThat(WorkingDays.of(years).after(day("2026-12-24"), 6))
                    .isEqualTo(new Deadline(day("2027-01-10"), null));
        }
    }

    /** Asked on Thu 25 Sep 2025 to answer by Wed 15 Oct; ten more: 16, 17 (2), 20 to 24 (7), 27 to 29 (10). */
    @Test
    void an_extension_is_counted_from_the_day_that_was_due() {
        LocalDate due = after("2025-09-25", 10).due();
        assertThat(CALENDAR.after(due, 10)).isEqualTo(new Deadline(day("2025-10-29"), null));
        assertThat(CALENDAR.after(due, 10)).isEqualTo(after("2025-09-25", 20));
    }

    @Nested
    class States {
        /** Due Wed 15 Oct 2025. Of the days before, Mon 13 and Tue 14 are worked on, and Sat 11 is made up. */
        @Test
        void at_risk_from_three_working_days_before_and_overdue_after_the_last_day_is_over() {
            assertThat(state("2025-10-15", "2025-09-30")).isEqualTo(DueState.ON_TIME);
            assertThat(state("2025-10-15", "2025-10-10")).isEqualTo(DueState.ON_TIME);
            assertThat(state("2025-10-15", "2025-10-11")).isEqualTo(DueState.AT_RISK);
            assertThat(state("2025-10-15", "2025-10-12")).isEqualTo(DueState.AT_RISK);
            assertThat(state("2025-10-15", "2025-10-15")).isEqualTo(DueState.AT_RISK);
            assertThat(state("2025-10-15", "2025-10-16")).isEqualTo(DueState.OVERDUE);
        }

        @Test
        void how_many_days_are_few_is_a_setting() {
            assertThat(CALENDAR.state(day("2025-10-15"), day("2025-10-11"), 2)).isEqualTo(DueState.ON_TIME);
            assertThat(CALENDAR.state(day("2025-10-15"), day("2025-10-13"), 2)).isEqualTo(DueState.AT_RISK);
            assertThat(CALENDAR.state(day("2025-10-15"), day("2025-10-14"), 0)).isEqualTo(DueState.ON_TIME);
            assertThat(CALENDAR.state(day("2025-10-15"), day("2025-10-15"), 0)).isEqualTo(DueState.AT_RISK);
        }

        /** Due on the eve of the holidays, asked within them: overdue, though no working day has gone by. */
        @Test
        void holidays_do_not_keep_a_deadline_from_passing() {
            assertThat(state("2025-09-30", "2025-10-01")).isEqualTo(DueState.OVERDUE);
            assertThat(CALENDAR.between(day("2025-10-01"), day("2025-09-30"))).isZero();
            assertThat(CALENDAR.between(day("2025-10-10"), day("2025-09-30"))).isEqualTo(-2);
        }
    }

    /** 16:30 UTC is half past midnight of the next day. */
    @Test
    void a_day_begins_at_plus_eight() {
        assertThat(WorkingDays.dayOf(Instant.parse("2025-09-25T15:59:59Z"))).isEqualTo("2025-09-25");
        assertThat(WorkingDays.dayOf(Instant.parse("2025-09-25T16:00:00Z"))).isEqualTo("2025-09-26");
    }

    @Test
    void less_than_one_day_is_no_deadline() {
        assertThatThrownBy(() -> after("2025-09-25", 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_later_event_or_more_days_are_never_due_earlier() {
        Random random = new Random(20260101);
        for (int i = 0; i < 5_000; i++) {
            LocalDate day = day("2023-06-01").plusDays(random.nextInt(1_800));
            int days = 1 + random.nextInt(40);
            LocalDate due = CALENDAR.after(day, days).due();
            assertThat(CALENDAR.after(day.plusDays(1), days).due()).isAfterOrEqualTo(due);
            assertThat(CALENDAR.after(day, days + 1).due()).isAfter(due);
            assertThat(CALENDAR.isWorkingDay(due)).isTrue();
        }
    }

    @Test
    void what_is_left_of_a_deadline_is_what_it_was_given() {
        Random random = new Random(20260102);
        for (int i = 0; i < 5_000; i++) {
            LocalDate day = day("2023-06-01").plusDays(random.nextInt(1_800));
            int days = 1 + random.nextInt(40);
            LocalDate due = CALENDAR.after(day, days).due();
            assertThat(CALENDAR.between(day, due)).isEqualTo(days);
            LocalDate within = day.plusDays(random.nextInt((int) (due.toEpochDay() - day.toEpochDay())) + 1);
            assertThat(CALENDAR.between(day, within) + CALENDAR.between(within, due))
                    .isEqualTo(days);
            assertThat(CALENDAR.between(due, day)).isEqualTo(-days);
        }
    }

    @Test
    void an_extension_granted_in_two_parts_is_one_of_their_sum() {
        Random random = new Random(20260103);
        for (int i = 0; i < 2_000; i++) {
            LocalDate day = day("2024-01-01").plusDays(random.nextInt(1_000));
            int first = 1 + random.nextInt(15);
            int second = 1 + random.nextInt(15);
            assertThat(CALENDAR.after(CALENDAR.after(day, first).due(), second).due())
                    .isEqualTo(CALENDAR.after(day, first + second).due());
        }
    }
}
