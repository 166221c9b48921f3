package org.basedata.registry.api.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.basedata.registry.api.Invented;
import org.basedata.registry.api.Row;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.RunningRegistry.Answer;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.Masking;
import org.basedata.registry.core.sharing.SharingAgreement;
import org.basedata.registry.core.sharing.SubjectScope;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** A consuming department sees what it may for its purpose, and nothing else leaves; whatever leaves is on record first. */
class EntitlementIT {
    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    private static final SharingDesk DESK = new SharingDesk(registry);
    private static final String QUERY = "/api/v1/persons/query";

    @BeforeAll
    static void departments() {
        for (String department : List.of("JY", "GJJ", "CL")) {
            DESK.purpose(department, "CHECK");
            DESK.confidentiality(department);
        }
        DESK.purpose("LS", "CHECK");
    }

    private static String[] as(String department, String purpose, String... more) {
        String[] token = registry.system(department, Role.CONSUMER);
        int own = purpose == null ? 2 : 4;
        String[] headers = new String[own + more.length];
        headers[0] = token[0];
        headers[1] = token[1];
        if (purpose != null) {
            headers[2] = "X-Purpose";
            headers[3] = purpose;
        }
        System.arraycopy(more, 0, headers, own, more.length);
        return headers;
    }

    private static Map<String, Object> about(String number, Object... options) {
        Map<String, Object> body = new java.util.HashMap<>();
        body.put("keys", List.of(Map.of("idType", "RESIDENT_ID", "id", number)));
        for (int i = 0; i < options.length; i += 2) body.put((String) options[i], options[i + 1]);
        return body;
    }

    private static JsonNode refused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().path("code").asString()).isEqualTo(code);
        return answer.json();
    }

    private static JsonNode only(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("results").path(0);
    }

    private static String known(String division) {
        String number = Invented.man();
        registry.deliver(
                "GA",
                Row.household(number, "张若愚")
                        .with("registeredDivision", division)
                        .with("registeredAddress", "广州市天河区示例路1号"));
        registry.deliver("MZ", Row.marriage(number, "张若愚").with("maritalStatus", "20"));
        registry.deliver("WJ", Row.person("birth-registration", number, "张若愚").with("motherName", "李示例"));
        return number;
    }

    @Test
    void nothing_is_read_without_a_token_a_role_and_a_purpose() {
        String number = known("440106");
        refused(registry.post(QUERY, about(number), RunningRegistry.NOBODY, ""), 401, "NOT_SIGNED_IN");
        refused(registry.post(QUERY, about(number), "Authorization", "Bearer nonsense"), 401, "TOKEN_INVALID");
        refused(registry.post(QUERY, about(number), registry.system("JY", Role.SOURCE)), 403, "NOT_ALLOWED");
        refused(registry.post(QUERY, about(number), as("JY", null)), 400, "PURPOSE_MISSING");
        refused(registry.post(QUERY, about(number), as("JY", "ANOTHER")), 403, "PURPOSE_UNKNOWN");
        refused(
                registry.post(QUERY, about(number), as("JY", "CHECK", "X-Agreement", "A-999999")),
                403,
                "AGREEMENT_NOT_IN_FORCE");
        assertThat(only(registry.post(QUERY, about(number), as("JY", "CHECK")))
                        .path("items")
                        .path("name")
                        .path("value")
                        .asString())
                .isEqualTo("张若愚");
    }

    @Test
    void an_item_on_condition_needs_an_agreement_and_is_gone_when_that_is_suspended_or_ended() {
        String number = known("440106");
        JsonNode problem = refused(
                registry.post(QUERY, about(number, "items", List.of("name", "motherName")), as("JY", "CHECK")),
                403,
                "NOT_ENTITLED");
        assertThat(problem.path("faults").path(0).path("code").asString()).isEqualTo("NEEDS_AGREEMENT");
        assertThat(problem.path("faults").path(0).path("item").asString()).isEqualTo("motherName");
        assertThat(problem.at("/draft/application/items").has("motherName"))
                .as("what to apply for: " + problem)
                .isTrue();
        assertThat(problem.at("/draft/application/purpose").asString()).isEqualTo("CHECK");
        assertThat(only(registry.post(QUERY, about(number), as("JY", "CHECK")))
                        .path("items")
                        .has("motherName"))
                .as("what may not be seen is left out where no items are named")
                .isFalse();

        SharingAgreement agreement =
                DESK.granted("JY", "CHECK", SubjectType.PERSON, SubjectScope.ALL, Masking.FULL, "motherName");
        JsonNode items =
                only(registry.post(QUERY, about(number), as("JY", "CHECK"))).path("items");
        assertThat(items.path("motherName").path("value").asString()).isEqualTo("李示例");
        refused(
                registry.post(QUERY, about(number, "items", List.of("motherName")), as("GJJ", "CHECK")),
                403,
                "NOT_ENTITLED");

        SharingAgreement suspended = DESK.suspended(agreement);
        refused(
                registry.post(QUERY, about(number, "items", List.of("motherName")), as("JY", "CHECK")),
                403,
                "NOT_ENTITLED");
        SharingAgreement resumed = DESK.resumed(suspended);
        assertThat(only(registry.post(QUERY, about(number, "items", List.of("motherName")), as("JY", "CHECK")))
                        .path("items")
                        .has("motherName"))
                .isTrue();
        DESK.ended(resumed);
        refused(
                registry.post(QUERY, about(number, "items", List.of("motherName")), as("JY", "CHECK")),
                403,
                "NOT_ENTITLED");
    }

    @Test
    void personal_items_need_a_confidentiality_agreement() {
        String number = known("440106");
        JsonNode problem = refused(
                registry.post(QUERY, about(number, "items", List.of("name")), as("LS", "CHECK")), 403, "NOT_ENTITLED");
        assertThat(problem.path("faults").path(0).path("code").asString()).isEqualTo("NEEDS_CONFIDENTIALITY");
        assertThat(only(registry.post(QUERY, about(number), as("LS", "CHECK")))
                        .path("items")
                        .size())
                .isZero();
    }

    @Test
    void what_is_shared_with_nobody_leaves_with_no_agreement() {
        JsonNode problem = refused(
                registry.post(QUERY, about(Invented.man(), "items", List.of("adoptedOn")), as("JY", "CHECK")),
                403,
                "NOT_ENTITLED");
        assertThat(problem.path("faults").path(0).path("code").asString()).isEqualTo("NOT_SHARED");
        assertThat(problem.path("faults").path(0).path("message").asString()).contains("第一千一百一十条");
    }

    @Test
    void a_subject_outside_the_agreement_answers_like_one_that_does_not_exist() {
        String inside = known("440106");
        String outside = known("440305");
        DESK.purpose("GJJ", "SCOPE");
        SharingAgreement agreement = DESK.granted(
                "GJJ",
                "SCOPE",
                SubjectType.PERSON,
                new SubjectScope(Set.of("4401"), Set.of()),
                Masking.FULL,
                "motherName");
        String[] under = as("GJJ", "SCOPE", "X-Agreement", agreement.number());
        assertThat(only(registry.post(QUERY, about(inside), under))
                        .path("items")
                        .has("motherName"))
                .isTrue();
        String absent = Invented.man();
        JsonNode ofAbsent = only(registry.post(QUERY, about(absent), under));
        JsonNode ofOutside = only(registry.post(QUERY, about(outside), under));
        assertThat(ofOutside.toString().replace(outside, absent)).isEqualTo(ofAbsent.toString());

        String ref = registry.person(outside).path("ref").asString();
        String nobody = "00000000-0000-8000-8000-000000000000";
        for (String path : List.of("", "/history", "/explain?item=motherName")) {
            Answer one = registry.get("/api/v1/persons/" + ref + path, under);
            Answer none = registry.get("/api/v1/persons/" + nobody + path, under);
            assertThat(one.status()).as(path).isEqualTo(none.status()).isEqualTo(404);
            assertThat(one.json().path("detail")).isEqualTo(none.json().path("detail"));
        }
        assertThat(registry.post(QUERY, Map.of("search", Map.of("name", "张若愚"), "limit", 1_000), under)
                        .text())
                .contains(registry.person(inside).path("ref").asString())
                .doesNotContain(ref);
    }

    @Test
    void values_are_masked_as_the_agreement_says() {
        String number = known("440106");
        for (Masking masking : List.of(Masking.PARTIAL, Masking.HASH, Masking.EXISTENCE)) {
            String purpose = "MASK-" + masking;
            DESK.purpose("CL", purpose);
            DESK.granted("CL", purpose, SubjectType.PERSON, SubjectScope.ALL, masking, "motherName");
            JsonNode item = only(registry.post(QUERY, about(number, "view", "full"), as("CL", purpose)))
                    .path("items")
                    .path("motherName");
            assertThat(item.path("masking").asString()).isEqualTo(masking.name());
            switch (masking) {
                case PARTIAL -> assertThat(item.path("value").asString()).isEqualTo("李**");
                case HASH -> assertThat(item.path("value").asString()).matches("[0-9a-f]{32}");
                default -> assertThat(item.path("value").isNull()).isTrue();
            }
            assertThat(item.path("status").asString()).isEqualTo("SOLE");
            String ref = registry.person(number).path("ref").asString();
            for (String path : List.of("/history?item=motherName", "/explain?item=motherName"))
                assertThat(registry.get("/api/v1/persons/" + ref + path, as("CL", purpose))
                                .text())
                        .as(path)
                        .doesNotContain("李示例");
        }
    }

    @Test
    void of_rivals_a_consumer_is_told_that_they_are_there_and_not_what_they_say() {
        String number = known("440106");
        registry.deliver("GA", Row.household(number, "张若愚").version(2).with("maritalStatus", "10"));
        String ref = registry.person(number).path("ref").asString();
        JsonNode explained = registry.get("/api/v1/persons/" + ref + "/explain?item=maritalStatus", as("JY", "CHECK"))
                .json();
        assertThat(explained.path("value").asString()).isEqualTo("20");
        assertThat(explained.path("status").asString()).isEqualTo("DISPUTED");
        JsonNode loser = explained.path("losers").path(0);
        assertThat(loser.path("source").asString()).isEqualTo("GA");
        assertThat(loser.has("value")).isFalse();
        assertThat(loser.has("handlingPerson")).isFalse();
        assertThat(registry.get("/api/v1/persons/" + ref + "/explain?item=maritalStatus")
                        .json()
                        .path("losers")
                        .path(0)
                        .path("value")
                        .asString())
                .as("who settles it sees it")
                .isEqualTo("10");
    }

    @Test
    void nobody_searches_by_what_may_not_be_seen() {
        refused(
                registry.post(
                        QUERY,
                        Map.of("search", Map.of("birthDate", "1990-01-01"), "items", List.of("name")),
                        as("JY", "CHECK")),
                403,
                "NOT_ENTITLED");
        assertThat(registry.post(QUERY, Map.of("search", Map.of("birthDate", "1990-01-01")), as("JY", "CHECK"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void every_answer_is_on_record_and_misses_too() {
        String number = known("440106");
        String absent = Invented.woman();
        String ref = registry.person(number).path("ref").asString();
        JdbcTemplate jdbc = new JdbcTemplate(registry.database().database().dataSource());
        String file = "CASE-" + number.substring(6);
        String[] mine = as("JY", "CHECK", "X-Case", file);
        registry.post(
                QUERY,
                Map.of(
                        "keys",
                        List.of(
                                Map.of("idType", "RESIDENT_ID", "id", number),
                                Map.of("idType", "RESIDENT_ID", "id", absent)),
                        "items",
                        List.of("name")),
                mine);
        registry.get("/api/v1/persons/" + ref + "?items=name,sex", mine);
        registry.get("/api/v1/persons/" + ref + "/history?item=name", mine);
        registry.get("/api/v1/persons/" + ref + "/explain?item=name", mine);
        registry.get("/api/v1/persons/00000000-0000-8000-8000-000000000000", mine);
        refused(registry.get("/api/v1/persons/" + ref + "?items=motherName", as("GJJ", "CHECK")), 403, "NOT_ENTITLED");
        assertThat(jdbc.queryForList(
                        "SELECT operation || ' ' || array_to_string(items, ',') || ' ' || subjects || ' ' || misses FROM access"
                                + " WHERE case_reference = ? AND items <> '{}' AND operation <> 'GET' ORDER BY at",
                        String.class,
                        file))
                .containsExactly("QUERY name 2 1", "HISTORY name 1 0", "EXPLAIN name 1 0");
        assertThat(jdbc.queryForList(
                        "SELECT misses FROM access WHERE case_reference = ? AND operation = 'GET' ORDER BY at",
                        Integer.class,
                        file))
                .containsExactly(0, 1);
        assertThat(jdbc.queryForObject(
                        "SELECT count(*) FROM access_subject WHERE subject = ?::uuid AND outcome = 'GIVEN'",
                        Integer.class,
                        ref))
                .isGreaterThanOrEqualTo(4);
    }

    @Test
    void whoever_is_disabled_gets_no_further_answer() {
        String number = known("440106");
        String[] token = registry.bearer("to-be-disabled", "JY", Role.CONSUMER);
        String[] headers = {token[0], token[1], "X-Purpose", "CHECK"};
        assertThat(registry.post(QUERY, about(number), headers).status()).isEqualTo(200);
        registry.server()
                .bean("accounts", org.basedata.registry.api.account.Accounts.class)
                .disable("to-be-disabled");
        refused(registry.post(QUERY, about(number), headers), 401, "TOKEN_INVALID");
    }

    @Test
    void values_are_verified_and_none_is_told() {
        String number = known("440106");
        Answer answer = registry.post(
                "/api/v1/persons/verify",
                Map.of(
                        "subjects",
                        List.of(
                                Map.of(
                                        "key",
                                        Map.of("idType", "RESIDENT_ID", "id", number),
                                        "items",
                                        Map.of("name", " 张若愚 ", "registeredDivision", "440305", "formerName", "张甲")),
                                Map.of(
                                        "key",
                                        Map.of("idType", "RESIDENT_ID", "id", Invented.woman()),
                                        "items",
                                        Map.of("name", "张若愚")))),
                as("JY", "CHECK"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        JsonNode verdicts = answer.json().path("results").path(0).path("items");
        assertThat(verdicts.path("name").asString()).isEqualTo("MATCH");
        assertThat(verdicts.path("registeredDivision").asString()).isEqualTo("MISMATCH");
        assertThat(verdicts.path("formerName").asString()).isEqualTo("NO_RECORD");
        assertThat(answer.json().at("/results/1/items/name").asString()).isEqualTo("NO_RECORD");
        assertThat(answer.text()).doesNotContain("440106\"", "示例路");
    }

    @Test
    void too_many_wrong_values_end_in_silence_also_within_one_request() {
        String number = known("440106");
        List<Map<String, Object>> guesses = new java.util.ArrayList<>();
        for (int year = 1950; year < 1960; year++)
            guesses.add(Map.of(
                    "key",
                    Map.of("idType", "RESIDENT_ID", "id", number),
                    "items",
                    Map.of("registeredDivision", "4403" + (year - 1940))));
        JsonNode results = registry.post("/api/v1/persons/verify", Map.of("subjects", guesses), as("JY", "CHECK"))
                .json()
                .path("results");
        assertThat(results.path(4).at("/items/registeredDivision").asString()).isEqualTo("MISMATCH");
        assertThat(results.path(5).at("/items/registeredDivision").asString()).isEqualTo("THROTTLED");
        guesses.clear();
        guesses.add(Map.of(
                "key", Map.of("idType", "RESIDENT_ID", "id", number), "items", Map.of("registeredDivision", "440106")));
        assertThat(registry.post("/api/v1/persons/verify", Map.of("subjects", guesses), as("JY", "CHECK"))
                        .json()
                        .at("/results/0/items/registeredDivision")
                        .asString())
                .isEqualTo("THROTTLED");
        assertThat(registry.post("/api/v1/persons/verify", Map.of("subjects", guesses), as("GJJ", "CHECK"))
                        .json()
                        .at("/results/0/items/registeredDivision")
                        .asString())
                .as("another account")
                .isEqualTo("MATCH");
    }

    @Test
    void of_the_dead_and_of_cancelled_registrations_the_verdict_says_so() {
        String number = known("440106");
        registry.deliver("GA", Row.household(number, "张若愚").version(2).with("registrationStatus", "3"));
        JsonNode results = registry.post(
                        "/api/v1/persons/verify",
                        Map.of(
                                "subjects",
                                List.of(Map.of(
                                        "key",
                                        Map.of("idType", "RESIDENT_ID", "id", number),
                                        "items",
                                        Map.of("name", "张若愚", "registrationStatus", "3")))),
                        as("JY", "CHECK"))
                .json()
                .path("results");
        assertThat(results.at("/0/items/name").asString()).isEqualTo("CANCELLED");
        assertThat(results.at("/0/items/registrationStatus").asString()).isEqualTo("MATCH");
    }

    @Test
    void what_may_be_seen_is_told_beforehand() {
        DESK.purpose("CL", "OUTLOOK");
        SharingAgreement agreement = DESK.granted(
                "CL",
                "OUTLOOK",
                SubjectType.PERSON,
                new SubjectScope(Set.of("4401"), Set.of()),
                Masking.PARTIAL,
                "motherName");
        JsonNode outlook =
                registry.get("/api/v1/entitlement?type=PERSON", as("CL", null)).json();
        JsonNode items = outlook.path("purposes")
                .valueStream()
                .filter(each -> each.path("purpose").asString().equals("OUTLOOK"))
                .findFirst()
                .orElseThrow()
                .path("items");
        Map<String, JsonNode> byCode = new java.util.HashMap<>();
        items.forEach(each -> byCode.put(each.path("item").asString(), each));
        assertThat(byCode.get("name").path("masking").asString()).isEqualTo("FULL");
        assertThat(byCode.get("motherName").path("masking").asString()).isEqualTo("PARTIAL");
        assertThat(byCode.get("motherName").path("agreement").asString()).isEqualTo(agreement.number());
        assertThat(byCode.get("motherName").path("until").asString()).isEqualTo("2090-01-01");
        assertThat(byCode.get("adoptedOn").path("lack").asString()).isEqualTo("NOT_SHARED");
        assertThat(byCode.get("taxPaid") == null
                        || byCode.get("taxPaid").path("lack").asString().equals("NEEDS_AGREEMENT"))
                .isTrue();
    }

    @Test
    void a_correction_is_told_to_whoever_was_given_the_value_and_to_nobody_else() {
        String number = known("440106");
        String ref = registry.person(number).path("ref").asString();
        registry.post(
                QUERY, about(number, "items", List.of("registeredAddress")), as("JY", "CHECK", "X-Case", "JY-2026-1"));
        registry.post(QUERY, about(number, "items", List.of("name")), as("GJJ", "CHECK"));
        registry.deliver(
                "GA",
                Row.household(number, "张若愚")
                        .version(2)
                        .operation("CORRECT", "录入错误")
                        .with("registeredDivision", "440106")
                        .with("registeredAddress", "广州市越秀区示例街9号"));
        long end = System.nanoTime() + 60_000_000_000L;
        JsonNode mine;
        do mine = recalls("JY", ref);
        while (mine.isEmpty() && System.nanoTime() < end);
        assertThat(mine.size()).isEqualTo(1);
        assertThat(mine.path(0).path("item").asString()).isEqualTo("registeredAddress");
        assertThat(mine.toString()).contains("JY-2026-1").doesNotContain("示例街", "示例路");
        assertThat(recalls("GJJ", ref).isEmpty()).isTrue();
    }

    private static JsonNode recalls(String department, String ref) {
        JsonNode all = registry.get("/api/v1/recalls?open=true", as(department, null))
                .json()
                .path("results");
        var own = RunningRegistry.JSON.createArrayNode();
        all.forEach(each -> {
            if (each.path("ref").asString().equals(ref)) own.add(each);
        });
        return own;
    }
}
