package org.basedata.registry.api.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.basedata.registry.api.Invented;
import org.basedata.registry.api.Row;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.RunningRegistry.Answer;
import org.basedata.registry.api.inquiry.SharingDesk;
import org.basedata.registry.api.job.JobKind;
import org.basedata.registry.api.job.Jobs;
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

/** A department takes away what it may see as a file: no more than that, all of it, and on record before it leaves. */
class ExportsIT {
    static {
        // Several steps a job.
        System.setProperty("registry.jobs.step", "4");
    }

    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    private static final SharingDesk DESK = new SharingDesk(registry);
    private static final String EXPORTS = "/api/v1/exports";
    private static final String[] PEOPLE = new String[11];
    private static String outside;
    private static String enterprise;
    private static String society;

    @BeforeAll
    static void subjects() {
        for (String department : List.of("JY", "GJJ", "CL", "SW")) {
            DESK.purpose(department, "CHECK");
            DESK.confidentiality(department);
        }
        for (int i = 0; i < PEOPLE.length; i++) PEOPLE[i] = person("张若愚", "440106");
        outside = person("=1+1,\"甲\"", "350203");
        enterprise = Invented.uscc();
        registry.deliver(
                "SCJG",
                Row.entity("enterprise-registration", enterprise, "广州示例科技有限公司")
                        .with("entityType", "1130")
                        .with("status", "1"));
        society = Invented.uscc();
        registry.deliver(
                "SHZZ", Row.entity("social-organisation", society, "广州示例协会").with("entityType", "9200"));
    }

    @AfterAll
    static void usualSteps() {
        System.clearProperty("registry.jobs.step");
    }

    private static String person(String name, String division) {
        String number = Invented.man();
        registry.deliver("GA", Row.household(number, name).with("sex", "1").with("registeredDivision", division));
        registry.deliver("WJ", Row.person("birth-registration", number, name).with("motherName", "李示例"));
        return number;
    }

    private static String[] as(String department, String... more) {
        String[] token = registry.system(department, Role.CONSUMER);
        String[] headers = Arrays.copyOf(new String[] {token[0], token[1], "X-Purpose", "CHECK"}, 4 + more.length);
        System.arraycopy(more, 0, headers, 4, more.length);
        return headers;
    }

    private static Map<String, Object> wanted(String format, String... items) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "PERSON");
        body.put("items", List.of(items));
        body.put("format", format);
        return body;
    }

    private static JsonNode refused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().path("code").asString()).isEqualTo(code);
        return answer.json();
    }

    private static String ordered(Object body, String... as) {
        Answer answer = registry.post(EXPORTS, body, as);
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        String id = answer.json().path("id").asString();
        assertThat(answer.header("Location")).isEqualTo(EXPORTS + "/" + id);
        return id;
    }

    private static JsonNode ended(String id, String... as) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < end) {
            JsonNode job = registry.get(EXPORTS + "/" + id, as).json();
            if (!Set.of("WAITING", "RUNNING").contains(job.path("state").asString())) return job;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        throw new AssertionError("the export is not done after a minute");
    }

    private static JsonNode done(String id, String... as) {
        JsonNode job = ended(id, as);
        assertThat(job.path("state").asString()).as(job.toString()).isEqualTo("DONE");
        return job;
    }

    private static HttpResponse<byte[]> file(String id, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(registry.url() + EXPORTS + "/" + id + "/file"));
        for (int i = 0; i < headers.length; i += 2) request.setHeader(headers[i], headers[i + 1]);
        try {
            return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(HttpResponse<byte[]> file) {
        assertThat(file.statusCode()).isEqualTo(200);
        return new String(file.body(), StandardCharsets.UTF_8);
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static JdbcTemplate jdbc() {
        return new JdbcTemplate(registry.database().dataSource());
    }

    @Test
    void all_that_may_be_seen_is_in_the_file_once_and_on_record() throws Exception {
        String id = ordered(wanted("CSV", "name", "sex", "registeredDivision"), as("JY"));
        JsonNode job = done(id, as("JY"));
        HttpResponse<byte[]> file = file(id, as("JY"));
        String text = text(file);
        assertThat(text).startsWith("\uFEFFref,idType,id,name,sex,registeredDivision,disputed\r\n");
        List<String> lines = text.lines().skip(1).toList();
        assertThat(lines).hasSize(PEOPLE.length + 1);
        assertThat(new TreeSet<>(lines)).as("none twice").hasSize(lines.size());
        for (String number : PEOPLE) assertThat(text).contains(",RESIDENT_ID," + number + ",张若愚,1,440106,");
        assertThat(text).as("a formula is shown, not run").contains(outside + ",\"'=1+1,\"\"甲\"\"\",1,350203,");
        assertThat(job.path("rows").asInt()).isEqualTo(lines.size());
        assertThat(job.path("bytes").asInt()).isEqualTo(file.body().length);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(file.body());
        assertThat(job.path("sha256").asString()).isEqualTo(HexFormat.of().formatHex(hash));
        assertThat(header(file, "Repr-Digest"))
                .isEqualTo("sha-256=:" + Base64.getEncoder().encodeToString(hash) + ":");
        assertThat(header(file, "Content-Disposition")).contains("export-person-", ".csv");
        assertThat(Long.parseLong(job.path("position").asString())).isPositive();
        for (String line : lines)
            assertThat(jdbc().queryForObject("""
                            SELECT count(*) FROM access a JOIN access_subject s ON s.access = a.id
                            WHERE a.operation = 'EXPORT' AND a.department = 'JY' AND s.subject = ?::uuid AND s.outcome = 'GIVEN'
                            """, Long.class, line.substring(0, 36)))
                    .as("on record")
                    .isPositive();
        assertThat(jdbc().queryForObject(
                                "SELECT count(*) FROM access WHERE operation = 'EXPORT' AND department = 'JY' AND subjects = 0",
                                Long.class))
                .as("that the file was fetched is on record, too")
                .isPositive();
    }

    @Test
    void what_may_not_be_seen_is_refused_before_anything_is_read() {
        JsonNode problem =
                refused(registry.post(EXPORTS, wanted("CSV", "name", "motherName"), as("GJJ")), 403, "NOT_ENTITLED");
        assertThat(problem.path("faults").path(0).path("item").asString()).isEqualTo("motherName");
        assertThat(problem.at("/draft/application/items").has("motherName")).isTrue();
        String[] token = registry.system("GJJ", Role.CONSUMER);
        refused(registry.post(EXPORTS, wanted("CSV", "name"), token), 400, "PURPOSE_MISSING");
        refused(
                registry.post(EXPORTS, wanted("CSV", "name"), as("GJJ", "X-Agreement", "A-999999")),
                403,
                "AGREEMENT_NOT_IN_FORCE");
        refused(registry.post(EXPORTS, wanted("CSV", "nothing"), as("GJJ")), 400, "ITEM_UNKNOWN");
        Map<String, Object> byDivision = wanted("CSV", "name");
        byDivision.put("search", Map.of("divisionPrefix", "4401"));
        refused(registry.post(EXPORTS, byDivision, as("GJJ")), 403, "NOT_ENTITLED");
        String[] both = registry.bearer("both", "GJJ", Role.CONSUMER, Role.STEWARD);
        refused(
                registry.post(EXPORTS, wanted("CSV", "name"), both[0], both[1], "X-Purpose", "CHECK"),
                403,
                "NOT_ALLOWED");
        assertThat(jdbc().queryForObject("SELECT count(*) FROM job WHERE department = 'GJJ'", Long.class))
                .isZero();
    }

    @Test
    void masks_and_scopes_are_those_of_queries() {
        DESK.purpose("CL", "SCOPE");
        SharingAgreement agreement = DESK.granted(
                "CL",
                "SCOPE",
                SubjectType.PERSON,
                new SubjectScope(Set.of("4401"), Set.of()),
                Masking.PARTIAL,
                "name",
                "motherName");
        String[] token = registry.system("CL", Role.CONSUMER);
        String[] under = {token[0], token[1], "X-Purpose", "SCOPE", "X-Agreement", agreement.number()};
        String id = ordered(wanted("JSONL", "motherName", "sex"), under);
        done(id, under);
        String text = text(file(id, under));
        assertThat(text.lines()).hasSize(PEOPLE.length);
        assertThat(text).contains("\"value\":\"李**\",\"masking\":\"PARTIAL\"").doesNotContain("李示例", outside);
        JsonNode first = RunningRegistry.JSON.readTree(text.lines().findFirst().orElseThrow());
        JsonNode queried = registry.get(
                        "/api/v1/persons/" + first.path("ref").asString() + "?items=motherName,sex", under)
                .json();
        assertThat(first.path("items")).isEqualTo(queried.path("items"));
        assertThat(first.path("subject")).isEqualTo(queried.path("subject"));
        String csv = ordered(wanted("CSV", "motherName"), under);
        done(csv, under);
        assertThat(text(file(csv, under))).contains(",李**,").doesNotContain("李示例");
    }

    @Test
    void subjects_are_chosen_by_what_may_be_seen_of_them() {
        Map<String, Object> byDivision = wanted("CSV", "name", "registeredDivision");
        byDivision.put("search", Map.of("divisionPrefix", "35"));
        String id = ordered(byDivision, as("JY"));
        assertThat(done(id, as("JY")).path("rows").asInt()).isEqualTo(1);
        assertThat(text(file(id, as("JY")))).contains(outside);
        Map<String, Object> byType = Map.of(
                "type",
                "LEGAL_ENTITY",
                "items",
                List.of("name", "entityType"),
                "search",
                Map.of("entityType", List.of("9200")),
                "view",
                "full",
                "format",
                "CSV");
        String entities = ordered(byType, as("JY"));
        done(entities, as("JY"));
        assertThat(text(file(entities, as("JY"))))
                .contains("name.status,name.source,name.validFrom", society, ",PROVISIONAL,SHZZ,2000-01-01,")
                .doesNotContain(enterprise);
    }

    @Test
    void a_workbook_holds_the_same_rows(@TempDir Path folder) throws IOException {
        String id = ordered(wanted("XLSX", "name", "sex"), as("JY"));
        JsonNode job = done(id, as("JY"));
        Path file =
                Files.write(folder.resolve("export.xlsx"), file(id, as("JY")).body());
        List<List<String>> rows = new ArrayList<>();
        try (ListFile workbook = ListFile.open(file, ListFile.Form.XLSX, null)) {
            assertThat(workbook.columns()).containsExactly("ref", "idType", "id", "name", "sex", "disputed");
            for (ListFile.Line row = workbook.next(); row != null; row = workbook.next())
                rows.add(row.cells().subList(2, 5));
        }
        assertThat(rows)
                .hasSize(PEOPLE.length + 1)
                .contains(List.of(PEOPLE[0], "张若愚", "1"), List.of(outside, "=1+1,\"甲\"", "1"));
        assertThat(job.path("rows").asInt()).isEqualTo(PEOPLE.length + 1);
        assertThat(jdbc().queryForObject(
                                "SELECT count(*) FROM job_part WHERE job = ?::uuid AND series = 'ROWS'",
                                Long.class,
                                id))
                .as("what the workbook was made of is not kept")
                .isZero();
    }

    @Test
    void a_download_that_broke_off_goes_on() throws Exception {
        String id = ordered(wanted("CSV", "name", "sex"), as("JY"));
        done(id, as("JY"));
        HttpResponse<byte[]> whole = file(id, as("JY"));
        String tag = header(whole, "ETag");
        assertThat(tag).as("strong").startsWith("\"");
        assertThat(header(whole, "Accept-Ranges")).isEqualTo("bytes");
        int length = whole.body().length;
        HttpResponse<byte[]> rest = file(id, as("JY", "Range", "bytes=100-", "If-Range", tag));
        assertThat(rest.statusCode()).isEqualTo(206);
        assertThat(header(rest, "Content-Range")).isEqualTo("bytes 100-" + (length - 1) + "/" + length);
        assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(whole.body(), 100, length));
        assertThat(header(rest, "Repr-Digest")).isEqualTo(header(whole, "Repr-Digest"));
        int piece = jdbc().queryForObject(
                        "SELECT begins::int FROM job_part WHERE job = ?::uuid AND number = 1", Integer.class, id);
        for (int from : new int[] {piece - 3, piece, piece + 3}) {
            HttpResponse<byte[]> some = file(id, as("JY", "Range", "bytes=" + from + "-" + (from + 9)));
            assertThat(some.body()).as("from " + from).isEqualTo(Arrays.copyOfRange(whole.body(), from, from + 10));
        }
        assertThat(file(id, as("JY", "Range", "bytes=-7")).body())
                .isEqualTo(Arrays.copyOfRange(whole.body(), length - 7, length));
        assertThat(file(id, as("JY", "Range", "bytes=100-", "If-Range", "\"other\""))
                        .statusCode())
                .as("another file: all of it")
                .isEqualTo(200);
        HttpResponse<byte[]> beyond = file(id, as("JY", "Range", "bytes=" + length + "-"));
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(header(beyond, "Content-Range")).isEqualTo("bytes */" + length);
        assertThat(file(id, as("JY", "If-None-Match", tag)).statusCode()).isEqualTo(304);
    }

    @Test
    void an_agreement_that_ended_gives_no_file_and_stops_what_is_not_done() {
        DESK.purpose("SW", "ENDING");
        SharingAgreement agreement =
                DESK.granted("SW", "ENDING", SubjectType.PERSON, SubjectScope.ALL, Masking.FULL, "motherName");
        String[] token = registry.system("SW", Role.CONSUMER);
        String[] under = {token[0], token[1], "X-Purpose", "ENDING"};
        String id = ordered(wanted("CSV", "motherName"), under);
        done(id, under);
        assertThat(text(file(id, under))).contains("李示例");
        SharingAgreement suspended = DESK.suspended(agreement);
        assertThat(file(id, under).statusCode()).isEqualTo(403);
        jdbc().update("UPDATE job SET state = 'RUNNING', mark = NULL, part_count = 0 WHERE id = ?::uuid", id);
        JsonNode stopped = ended(id, under);
        assertThat(stopped.path("state").asString()).isEqualTo("REFUSED");
        assertThat(stopped.at("/fault/code").asString()).isEqualTo("NOT_ENTITLED");
        assertThat(jdbc().queryForObject("SELECT count(*) FROM job_part WHERE job = ?::uuid", Long.class, id))
                .as("nothing of it is kept")
                .isZero();
        DESK.resumed(suspended);
        assertThat(file(id, under).statusCode()).isEqualTo(410);
    }

    @Test
    void what_less_may_be_seen_of_by_now_is_not_given() {
        DESK.purpose("CL", "LESS");
        SharingAgreement whole =
                DESK.granted("CL", "LESS", SubjectType.PERSON, SubjectScope.ALL, Masking.FULL, "motherName");
        String[] token = registry.system("CL", Role.CONSUMER);
        String[] under = {token[0], token[1], "X-Purpose", "LESS"};
        String id = ordered(wanted("CSV", "motherName"), under);
        done(id, under);
        SharingAgreement suspended = DESK.suspended(whole);
        DESK.granted("CL", "LESS", SubjectType.PERSON, SubjectScope.ALL, Masking.PARTIAL, "motherName");
        HttpResponse<byte[]> refused = file(id, under);
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(new String(refused.body(), StandardCharsets.UTF_8)).contains("NOT_ENTITLED", "少于提交时");
        DESK.resumed(suspended);
        assertThat(text(file(id, under))).contains("李示例");
    }

    @Test
    void a_file_is_kept_for_its_time_or_until_it_is_dropped() {
        String id = ordered(wanted("CSV", "sex"), as("JY"));
        JsonNode job = done(id, as("JY"));
        assertThat(job.path("keptUntil").asString())
                .isGreaterThan(job.path("endedAt").asString());
        jdbc().update("UPDATE job SET kept_until = now() - interval '1 hour' WHERE id = ?::uuid", id);
        assertThat(file(id, as("JY")).statusCode()).isEqualTo(410);
        registry.server().bean("jobs", Jobs.class).expire(JobKind.EXPORT);
        assertThat(registry.get(EXPORTS + "/" + id, as("JY"))
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("EXPIRED");
        String other = ordered(wanted("JSONL", "sex"), as("JY"));
        done(other, as("JY"));
        Answer dropped = registry.send(
                HttpRequest.newBuilder(URI.create(registry.url() + EXPORTS + "/" + other))
                        .DELETE(),
                as("JY"));
        assertThat(dropped.json().path("state").asString()).isEqualTo("DROPPED");
        assertThat(file(other, as("JY")).statusCode()).isEqualTo(410);
        assertThat(jdbc().queryForObject(
                                "SELECT count(*) FROM job_part WHERE job IN (?::uuid, ?::uuid)", Long.class, id, other))
                .isZero();
    }

    @Test
    void a_department_whose_files_take_too_much_drops_some_before_it_orders_more() {
        String large = ordered(wanted("CSV", "sex"), as("CL"));
        done(large, as("CL"));
        jdbc().update("UPDATE job SET file_bytes = 51200 * 1048576::bigint WHERE id = ?::uuid", large);
        Answer full = registry.post(EXPORTS, wanted("CSV", "sex"), as("CL"));
        JsonNode why = refused(full, 429, "THROTTLED");
        assertThat(why.path("detail").asString()).contains("51200 MiB");
        assertThat(Integer.parseInt(full.header("Retry-After"))).isGreaterThan(6 * 24 * 3600);
        registry.send(
                HttpRequest.newBuilder(URI.create(registry.url() + EXPORTS + "/" + large))
                        .DELETE(),
                as("CL"));
        done(ordered(wanted("CSV", "sex"), as("CL")), as("CL"));
    }

    @Test
    void another_department_sees_nothing_of_it() {
        String id = ordered(wanted("CSV", "sex"), as("JY"));
        refused(registry.get(EXPORTS + "/" + id, as("CL")), 404, "JOB_UNKNOWN");
        refused(registry.get(EXPORTS + "/" + id + "/file", as("CL")), 404, "JOB_UNKNOWN");
        assertThat(registry.get(EXPORTS, as("CL")).text()).doesNotContain(id);
        JsonNode first = registry.get(EXPORTS + "?limit=1", as("JY")).json();
        assertThat(first.path("results").size()).isEqualTo(1);
        done(id, as("JY"));
        String later = ordered(wanted("CSV", "sex"), as("JY"));
        done(later, as("JY"));
        String next =
                registry.get(EXPORTS + "?limit=1", as("JY")).json().path("next").asString();
        assertThat(registry.get(EXPORTS + "?limit=1&next=" + next, as("JY")).text())
                .contains(id)
                .doesNotContain(later);
    }
}
