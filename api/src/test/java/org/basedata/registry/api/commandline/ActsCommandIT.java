package org.basedata.registry.api.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.basedata.registry.api.Invented;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.importers.sample.IdentityMatters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

class ActsCommandIT {
    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    @RegisterExtension
    static final TestDatabase own = new TestDatabase();

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private String accounts() {
        return registry.accountsFile(folder, null, Role.STEWARD).toString();
    }

    private int run(String... args) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    private int throughTheServer(Path... files) {
        List<String> args = new ArrayList<>(
                List.of("acts", "--port", Integer.toString(registry.server().port()), "--accounts-file", accounts()));
        for (Path file : files) args.add(file.toString());
        return run(args.toArray(String[]::new));
    }

    /** On a database that no server runs on. */
    private int directly(Path file) throws IOException {
        return run(onOwnDatabase("acts", "--port", freePort(), file.toString()));
    }

    private String[] onOwnDatabase(String... args) {
        List<String> all = new ArrayList<>(List.of(args[0]));
        all.addAll(List.of("--db-url", own.url(), "--db-user", own.user(), "--db-password", own.password()));
        all.addAll(List.of("--data-dir", folder.resolve("data").toString()));
        all.addAll(List.of(args).subList(1, args.length));
        return all.toArray(String[]::new);
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        }
    }

    private Path file(String name, String... lines) throws IOException {
        return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    }

    private static String replace(String former, String number) {
        return "{\"act\":\"REPLACE_IDENTIFIER\",\"by\":\"GA\",\"handlingPerson\":\"测试员\",\"cause\":\"NUMBER_WRONG\","
                + "\"reason\":\"错号更正\",\"evidence\":[\"测试〔2026〕1号\"],\"subject\":{\"idType\":\"RESIDENT_ID\",\"id\":\""
                + former + "\"},\"identifier\":{\"idType\":\"RESIDENT_ID\",\"id\":\"" + number + "\"}}";
    }

    private static String withId(UUID id, String act) {
        return "{\"id\":\"" + id + "\"," + act.substring(1);
    }

    private static long acts(TestDatabase database) {
        return new JdbcTemplate(database.dataSource())
                .queryForObject("SELECT count(*) FROM person_current WHERE links IS NOT NULL", Long.class);
    }

    @Test
    void each_line_is_told_with_the_act_and_whom_it_was_about() throws IOException {
        String man = Invented.man();
        Path good = file("good.jsonl", replace(man, Invented.man()), "", replace(Invented.man(), Invented.man()));
        assertThat(throughTheServer(good)).as(out + "" + err).isZero();
        assertThat(out.toString())
                .contains("through the running server", "good.jsonl  身份处置/acts 2 = 办理/taken 2 ", "拒绝/refused 0")
                .containsPattern("good\\.jsonl:1  已办理/taken  act [0-9a-f-]{36}  ref [0-9a-f-]{36}")
                .containsPattern("good\\.jsonl:3  已办理/taken  act")
                .doesNotContain("good.jsonl:2", man);
    }

    @Test
    void without_a_server_the_acts_go_into_the_database() throws IOException {
        long before = acts(own);
        Path good = file("good.jsonl", replace(Invented.man(), Invented.man()));
        assertThat(directly(good)).as(out + "" + err).isZero();
        assertThat(out.toString()).contains("into the database itself", "办理/taken 1 ");
        assertThat(acts(own)).isEqualTo(before + 2);
    }

    @Test
    void refused_lines_are_told_by_number_and_reason_and_the_others_are_taken_either_way() throws IOException {
        String taken = Invented.man();
        String[] lines = {
            replace(taken, Invented.man()),
            "{\"act\":\"MERGE\",",
            replace(taken, Invented.man()),
            "{\"act\":\"MARRY\",\"by\":\"GA\"}",
            replace(Invented.man(), Invented.man())
        };
        Path bad = file("bad.jsonl", lines);
        assertThat(throughTheServer(bad)).isEqualTo(Main.SOME_REFUSED);
        String remote = out.toString();
        assertThat(remote)
                .containsPattern("bad\\.jsonl:1  已办理/taken")
                .containsPattern("bad\\.jsonl:2  拒绝/refused  BODY_MALFORMED.*请求正文.* / .*the body")
                .containsPattern(
                        "bad\\.jsonl:3  拒绝/refused  NUMBER_SUPERSEDED \\(subject\\): .* / this number was replaced")
                .containsPattern("bad\\.jsonl:4  拒绝/refused  PARAMETER_INVALID \\(act\\)")
                .containsPattern("bad\\.jsonl:5  已办理/taken")
                .contains("身份处置/acts 5 = 办理/taken 2 + 此前已办理/taken before 0 + 拒绝/refused 3")
                .doesNotContain(taken);
        out.getBuffer().setLength(0);
        assertThat(directly(bad)).isEqualTo(Main.SOME_REFUSED);
        assertThat(refusals(out.toString())).isEqualTo(refusals(remote)).hasSize(3);
    }

    private static List<String> refusals(String text) {
        return text.lines().filter(line -> line.contains("  拒绝/refused  ")).toList();
    }

    @Test
    void a_file_that_is_given_again_changes_nothing_where_its_acts_have_ids() throws IOException {
        String act = withId(UUID.randomUUID(), replace(Invented.man(), Invented.man()));
        Path file = file("again.jsonl", act);
        assertThat(throughTheServer(file)).isZero();
        assertThat(throughTheServer(file)).as(out + "" + err).isZero();
        assertThat(out.toString()).contains("again.jsonl:1  此前已办理/taken before\n", "taken 0 + 此前已办理/taken before 1 ");
        assertThat(directly(file)).isZero();
        out.getBuffer().setLength(0);
        long before = acts(own);
        assertThat(directly(file)).isZero();
        assertThat(out.toString()).contains("taken 0 + 此前已办理/taken before 1 ");
        assertThat(acts(own)).isEqualTo(before);
    }

    @Test
    void an_act_is_known_after_it_was_revoked_and_an_id_is_used_once() throws IOException {
        UUID id = UUID.randomUUID();
        String former = Invented.man();
        String act = withId(id, replace(former, Invented.man()));
        String revoke =
                "{\"id\":\"" + UUID.randomUUID() + "\",\"act\":\"REVOKE\",\"by\":\"STAFF\",\"handlingPerson\":\"测试员\","
                        + "\"reason\":\"误办\",\"evidence\":[\"测试〔2026〕2号\"],\"subject\":{\"idType\":\"RESIDENT_ID\",\"id\":\""
                        + former + "\"},\"revokes\":\"" + id + "\"}";
        assertThat(throughTheServer(file("one.jsonl", act, revoke)))
                .as(out + "" + err)
                .isZero();
        assertThat(throughTheServer(file("one.jsonl", act, revoke)))
                .as(out + "" + err)
                .isZero();
        assertThat(out.toString()).contains("taken 0 + 此前已办理/taken before 2 ");
        assertThat(throughTheServer(file("other.jsonl", act.replace("错号更正", "另一理由"))))
                .isEqualTo(Main.SOME_REFUSED);
        assertThat(out.toString()).containsPattern("other\\.jsonl:1  拒绝/refused  ACT_ID_USED \\(id\\)");
    }

    @Test
    void an_empty_file_has_no_acts_and_a_byte_order_mark_is_no_act() throws IOException {
        assertThat(throughTheServer(Files.createFile(folder.resolve("empty.jsonl"))))
                .isZero();
        assertThat(out.toString()).contains("empty.jsonl  身份处置/acts 0 = ");
        Path marked = Files.writeString(
                folder.resolve("marked.jsonl"), "\uFEFF" + replace(Invented.man(), Invented.man()) + "\r\n");
        assertThat(throughTheServer(marked)).as(out + "" + err).isZero();
        assertThat(out.toString()).contains("marked.jsonl  身份处置/acts 1 = 办理/taken 1 ");
    }

    @Test
    void of_a_file_in_another_encoding_nothing_is_taken_and_nothing_of_those_beside_it() throws IOException {
        long before = acts(registry.database());
        Path good = file("good.jsonl", replace(Invented.man(), Invented.man()));
        Path chinese = Files.write(
                folder.resolve("gb.jsonl"),
                (replace(Invented.man(), Invented.man()) + "\n").getBytes(Charset.forName("GB18030")));
        assertThat(throughTheServer(good, chinese)).isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("FILE_NOT_UTF8", "gb.jsonl").doesNotContain("\tat ");
        assertThat(throughTheServer(
                        Files.write(folder.resolve("wide.jsonl"), "{}\n".getBytes(StandardCharsets.UTF_16))))
                .isEqualTo(Main.FAILED);
        assertThat(throughTheServer(folder.resolve("none.jsonl"))).isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("FILE_UNREADABLE");
        assertThat(acts(registry.database())).isEqualTo(before);
    }

    @Test
    void a_server_that_does_not_say_what_became_of_an_act_ends_the_file_at_its_line() throws IOException {
        Path file = file("lost.jsonl", "", replace(Invented.man(), Invented.man()), "{}");
        HttpServer silent = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        silent.createContext(
                "/api/v1/deliveries/",
                request -> answer(request, 401, "{\"type\":\"urn:base-data-registry:problem:not-signed-in\"}"));
        silent.createContext("/oauth2/token", request -> answer(request, 200, "{\"access_token\":\"a\"}"));
        silent.createContext("/api/v1/identity/acts", request -> answer(request, 503, "{\"code\":\"UNAVAILABLE\"}"));
        silent.start();
        try {
            int port = silent.getAddress().getPort();
            assertThat(run("acts", "--port", Integer.toString(port), "--accounts-file", accounts(), file.toString()))
                    .isEqualTo(Main.FAILED);
        } finally {
            silent.stop(0);
        }
        assertThat(err.toString())
                .startsWith("lost.jsonl:2  SERVER_LOST: ")
                .contains("(UNAVAILABLE)")
                .doesNotContain("\tat ");
        assertThat(out.toString()).doesNotContain("身份处置/acts");
    }

    private static void answer(HttpExchange request, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        request.sendResponseHeaders(status, bytes.length);
        request.getResponseBody().write(bytes);
        request.close();
    }

    @Test
    void a_demonstration_whose_acts_are_refused_fails() throws IOException {
        Path acts = IdentityMatters.generate(folder.resolve("sample"), 1, 3).acts();
        String first = Files.readAllLines(acts).get(0);
        assertThat(directly(file("first.jsonl", first.replace("\"示例经办员\"", "\"另一人\""))))
                .as(out + "" + err)
                .isZero();
        int exit =
                run(onOwnDatabase("demo", "--exit", "--port", "0", "--persons", "1", "--entities", "0", "--seed", "3"));
        assertThat(exit).isEqualTo(Main.FAILED);
        assertThat(err.toString())
                .contains("SAMPLE_ACTS_REFUSED")
                .containsPattern("identity-acts\\.jsonl:1  拒绝/refused  ACT_ID_USED");
        assertThat(out.toString()).contains("拒绝/refused 1");
    }
}
