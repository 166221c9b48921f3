package org.basedata.registry.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.basedata.registry.api.Invented;
import org.basedata.registry.api.Row;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.RunningRegistry.Answer;
import org.basedata.registry.core.access.Access;
import org.basedata.registry.core.access.AccessLog;
import org.basedata.registry.core.access.EntitlementChanged;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Who may look at the record of accesses, and that looking is on record too. */
class AuditIT {
    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    private static String[] auditor;
    private static String[] officer;
    private static String[] police;
    private static String[] consumer;
    private static SubjectId person;
    private static UUID ofSchool;
    private static UUID ofTax;

    @BeforeAll
    static void read() {
        auditor = registry.bearer("zhou", null, Role.AUDITOR);
        officer = registry.bearer("jy-officer", "JY", Role.INFORMATION_OFFICER);
        police = registry.bearer("ga-source", "GA", Role.SOURCE);
        consumer = registry.bearer("jy-reader", "JY", Role.CONSUMER);
        String number = Invented.man();
        registry.deliver("GA", Row.household(number, "吴国强"));
        person = SubjectId.of(registry.person(number).path("ref").asString());
        ofSchool = read("jy-xueji", "JY", "ENROLMENT", SubjectType.PERSON, Set.of("name", "maritalStatus"), person);
        ofTax = read("sw-hall", "SW", "LEVY", SubjectType.PERSON, Set.of("maritalStatus"), person);
    }

    /** Of a department's system, as the way by which answers leave puts it on record. */
    private static UUID read(
            String account,
            String department,
            String purpose,
            SubjectType type,
            Set<String> items,
            SubjectId... subjects) {
        AccessLog log = registry.server().bean("accessLog", AccessLog.class);
        List<Access.Seen> seen = new ArrayList<>();
        for (SubjectId each : subjects) seen.add(new Access.Seen(each, 3, Access.Outcome.GIVEN));
        seen.add(new Access.Seen(new SubjectId(UUID.randomUUID()), -1, Access.Outcome.NO_RECORD));
        UUID id = UUID.randomUUID();
        Access access = new Access(
                id,
                new Actor(account, "系统", department, Set.of(Role.CONSUMER)),
                purpose,
                Set.of("A-2026-000012"),
                "2026-1107",
                Access.Operation.QUERY,
                type,
                items,
                LocalDate.of(2026, 11, 26),
                null,
                seen);
        // Other tests make accounts meanwhile.
        for (long version = log.version(); ; ) {
            try {
                log.record(access, version);
                break;
            } catch (EntitlementChanged changed) {
                version = changed.version();
            }
        }
        return id;
    }

    private static JsonNode list(String[] who, String query) {
        Answer answer = registry.get("/api/v1/audit/accesses?" + query, who);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static List<String> field(JsonNode page, String field) {
        List<String> all = new ArrayList<>();
        page.path("results").forEach(each -> all.add(each.path(field).asString("")));
        return all;
    }

    @Test
    void an_auditor_sees_who_read_of_a_subject_and_what_for() {
        JsonNode page = list(auditor, "operation=query&subject=" + person);
        assertThat(field(page, "id")).contains(ofTax.toString(), ofSchool.toString());
        JsonNode entry = null;
        for (JsonNode each : page.path("results"))
            if (each.path("id").asString().equals(ofSchool.toString())) entry = each;
        assertThat(entry.path("account").asString()).isEqualTo("jy-xueji");
        assertThat(entry.path("purpose").asString()).isEqualTo("ENROLMENT");
        assertThat(entry.at("/agreements/0").asString()).isEqualTo("A-2026-000012");
        assertThat(entry.path("case").asString()).isEqualTo("2026-1107");
        assertThat(entry.at("/items/0").asString()).isEqualTo("maritalStatus");
        assertThat(entry.path("at").asString()).endsWith("+08:00");
        assertThat(entry.path("subjects").asInt()).isEqualTo(2);
        assertThat(entry.path("misses").asInt()).isEqualTo(1);
        assertThat(entry.path("sequence").asLong()).isEqualTo(3);
        assertThat(entry.path("outcome").asString()).isEqualTo("GIVEN");
        assertThat(field(list(auditor, "account=sw-hall"), "id")).containsExactly(ofTax.toString());
        assertThat(field(list(auditor, "to=2026-01-01"), "id")).isEmpty();
        assertThat(field(list(auditor, "department=JY&limit=1"), "department")).containsExactly("JY");
    }

    @Test
    void looking_at_the_record_is_on_record() {
        list(registry.bearer("zhou-2", null, Role.AUDITOR), "subject=" + person);
        JsonNode page = list(auditor, "account=zhou-2");
        assertThat(field(page, "operation")).containsExactly("AUDIT");
        assertThat(field(page, "purpose")).containsExactly("AUDIT");
        assertThat(field(list(auditor, "operation=AUDIT&subject=" + person), "account"))
                .contains("zhou-2");
        registry.get("/api/v1/audit/usage", registry.bearer("zhou-3", null, Role.AUDITOR));
        assertThat(field(list(auditor, "account=zhou-3"), "operation")).containsExactly("AUDIT");
    }

    @Test
    void an_information_officer_sees_the_own_department_and_a_provider_its_own_items_without_people() {
        assertThat(field(list(officer, ""), "department")).isNotEmpty().containsOnly("JY");
        assertThat(registry.get("/api/v1/audit/accesses?department=SW", officer).status())
                .isEqualTo(403);

        JsonNode page = list(police, "subject=" + person);
        // The authority for marriages is another department: reads of them alone are none of the police's business.
        assertThat(field(page, "id")).contains(ofSchool.toString()).doesNotContain(ofTax.toString());
        for (JsonNode each : page.path("results")) {
            assertThat(each.path("account").isNull()).isTrue();
            assertThat(each.path("person").isNull()).isTrue();
            assertThat(each.path("case").isNull()).isTrue();
            if (each.path("id").asString().equals(ofSchool.toString()))
                assertThat(each.path("items").toString()).isEqualTo("[\"name\"]");
        }
        assertThat(registry.get("/api/v1/audit/accesses?account=jy-xueji", police)
                        .status())
                .isEqualTo(400);
        // Whoever is both looks as an officer, or as the provider.
        assertThat(field(list(officer, "provided=true"), "id")).doesNotContain(ofTax.toString());
        for (String path : List.of("accesses", "usage", "usage.xlsx", "alerts")) {
            assertThat(registry.get("/api/v1/audit/" + path, consumer).status())
                    .as(path)
                    .isEqualTo(403);
            assertThat(registry.get("/api/v1/audit/" + path, RunningRegistry.NOBODY, "1")
                            .status())
                    .as(path)
                    .isEqualTo(401);
        }
    }

    @Test
    void pages_follow_and_fit_only_their_question() {
        for (int i = 0; i < 3; i++) read("pages", "SHZZ", "CARE", SubjectType.PERSON, Set.of("name"), person);
        JsonNode first = list(auditor, "department=SHZZ&limit=2");
        assertThat(first.path("results").size()).isEqualTo(2);
        String next = first.path("next").asString();
        JsonNode second = list(auditor, "department=SHZZ&limit=2&next=" + next);
        assertThat(second.path("results").size()).isEqualTo(1);
        assertThat(second.path("next").isNull()).isTrue();
        assertThat(registry.get("/api/v1/audit/accesses?limit=2&next=" + next, auditor)
                        .status())
                .isEqualTo(400);
        for (String wrong : List.of("from=yesterday", "operation=LOOK", "limit=0", "subject=11010519491231002X"))
            assertThat(registry.get("/api/v1/audit/accesses?" + wrong, auditor)
                            .json()
                            .path("code")
                            .asString())
                    .as(wrong)
                    .isEqualTo("PARAMETER_INVALID");
    }

    @Test
    void what_was_read_of_a_subject_that_was_merged_into_another_is_read_of_it() {
        String right = Invented.man();
        String wrong = Invented.man();
        registry.deliver("GA", Row.household(right, "方大同"));
        registry.deliver("RS", Row.insurance(wrong, "方大同"));
        SubjectId kept = SubjectId.of(registry.person(right).path("ref").asString());
        SubjectId merged = SubjectId.of(registry.person(wrong).path("ref").asString());
        UUID before = read("jy-xueji", "JY", "ENROLMENT", SubjectType.PERSON, Set.of("name"), merged);
        assertThat(field(list(auditor, "operation=QUERY&subject=" + kept), "id"))
                .doesNotContain(before.toString());
        Answer answer = merge(kept, merged);
        assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
        assertThat(field(list(auditor, "operation=QUERY&subject=" + kept), "id"))
                .contains(before.toString());
        assertThat(field(list(auditor, "operation=QUERY&subject=" + merged), "id"))
                .contains(before.toString());
    }

    private static Answer merge(SubjectId kept, SubjectId merged) {
        return registry.post(
                "/api/v1/identity/acts",
                Map.of(
                        "act",
                        "MERGE",
                        "by",
                        "STAFF",
                        "handlingUnit",
                        "核查组",
                        "handlingPerson",
                        "陈核查",
                        "reason",
                        "同一人",
                        "evidence",
                        List.of("核查单 2026-0117"),
                        "subject",
                        Map.of("ref", merged.toString()),
                        "into",
                        Map.of("ref", kept.toString())));
    }

    /** Counts all anew, also what is not half a minute old. */
    private static void count() {
        RunningCount.all(registry);
    }

    @Test
    void a_quarter_is_summed_up_for_whoever_may_see_it() throws Exception {
        read("usage-1", "WJ", "BIRTHS", SubjectType.PERSON, Set.of("name", "maritalStatus"), person);
        read("usage-1", "WJ", "BIRTHS", SubjectType.PERSON, Set.of("name"), person);
        count();
        JsonNode all =
                registry.get("/api/v1/audit/usage?department=WJ", auditor).json();
        List<String> lines = new ArrayList<>();
        all.path("results")
                .forEach(each -> lines.add(each.path("item").asString("") + " "
                        + each.path("provider").asString("") + " "
                        + each.path("answers").asLong() + "/"
                        + each.path("subjects").asLong() + "/"
                        + each.path("misses").asLong()));
        assertThat(lines).containsExactly("  2/4/2", "maritalStatus MZ 1/2/1", "name GA 2/4/2");
        assertThat(all.path("quarter").asString()).matches("20\\d\\dQ[1-4]");
        assertThat(OffsetDateTime.parse(all.path("countedUntil").asString()).toInstant())
                .isAfter(Instant.now().minusSeconds(3_600));
        JsonNode provider =
                registry.get("/api/v1/audit/usage?department=WJ", police).json();
        assertThat(field(provider, "item")).containsExactly("name");
        assertThat(registry.get("/api/v1/audit/usage?department=WJ", officer).status())
                .isEqualTo(403);
        assertThat(registry.get("/api/v1/audit/usage?quarter=2020Q1", auditor)
                        .json()
                        .path("results")
                        .size())
                .isZero();
        assertThat(registry.get("/api/v1/audit/usage?quarter=2020Q5", auditor).status())
                .isEqualTo(400);

        HttpResponse<byte[]> workbook = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(registry.url() + "/api/v1/audit/usage.xlsx?department=WJ"))
                                .header(auditor[0], auditor[1])
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(workbook.statusCode()).isEqualTo(200);
        assertThat(workbook.headers().firstValue("Content-Type").orElse("")).contains("spreadsheetml");
        assertThat(sheet(workbook.body())).contains("BIRTHS", "maritalStatus", "MZ");
    }

    /** All text of a workbook. */
    private static String sheet(byte[] workbook) throws IOException {
        StringBuilder text = new StringBuilder();
        Path file = Files.createTempFile("usage-", ".xlsx");
        Files.write(file, workbook);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries()))
                text.append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
        } finally {
            Files.delete(file);
        }
        return text.toString();
    }

    @Test
    void nobody_looks_into_the_own_use() {
        String[] self = registry.bearer("self-auditor", null, Role.AUDITOR);
        for (int i = 0; i < 101; i++) read("self-auditor", "CL", "CARE", SubjectType.PERSON, Set.of("name"));
        count();
        JsonNode alert = null;
        for (JsonNode each : registry.get("/api/v1/audit/alerts?state=raised", auditor)
                .json()
                .path("results")) if (each.path("account").asString().equals("self-auditor")) alert = each;
        assertThat(alert).isNotNull();
        String path = "/api/v1/audit/alerts/" + alert.path("id").asString();
        assertThat(registry.post(path + "/taking", Map.of(), self).status()).isEqualTo(409);
        assertThat(registry.post(path + "/outcome", Map.of("outcome", "没有问题"), self)
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("ALERT_REFUSED");
        assertThat(registry.post(path + "/taking", Map.of(), auditor).status()).isEqualTo(200);
    }

    @Test
    void an_alert_is_taken_settled_and_its_account_suspended_by_somebodys_act() {
        String[] guesser = registry.bearer("usage-guesser", "CL", Role.CONSUMER, Role.SOURCE);
        assertThat(registry.get("/api/v1/audit/accesses", guesser).status()).isEqualTo(200);
        for (int i = 0; i < 101; i++) read("usage-guesser", "CL", "CARE", SubjectType.PERSON, Set.of("name"));
        count();
        JsonNode alert = null;
        for (JsonNode each : registry.get("/api/v1/audit/alerts?state=raised", auditor)
                .json()
                .path("results")) if (each.path("account").asString().equals("usage-guesser")) alert = each;
        assertThat(alert).isNotNull();
        assertThat(alert.path("kind").asString()).isEqualTo("GUESSING");
        assertThat(alert.path("found").asLong()).isEqualTo(101);
        String path = "/api/v1/audit/alerts/" + alert.path("id").asString();
        assertThat(registry.post(path + "/taking", Map.of(), officer).status()).isEqualTo(403);
        assertThat(registry.post(path + "/taking", Map.of(), auditor)
                        .json()
                        .path("takenBy")
                        .asString())
                .isEqualTo("zhou");
        assertThat(registry.post(path + "/taking", Map.of(), auditor)
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("ALERT_REFUSED");
        assertThat(registry.post(path + "/outcome", Map.of("suspend", true), auditor)
                        .status())
                .isEqualTo(400);
        assertThat(registry.get("/api/v1/audit/accesses", guesser).status()).isEqualTo(200);
        JsonNode settled = registry.post(path + "/outcome", Map.of("outcome", "批量试探号码", "suspend", true), auditor)
                .json();
        assertThat(settled.path("state").asString()).isEqualTo("SETTLED");
        assertThat(settled.path("suspended").asBoolean()).isTrue();
        assertThat(registry.get("/api/v1/audit/accesses", guesser).status()).isEqualTo(401);
        assertThat(registry.post(path + "/outcome", Map.of("outcome", "again"), auditor)
                        .status())
                .isEqualTo(409);
        assertThat(field(registry.get("/api/v1/audit/alerts", officer).json(), "account"))
                .isEmpty();
        assertThat(registry.post("/api/v1/audit/alerts/nonsense/taking", Map.of(), auditor)
                        .status())
                .isEqualTo(404);
    }
}
