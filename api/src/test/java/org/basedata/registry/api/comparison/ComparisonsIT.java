package org.basedata.registry.api.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.basedata.registry.api.Invented;
import org.basedata.registry.api.Row;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.RunningRegistry.Answer;
import org.basedata.registry.api.inquiry.SharingDesk;
import org.basedata.registry.api.job.Job;
import org.basedata.registry.api.job.Jobs;
import org.basedata.registry.api.job.Sheets;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.Masking;
import org.basedata.registry.core.sharing.SharingAgreement;
import org.basedata.registry.core.sharing.SubjectScope;
import org.basedata.registry.importers.file.ListFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** A department compares its own list: it learns what differs, as far as it may see it, and gets its list back. */
class ComparisonsIT {
    static {
        // Several steps a job.
        System.setProperty("registry.jobs.step", "3");
    }

    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    private static final SharingDesk DESK = new SharingDesk(registry);
    private static final String COMPARISONS = "/api/v1/comparisons";
    private static final Charset GB18030 = Charset.forName("GB18030");

    private static String same;
    private static String differing;
    private static String dead;
    private static String disputed;
    private static String outside;

    @BeforeAll
    static void subjects() {
        for (String department : List.of("JY", "GJJ", "CL", "SW")) {
            DESK.purpose(department, "CHECK");
            DESK.confidentiality(department);
        }
        same = person("王小兰", "440106");
        differing = person("李大明", "440106");
        dead = person("赵已故", "440106");
        registry.deliver(
                "WJ",
                Row.person("death-registration", dead, "赵已故")
                        .with("lifeStatus", "2")
                        .with("deathDate", "2020-01-02"));
        disputed = person("钱有疑", "440106");
        registry.deliver("RS", Row.insurance(disputed, "钱有异"));
        outside = person("孙在外", "350203");
    }

    @AfterAll
    static void usualSteps() {
        System.clearProperty("registry.jobs.step");
    }

    private static String person(String name, String division) {
        String number = Invented.man();
        registry.deliver(
                "GA",
                Row.household(number, name)
                        .with("sex", "1")
                        .with(
                                "birthDate",
                                number.substring(6, 10) + "-" + number.substring(10, 12) + "-"
                                        + number.substring(12, 14))
                        .with("registeredDivision", division));
        registry.deliver("WJ", Row.person("birth-registration", number, name).with("motherName", "周示例"));
        return number;
    }

    private static String[] as(String department, String... more) {
        String[] token = registry.system(department, Role.CONSUMER);
        String[] headers = Arrays.copyOf(new String[] {token[0], token[1], "X-Purpose", "CHECK"}, 4 + more.length);
        System.arraycopy(more, 0, headers, 4, more.length);
        return headers;
    }

    private static Answer sent(String name, byte[] file, Map<String, String> fields, String... as) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        fields.forEach((field, value) -> body.writeBytes(("--x\r\nContent-Disposition: form-data; name=\"" + field
                        + "\"\r\nContent-Type: text/plain;charset=UTF-8\r\n\r\n" + value + "\r\n")
                .getBytes(StandardCharsets.UTF_8)));
        body.writeBytes(("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(file);
        body.writeBytes("\r\n--x--\r\n".getBytes(StandardCharsets.UTF_8));
        return registry.send(
                HttpRequest.newBuilder(URI.create(registry.url() + COMPARISONS))
                        .header("Content-Type", "multipart/form-data; boundary=x")
                        .POST(BodyPublishers.ofByteArray(body.toByteArray())),
                as);
    }

    private static JsonNode done(Answer ordered, String... as) {
        assertThat(ordered.status()).as(ordered.text()).isEqualTo(202);
        String id = ordered.json().path("id").asString();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < end) {
            JsonNode job = registry.get(COMPARISONS + "/" + id, as).json();
            String state = job.path("state").asString();
            if (!Set.of("WAITING", "RUNNING").contains(state)) {
                assertThat(state).as(job.toString()).isEqualTo("DONE");
                return job;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        throw new AssertionError("the comparison is not done after a minute");
    }

    private static JsonNode refused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().path("code").asString()).isEqualTo(code);
        return answer.json();
    }

    private static JsonNode differences(JsonNode job, String query, String... as) {
        Answer answer = registry.get(COMPARISONS + "/" + job.path("id").asString() + "/differences?" + query, as);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("results");
    }

    private static String file(JsonNode job, String query, String... as) {
        return new String(bytes(job, query, as), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(JsonNode job, String query, String... as) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                URI.create(registry.url() + COMPARISONS + "/" + job.path("id").asString() + "/file?" + query));
        for (int i = 0; i < as.length; i += 2) request.header(as[i], as[i + 1]);
        try {
            var answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JdbcTemplate jdbc() {
        return new JdbcTemplate(registry.database().dataSource());
    }

    private static String list() {
        return String.join(
                "\r\n",
                "办件号,身份证号,姓名,性别,户籍",
                "A-1," + same + ",王小兰,男,",
                "A-2," + differing + ",李小明,1,440106",
                "A-3," + dead + ",赵已故,1,440106",
                "",
                "A-4," + Invented.man() + ",无此人,1,",
                "A-5," + Invented.broken(same) + ",王小兰,1,",
                "A-6,,王小兰,1,",
                "A-7," + same + ",王小兰,1,",
                "A-8,\"" + same + "\"x,王小兰,1,",
                "A-9," + disputed + ",钱有疑,1,440106",
                "");
    }

    private static final Map<String, String> FIELDS = Map.of(
            "type",
            "PERSON",
            "idColumn",
            "身份证号",
            "mapping",
            "{\"姓名\":\"name\",\"性别\":\"sex\",\"户籍\":\"registeredDivision\"}");

    @Test
    void each_row_is_compared_and_nothing_is_lost() {
        JsonNode job = done(sent("名单.csv", list().getBytes(GB18030), FIELDS, as("JY")), as("JY"));
        assertThat(job.at("/counts/outcomes").toString())
                .isEqualTo("{\"CANCELLED\":1,\"DIFFERS\":2,\"FAULTY\":4,\"NO_RECORD\":1,\"SAME\":1}");
        assertThat(job.path("rows").asInt())
                .isEqualTo(job.path("total").asInt())
                .isEqualTo(9);
        assertThat(job.at("/counts/items/name/MATCH").asInt()).isEqualTo(1);
        assertThat(job.at("/counts/items/registeredDivision/NOT_GIVEN").asInt()).isEqualTo(1);
        JsonNode rows = differences(job, "limit=100", as("JY"));
        assertThat(rows.valueStream()
                        .map(row ->
                                row.path("row").asInt() + " " + row.path("line").asInt() + " "
                                        + row.path("outcome").asString()))
                .containsExactly(
                        "2 3 DIFFERS",
                        "3 4 CANCELLED",
                        "4 6 NO_RECORD",
                        "5 7 FAULTY",
                        "6 8 FAULTY",
                        "7 9 FAULTY",
                        "8 10 FAULTY",
                        "9 11 DIFFERS");
        JsonNode name = rows.path(0).at("/items/name");
        assertThat(name.path("verdict").asString()).isEqualTo("MISMATCH");
        assertThat(name.path("own").asString()).isEqualTo("李小明");
        assertThat(name.path("value").asString()).isEqualTo("李大明");
        assertThat(rows.path(0).at("/items/sex/verdict").asString()).isEqualTo("MATCH");
        assertThat(rows.path(3).at("/faults/0/code").asString()).isEqualTo("ID_CHECK_DIGIT");
        assertThat(rows.path(3).at("/faults/0/message").asString()).contains("第 7 行", "身份证号");
        assertThat(rows.path(4).at("/faults/0/code").asString()).isEqualTo("ID_FORMAT");
        assertThat(rows.path(5).at("/faults/0/code").asString()).isEqualTo("KEY_DUPLICATE");
        assertThat(rows.path(5).at("/faults/0/message").asString()).contains("第 9 行", "第 2 行");
        assertThat(rows.path(6).at("/faults/0/code").asString()).isEqualTo("ROW_FORMAT");
        assertThat(rows.path(7).at("/items/name/verdict").asString()).isEqualTo("IN_DOUBT");
        assertThat(differences(job, "item=name&verdict=MISMATCH", as("JY")).size())
                .isEqualTo(1);
        assertThat(differences(job, "outcome=FAULTY&limit=2", as("JY")).size()).isEqualTo(2);
        assertThat(jdbc().queryForObject(
                                "SELECT count(DISTINCT subject) FROM access_subject s JOIN access a ON a.id = s.access"
                                        + " WHERE a.operation = 'COMPARE' AND a.department = 'JY' AND s.outcome = 'GIVEN'",
                                Long.class))
                .as("on record: those who were found")
                .isGreaterThanOrEqualTo(4);
    }

    @Test
    void one_that_was_broken_off_goes_on_behind_the_last_row_that_is_kept() {
        Answer ordered = sent("名单.csv", list().getBytes(GB18030), FIELDS, as("SW"));
        JsonNode whole = done(ordered, as("SW"));
        String id = whole.path("id").asString();
        jdbc().update("DELETE FROM comparison_row WHERE job = ?::uuid AND number > 3", id);
        jdbc().update(
                        "UPDATE job SET state = 'RUNNING', row_count = 3, mark = ? WHERE id = ?::uuid",
                        "{\"outcomes\":{\"SAME\":1,\"DIFFERS\":1,\"CANCELLED\":1},\"items\":{}}",
                        id);
        JsonNode again = done(ordered, as("SW"));
        assertThat(again.at("/counts/outcomes")).isEqualTo(whole.at("/counts/outcomes"));
        assertThat(again.path("rows").asInt()).isEqualTo(9);
        assertThat(differences(again, "outcome=FAULTY", as("SW")).valueStream().map(row -> row.at("/faults/0/code")
                        .asString()))
                .as("numbers of before are still known")
                .contains("KEY_DUPLICATE");
    }

    @Test
    void the_list_comes_back_normalised_and_completed(@TempDir Path folder) throws IOException {
        Map<String, String> fields = new HashMap<>(FIELDS);
        fields.put("complete", "birthDate");
        JsonNode job = done(sent("list.csv", list().getBytes(StandardCharsets.UTF_8), fields, as("JY")), as("JY"));
        String csv = file(job, "form=cleansed&format=CSV", as("JY"));
        List<String> lines = csv.lines().toList();
        assertThat(lines.get(0))
                .isEqualTo("\uFEFF办件号,身份证号,姓名,性别,户籍,birthDate,registry.outcome,registry.normalised,"
                        + "registry.completed,registry.differs,registry.fault");
        assertThat(lines).hasSize(10);
        assertThat(lines.get(1))
                .as("男 is 1, the division is added")
                .startsWith("A-1," + same + ",王小兰,1,440106,19")
                .endsWith(",SAME,sex,registeredDivision|birthDate,,");
        assertThat(lines.get(2))
                .as("a difference is kept as it is")
                .startsWith("A-2," + differing + ",李小明,1,440106,")
                .endsWith(",DIFFERS,,birthDate,name,");
        assertThat(lines.get(9)).contains("钱有疑").endsWith(",DIFFERS,,birthDate,name,");
        String differences = file(job, "form=differences&format=CSV", as("JY"));
        assertThat(differences).contains("2,3," + differing + ",DIFFERS,", ",name,MISMATCH,李小明,李大明,");
        assertThat(file(job, "form=cleansed&format=JSONL", as("JY"))
                        .lines()
                        .findFirst()
                        .orElseThrow())
                .contains("\"姓名\":\"王小兰\"", "\"户籍\":\"440106\"");
        Path workbook = Files.write(folder.resolve("back.xlsx"), bytes(job, "form=cleansed&format=XLSX", as("JY")));
        try (ListFile back = ListFile.open(workbook, ListFile.Form.XLSX, null)) {
            assertThat(back.columns()).startsWith("办件号", "身份证号");
            assertThat(back.next().cells()).startsWith("A-1", same, "王小兰", "1", "440106");
        }
    }

    @Test
    void workbooks_and_json_lines_are_read_too() throws IOException {
        ByteArrayOutputStream workbook = new ByteArrayOutputStream();
        try (Sheets sheets = new Sheets(workbook)) {
            sheets.add(List.of("身份证号", "姓名", "性别", "户籍"));
            sheets.add(List.of(same, "王小兰", "1", "440106"));
            sheets.add(List.of(differing, "李小明", "1", ""));
        }
        JsonNode job = done(sent("名单.xlsx", workbook.toByteArray(), FIELDS, as("JY")), as("JY"));
        assertThat(job.at("/counts/outcomes").toString()).isEqualTo("{\"DIFFERS\":1,\"SAME\":1}");
        String lines =
                "{\"id\":\"" + same + "\",\"name\":\"王小兰\"}\nnonsense\n{\"id\":\"" + differing + "\",\"sex\":\"2\"}\n";
        JsonNode other = done(
                sent("list.jsonl", lines.getBytes(StandardCharsets.UTF_8), Map.of("type", "PERSON"), as("JY")),
                as("JY"));
        assertThat(other.at("/counts/outcomes").toString()).isEqualTo("{\"DIFFERS\":1,\"FAULTY\":1,\"SAME\":1}");
    }

    @Test
    void a_list_that_cannot_be_taken_is_refused_with_reasons() {
        assertThat(refused(sent("a.csv", new byte[0], FIELDS, as("JY")), 400, "FILE_REFUSED")
                        .at("/faults/0/code")
                        .asString())
                .isEqualTo("FILE_EMPTY");
        assertThat(refused(
                                sent("a.csv", "身份证号,姓名,性别,户籍\r\n".getBytes(StandardCharsets.UTF_8), FIELDS, as("JY")),
                                400,
                                "FILE_REFUSED")
                        .at("/faults/0/code")
                        .asString())
                .isEqualTo("FILE_EMPTY");
        byte[] neither = {'a', ',', 'b', '\n', (byte) 0xFF, (byte) 0xFF, 0x20};
        assertThat(refused(sent("a.csv", neither, FIELDS, as("JY")), 400, "FILE_REFUSED")
                        .at("/faults/0/code")
                        .asString())
                .isEqualTo("FILE_ENCODING");
        JsonNode columns = refused(
                sent("a.csv", "号,名\r\n1,2\r\n".getBytes(StandardCharsets.UTF_8), FIELDS, as("JY")),
                400,
                "FILE_REFUSED");
        assertThat(columns.path("faults").valueStream().map(each -> each.path("code")
                        .asString()))
                .containsOnly("FILE_HEADER_MISSING")
                .hasSize(4);
        assertThat(refused(
                                sent("a.xlsx", "no workbook".getBytes(StandardCharsets.UTF_8), FIELDS, as("JY")),
                                400,
                                "FILE_REFUSED")
                        .at("/faults/0/code")
                        .asString())
                .isEqualTo("FILE_FORMAT");
        refused(
                sent("a.csv", list().getBytes(StandardCharsets.UTF_8), Map.of("type", "CAT"), as("JY")),
                400,
                "PARAMETER_INVALID");
        Map<String, String> nothing = Map.of("type", "PERSON", "mapping", "null");
        refused(sent("a.csv", list().getBytes(StandardCharsets.UTF_8), nothing, as("JY")), 400, "PARAMETER_INVALID");
    }

    @Test
    void what_may_not_be_seen_is_refused_and_what_is_masked_is_not_told_nor_guessed() {
        Map<String, String> mothers = Map.of("type", "PERSON", "mapping", "{\"母亲\":\"motherName\"}");
        byte[] list = ("id,母亲\r\n" + same + ",周示例\r\n" + differing + ",吴示例\r\n" + outside + ",周示例\r\n")
                .getBytes(StandardCharsets.UTF_8);
        JsonNode problem = refused(sent("a.csv", list, mothers, as("GJJ")), 403, "NOT_ENTITLED");
        assertThat(problem.at("/draft/application/items").has("motherName")).isTrue();
        SharingAgreement agreement = DESK.granted(
                "GJJ",
                "CHECK",
                SubjectType.PERSON,
                new SubjectScope(Set.of("4401"), Set.of()),
                Masking.PARTIAL,
                "motherName");
        JsonNode job = done(sent("a.csv", list, mothers, as("GJJ")), as("GJJ"));
        JsonNode rows = differences(job, "limit=100", as("GJJ"));
        assertThat(rows.path(0).at("/items/motherName").toString())
                .isEqualTo("{\"verdict\":\"MISMATCH\",\"own\":\"吴示例\"}");
        assertThat(rows.path(1).path("outcome").asString())
                .as("outside: as if not there")
                .isEqualTo("NO_RECORD");
        assertThat(rows.path(1).has("ref")).isFalse();
        for (int i = 0; i < 5; i++)
            done(
                    sent(
                            "a.csv",
                            ("id,母亲\r\n" + differing + ",错" + i + "\r\n").getBytes(StandardCharsets.UTF_8),
                            mothers,
                            as("GJJ")),
                    as("GJJ"));
        JsonNode right = done(
                sent(
                        "a.csv",
                        ("id,母亲\r\n" + differing + ",周示例\r\n").getBytes(StandardCharsets.UTF_8),
                        mothers,
                        as("GJJ")),
                as("GJJ"));
        assertThat(right.at("/counts/outcomes").toString()).isEqualTo("{\"THROTTLED\":1}");
        DESK.suspended(agreement);
        refused(
                registry.get(COMPARISONS + "/" + job.path("id").asString() + "/differences", as("GJJ")),
                403,
                "NOT_ENTITLED");
        refused(registry.get(COMPARISONS + "/" + job.path("id").asString() + "/file", as("GJJ")), 403, "NOT_ENTITLED");
    }

    @Test
    void chosen_differences_become_doubts_once() {
        JsonNode job = done(sent("名单.csv", list().getBytes(GB18030), FIELDS, as("CL")), as("CL"));
        String path = COMPARISONS + "/" + job.path("id").asString() + "/doubts";
        Map<String, Object> body = Map.of(
                "rows",
                List.of(Map.of("row", 2, "items", List.of("name", "sex")), Map.of("row", 4), Map.of("row", 99)),
                "text",
                "与本部门在册不一致");
        Answer answer = registry.post(path, body, as("CL"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        JsonNode results = answer.json().path("results");
        List<String> outcomes = new ArrayList<>();
        results.forEach(each -> outcomes.add(each.path("row").asInt() + " "
                + each.path("item").asString("") + " " + each.path("outcome").asString() + " "
                + each.at("/fault/code").asString("")));
        assertThat(outcomes)
                .containsExactly(
                        "2 name REPORTED ",
                        "2 sex REFUSED NOT_DIFFERENT",
                        "4  REFUSED NOT_DIFFERENT",
                        "99  REFUSED ROW_UNKNOWN");
        String doubt = results.path(0).path("doubt").asString();
        JsonNode reported = registry.get("/api/v1/doubts/" + doubt, as("CL")).json();
        assertThat(reported.path("believed").asString()).isEqualTo("李小明");
        assertThat(reported.path("evidence").path(0).asString())
                .contains(job.path("id").asString(), "第 2 行");
        JsonNode again =
                registry.post(path, body, as("CL")).json().path("results").path(0);
        assertThat(again.path("outcome").asString()).isEqualTo("ALREADY");
        assertThat(again.path("doubt").asString()).isEqualTo(doubt);
        jdbc().update("DELETE FROM comparison_doubt");
        assertThat(registry.post(path, body, as("CL"))
                        .json()
                        .at("/results/0/doubt")
                        .asString())
                .as("a program that was killed before it noted the doubt finds it again")
                .isEqualTo(doubt);
        assertThat(differences(job, "outcome=DIFFERS", as("CL"))
                        .path(0)
                        .at("/items/name/doubt")
                        .asString())
                .isEqualTo(doubt);
    }

    @Test
    void however_many_report_at_once_nobody_waits_for_anothers_connection() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 40; i++)
            ids.add(done(sent("名单.csv", list().getBytes(GB18030), FIELDS, as("CL")), as("CL"))
                    .path("id")
                    .asString());
        Map<String, Object> body = Map.of("rows", List.of(Map.of("row", 2)), "text", "与本部门在册不一致");
        ExecutorService reporting = Executors.newFixedThreadPool(ids.size());
        List<Future<Answer>> answers = new ArrayList<>();
        try {
            try (Connection lock = registry.database().database().apart()) {
                for (String id : ids)
                    try (PreparedStatement take = lock.prepareStatement("SELECT pg_advisory_lock(?)")) {
                        take.setLong(1, UUID.fromString(id).getLeastSignificantBits());
                        take.execute();
                    }
                for (String id : ids)
                    answers.add(
                            reporting.submit(() -> registry.post(COMPARISONS + "/" + id + "/doubts", body, as("CL"))));
                await(() -> jdbc().queryForObject(
                                        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted",
                                        Long.class)
                        >= 4);
            }
            for (Future<Answer> answer : answers)
                assertThat(answer.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
        } finally {
            reporting.shutdownNow();
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Test
    void a_file_whose_rows_go_while_it_is_sent_does_not_end_as_if_it_were_whole() {
        JsonNode done = done(sent("名单.csv", list().getBytes(GB18030), FIELDS, as("SW")), as("SW"));
        UUID id = UUID.fromString(done.path("id").asString());
        Job job = registry.server().bean("jobs", Jobs.class).find(id).orElseThrow();
        registry.server().bean("jobs", Jobs.class).drop(id);
        Results results = registry.server().bean("results", Results.class);
        for (Results.Form form : Results.Form.values())
            assertThatThrownBy(() -> results.write(job, form, ListFile.Form.CSV, OutputStream.nullOutputStream()))
                    .isInstanceOf(IOException.class);
    }

    @Test
    void the_list_is_removed_when_it_is_dropped_and_nobody_else_sees_it() {
        JsonNode job = done(sent("名单.csv", list().getBytes(GB18030), FIELDS, as("SW")), as("SW"));
        String path = COMPARISONS + "/" + job.path("id").asString();
        for (String each : List.of("", "/differences", "/file"))
            refused(registry.get(path + each, as("JY")), 404, "JOB_UNKNOWN");
        assertThat(registry.get(COMPARISONS, as("SW")).text())
                .contains(job.path("id").asString());
        Answer dropped = registry.send(
                HttpRequest.newBuilder(URI.create(registry.url() + path)).DELETE(), as("SW"));
        assertThat(dropped.json().path("state").asString()).isEqualTo("DROPPED");
        refused(registry.get(path + "/differences", as("SW")), 410, "FILE_GONE");
        for (String table : List.of("job_part", "comparison_row"))
            assertThat(jdbc().queryForObject(
                                    "SELECT count(*) FROM " + table + " WHERE job = ?::uuid",
                                    Long.class,
                                    job.path("id").asString()))
                    .isZero();
    }
}
