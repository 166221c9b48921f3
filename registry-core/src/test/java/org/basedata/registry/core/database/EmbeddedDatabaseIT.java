package org.basedata.registry.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The embedded server itself, on directories of its own, whatever server the other tests use. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class EmbeddedDatabaseIT {
    @TempDir
    Path dataDir;

    @Test
    void dataAndPasswordSurviveARestart() throws SQLException {
        String password;
        try (EmbeddedDatabase server = EmbeddedDatabase.start(dataDir)) {
            password = server.password();
            execute(server, "CREATE TABLE kept (x int)");
            execute(server, "INSERT INTO kept VALUES (42)");
        }
        assertThat(Processes.workingIn(dataDir.resolve("postgres"))).isEmpty();
        try (EmbeddedDatabase server = EmbeddedDatabase.start(dataDir)) {
            assertThat(query(server, "SELECT x FROM kept")).isEqualTo("42");
            assertThat(server.password()).isEqualTo(password).hasSizeGreaterThan(20);
        }
    }

    @Test
    void commitsAreOnDiskAndStrangersStayOut() throws SQLException, IOException {
        try (EmbeddedDatabase server = EmbeddedDatabase.start(dataDir)) {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                assertThat(query(server, "SHOW " + setting)).as(setting).isEqualTo("on");
            }
            assertThat(query(server, "SHOW data_checksums")).isEqualTo("on");
            assertThat(query(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(query(server, "SHOW idle_in_transaction_session_timeout"))
                    .isEqualTo("1min");
            assertThat(query(server, "SHOW server_encoding")).isEqualTo("UTF8");
            assertThatThrownBy(() -> DriverManager.getConnection(server.jdbcUrl(), server.user(), "wrong"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password");
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(dataDir.resolve("postgres/registry.password"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void chineseIsSearchedByTrigramsAndSortedByPinyin() throws SQLException {
        try (EmbeddedDatabase server = EmbeddedDatabase.start(dataDir)) {
            execute(server, "CREATE EXTENSION pg_trgm");
            assertThat(query(server, "SELECT similarity('天河区体育西路', '天河区体育东路') > 0.3"))
                    .isEqualTo("t");
            assertThat(query(server, """
                            SELECT string_agg(n, '' ORDER BY n COLLATE "zh-x-icu") FROM unnest(array['赵', '陈', '李']) n""")).isEqualTo("陈李赵");
            assertThat(query(server, "SELECT 'Ａ' < 'ａ' AND upper('é') = 'É'")).isEqualTo("t");
        }
    }

    @Test
    void twoStartsInOneProgramAreRefusedAndLeaveTheFirstItsLock() throws Exception {
        try (EmbeddedDatabase server = EmbeddedDatabase.start(dataDir)) {
            assertThatThrownBy(() -> EmbeddedDatabase.start(dataDir))
                    .hasMessageContaining("DATA_DIR_IN_USE")
                    .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
            // The refused try must not have dropped the first one's lock: another process is refused too.
            try (Child second = Child.start(dataDir, List.of(), System.getProperty("java.class.path"))) {
                assertThat(second.line())
                        .startsWith("refused")
                        .contains("DATA_DIR_IN_USE")
                        .contains(Long.toString(ProcessHandle.current().pid()));
            }
            assertThat(query(server, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void aSecondProcessIsRefusedWhileTheFirstLives() throws Exception {
        try (Child first = Child.start(dataDir, List.of(), System.getProperty("java.class.path"))) {
            assertThat(first.line()).startsWith("started");
            assertThatThrownBy(() -> EmbeddedDatabase.start(dataDir))
                    .hasMessageContaining("DATA_DIR_IN_USE")
                    .hasMessageContaining(Long.toString(first.process.pid()));
        }
    }

    @Test
    void theServerOfAKilledProgramIsEndedAndItsCommitsAreThere() throws Exception {
        long orphan;
        try (Child child = Child.start(dataDir, List.of(), System.getProperty("java.class.path"))) {
            String[] words = child.line().split(" ");
            assertThat(words[0]).isEqualTo("started");
            orphan = Long.parseLong(words[1]);
            child.process.destroyForcibly().waitFor();
        }
        assertThat(ProcessHandle.of(orphan))
                .as("PostgreSQL outlives its killed parent")
                .isPresent();
        try (EmbeddedDatabase server = EmbeddedDatabase.start(dataDir)) {
            Path pgData = dataDir.resolve("postgres");
            assertThat(ProcessHandle.of(orphan).filter(process -> Processes.worksIn(process, pgData)))
                    .isEmpty();
            assertThat(server.pid()).isNotEqualTo(orphan);
            assertThat(query(server, "SELECT count(*) FROM written")).isEqualTo("1");
        }
    }

    @Test
    void theServerStopsWithAProgramThatEndsWithoutClosingIt() throws Exception {
        try (Child child = Child.start(dataDir, List.of(), System.getProperty("java.class.path"))) {
            assertThat(child.line()).startsWith("started");
            child.process.getOutputStream().close(); // its standard input ends: it returns from main
            assertThat(child.process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(Processes.workingIn(dataDir.resolve("postgres"))).isEmpty();
        assertThat(dataDir.resolve("postgres/postmaster.pid")).doesNotExist();
    }

    @Test
    void aProcessNumberTakenOverByAStrangerDoesNotStopTheStart() throws Exception {
        EmbeddedDatabase.start(dataDir).close();
        // What a crash of the machine leaves: a file naming a number that somebody else has by now.
        Files.writeString(
                dataDir.resolve("postgres/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + dataDir.resolve("postgres") + "\n1\n5432\n\n127.0.0.1\n");
        try (EmbeddedDatabase server = EmbeddedDatabase.start(dataDir)) {
            assertThat(query(server, "SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void anOrdinaryUserRunsItBesideRoot() throws Exception {
        assumeTrue(Processes.userId() == 0, "only root can become another user");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "needs setpriv");
        try (EmbeddedDatabase roots = EmbeddedDatabase.start(dataDir)) {
            Path open = Files.createTempDirectory("registry-ordinary-user-");
            try {
                Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
                String classPath = copyClassPath(open);
                Path theirs = Files.createDirectory(open.resolve("data"));
                Files.setAttribute(theirs, "unix:uid", 65534);
                List<String> asNobody = List.of("/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
                try (Child child = Child.start(theirs, asNobody, classPath)) {
                    assertThat(child.line()).startsWith("started");
                }
                assertThat(query(roots, "SELECT 1")).isEqualTo("1");
                assertThatThrownBy(() -> EmbeddedDatabase.start(theirs)).hasMessageContaining("DATA_DIR_OWNER");
            } finally {
                for (ProcessHandle left : Processes.workingIn(open.resolve("data/postgres"))) {
                    left.destroyForcibly();
                    left.onExit().get(20, TimeUnit.SECONDS);
                }
                PostgresBinaries.deleteTree(open);
            }
        }
    }

    /** The class path where every user can read it; root's home directory may be closed to others. */
    private static String copyClassPath(Path open) throws IOException {
        List<String> copied = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path from = Path.of(entry);
            Path to = open.resolve(copied.size() + "-" + from.getFileName());
            if (Files.isRegularFile(from)) {
                Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
            } else if (Files.isDirectory(from)) {
                try (var files = Files.walk(from)) {
                    for (Path file : (Iterable<Path>) files::iterator) {
                        Files.copy(file, to.resolve(from.relativize(file).toString()));
                    }
                }
            } else {
                continue;
            }
            copied.add(to.toString());
        }
        return String.join(File.pathSeparator, copied);
    }

    private static void execute(EmbeddedDatabase server, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String query(EmbeddedDatabase server, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** A JVM of its own with an embedded server. */
    private static final class Child implements AutoCloseable {
        final Process process;
        private final BufferedReader output;

        private Child(Process process) {
            this.process = process;
            this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        }

        static Child start(Path dataDir, List<String> asUser, String classPath) throws IOException {
            List<String> command = new ArrayList<>(asUser);
            command.addAll(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Djava.io.tmpdir=" + (asUser.isEmpty() ? System.getProperty("java.io.tmpdir") : dataDir),
                    "-Duser.home=" + (asUser.isEmpty() ? System.getProperty("user.home") : "/nonexistent"),
                    "-cp",
                    classPath,
                    EmbeddedServerProgram.class.getName(),
                    dataDir.toString()));
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
            return new Child(builder.directory(new File("/")).start());
        }

        /** What it says about its start, the first line that is not a log entry. */
        String line() throws IOException {
            String line = output.readLine();
            while (line != null && !line.startsWith("started") && !line.startsWith("refused")) {
                line = output.readLine();
            }
            return String.valueOf(line);
        }

        @Override
        public void close() throws IOException {
            process.getOutputStream().close();
            try {
                process.onExit().get(60, TimeUnit.SECONDS);
            } catch (InterruptedException | ExecutionException | TimeoutException e) {
                process.destroyForcibly();
                throw new IllegalStateException("the child did not end", e);
            }
        }
    }
}
