package org.basedata.registry.api.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.basedata.registry.api.Invented;
import org.basedata.registry.api.Row;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.TestCertificates;
import org.basedata.registry.api.account.Certificates;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.catalogue.CatalogueLoader;
import org.basedata.registry.core.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** The commands, run to their end in this program. */
class CommandLineIT {
    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    @RegisterExtension
    static final TestDatabase own = new TestDatabase();

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    /** Options of a database that no server runs on. */
    private String[] onOwnDatabase(String... args) throws IOException {
        // The commands of accounts have a name of their own.
        int names = args[0].equals("accounts") ? 2 : 1;
        List<String> all = new ArrayList<>(List.of(args).subList(0, names));
        all.addAll(List.of("--db-url", own.url(), "--db-user", own.user(), "--db-password", own.password()));
        all.addAll(List.of("--data-dir", folder.resolve("data").toString()));
        all.addAll(List.of(args).subList(names, args.length));
        return all.toArray(String[]::new);
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        }
    }

    private String accounts(Role role) {
        return registry.accountsFile(folder, "GA", role).toString();
    }

    private Path csv(String name, String... rows) throws IOException {
        return Files.writeString(
                folder.resolve(name),
                "recordId,version,idType,id,name,validFrom,sex\r\n" + String.join("\r\n", rows) + "\r\n",
                StandardCharsets.UTF_8);
    }

    private static String row(String number, String name) {
        return "C-" + number + ",1,RESIDENT_ID," + number + "," + name + ",2001-01-01,1";
    }

    @Test
    void a_file_goes_to_the_server_that_runs() throws IOException {
        String number = Invented.man();
        String port = Integer.toString(registry.server().port());
        Path file = csv("good.csv", row(number, "测试人"));
        int exit = run(
                "import",
                "--dataset",
                "household-registration",
                "--source",
                "GA",
                "--port",
                port,
                "--accounts-file",
                accounts(Role.SOURCE),
                file.toString());
        assertThat(exit).as(out + "" + err).isZero();
        assertThat(out.toString()).contains("rows 1 = ", "accepted 1", "refused 0");
        assertThat(registry.value(number, "name")).isEqualTo("测试人");
    }

    @Test
    void refused_rows_are_told_by_code_and_give_exit_code_3() throws IOException {
        String port = Integer.toString(registry.server().port());
        Path file = csv("bad.csv", row(Invented.man(), "测试人"), row(Invented.broken(Invented.man()), "错号"));
        int exit = run(
                "import",
                "--dataset",
                "household-registration",
                "--source",
                "GA",
                "--port",
                port,
                "--accounts-file",
                accounts(Role.SOURCE),
                file.toString());
        assertThat(exit).isEqualTo(Main.SOME_REFUSED);
        assertThat(out.toString())
                .contains("rows 2 = ", "accepted 1", "refused 1")
                .containsPattern("ID_CHECK_DIGIT +1");
    }

    @Test
    void without_a_server_a_file_goes_into_the_database_and_the_same_again_is_unchanged() throws IOException {
        Path file = csv("direct.csv", row(Invented.man(), "测试人"));
        String[] args = onOwnDatabase(
                "import",
                "--dataset",
                "household-registration",
                "--source",
                "GA",
                "--port",
                freePort(),
                file.toString());
        assertThat(run(args)).as(out + "" + err).isZero();
        assertThat(out.toString()).contains("accepted 1");
        Path again = Files.copy(file, folder.resolve("again.csv"));
        args[args.length - 1] = again.toString();
        args[args.length - 2] = freePort();
        assertThat(run(args)).isZero();
        assertThat(out.toString()).contains("unchanged 1");
    }

    @Test
    void a_file_that_cannot_be_taken_fails_and_the_others_go_on() throws IOException {
        String port = Integer.toString(registry.server().port());
        Path wrong = Files.writeString(folder.resolve("wrong.csv"), "colour,shape\r\nred,round\r\n");
        Path good = csv("good.csv", row(Invented.man(), "测试人"));
        int exit = run(
                "import",
                "--dataset",
                "household-registration",
                "--source",
                "GA",
                "--port",
                port,
                "--accounts-file",
                accounts(Role.SOURCE),
                wrong.toString(),
                good.toString());
        assertThat(exit).isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("wrong.csv");
        assertThat(out.toString()).contains("accepted 1");
    }

    @Test
    void what_is_misspelt_is_told_before_anything_is_started() {
        assertThat(run("serve", "--prot", "1")).isEqualTo(Main.MISUSED);
        assertThat(run("sreve")).isEqualTo(Main.MISUSED);
        assertThat(run("import", "--source", "GA", "x.csv")).isEqualTo(Main.MISUSED);
        assertThat(err.toString()).contains("--dataset");
        assertThat(run(
                        "import",
                        "--dataset",
                        "d",
                        "--source",
                        "GA",
                        folder.resolve("none.csv").toString()))
                .isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("FILE_UNREADABLE");
        assertThat(run("serve", "--port", "70000")).isEqualTo(Main.MISUSED);
    }

    @Test
    void help_is_in_both_languages() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("serve", "demo", "import", "acts", "rebuild", "verify", "导入文件");
        assertThat(run("import", "--help")).isZero();
        assertThat(out.toString()).contains("Imports files", "code of the dataset", "信息组代码");
    }

    @Test
    void a_broken_catalogue_is_refused_with_every_fault_and_its_line_and_nothing_is_made() throws IOException {
        String[] lines = CatalogueLoader.standardYaml().split("\n", -1);
        int first = line(lines, "severity: MAJOR");
        int second = line(lines, "type: DATE");
        lines[first] = lines[first].replace("MAJOR", "HUGE");
        lines[second] = lines[second].replace("DATE", "DAY");
        Path catalogue = Files.writeString(folder.resolve("catalogue.yaml"), String.join("\n", lines));
        Path data = folder.resolve("never");
        int exit = run("serve", "--catalogue", catalogue.toString(), "--data-dir", data.toString());
        assertThat(exit).isEqualTo(Main.MISUSED);
        assertThat(err.toString()).contains("CATALOGUE_REFUSED", "2 faults", "HUGE", "DAY");
        assertThat(err.toString()).contains(Integer.toString(first + 1), Integer.toString(second + 1));
        assertThat(data).doesNotExist();
    }

    private static int line(String[] lines, String text) {
        for (int i = 0; i < lines.length; i++) if (lines[i].contains(text)) return i;
        throw new AssertionError("the catalogue has no line with " + text);
    }

    @Test
    void a_database_that_is_not_there_is_told_in_a_line() throws IOException {
        int exit = run(
                "rebuild",
                "--db-url",
                "jdbc:postgresql://127.0.0.1:" + freePort() + "/registry",
                "--db-user",
                "x",
                "--data-dir",
                folder.toString());
        assertThat(exit).isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("DATABASE_UNAVAILABLE").doesNotContain("\tat ");
    }

    @Test
    void a_port_that_is_taken_is_told_in_a_line() throws IOException {
        String[] args = onOwnDatabase(
                "serve", "--port", Integer.toString(registry.server().port()));
        assertThat(run(args)).isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("PORT_IN_USE").doesNotContain("\tat ");
    }

    @Test
    void a_demonstration_loads_the_sample_and_sums_it_up_and_can_be_rebuilt() throws IOException {
        Path summary = folder.resolve("out/summary.json");
        Path accounts = folder.resolve("out/accounts.json");
        int exit = run(onOwnDatabase(
                "demo",
                "--exit",
                "--port",
                "0",
                "--persons",
                "200",
                "--entities",
                "50",
                "--seed",
                "7",
                "--summary-file",
                summary.toString(),
                "--accounts-file",
                accounts.toString()));
        assertThat(exit).as(out + "" + err).isZero();
        JsonNode users =
                RunningRegistry.JSON.readTree(Files.readString(accounts)).path("users");
        assertThat(users.valueStream().map(user -> user.path("username").asString()))
                .contains("steward", "steward2", "approver", "ga", "rs", "mz", "scjg", "consumer");
        assertThat(out.toString())
                .contains("/workbench", users.path(0).path("password").asString());
        JsonNode json = RunningRegistry.JSON.readTree(Files.readString(summary));
        assertThat(json.path("records").asLong())
                .isPositive()
                .isEqualTo(json.path("accepted").asLong()
                        + json.path("unchanged").asLong()
                        + json.path("refusedRecords").asLong());
        assertThat(json.path("refused").isObject()).isTrue();
        assertThat(json.path("refused").has("ID_CHECK_DIGIT")).isTrue();
        assertThat(json.at("/conflicts/name/identity").asLong()).isPositive();
        assertThat(json.path("seconds").asDouble()).isPositive();
        long acts = json.path("acts").asLong();
        assertThat(acts).isPositive();
        assertThat(out.toString())
                .contains("records by source", "http://127.0.0.1:")
                .contains("identity-acts.jsonl  身份处置/acts " + acts + " = 办理/taken " + acts + " ");

        assertThat(run(onOwnDatabase("rebuild"))).as(out + "" + err).isZero();
        assertThat(out.toString()).contains("rebuilt");
        assertThat(run(onOwnDatabase("verify"))).as(out + "" + err).isZero();

        JdbcTemplate jdbc = new JdbcTemplate(own.dataSource());
        UUID changed = jdbc.queryForObject("SELECT subject FROM person_current ORDER BY subject LIMIT 1", UUID.class);
        jdbc.update("UPDATE person_current SET name = 'changed by hand' WHERE subject = ?", changed);
        assertThat(run(onOwnDatabase("verify"))).as(out + "" + err).isEqualTo(VerifyCommand.DIFFERENT);
        assertThat(out.toString()).contains("person_current " + changed).doesNotContain("changed by hand");

        // As after an upgrade whose migration changed the form of the table.
        jdbc.execute("TRUNCATE person_current");
        jdbc.update("INSERT INTO rebuild_unfinished (started_at, after_upgrade) VALUES (now(), true)");
        assertThat(run(onOwnDatabase(
                        "demo", "--exit", "--port", "0", "--persons", "1", "--entities", "1", "--seed", "7")))
                .as(out + "" + err)
                .isZero();
        assertThat(out.toString()).contains("UPGRADE: ", "taken 0 + 此前已办理/taken before " + acts + " ");
        assertThat(run(onOwnDatabase("verify"))).as(out + "" + err).isZero();
    }

    @Test
    void candidates_are_searched_for_through_the_server_that_runs_or_in_the_database() throws IOException {
        String port = Integer.toString(registry.server().port());
        for (int i = 0; i < 2; i++)
            registry.deliver(
                    "SCJG",
                    Row.entity("enterprise-registration", Invented.uscc(), "广州市云帆科技有限公司")
                            .with("legalRepresentativeName", "欧阳海澜"));
        assertThat(run("candidates", "--port", port, "--accounts-file", accounts(Role.STEWARD)))
                .as(out + "" + err)
                .isZero();
        assertThat(out.toString())
                .contains(registry.url())
                .containsPattern("SAME_NAME_AND_REPRESENTATIVE +1\\R")
                .containsPattern("疑似/candidates 1, [0-9.]+ s");
        out.getBuffer().setLength(0);
        assertThat(run(onOwnDatabase("candidates", "--port", freePort())))
                .as(out + "" + err)
                .isZero();
        assertThat(out.toString()).contains("疑似/candidates 0");
    }

    @Test
    void accounts_are_made_listed_renewed_and_disabled() throws IOException {
        // Those of a demonstration that ran before.
        new JdbcTemplate(own.dataSource()).update("DELETE FROM account");
        assertThat(run(onOwnDatabase("accounts", "add", "zhang.wei", "--person", "张伟", "--role", "steward,approver")))
                .as(out + "" + err)
                .isZero();
        assertThat(out.toString()).contains("zhang.wei").containsPattern("([a-z2-9]{5}-){3}[a-z2-9]{5}");
        assertThat(run(onOwnDatabase("accounts", "add", "zhang.wei", "--role", "STEWARD")))
                .isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("ACCOUNT_EXISTS");
        assertThat(run(onOwnDatabase("accounts", "add", "ga-system", "--system", "--role", "SOURCE")))
                .isEqualTo(Main.MISUSED);
        assertThat(err.toString()).contains("DEPARTMENT_MISSING");
        assertThat(run(onOwnDatabase(
                        "accounts", "add", "xx-system", "--system", "--department", "XX", "--role", "SOURCE")))
                .isEqualTo(Main.MISUSED);
        assertThat(err.toString()).contains("SOURCE_UNKNOWN");
        assertThat(run(onOwnDatabase(
                        "accounts", "add", "ga-system", "--system", "--department", "GA", "--role", "SOURCE")))
                .isZero();
        assertThat(out.toString()).containsPattern("client secret: [0-9a-f]{64}");
        assertThat(run(onOwnDatabase("accounts", "disable", "ga-system"))).isZero();
        assertThat(run(onOwnDatabase("accounts", "password", "nobody"))).isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("ACCOUNT_UNKNOWN");
        out.getBuffer().setLength(0);
        assertThat(run(onOwnDatabase("accounts", "list"))).isZero();
        assertThat(out.toString())
                .contains("zhang.wei  用户/person  张伟  -  STEWARD,APPROVER  可用/active")
                .contains("ga-system  系统/system  ga-system  GA  SOURCE  已停用/disabled");
        credentials_are_rotated_registered_revoked_and_end();
        // Beside real accounts no demonstration begins.
        assertThat(run(onOwnDatabase("demo", "--exit", "--port", "0"))).isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("DEMO_ACCOUNTS_REFUSED").doesNotContain("\tat ");
        new JdbcTemplate(own.dataSource()).update("DELETE FROM account");
    }

    private void credentials_are_rotated_registered_revoked_and_end() throws IOException {
        out.getBuffer().setLength(0);
        assertThat(run(onOwnDatabase("accounts", "password", "ga-system"))).isZero();
        assertThat(run(onOwnDatabase("accounts", "rotate", "ga-system", "--old-until", "3")))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("the old secret counts");
        assertThat(run(onOwnDatabase("accounts", "rotate", "ga-system", "--old-until", "0")))
                .isEqualTo(Main.MISUSED);
        assertThat(run(onOwnDatabase("accounts", "rotate", "zhang.wei")))
                .as("people choose their own")
                .isEqualTo(Main.FAILED);
        TestCertificates certificates = TestCertificates.make().expired("old", "CN=ga-system,O=Registry");
        String file = certificates.certificateFile("old").toString();
        assertThat(run(onOwnDatabase("accounts", "certificate", "ga-system", "--file", file)))
                .as(err.toString())
                .isZero();
        assertThat(run(onOwnDatabase("accounts", "certificate", "zhang.wei", "--file", file)))
                .isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("CERTIFICATE_TAKEN");
        assertThat(run(onOwnDatabase(
                        "accounts",
                        "certificate",
                        "ga-system",
                        "--file",
                        certificates.keyFile("old").toString())))
                .isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("CERTIFICATE_UNREADABLE");
        assertThat(run(onOwnDatabase("accounts", "expire", "zhang.wei", "--on", "2026-01-31")))
                .isZero();
        out.getBuffer().setLength(0);
        assertThat(run(onOwnDatabase("accounts", "list"))).isZero();
        assertThat(out.toString())
                .contains("GA  SOURCE  可用/active", "level and division CITY 440100")
                .containsPattern("旧密钥/old secret 至/until 20")
                .contains("! 证书已到期/certificate has ended", "cn=ga-system,o=registry")
                .contains("STEWARD,APPROVER  已到期/expired", "! 账户已到期/account has ended, 至/until 2026-02-01T00:00+08:00");
        String fingerprint = Certificates.fingerprint(certificates.certificate("old"));
        assertThat(run(onOwnDatabase("accounts", "revoke", "ga-system", "--certificate", fingerprint)))
                .isZero();
        assertThat(run(onOwnDatabase("accounts", "revoke", "ga-system", "--certificate", fingerprint)))
                .isEqualTo(Main.FAILED);
        assertThat(run(onOwnDatabase("accounts", "certificate", "ga-system", "--file", file)))
                .as("revoked for good")
                .isEqualTo(Main.FAILED);
        String other = certificates
                .client("new", "CN=ga-system,O=Registry")
                .certificateFile("new")
                .toString();
        assertThat(run(onOwnDatabase("accounts", "certificate", "ga-system", "--file", other)))
                .isZero();
        assertThat(run(onOwnDatabase("accounts", "revoke", "ga-system", "--certificate-file", other)))
                .as(err.toString())
                .isZero();
        assertThat(run(onOwnDatabase("accounts", "revoke", "ga-system"))).isZero();
        out.getBuffer().setLength(0);
        assertThat(run(onOwnDatabase("accounts", "list"))).isZero();
        assertThat(out.toString()).contains("GA  SOURCE  无有效凭据/no credentials").doesNotContain("旧密钥");
    }

    @Test
    void the_network_is_not_let_in_unprotected_and_never_to_demo_accounts() {
        String data = folder.resolve("unopened").toString();
        assertThat(run("serve", "--address", "0.0.0.0", "--port", "0", "--data-dir", data))
                .isEqualTo(Main.MISUSED);
        assertThat(err.toString())
                .contains("LISTENING_UNPROTECTED", "server.ssl.certificate", "须先配置 TLS")
                .doesNotContain("\tat ");
        assertThat(Path.of(data)).as("nothing was opened").doesNotExist();
        for (String[] demo : new String[][] {{"serve", "--dev"}, {"demo", "--exit"}}) {
            err.getBuffer().setLength(0);
            assertThat(run(demo[0], demo[1], "--address", "0.0.0.0", "--port", "0", "--data-dir", data))
                    .isEqualTo(Main.MISUSED);
            assertThat(err.toString()).contains("DEMO_THIS_MACHINE_ONLY");
        }
        assertThat(run("serve", "--address", "no such name", "--data-dir", data))
                .isEqualTo(Main.MISUSED);
        assertThat(Path.of(data)).doesNotExist();
    }
}
