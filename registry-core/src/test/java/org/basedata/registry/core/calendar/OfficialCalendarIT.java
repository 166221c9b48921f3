package org.basedata.registry.core.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.basedata.registry.core.calendar.OfficialCalendar.Publication;
import org.basedata.registry.core.database.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

class OfficialCalendarIT {
    private static final Instant NOW = Instant.parse("2026-11-12T02:00:00Z");
    private static final LocalDate CHRISTMAS_EVE = LocalDate.of(2026, 12, 24);

    private final TestDatabase db = new TestDatabase();
    private OfficialCalendar calendar;

    @BeforeEach
    void open() {
        db.open();
        calendar = another();
    }

    @AfterEach
    void close() {
        db.close();
    }

    /** As another program on the same database has it. */
    private OfficialCalendar another() {
        return new OfficialCalendar(
                db.database(),
                Clock.fixed(NOW, ZoneOffset.UTC),
                JsonMapper.builder().build());
    }

    private static YearFile file(String text) {
        return YearFile.read(text.getBytes(StandardCharsets.UTF_8), null);
    }

    private long uploads() {
        return new JdbcTemplate(db.dataSource()).queryForObject("SELECT count(*) FROM calendar_year", Long.class);
    }

    @Test
    void before_any_upload_the_years_of_the_registry_are_in_force() {
        assertThat(calendar.current().years()).containsExactly(2024, 2025, 2026);
        assertThat(calendar.year(2026).orElseThrow().publishedBy()).isNull();
        assertThat(calendar.year(2027)).isEmpty();
    }

    /** Thu 24 Dec 2026 and six days: provisionally Mon 4 Jan 2027; with Mon 4 Jan off, Tue 5. */
    @Test
    void an_uploaded_year_is_in_force_at_once_and_a_deadline_counted_again_is_final() {
        OfficialCalendar before = another();
        assertThat(before.current().after(CHRISTMAS_EVE, 6)).isEqualTo(new Deadline(LocalDate.of(2027, 1, 4), 2027));

        Publication published =
                calendar.publish(file(YearFileTest.RIGHT.replace("2027-02-05,HOLIDAY", "2027-01-04,HOLIDAY")), "陈核查");

        assertThat(published.changed()).isTrue();
        assertThat(published.year().publishedBy()).isEqualTo("陈核查");
        assertThat(published.year().publishedAt()).isEqualTo(NOW);
        assertThat(published.year().source()).isEqualTo("国办发明电〔2026〕9号");
        for (OfficialCalendar each : List.of(calendar, before, another()))
            assertThat(each.current().after(CHRISTMAS_EVE, 6)).isEqualTo(new Deadline(LocalDate.of(2027, 1, 5), null));
    }

    @Test
    void a_year_is_replaced_as_a_whole_and_what_was_uploaded_before_stays_on_record() {
        calendar.publish(file(YearFileTest.RIGHT), "陈核查");
        calendar.publish(file(YearFileTest.RIGHT.replace("2027-06-09", "2027-06-10")), "李四");

        assertThat(calendar.current().isWorkingDay(LocalDate.of(2027, 6, 9))).isTrue();
        assertThat(calendar.current().isWorkingDay(LocalDate.of(2027, 6, 10))).isFalse();
        assertThat(calendar.year(2027).orElseThrow().publishedBy()).isEqualTo("李四");
        assertThat(uploads()).isEqualTo(2);
    }

    @Test
    void an_uploaded_year_goes_before_the_one_that_comes_with_the_registry() {
        calendar.publish(
                file(YearFileTest.RIGHT.replace("2027-", "2026-").replace("02-20,WORKDAY", "02-21,WORKDAY")), "陈核查");
        assertThat(calendar.current().isWorkingDay(LocalDate.of(2026, 2, 21))).isTrue();
        assertThat(calendar.current().isWorkingDay(LocalDate.of(2026, 2, 14))).isFalse();
        assertThat(calendar.current().isWorkingDay(LocalDate.of(2025, 2, 8))).isTrue();
    }

    @Test
    void the_same_year_twice_changes_nothing() {
        calendar.publish(file(YearFileTest.RIGHT), "陈核查");
        Publication again = calendar.publish(file(YearFileTest.RIGHT), "李四");
        assertThat(again.changed()).isFalse();
        assertThat(again.year().publishedBy()).isEqualTo("陈核查");
        assertThat(uploads()).isEqualTo(1);
    }

    @Test
    void an_upload_that_is_rolled_back_leaves_nothing_not_even_with_who_looked_meanwhile() {
        assertThatThrownBy(() -> db.transactions().executeWithoutResult(status -> {
                    calendar.publish(file(YearFileTest.RIGHT), "陈核查");
                    throw new IllegalStateException("power cut");
                }))
                .hasMessage("power cut");
        assertThat(calendar.year(2027)).isEmpty();
        calendar.publish(file(YearFileTest.RIGHT.replace("2027-06-09", "2027-06-10")), "李四");
        assertThat(calendar.current().isWorkingDay(LocalDate.of(2027, 6, 9))).isTrue();
    }

    /** The first to be numbered is the last to commit: were the other let in, it would not see the first when that comes. */
    @Test
    void uploads_of_two_programs_at_once_are_seen_by_both() throws Exception {
        OfficialCalendar other = another();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<WorkingDays> second = db.transactions().execute(status -> {
                calendar.publish(file(YearFileTest.RIGHT), "陈核查");
                Future<WorkingDays> begun = thread.submit(() -> {
                    other.publish(file(of(2030)), "李四");
                    return other.current();
                });
                awaitDoneOrWaiting(begun);
                return begun;
            });
            second.get(30, TimeUnit.SECONDS);
        } finally {
            thread.shutdownNow();
        }
        for (OfficialCalendar each : List.of(calendar, other))
            assertThat(each.current().years()).containsExactly(2024, 2025, 2026, 2027, 2030);
    }

    /** 20 February 2030 is a Wednesday, which cannot be made up for. */
    private static String of(int year) {
        return YearFileTest.RIGHT.replace("2027-02-20,WORKDAY,春节\n", "").replace("2027-", year + "-");
    }

    private void awaitDoneOrWaiting(Future<?> upload) {
        JdbcTemplate jdbc = new JdbcTemplate(db.dataSource());
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!upload.isDone() && System.nanoTime() < until) {
            if (jdbc.queryForObject(
                            "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'calendar_year'::regclass"
                                    + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
                            Long.class)
                    > 0) return;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
