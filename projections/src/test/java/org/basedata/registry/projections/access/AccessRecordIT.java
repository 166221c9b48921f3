package org.basedata.registry.projections.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.basedata.registry.core.access.Access;
import org.basedata.registry.core.access.AccessLog;
import org.basedata.registry.core.access.AccessSettings;
import org.basedata.registry.core.access.UnusualUse;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AccessRecordIT {
    @RegisterExtension
    static final TestDatabase db = new TestDatabase();

    private static final SubjectId ANN = new SubjectId(UUID.randomUUID());
    private static final SubjectId BOB = new SubjectId(UUID.randomUUID());
    private static final Actor SCHOOL = new Actor("jy-system", "学籍系统", "JY", Set.of(Role.CONSUMER));
    private static final Actor TAX = new Actor("sw-li", "李明", "SW", Set.of(Role.CONSUMER));
    private static final AccessSettings SETTINGS = new AccessSettings(36, 5, 1_000, 3, 2, 1_000, 15);

    private Instant now = Instant.parse("2026-11-26T02:00:00Z");
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    };
    private final Accesses accesses = new Accesses(db.dataSource(), db.transactions());
    private final Usage usage = new Usage(db.dataSource());
    private final AccessAlerts alerts = new AccessAlerts(db.dataSource(), clock);
    private AccessWatch watch;
    private AccessLog log;

    @BeforeEach
    void open() {
        db.clear();
        log = new AccessLog(db.database(), clock);
        watch = watch();
    }

    private AccessWatch watch() {
        return new AccessWatch(
                db.dataSource(), db.transactions(), alerts, SETTINGS, name -> name.startsWith("sw-"), clock);
    }

    @AfterEach
    void close() {
        watch.close();
        log.close();
    }

    private static Access.Seen given(SubjectId subject, long sequence) {
        return new Access.Seen(subject, sequence, Access.Outcome.GIVEN);
    }

    private static Access.Seen miss() {
        return new Access.Seen(new SubjectId(UUID.randomUUID()), -1, Access.Outcome.NO_RECORD);
    }

    /** A second later. */
    private UUID read(Actor by, Access.Operation operation, Set<String> items, Access.Seen... seen) {
        now = now.plusSeconds(1);
        UUID id = UUID.randomUUID();
        log.record(
                new Access(
                        id,
                        by,
                        "ENROLMENT",
                        Set.of("A-2026-000001"),
                        null,
                        operation,
                        SubjectType.PERSON,
                        items,
                        LocalDate.of(2026, 11, 26),
                        null,
                        List.of(seen)),
                log.version());
        return id;
    }

    private UUID read(Actor by, Set<String> items, Access.Seen... seen) {
        return read(by, Access.Operation.QUERY, items, seen);
    }

    private List<UUID> ids(AccessFilter filter) {
        return accesses.page(filter, null, 100).results().stream()
                .map(ListedAccess::id)
                .toList();
    }

    private static AccessFilter of(SubjectId... subjects) {
        return new AccessFilter(Set.of(subjects), null, null, null, null, null, null);
    }

    @Test
    void answers_are_found_by_whatever_is_known_of_them() {
        UUID first = read(SCHOOL, Set.of("name"), given(ANN, 3), given(BOB, 5));
        Instant between = now.plusMillis(500);
        UUID second = read(TAX, Access.Operation.GET, Set.of("name", "sex"), given(ANN, 4));
        UUID third = read(SCHOOL, Set.of("sex"), miss());

        assertThat(ids(AccessFilter.ANY)).containsExactly(third, second, first);
        assertThat(ids(of(ANN))).containsExactly(second, first);
        assertThat(ids(of(ANN, BOB))).containsExactly(second, first);
        assertThat(ids(of(BOB))).containsExactly(first);
        assertThat(ids(new AccessFilter(null, "JY", null, null, null, null, null)))
                .containsExactly(third, first);
        assertThat(ids(new AccessFilter(null, null, "sw-li", null, null, null, null)))
                .containsExactly(second);
        assertThat(ids(new AccessFilter(null, null, null, between, null, null, null)))
                .containsExactly(third, second);
        assertThat(ids(new AccessFilter(Set.of(ANN), null, null, null, between, null, null)))
                .containsExactly(first);
        assertThat(ids(new AccessFilter(null, null, null, null, null, Access.Operation.GET, null)))
                .containsExactly(second);
        assertThat(ids(new AccessFilter(
                        null, null, null, null, null, null, Map.of(SubjectType.PERSON, Set.of("sex", "birthDate")))))
                .containsExactly(third, second);
        assertThat(ids(new AccessFilter(
                        null, null, null, null, null, null, Map.of(SubjectType.LEGAL_ENTITY, Set.of("sex")))))
                .isEmpty();

        ListedAccess told = accesses.page(of(ANN), null, 1).results().get(0);
        assertThat(told.items()).containsExactly("name", "sex");
        assertThat(told.agreements()).containsExactly("A-2026-000001");
        assertThat(told.person()).isEqualTo("李明");
        assertThat(told.sequence()).isEqualTo(4);
        assertThat(told.outcome()).isEqualTo(Access.Outcome.GIVEN);
        ListedAccess missed = accesses.page(AccessFilter.ANY, null, 1).results().get(0);
        assertThat(missed.misses()).isEqualTo(1);
        assertThat(missed.sequence()).isNull();
    }

    @Test
    void pages_join_whatever_is_put_on_record_meanwhile() {
        List<UUID> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            all.add(0, read(SCHOOL, Set.of("name"), given(ANN, i)));
            // Answers of one microsecond are in an order too.
            if (i == 3) now = now.minusSeconds(1);
        }
        for (AccessFilter filter : List.of(AccessFilter.ANY, of(ANN))) {
            List<UUID> seen = new ArrayList<>();
            AccessPage page = accesses.page(filter, null, 3);
            while (true) {
                page.results().forEach(each -> seen.add(each.id()));
                if (page.next() == null) break;
                read(SCHOOL, Set.of("name"), given(BOB, 1));
                page = accesses.page(filter, page.next(), 3);
            }
            assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
        }
        assertThatThrownBy(() -> accesses.page(AccessFilter.ANY, "1; DROP", 3))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private List<String> lines(
            LocalDate from, LocalDate to, String department, Map<SubjectType, Set<String>> touching) {
        List<String> lines = new ArrayList<>();
        usage.read(
                from,
                to,
                department,
                touching,
                line -> lines.add(line.department() + " " + line.purpose() + " " + line.item() + " " + line.answers()
                        + "/" + line.subjects() + "/" + line.misses()));
        return lines;
    }

    @Test
    void each_answer_counts_once_by_the_day_that_it_was_given_on() throws Exception {
        LocalDate day = LocalDate.of(2026, 11, 26);
        read(SCHOOL, Set.of("name", "sex"), given(ANN, 3), miss());
        read(SCHOOL, Set.of("name"), given(ANN, 3));
        read(TAX, Access.Operation.AUDIT, Set.of());
        read(TAX, Set.of("name"), given(ANN, 3));
        watch.count();
        assertThat(lines(day, day.plusDays(1), null, null))
                .as("not settled yet")
                .isEmpty();
        now = now.plusSeconds(60);
        // Several programs on one database.
        ExecutorService programs = Executors.newFixedThreadPool(4);
        List<Future<?>> counted = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            AccessWatch other = watch();
            counted.add(programs.submit(() -> {
                other.count();
                other.close();
            }));
        }
        for (Future<?> each : counted) each.get();
        programs.shutdown();
        assertThat(lines(day, day.plusDays(1), null, null))
                .containsExactly(
                        "JY ENROLMENT null 2/3/1",
                        "JY ENROLMENT name 2/3/1",
                        "JY ENROLMENT sex 1/2/1",
                        "SW ENROLMENT null 1/1/0",
                        "SW ENROLMENT name 1/1/0");
        // The day begins at +08:00.
        now = Instant.parse("2026-11-26T15:59:59Z");
        read(SCHOOL, Set.of("name"), given(ANN, 3));
        now = now.plusSeconds(60);
        watch.count();
        assertThat(lines(day, day.plusDays(1), "JY", null)).contains("JY ENROLMENT name 2/3/1");
        assertThat(lines(day, day.plusDays(2), "JY", null)).contains("JY ENROLMENT name 3/4/1");
        assertThat(lines(day, day.plusDays(2), null, Map.of(SubjectType.PERSON, Set.of("sex"))))
                .containsExactly("JY ENROLMENT sex 1/2/1");
        assertThat(usage.countedUntil()).isEqualTo(now.minusSeconds(30));
    }

    @Test
    void what_stands_out_is_told_once_an_hour_and_guessing_has_to_wait() {
        for (int i = 0; i < 6; i++) read(SCHOOL, Access.Operation.VERIFY, Set.of("name"), miss());
        now = now.plusSeconds(60);
        watch.count();
        AccessAlert alert = alerts.page(null, null, null, 10).results().get(0);
        assertThat(alert.kind()).isEqualTo(UnusualUse.Kind.GUESSING);
        assertThat(alert.account()).isEqualTo("jy-system");
        assertThat(alert.department()).isEqualTo("JY");
        assertThat(alert.hour()).isEqualTo("2026-11-26T02:00:00Z");
        assertThat(alert.found()).isEqualTo(6);
        assertThat(alert.allowed()).isEqualTo(5);
        assertThat(alert.state()).isEqualTo(AccessAlert.State.RAISED);
        assertThat(alerts.throttledUntil("jy-system")).contains(now.plus(Duration.ofMinutes(15)));
        assertThat(alerts.throttledUntil("sw-li")).isEmpty();

        now = now.plus(Duration.ofMinutes(16));
        watch.count();
        assertThat(alerts.throttledUntil("jy-system")).isEmpty();
        read(SCHOOL, Access.Operation.VERIFY, Set.of("name"), miss());
        now = now.plusSeconds(60);
        watch.count();
        assertThat(alerts.page(null, null, null, 10).results())
                .singleElement()
                .satisfies(each -> assertThat(each.found()).isEqualTo(7));
        assertThat(alerts.throttledUntil("jy-system")).isPresent();

        assertThat(alerts.take(alert.id(), "auditor")).isTrue();
        assertThat(alerts.take(alert.id(), "another")).isFalse();
        assertThat(alerts.settle(alert.id(), "auditor", "系统升级时的重试", false)).isTrue();
        assertThat(alerts.settle(alert.id(), "another", "", true)).isFalse();
        AccessAlert settled = alerts.find(alert.id()).orElseThrow();
        assertThat(settled.state()).isEqualTo(AccessAlert.State.SETTLED);
        assertThat(settled.takenBy()).isEqualTo("auditor");
        assertThat(settled.outcome()).isEqualTo("系统升级时的重试");
        assertThat(alerts.page(AccessAlert.State.RAISED, null, null, 10).results())
                .isEmpty();
    }

    /** It tells who asked about whom. Of items it gives out none, so that nothing else about it stands out. */
    @Test
    void who_looks_at_the_record_while_offices_are_closed_stands_out() {
        now = Instant.parse("2026-11-26T16:00:00Z");
        for (int i = 0; i < 7; i++) read(TAX, Access.Operation.AUDIT, Set.of(), miss());
        for (int i = 0; i < 7; i++) read(SCHOOL, Access.Operation.RECALL, Set.of(), miss());
        now = now.plusSeconds(60);
        watch.count();
        assertThat(alerts.page(null, null, null, 10).results())
                .extracting(AccessAlert::account, AccessAlert::kind)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("sw-li", UnusualUse.Kind.AT_NIGHT));
        assertThat(lines(LocalDate.of(2026, 11, 26), LocalDate.of(2026, 11, 28), null, null))
                .isEmpty();
    }

    @Test
    void an_account_is_compared_with_its_own_past() {
        Access.Seen[] many = new Access.Seen[400];
        Arrays.fill(many, given(ANN, 1));
        for (int i = 0; i < 3; i++) read(SCHOOL, Set.of("name"), many);
        now = now.plus(Duration.ofHours(2));
        watch.count();
        assertThat(alerts.page(null, "JY", null, 10).results())
                .extracting(AccessAlert::kind)
                .containsExactly(UnusualUse.Kind.MANY_SUBJECTS);
        // Three times 1,200 is usual now.
        for (int i = 0; i < 9; i++) read(SCHOOL, Set.of("name"), many);
        now = now.plusSeconds(60);
        watch.count();
        assertThat(alerts.page(null, null, null, 10).results()).hasSize(1);
        read(SCHOOL, Set.of("name"), many);
        now = now.plusSeconds(60);
        watch.count();
        assertThat(alerts.page(null, null, null, 10).results()).hasSize(2);
        // People at night.
        now = Instant.parse("2026-11-26T16:00:00Z");
        for (int i = 0; i < 3; i++) {
            read(TAX, Set.of("name"), given(ANN, 1));
            read(SCHOOL, Set.of("name"), given(ANN, 1));
        }
        now = now.plusSeconds(60);
        watch.count();
        assertThat(alerts.page(null, null, null, 1).results())
                .extracting(AccessAlert::account, AccessAlert::kind)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("sw-li", UnusualUse.Kind.AT_NIGHT));
        AccessAlerts.Page first = alerts.page(null, null, null, 2);
        assertThat(alerts.page(null, null, first.next(), 2).results())
                .hasSize(1)
                .doesNotContainAnyElementsOf(first.results());
    }

    @Test
    void whole_months_go_when_three_years_are_over_and_their_sums_stay() {
        now = Instant.parse("2023-10-31T15:00:00Z");
        read(SCHOOL, Set.of("name"), given(ANN, 3));
        now = Instant.parse("2023-10-31T16:00:00Z");
        UUID kept = read(SCHOOL, Set.of("name"), given(ANN, 3));
        AccessMonths months = new AccessMonths(db.dataSource(), db.transactions());
        Instant today = Instant.parse("2026-11-15T00:00:00Z");
        assertThatThrownBy(() -> months.expire(today, 36)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> months.expire(today, 35)).isInstanceOf(IllegalArgumentException.class);
        now = today;
        watch.count();
        assertThat(months.expire(Instant.parse("2026-10-31T15:59:59Z"), 36)).doesNotContain(YearMonth.of(2023, 10));
        assertThat(months.expire(today, 36)).contains(YearMonth.of(2023, 10)).doesNotContain(YearMonth.of(2023, 11));
        assertThat(ids(AccessFilter.ANY)).containsExactly(kept);
        assertThat(lines(LocalDate.of(2023, 10, 1), LocalDate.of(2023, 11, 1), null, null))
                .contains("JY ENROLMENT name 1/1/0");
        assertThat(months.expire(today, 36)).isEmpty();
        now = today.plusSeconds(5);
        read(SCHOOL, Set.of("name"), given(ANN, 3));
    }
}
