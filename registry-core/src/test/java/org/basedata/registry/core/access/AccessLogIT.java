package org.basedata.registry.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.basedata.registry.core.database.Database;
import org.basedata.registry.core.database.EmbeddedDatabase;
import org.basedata.registry.core.database.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class AccessLogIT {
    @RegisterExtension
    static final TestDatabase db = new TestDatabase();

    private final Hands hands = new Hands(Instant.parse("2026-11-26T02:00:00.123456789Z"));
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private JdbcTemplate jdbc;
    private AccessLog log;

    /** A clock that stands where it is put. */
    private static final class Hands extends Clock {
        private volatile Instant now;

        Hands(Instant now) {
            this.now = now;
        }

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
    }

    @BeforeEach
    void open() {
        db.clear();
        jdbc = new JdbcTemplate(db.dataSource());
        jdbc.update("UPDATE entitlement_version SET version = 5");
        log = new AccessLog(db.database(), hands);
    }

    @AfterEach
    void close() throws InterruptedException {
        log.close();
        callers.shutdown();
        assertThat(callers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    private int count(String from) {
        return jdbc.queryForObject("SELECT count(*) FROM " + from, Integer.class);
    }

    private Future<?> caller(Access access, long decidedUnder) {
        return callers.submit(() -> log.record(access, decidedUnder));
    }

    private static void await(BooleanSupplier until) {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!until.getAsBoolean()) {
            assertThat(System.nanoTime()).as("patience").isLessThan(patience);
            LockSupport.parkNanos(1_000_000);
        }
    }

    /** What is handed in meanwhile forms one group: the writer stands before the table, with an answer of its own. */
    private void whileTheWriterStands(Callable<Void> work) throws Exception {
        try (Connection other = DriverManager.getConnection(db.url(), db.user(), db.password());
                Statement lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("LOCK TABLE access IN ACCESS EXCLUSIVE MODE");
            caller(Reads.of(1), log.version());
            await(() -> jdbc.queryForObject(
                            "SELECT count(*) FROM pg_locks WHERE relation = 'access'::regclass AND NOT granted",
                            Integer.class)
                    == 1);
            work.call();
        }
    }

    @Test
    void whatIsOnRecordWhenTheCallReturnsIsSeenByEverybody() throws SQLException {
        Access access = Reads.of(UUID.randomUUID(), "民婚〔2026〕17号", 1_000);
        try (Connection other = DriverManager.getConnection(db.url(), db.user(), db.password())) {
            log.record(access, 5);
            JdbcTemplate sees = new JdbcTemplate(new SingleConnectionDataSource(other, true));
            assertThat(sees.queryForMap("SELECT * FROM access")
                            .toString()
                            .replace("maritalStatus,name", "name,maritalStatus"))
                    .matches("\\{at=2026-.*123456, id=" + access.id()
                            + ", account=mz-system, person=婚姻登记系统, department=MZ,"
                            + " purpose=MARRIAGE, agreements=\\{\"?A-2026-000001\"?}, case_reference=民婚〔2026〕17号, operation=QUERY,"
                            + " subject_type=PERSON, items=\\{\"?name\"?,\"?maritalStatus\"?}, valid_at=2026-11-26, known_at=null,"
                            + " subjects=1001, misses=1}");
            assertThat(sees.queryForObject(
                            "SELECT count(*) FROM access_subject s JOIN access a ON (a.at, a.id) = (s.at, s.access)"
                                    + " WHERE outcome = 'GIVEN' AND sequence BETWEEN 0 AND 999",
                            Integer.class))
                    .isEqualTo(1_000);
            Access.Seen last = access.seen().get(1_000);
            assertThat(sees.queryForMap(
                            "SELECT sequence, outcome FROM access_subject WHERE subject = ?",
                            last.subject().value()))
                    .hasToString("{sequence=-1, outcome=NO_RECORD}");
        }
        assertThat(log.answers()).isEqualTo(1);
        assertThat(log.subjects()).isEqualTo(1_001);
        assertThat(log.waiting()).isZero();
    }

    @Test
    void whoWantsToKnowIsToldOfAnswersOnRecordAndCannotKeepThemBack() {
        List<UUID> told = new CopyOnWriteArrayList<>();
        log.whenRecorded(answers -> {
            assertThat(count("access")).as("on record first").isEqualTo(told.size() + 1);
            for (Access each : answers) told.add(each.id());
            throw new IllegalStateException("whoever was told fails");
        });
        Access first = Reads.of(1);
        Access second = Reads.of(1);
        log.record(first, 5);
        log.record(second, 5);
        await(() -> told.size() == 2);
        assertThat(told).containsExactly(first.id(), second.id());
        assertThat(count("access")).isEqualTo(2);
        assertThat(log.answers()).isEqualTo(2);
    }

    @Test
    void manyCallersShareCommits() throws Exception {
        int threads = 64;
        int each = 40;
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> done = new ArrayList<>();
        for (int i = 0; i < threads; i++)
            done.add(callers.submit(() -> {
                start.await();
                for (int k = 0; k < each; k++) log.record(Reads.of(2), 5);
                return null;
            }));
        start.countDown();
        for (Future<?> one : done) one.get();
        assertThat(count("access")).isEqualTo(threads * each);
        assertThat(count("(SELECT DISTINCT id FROM access) a")).isEqualTo(threads * each);
        assertThat(count("access_subject s JOIN access a ON (a.at, a.id) = (s.at, s.access)"))
                .isEqualTo(3 * threads * each);
        assertThat(log.answers()).isEqualTo(threads * each);
        assertThat(log.groups()).isBetween(1L, threads * each / 4L);
    }

    @Test
    void whatWasDecidedBeforeAGrantChangedIsNotPutOnRecord() throws Exception {
        assertThat(log.version()).isEqualTo(5);
        Access early = Reads.of(1);
        Access late = Reads.of(1);
        List<Future<?>> answers = new ArrayList<>();
        whileTheWriterStands(() -> {
            answers.add(caller(early, 5));
            answers.add(caller(late, 6));
            await(() -> log.waiting() == 9);
            jdbc.update("UPDATE entitlement_version SET version = 6");
            return null;
        });
        assertThatThrownBy(() -> answers.get(0).get())
                .hasCauseInstanceOf(EntitlementChanged.class)
                .satisfies(e -> assertThat(((EntitlementChanged) e.getCause()).version())
                        .isEqualTo(6));
        answers.get(1).get();
        assertThat(jdbc.queryForList("SELECT id FROM access", UUID.class))
                .contains(late.id())
                .doesNotContain(early.id());
        assertThat(count("access_subject WHERE access = '" + early.id() + "'")).isZero();
        assertThat(log.version()).isEqualTo(6);
        assertThatThrownBy(() -> log.record(early, 5)).isInstanceOf(EntitlementChanged.class);
        assertThatThrownBy(() -> log.record(early, 7)).isInstanceOf(EntitlementChanged.class);
        log.record(early, 6);
    }

    @Test
    void aChangeByAnotherProgramIsKnownASecondLater() {
        assertThat(log.version()).isEqualTo(5);
        jdbc.update("UPDATE entitlement_version SET version = 6");
        await(() -> log.version() == 6);
    }

    @Test
    void everyStatementThatChangesGrantsCountsOnce() {
        jdbc.execute("CREATE TABLE some_grant (x integer)");
        jdbc.execute("CREATE TRIGGER changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON some_grant"
                + " FOR EACH STATEMENT EXECUTE FUNCTION entitlement_changed()");
        jdbc.update("INSERT INTO some_grant SELECT generate_series(1, 9)");
        jdbc.update("UPDATE some_grant SET x = 1");
        jdbc.update("TRUNCATE some_grant");
        assertThat(jdbc.queryForList("SELECT version FROM entitlement_version", Long.class))
                .containsExactly(8L);
        // A restored backup may have left the row out.
        jdbc.update("DELETE FROM entitlement_version");
        jdbc.update("DELETE FROM some_grant");
        assertThat(jdbc.queryForList("SELECT version FROM entitlement_version", Long.class))
                .containsExactly(1L);
        jdbc.execute("DROP TABLE some_grant");
    }

    @Test
    void onlyTheAnswerThatCannotBeStoredFails() throws Exception {
        List<Access> good = new ArrayList<>();
        List<Future<?>> answers = new ArrayList<>();
        List<Future<?>> bad = new ArrayList<>();
        whileTheWriterStands(() -> {
            for (int i = 0; i < 21; i++) {
                Access access = Reads.of(1);
                good.add(access);
                answers.add(caller(access, 5));
                if (i == 7) bad.add(caller(Reads.of(UUID.randomUUID(), "no\u0000text", 1), 5));
            }
            await(() -> log.waiting() == 23 * 3);
            return null;
        });
        for (Future<?> answer : answers) answer.get();
        assertThatThrownBy(() -> bad.get(0).get())
                .hasCauseInstanceOf(AccessNotRecorded.class)
                .satisfies(e -> assertThat(e.getCause()).isNotInstanceOf(AccessLogUnavailable.class));
        Set<UUID> stored = new HashSet<>(jdbc.queryForList("SELECT id FROM access", UUID.class));
        assertThat(stored).hasSize(22).containsAll(good.stream().map(Access::id).toList());
        assertThat(count("access_subject")).isEqualTo(22 * 2);
    }

    @Test
    void whoeverComesWhileTooManyWaitIsTurnedAway() throws Exception {
        log.close();
        log = new AccessLog(db.database(), hands, 1_000);
        List<Future<?>> answers = new ArrayList<>();
        whileTheWriterStands(() -> {
            answers.add(caller(Reads.of(1_000), 5));
            await(() -> log.waiting() > 1_000);
            assertThatThrownBy(() -> log.record(Reads.of(1), 5)).isInstanceOf(AccessLogFull.class);
            return null;
        });
        answers.get(0).get();
        assertThat(count("access_subject")).isEqualTo(1_003);
        log.record(Reads.of(1), 5);
    }

    @Test
    void monthsBeginAtEightHoursEastAndAreMadeAhead() {
        hands.now = Instant.parse("2026-11-30T15:59:59Z");
        log.record(Reads.of(0), 5);
        hands.now = Instant.parse("2026-11-30T16:00:00Z");
        log.record(Reads.of(0), 5);
        assertThat(jdbc.queryForList("SELECT tableoid::regclass::text FROM access ORDER BY at", String.class))
                .containsExactly("access_2026_11", "access_2026_12");
        assertThat(jdbc.queryForList("SELECT tableoid::regclass::text FROM access_subject ORDER BY at", String.class))
                .containsExactly("access_subject_2026_11", "access_subject_2026_12");
        assertThat(partitions()).contains("access_2027_01", "access_subject_2027_01");
        // Years later, and a clock that goes back.
        hands.now = Instant.parse("2031-03-31T16:00:00Z");
        log.record(Reads.of(0), 5);
        hands.now = Instant.parse("2031-03-31T15:00:00Z");
        log.record(Reads.of(0), 5);
        assertThat(partitions()).contains("access_2031_04", "access_2031_05").doesNotContain("access_2031_03");
        assertThat(count("access WHERE at = '2031-03-31T16:00:00Z'")).isEqualTo(2);
    }

    private List<String> partitions() {
        return jdbc.queryForList("SELECT relname FROM pg_class WHERE relispartition AND relkind = 'r'", String.class);
    }

    @Test
    void aMonthThatIsMissingIsMadeOnDemand() {
        log.record(Reads.of(0), 5);
        jdbc.execute("DROP TABLE access_subject_2026_11");
        log.record(Reads.of(0), 5);
        assertThat(count("access_subject_2026_11")).isEqualTo(1);
        assertThat(count("access_2026_11")).isEqualTo(2);
    }

    @Test
    void aMonthIsMadeOnceWhoeverElseMakesIt() throws Exception {
        List<Future<?>> done = new ArrayList<>();
        CountDownLatch start = new CountDownLatch(1);
        for (int i = 0; i < 8; i++)
            done.add(callers.submit(() -> {
                try (Connection own = DriverManager.getConnection(db.url(), db.user(), db.password());
                        Statement make = own.createStatement()) {
                    start.await();
                    for (int month = 1; month <= 12; month++)
                        make.execute("SELECT make_access_month('2040-" + month + "-15')");
                }
                return null;
            }));
        start.countDown();
        for (Future<?> one : done) one.get();
        assertThat(partitions().stream().filter(name -> name.startsWith("access_2040")))
                .hasSize(12);
    }

    @Test
    void whatWasTakenBeforeTheEndIsPutOnRecordAndLaterNothing() throws Exception {
        List<Future<?>> answers = new ArrayList<>();
        Thread[] closing = new Thread[1];
        whileTheWriterStands(() -> {
            for (int i = 0; i < 5; i++) answers.add(caller(Reads.of(1), 5));
            await(() -> log.waiting() == 6 * 3);
            closing[0] = new Thread(log::close);
            closing[0].start();
            await(() -> closing[0].getState() != Thread.State.RUNNABLE && closing[0].getState() != Thread.State.NEW);
            return null;
        });
        closing[0].join();
        for (Future<?> answer : answers) answer.get();
        assertThat(count("access")).isEqualTo(6);
        assertThatThrownBy(() -> log.record(Reads.of(1), 5)).isInstanceOf(AccessLogUnavailable.class);
    }

    @Test
    void goesOnWhenTheDatabaseWasAwayAndWithholdsAnswersMeanwhile(@TempDir Path dataDir) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = free.getLocalPort();
        }
        EmbeddedDatabase.start(dataDir).close();
        Files.writeString(dataDir.resolve("postgres/operator.conf"), "port = " + port + "\n");
        EmbeddedDatabase server = EmbeddedDatabase.start(dataDir);
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        try (Database database = Database.connect(url, server.user(), server.password(), 2);
                AccessLog ofServer = new AccessLog(database, hands)) {
            ofServer.record(Reads.of(1), 0);
            server.close();
            assertThatThrownBy(() -> ofServer.record(Reads.of(1), 0)).isInstanceOf(AccessLogUnavailable.class);
            server = EmbeddedDatabase.start(dataDir);
            ofServer.record(Reads.of(1), ofServer.version());
            // A server that was away between two answers is not noticed.
            server.close();
            server = EmbeddedDatabase.start(dataDir);
            ofServer.record(Reads.of(1), 0);
            // Not by the pool, which may still hold a connection from before.
            try (Connection connection = database.apart();
                    Statement sql = connection.createStatement();
                    ResultSet row = sql.executeQuery("SELECT count(*) FROM access")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getInt(1)).isEqualTo(3);
            }
        } finally {
            server.close();
        }
    }

    @Test
    void everyAnswerThatLeftAKilledProgramIsOnRecord() throws IOException, InterruptedException, ExecutionException {
        Set<UUID> given = new HashSet<>();
        try (TestDatabase durable = TestDatabase.durable(2).open()) {
            Process program = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            AccessLogProgram.class.getName(),
                            durable.url(),
                            durable.user(),
                            durable.password())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .directory(new File("/"))
                    .start();
            try (BufferedReader output =
                    new BufferedReader(new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    if (!line.matches("given [-0-9a-f]{36}")) continue; // log entries, or a line that the kill cut off
                    given.add(UUID.fromString(line.substring(6)));
                    // Process.destroy would take away the output that is still to be read.
                    if (given.size() == 300) program.toHandle().destroyForcibly();
                }
            } finally {
                program.destroyForcibly().onExit().get();
            }
            JdbcTemplate sees = new JdbcTemplate(durable.dataSource());
            assertThat(given).hasSizeGreaterThanOrEqualTo(300);
            assertThat(new HashSet<>(sees.queryForList("SELECT id FROM access", UUID.class)))
                    .containsAll(given);
            assertThat(sees.queryForObject(
                            "SELECT count(*) FROM access a WHERE (SELECT count(*) FROM access_subject s"
                                    + " WHERE (s.at, s.access) = (a.at, a.id)) <> a.subjects",
                            Integer.class))
                    .isZero();
        }
    }
}
