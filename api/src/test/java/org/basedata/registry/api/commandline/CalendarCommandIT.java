package org.basedata.registry.api.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.calendar.Holidays;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

class CalendarCommandIT {
    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    @RegisterExtension
    static final TestDatabase own = new TestDatabase();

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private String accounts() {
        return registry.accountsFile(folder, null, Role.OPERATOR).toString();
    }

    private int run(String... args) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    private String served() {
        return Integer.toString(registry.server().port());
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        }
    }

    private Path file(int year, String text) throws IOException {
        return Files.writeString(folder.resolve(year + ".csv"), text);
    }

    /** On a database that no server runs on. */
    private int directly(Path... files) throws IOException {
        List<String> args = new ArrayList<>(List.of("calendar", "--port", freePort()));
        args.addAll(List.of("--db-url", own.url(), "--db-user", own.user(), "--db-password", own.password()));
        args.addAll(List.of("--data-dir", folder.resolve("data").toString()));
        for (Path file : files) args.add(file.toString());
        return run(args.toArray(String[]::new));
    }

    private static List<String> uploads(TestDatabase database) {
        return new JdbcTemplate(database.dataSource())
                .queryForList("SELECT year || ' ' || published_by FROM calendar_year ORDER BY revision", String.class);
    }

    @Test
    void through_the_running_registry_a_year_is_in_force_at_once() throws IOException {
        Path file = file(2030, Holidays.invented(2030));
        assertThat(run("calendar", "--port", served(), "--accounts-file", accounts(), "--by", "陈核查", file.toString()))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("2030.csv  2030  放假/holidays 13, 调休上班/make-up days 0  已生效/in force");
        assertThat(registry.get("/api/v1/calendar/2030")
                        .json()
                        .path("publishedBy")
                        .asString())
                .isEqualTo("陈核查");

        assertThat(run("calendar", "--port", served(), "--accounts-file", accounts(), file.toString()))
                .isZero();
        assertThat(out.toString()).contains("与现行一致/in force already");
        assertThat(uploads(registry.database())).containsExactly("2030 陈核查");
    }

    @Test
    void the_running_registry_wants_to_know_who_uploads() throws IOException {
        Path file = file(2036, Holidays.invented(2036));
        assertThat(run("calendar", "--port", served(), file.toString())).isEqualTo(Main.MISUSED);
        assertThat(err.toString()).contains("CLIENT_MISSING");
        Path wrong = Files.writeString(
                folder.resolve("wrong.json"),
                "{\"clients\":[{\"clientId\":\"x\",\"clientSecret\":\"y\",\"roles\":[\"OPERATOR\"]}]}");
        assertThat(run("calendar", "--port", served(), "--accounts-file", wrong.toString(), file.toString()))
                .isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("CLIENT_REFUSED");
        Path none = Files.writeString(folder.resolve("none.json"), "{\"clients\":[]}");
        assertThat(run("calendar", "--port", served(), "--accounts-file", none.toString(), file.toString()))
                .isEqualTo(Main.MISUSED);
    }

    @Test
    void without_one_the_years_go_into_the_database_by_the_name_of_the_systems_user() throws IOException {
        Path one = file(2031, Holidays.invented(2031));
        Path two = file(2032, Holidays.invented(2032));
        assertThat(directly(one, two)).as(err.toString()).isZero();
        String user = System.getProperty("user.name");
        assertThat(uploads(own)).containsExactly("2031 " + user, "2032 " + user);
    }

    @Test
    void of_several_files_none_is_taken_when_one_has_faults_and_all_faults_are_told() throws IOException {
        Path right = file(2033, Holidays.invented(2033));
        Path wrong = file(
                2034,
                Holidays.invented(2034)
                        .replace("2034-06-09,HOLIDAY", "2034-06-09,OFF")
                        .replace("2034-09-15", "2034-9-15"));
        assertThat(run(
                        "calendar",
                        "--port",
                        served(),
                        "--accounts-file",
                        accounts(),
                        right.toString(),
                        wrong.toString()))
                .isEqualTo(Main.SOME_REFUSED);
        assertThat(out.toString())
                .contains("2034.csv  KIND_UNKNOWN (line[11].kind) OFF: 第 11 行")
                .contains("2034.csv  DATE_FORMAT (line[12].date) 2034-9-15: 第 12 行")
                .contains("CALENDAR_REFUSED");
        assertThat(registry.get("/api/v1/calendar/2033").status()).isEqualTo(404);
    }

    @Test
    void a_file_that_is_not_there_is_a_failure() {
        assertThat(run(
                        "calendar",
                        "--port",
                        served(),
                        "--accounts-file",
                        accounts(),
                        folder.resolve("none.csv").toString()))
                .isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("FILE_UNREADABLE");
    }

    @Test
    void a_setting_that_is_no_limit_keeps_the_registry_from_opening_and_is_named() throws IOException {
        System.setProperty("registry.reconciliation.verify-days", "soon");
        try {
            assertThat(directly(file(2035, Holidays.invented(2035)))).isEqualTo(Main.MISUSED);
        } finally {
            System.clearProperty("registry.reconciliation.verify-days");
        }
        assertThat(err.toString()).startsWith("LIMIT_REFUSED: registry.reconciliation.verify-days is \"soon\"");
    }
}
