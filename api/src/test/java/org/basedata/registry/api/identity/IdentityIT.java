package org.basedata.registry.api.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.basedata.registry.api.Invented;
import org.basedata.registry.api.Row;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.RunningRegistry.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Acts about identity over HTTP, and how numbers and references answer after them. */
class IdentityIT {
    private static final String ACTS = "/api/v1/identity/acts";

    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    private static Map<String, Object> no(String number) {
        return Map.of("idType", "RESIDENT_ID", "id", number);
    }

    private static Map<String, Object> code(String uscc) {
        return Map.of("idType", "USCC", "id", uscc);
    }

    private static Map<String, Object> record(String source, String dataset, String id) {
        return Map.of("source", source, "dataset", dataset, "recordId", id);
    }

    private static Map<String, Object> body(String act, Object... fields) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "act", act,
                "by", "STAFF",
                "handlingUnit", "核查组",
                "handlingPerson", "陈核查",
                "reason", "经核实",
                "evidence", List.of("核查单 2026-0117")));
        for (int i = 0; i < fields.length; i += 2) body.put((String) fields[i], fields[i + 1]);
        return body;
    }

    private static JsonNode taken(Map<String, Object> body) {
        Answer answer = registry.post(ACTS, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        JsonNode taken = answer.json();
        assertThat(taken.path("act").asString()).hasSize(36);
        assertThat(Long.parseLong(taken.path("position").asString())).isPositive();
        return taken;
    }

    private static JsonNode problem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.path("code").asString()).isEqualTo(code);
        for (String field : List.of("title", "detail", "detailEn", "instance"))
            assertThat(problem.path(field).asString("")).as(field).isNotBlank();
        return problem;
    }

    private static void refused(Map<String, Object> body, String fault, String at) {
        JsonNode problem = problem(registry.post(ACTS, body), 409, "ACT_REFUSED");
        assertThat(problem.path("faults")).hasSize(1);
        assertThat(problem.at("/faults/0/code").asString()).isEqualTo(fault);
        assertThat(problem.at("/faults/0/message").asString()).isNotBlank();
        assertThat(problem.at("/faults/0/messageEn").asString()).isNotBlank();
        assertThat(problem.path("at").asString()).isEqualTo(at);
    }

    private static String ref(String number) {
        return registry.person(number).path("ref").asString();
    }

    private static JsonNode identity(String ref) {
        Answer answer = registry.get("/api/v1/identity/subjects/" + ref);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("private, no-cache");
        return answer.json();
    }

    private static List<String> texts(JsonNode array, String field) {
        List<String> texts = new ArrayList<>();
        array.forEach(each ->
                texts.add(field == null ? each.asString() : each.path(field).asString()));
        return texts;
    }

    private static JsonNode legalEntity(String uscc, String view) {
        Answer answer = registry.get("/api/v1/legal-entities/" + uscc + "?view=" + view);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void a_number_that_was_replaced_answers_with_the_one_that_the_subject_has_now() {
        String wrong = Invented.man();
        String right = Invented.man();
        registry.deliver("GA", Row.household(wrong, "王小明").with("maritalStatus", "10"));
        registry.deliver("RS", Row.insurance(right, "王小明").with("insuranceStatus", "1"));
        String ref = ref(wrong);
        String path = "/api/v1/persons/" + ref;
        String tag = registry.get(path).header("ETag");
        String before = registry.person(wrong).path("position").asString();

        JsonNode act = taken(body(
                "REPLACE_IDENTIFIER",
                "by",
                "GA",
                "cause",
                "NUMBER_WRONG",
                "subject",
                no(wrong),
                "identifier",
                no(right)));
        assertThat(act.path("ref").asString()).isEqualTo(ref);
        assertThat(act.path("parts")).isEmpty();
        assertThat(Long.parseLong(act.path("position").asString())).isGreaterThan(Long.parseLong(before));

        assertThat(registry.person(wrong).toString())
                .isEqualTo("{\"key\":{\"idType\":\"RESIDENT_ID\",\"id\":\"" + wrong
                        + "\"},\"code\":\"SUPERSEDED\",\"successors\":[{\"ref\":\"" + ref
                        + "\",\"idType\":\"RESIDENT_ID\",\"id\":\"" + right + "\"}]}");
        JsonNode person = registry.person(right);
        assertThat(person.path("ref").asString()).isEqualTo(ref);
        assertThat(person.at("/subject/id").asString()).isEqualTo(right);
        assertThat(person.at("/items/maritalStatus/value").asString()).isEqualTo("10");
        assertThat(person.at("/items/insuranceStatus/value").asString()).isEqualTo("1");
        assertThat(texts(person.path("formerIdentifiers"), "id")).containsExactly(wrong);
        assertThat(person.path("predecessors")).isEmpty();

        Answer changed = registry.get(path, "If-None-Match", tag);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("ETag")).isNotEqualTo(tag);
        assertThat(changed.json().has("formerIdentifiers")).as("view=values").isFalse();

        JsonNode known = identity(ref);
        assertThat(known.path("id").asString()).isEqualTo(right);
        assertThat(known.path("takesIn")).hasSize(1);
        assertThat(texts(known.path("records"), "source")).containsExactly("GA", "RS");
        assertThat(texts(known.path("records"), "id")).containsExactly(wrong, right);
        assertThat(known.at("/acts/0/kind").asString()).isEqualTo("REPLACE_IDENTIFIER");
        assertThat(known.at("/acts/0/act")).isEqualTo(act.path("act"));
        assertThat(known.at("/acts/0/by").asString()).isEqualTo("GA");
        assertThat(known.at("/acts/0/reason").asString()).isEqualTo("经核实");
        assertThat(known.at("/acts/0/evidence/0").asString()).isEqualTo("核查单 2026-0117");
        assertThat(known.at("/acts/0").has("revokedBy")).isFalse();
        String number = known.at("/takesIn/0").asString();
        assertThat(identity(number).path("leadsTo").asString()).isEqualTo(ref);
    }

    @Test
    void what_was_known_before_an_act_is_answered_as_before() throws InterruptedException {
        String wrong = Invented.man();
        String right = Invented.man();
        registry.deliver("GA", Row.household(wrong, "王小明"));
        Map<String, Object> then = Map.of(
                "knownAt", registry.person(wrong).at("/items/name/recordedAt").asString());
        taken(body("REPLACE_IDENTIFIER", "cause", "NUMBER_WRONG", "subject", no(wrong), "identifier", no(right)));
        assertThat(registry.person(wrong, then).at("/subject/id").asString()).isEqualTo(wrong);
        assertThat(registry.person(right, then).path("code").asString()).isEqualTo("NO_RECORD");
        assertThat(registry.person(wrong).path("code").asString()).isEqualTo("SUPERSEDED");
    }

    @Test
    void two_subjects_are_merged_and_parted_again() {
        String one = Invented.man();
        String other = Invented.man();
        registry.deliver("GA", Row.household(one, "王小明").with("maritalStatus", "10"));
        registry.deliver("RS", Row.insurance(other, "王小明").with("insuranceStatus", "1"));
        String goesOn = ref(one);
        String goesOver = ref(other);
        String path = "/api/v1/persons/" + goesOver;
        String tag = registry.get(path).header("ETag");

        JsonNode act = taken(body("MERGE", "subject", no(other), "into", Map.of("ref", goesOn)));
        assertThat(act.path("ref").asString()).isEqualTo(goesOn);
        Answer byOldRef = registry.get(path, "If-None-Match", tag);
        assertThat(byOldRef.status()).isEqualTo(200);
        assertThat(byOldRef.json().path("ref").asString()).isEqualTo(goesOn);
        assertThat(byOldRef.json().at("/items/insuranceStatus/value").asString())
                .isEqualTo("1");
        assertThat(registry.person(other).path("code").asString()).isEqualTo("SUPERSEDED");
        assertThat(registry.person(other).at("/successors/0/id").asString()).isEqualTo(one);

        JsonNode why = registry.get(path + "/explain?item=insuranceStatus").json();
        assertThat(why.path("ref").asString()).isEqualTo(goesOn);
        assertThat(why.path("value").asString()).isEqualTo("1");
        JsonNode came = registry.get("/api/v1/persons/" + goesOn + "/history?item=insuranceStatus")
                .json()
                .path("results");
        assertThat(texts(came, "change")).containsExactly("MERGE");
        assertThat(came.at("/0/by/source").asString()).isEqualTo("STAFF");
        assertThat(came.at("/0/reason").asString()).isEqualTo("经核实");
        JsonNode went =
                registry.get(path + "/history?item=insuranceStatus").json().path("results");
        assertThat(texts(went, "ended")).containsExactly("MERGE");

        Map<String, Object> revocation = body(
                "REVOKE",
                "subject",
                Map.of("ref", goesOver),
                "revokes",
                act.path("act").asString());
        JsonNode revoked = taken(revocation);
        assertThat(registry.person(other).path("ref").asString()).isEqualTo(goesOver);
        assertThat(registry.value(other, "insuranceStatus")).isEqualTo("1");
        assertThat(registry.value(one, "insuranceStatus")).isEmpty();
        JsonNode acts = identity(goesOn).path("acts");
        assertThat(texts(acts, "kind")).containsExactly("MERGE", "REVOKE");
        assertThat(acts.at("/0/revokedBy")).isEqualTo(revoked.path("act"));
        assertThat(acts.at("/1/revokes")).isEqualTo(act.path("act"));
        refused(revocation, "ACT_UNKNOWN", "act");
    }

    @Test
    void a_shared_number_is_ambiguous_until_one_of_the_two_has_another() {
        String shared = Invented.man();
        String own = Invented.man();
        registry.deliver("GA", Row.household(shared, "王小明"));
        registry.deliver("RS", Row.insurance(shared, "王小明").with("insuranceStatus", "1"));
        registry.deliver("GJJ", Row.person("housing-fund", shared, "王小明").with("fundAccount", "6200"));
        String ref = ref(shared);
        JsonNode act = taken(body(
                "SPLIT",
                "subject",
                Map.of("ref", ref),
                "parts",
                List.of(
                        Map.of(
                                "records",
                                List.of(record("GA", "household-registration", "household-registration-" + shared))),
                        Map.of("records", List.of(record("RS", "social-insurance", "social-insurance-" + shared))))));
        List<String> parts = texts(act.path("parts"), null);
        assertThat(parts).hasSize(2);
        assertThat(act.path("ref").asString()).isEqualTo(ref);

        JsonNode ambiguous = registry.person(shared);
        assertThat(ambiguous.path("code").asString()).isEqualTo("AMBIGUOUS");
        assertThat(texts(ambiguous.path("successors"), "ref")).containsExactlyElementsOf(parts);
        assertThat(texts(ambiguous.path("successors"), "id")).containsExactly(shared, shared);
        JsonNode problem = problem(registry.get("/api/v1/persons/" + ref), 409, "AMBIGUOUS");
        assertThat(texts(problem.path("successors"), "ref")).containsExactlyElementsOf(parts);
        problem(registry.get("/api/v1/persons/" + ref + "/explain?item=name"), 409, "AMBIGUOUS");
        assertThat(registry.get("/api/v1/persons/" + ref + "/history").status()).isEqualTo(200);
        assertThat(registry.get("/api/v1/persons/" + parts.get(1) + "?items=insuranceStatus")
                        .json()
                        .at("/items/insuranceStatus/value")
                        .asString())
                .isEqualTo("1");

        JsonNode rest = identity(ref);
        assertThat(texts(rest.path("sharedBy"), null)).containsExactlyElementsOf(parts);
        assertThat(rest.path("records")).hasSize(1);
        assertThat(rest.at("/records/0/held").asBoolean()).isTrue();
        assertThat(texts(registry.openConflicts(ref), "kind")).containsExactly("HOLD");
        taken(body(
                "ASSIGN_RECORDS",
                "subject",
                no(shared),
                "to",
                Map.of("ref", parts.get(0)),
                "records",
                List.of(record("GJJ", "housing-fund", "housing-fund-" + shared))));
        assertThat(registry.openConflicts(ref)).isEmpty();
        assertThat(registry.get("/api/v1/persons/" + parts.get(0) + "/history?item=fundAccount")
                        .json()
                        .at("/results/0/change")
                        .asString())
                .isEqualTo("ASSIGNMENT");

        taken(body(
                "REPLACE_IDENTIFIER",
                "by",
                "GA",
                "cause",
                "NUMBER_SHARED",
                "subject",
                Map.of("ref", parts.get(1)),
                "identifier",
                no(own)));
        assertThat(registry.person(shared).path("ref").asString()).isEqualTo(parts.get(0));
        assertThat(registry.value(own, "insuranceStatus")).isEqualTo("1");
        refused(
                body(
                        "REVOKE",
                        "subject",
                        Map.of("ref", ref),
                        "revokes",
                        act.path("act").asString()),
                "ACT_BUILT_ON",
                "act");
    }

    @Test
    void a_code_that_was_replaced_is_gone_from_the_address_and_says_where_to_go() {
        String former = Invented.uscc();
        String code = Invented.uscc();
        registry.deliver(
                "SCJG",
                Row.entity("enterprise-registration", former, "广州海珠测试有限公司").with("division", "440106"));
        String ref = legalEntity(former, "values").path("ref").asString();
        taken(body(
                "REPLACE_IDENTIFIER",
                "by",
                "SCJG",
                "cause",
                "CODE_REPLACED",
                "subject",
                code(former),
                "identifier",
                code(code)));
        for (String path : List.of("", "/explain?item=name", "/history")) {
            JsonNode problem = problem(registry.get("/api/v1/legal-entities/" + former + path), 410, "SUPERSEDED");
            assertThat(problem.at("/successors/0/ref").asString()).isEqualTo(ref);
            assertThat(problem.at("/successors/0/id").asString()).isEqualTo(code);
            Answer present = registry.get("/api/v1/legal-entities/" + code + path);
            assertThat(present.status()).as(present.text()).isEqualTo(200);
            assertThat(present.json().path("ref").asString()).as(path).isEqualTo(ref);
        }
        assertThat(texts(legalEntity(ref, "full").path("formerIdentifiers"), "id"))
                .containsExactly(former);
    }

    @Test
    void companies_tell_what_they_came_from_and_went_over_into() {
        String ended = Invented.uscc();
        String goesOn = Invented.uscc();
        registry.deliver("SCJG", Row.entity("enterprise-registration", ended, "广州海珠测试有限公司"));
        registry.deliver("SCJG", Row.entity("enterprise-registration", goesOn, "广州天河样例有限公司"));
        String path = "/api/v1/legal-entities/" + goesOn;
        String tag = registry.get(path + "?view=full").header("ETag");
        String valuesOnly = registry.get(path).header("ETag");
        JsonNode act = taken(body(
                "SUCCESSION",
                "by",
                "SCJG",
                "kind",
                "MERGER",
                "predecessors",
                List.of(code(ended)),
                "successors",
                List.of(code(goesOn)),
                "on",
                "2024-07-01"));
        JsonNode before = legalEntity(ended, "full");
        JsonNode after = legalEntity(goesOn, "full");
        assertThat(act.path("ref")).isEqualTo(after.path("ref"));
        assertThat(before.path("successors").toString())
                .isEqualTo("[{\"ref\":\"" + after.path("ref").asString()
                        + "\",\"kind\":\"MERGER\",\"on\":\"2024-07-01\"}]");
        assertThat(after.path("predecessors").toString())
                .isEqualTo("[{\"ref\":\"" + before.path("ref").asString()
                        + "\",\"kind\":\"MERGER\",\"on\":\"2024-07-01\"}]");
        assertThat(before.path("predecessors")).isEmpty();
        assertThat(legalEntity(ended, "values").has("successors")).isFalse();
        assertThat(registry.get(path + "?view=full", "If-None-Match", tag).status())
                .isEqualTo(200);
        assertThat(registry.get(path, "If-None-Match", valuesOnly).status())
                .as("an answer that names no relatives is what it was")
                .isEqualTo(304);
        taken(body(
                "REVOKE",
                "subject",
                Map.of("ref", before.path("ref").asString()),
                "revokes",
                act.path("act").asString()));
        assertThat(legalEntity(ended, "full").has("successors")).isFalse();
    }

    @Test
    void acts_that_are_refused_say_why_and_leave_nothing() {
        String number = Invented.man();
        String other = Invented.man();
        registry.deliver("GA", Row.household(number, "王小明"));
        registry.deliver("GA", Row.household(other, "张三"));
        String head = registry.person(number).path("position").asString();
        refused(body("MERGE", "subject", no(number), "into", no(number)), "SUBJECT_SAME", "into");
        refused(body("MERGE", "subject", no(number), "into", no(Invented.man())), "SUBJECT_UNKNOWN", "into");
        refused(body("MERGE", "subject", no(number), "into", no(other), "by", "RS"), "SOURCE_NOT_RESPONSIBLE", "by");
        refused(body("MERGE", "subject", no(number), "into", no(other), "reason", " "), "REASON_MISSING", "reason");
        refused(
                body("MERGE", "subject", no(number), "into", no(other), "evidence", List.of()),
                "EVIDENCE_MISSING",
                "evidence");
        refused(
                body(
                        "REPLACE_IDENTIFIER",
                        "cause",
                        "CODE_REPLACED",
                        "subject",
                        no(number),
                        "identifier",
                        no(Invented.man())),
                "CAUSE_UNFIT",
                "cause");
        refused(
                body("REPLACE_IDENTIFIER", "cause", "NUMBER_WRONG", "subject", no(number), "identifier", no(other)),
                "NUMBER_NAMES_ANOTHER",
                "identifier");
        refused(
                body("REPLACE_IDENTIFIER", "cause", "NUMBER_WRONG", "subject", no(number), "identifier", no(number)),
                "NUMBER_SAME",
                "identifier");
        refused(body("SPLIT", "subject", no(number)), "PARTS_TOO_FEW", "parts");
        refused(body("SPLIT", "subject", no(number), "parts", List.of(Map.of())), "PARTS_TOO_FEW", "parts");
        refused(
                body(
                        "ASSIGN_RECORDS",
                        "subject",
                        no(number),
                        "to",
                        no(other),
                        "records",
                        List.of(record("RS", "social-insurance", "1"))),
                "RECORD_ELSEWHERE",
                "records");
        refused(body("SUCCESSION", "kind", "MERGER"), "PARTS_TOO_FEW", "predecessors");
        refused(
                body(
                        "SUCCESSION",
                        "kind",
                        "MERGER",
                        "predecessors",
                        List.of(no(number)),
                        "successors",
                        List.of(no(other))),
                "TYPE_DIFFERENT",
                "predecessors");
        assertThat(registry.person(number).path("position").asString()).isEqualTo(head);
    }

    @Test
    void a_withdrawal_that_came_before_its_record_is_nobody_who_could_be_given_a_number() {
        JsonNode outcome = registry.deliverOne(
                "GA",
                Row.household(Invented.man(), "王小明")
                        .recordId("orphan")
                        .put("subject", null)
                        .put("name", null)
                        .operation("WITHDRAW", "登记差错"));
        assertThat(outcome.path("outcome").asString()).as(outcome.toString()).isEqualTo("ACCEPTED");
        refused(
                body(
                        "REPLACE_IDENTIFIER",
                        "cause",
                        "NUMBER_WRONG",
                        "subject",
                        Map.of("ref", outcome.path("ref").asString()),
                        "identifier",
                        no(Invented.man())),
                "SUBJECT_UNKNOWN",
                "subject");
    }

    static Stream<List<String>> bodies() {
        String who = "\"by\":\"STAFF\",\"handlingPerson\":\"陈核查\",\"reason\":\"经核实\",\"evidence\":[\"核查单\"]";
        String subject = ",\"subject\":{\"idType\":\"RESIDENT_ID\",\"id\":\"11010519491231002X\"}";
        String merge = "{\"act\":\"MERGE\"," + who + subject;
        return Stream.of(
                List.of("", "BODY_MALFORMED", ""),
                List.of("{" + who + "}", "FIELD_MISSING", "act"),
                List.of("{\"act\":\"JOIN\"," + who + "}", "PARAMETER_INVALID", "act"),
                List.of("{\"act\":\"MERGE\"}", "FIELD_MISSING", "by"),
                List.of(merge + "}", "FIELD_MISSING", "into"),
                List.of(merge + ",\"unto\":{}}", "FIELD_UNKNOWN", "unto"),
                List.of(merge + ",\"into\":{\"number\":\"1\"}}", "FIELD_UNKNOWN", "into.number"),
                List.of(merge + ",\"into\":{}}", "FIELD_MISSING", "into"),
                List.of(merge + ",\"into\":null}", "FIELD_MISSING", "into"),
                List.of(merge + ",\"into\":{\"ref\":\"1\"}}", "PARAMETER_INVALID", "into"),
                List.of(
                        merge + ",\"into\":{\"ref\":\"6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10\",\"id\":\"1\"}}",
                        "FIELD_MISSING",
                        "into"),
                List.of(merge + ",\"into\":{\"idType\":\"CARD\",\"id\":\"1\"}}", "PARAMETER_INVALID", "into"),
                List.of(
                        merge + ",\"into\":{\"idType\":\"RESIDENT_ID\",\"id\":\"110105194912310021\"}}",
                        "PARAMETER_INVALID",
                        "into"),
                List.of(
                        "{\"act\":\"MERGE\",\"evidence\":[null],"
                                + who.replace("evidence", "handlingUnit").replace("[\"核查单\"]", "\"x\"") + subject + "}",
                        "FIELD_MISSING",
                        "evidence[0]"),
                List.of("{\"act\":\"MERGE\",\"evidence\":\"x\"}", "FIELD_TYPE", "evidence"),
                List.of(
                        "{\"act\":\"REPLACE_IDENTIFIER\"," + who + subject + ",\"cause\":\"WHIM\"}",
                        "PARAMETER_INVALID",
                        "cause"),
                List.of("{\"act\":\"REPLACE_IDENTIFIER\"," + who + subject + "}", "FIELD_MISSING", "identifier"),
                List.of("{\"act\":\"ASSIGN_RECORDS\"," + who + subject + "}", "FIELD_MISSING", "records"),
                List.of(
                        "{\"act\":\"ASSIGN_RECORDS\"," + who + subject + ",\"records\":[{\"source\":\"RS\"}]}",
                        "FIELD_MISSING",
                        "records[0]"),
                List.of(
                        "{\"act\":\"SPLIT\"," + who + subject + ",\"parts\":[{\"recrods\":[]}]}",
                        "FIELD_UNKNOWN",
                        "parts[0].recrods"),
                List.of("{\"act\":\"SUCCESSION\"," + who + ",\"kind\":\"SALE\"}", "PARAMETER_INVALID", "kind"),
                List.of("{\"act\":\"SUCCESSION\"," + who + "}", "FIELD_MISSING", "kind"),
                List.of("{\"act\":\"SUCCESSION\"," + who + ",\"on\":\"2024-13-01\"}", "PARAMETER_INVALID", "on"),
                List.of("{\"act\":\"REVOKE\"," + who + subject + "}", "FIELD_MISSING", "revokes"),
                List.of("{\"act\":\"REVOKE\"," + who + ",\"revokes\":\"1\"}", "PARAMETER_INVALID", "revokes"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void bodies_that_are_no_act_are_refused_and_say_where(List<String> expected) {
        Answer answer = registry.postRaw(ACTS, expected.get(0).getBytes(StandardCharsets.UTF_8));
        JsonNode problem = problem(answer, 400, expected.get(1));
        assertThat(problem.path("at").asString("")).isEqualTo(expected.get(2));
        assertThat(answer.text()).doesNotContain("110105194912310021");
    }

    @Test
    void nobody_is_told_of_subjects_that_are_not_there() {
        for (String ref : List.of("1", "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10", Invented.man()))
            problem(registry.get("/api/v1/identity/subjects/" + ref), 404, "NO_RECORD");
        assertThat(List.of(registry.get(ACTS).status())).containsExactly(405);
    }

    @Test
    void a_search_finds_a_merged_subject_once() {
        String one = Invented.man();
        String other = Invented.man();
        registry.deliver("GA", Row.household(one, "欧阳并合"));
        registry.deliver("RS", Row.insurance(other, "欧阳并合"));
        taken(body("MERGE", "subject", no(other), "into", no(one)));
        JsonNode found = registry.post("/api/v1/persons/query", Map.of("search", Map.of("name", "欧阳并合")))
                .json()
                .path("results");
        assertThat(found)
                .extracting(each -> each.path("ref").asString(), each -> each.at("/subject/id")
                        .asString())
                .containsExactly(tuple(ref(one), one));
    }
}
