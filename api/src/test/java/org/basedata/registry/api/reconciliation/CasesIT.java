package org.basedata.registry.api.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.basedata.registry.api.Invented;
import org.basedata.registry.api.Registry;
import org.basedata.registry.api.Row;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.RunningRegistry.Answer;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.reconciliation.Attachment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Cases over HTTP, each caller in his own role. */
class CasesIT {
    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    private static String[] ZHAO;
    private static String[] QIAN;
    private static String[] SUN;
    private static String[] GA;
    private static String[] MZ;
    private static String[] RS;
    private static String[] JY;

    @BeforeAll
    static void everybody() {
        ZHAO = who("steward.zhao", null, Role.STEWARD);
        QIAN = who("steward.qian", null, Role.STEWARD, Role.APPROVER);
        SUN = who("approver.sun", null, Role.APPROVER);
        GA = who("ga-client", "GA", Role.SOURCE);
        MZ = who("mz-client", "MZ", Role.SOURCE);
        RS = who("rs-client", "RS", Role.SOURCE);
        JY = who("jy-client", "JY", Role.CONSUMER);
    }

    private static String[] who(String name, String department, Role... roles) {
        return registry.bearer(name, department, roles);
    }

    private static String[] with(String[] who, String... more) {
        List<String> all = new ArrayList<>(List.of(who));
        Collections.addAll(all, more);
        return all.toArray(String[]::new);
    }

    private static JsonNode get(String[] who, String path) {
        Answer answer = registry.get(path, who);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static Answer order(String[] who, String id, String what, String version, Map<String, Object> body) {
        return registry.post(
                "/api/v1/cases/" + id + "/" + what, body, version == null ? who : with(who, "If-Match", version));
    }

    /** The ETag of the case after it. */
    private static String done(String[] who, String id, String what, String version, Map<String, Object> body) {
        Answer answer = order(who, id, what, version, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("ETag"))
                .isEqualTo("\"" + answer.json().path("version").asLong() + "\"");
        assertThat(Long.parseLong(answer.json().path("position").asString())).isPositive();
        return answer.header("ETag");
    }

    private static JsonNode problem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(problem.path("detail").asString()).isNotBlank();
        assertThat(problem.path("detailEn").asString()).isNotBlank();
        return problem;
    }

    private static void refused(Answer answer, String fault) {
        assertThat(problem(answer, 409, "CASE_REFUSED").at("/faults/0/code").asString())
                .isEqualTo(fault);
    }

    private static String disputed() {
        String number = Invented.man();
        registry.deliver(
                "GA", Row.household(number, "王小明").with("maritalStatus", "10").with("registeredDivision", "440106"));
        registry.deliver("MZ", Row.marriage(number, "王小明").with("maritalStatus", "20"));
        return number;
    }

    private static void follow() {
        Registry opened = registry.server().bean(Registry.class.getName(), Registry.class);
        try {
            assertThat(opened.followingCases().await(opened.engine().headPosition(), Duration.ofSeconds(20)))
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String ref(String number) {
        return registry.person(number).path("ref").asString();
    }

    /** The open case about a citizen number. */
    private static JsonNode caseOf(String number) {
        follow();
        JsonNode results = get(ZHAO, "/api/v1/cases?ref=" + ref(number)).path("results");
        assertThat(results).hasSize(1);
        return results.path(0);
    }

    private static List<String> texts(JsonNode array, String field) {
        List<String> texts = new ArrayList<>();
        array.forEach(each ->
                texts.add(field == null ? each.asString() : each.path(field).asString()));
        return texts;
    }

    private static Map<String, Object> settle(JsonNode conflict, String way, Object... more) {
        Map<String, Object> settlement = new HashMap<>();
        settlement.put("conflict", conflict.path("number").asLong());
        settlement.put("way", way);
        for (int i = 0; i < more.length; i += 2) settlement.put((String) more[i], more[i + 1]);
        return Map.of("settlements", List.of(settlement), "reason", "经核实");
    }

    @Test
    void a_value_that_was_decided_and_approved_stands_in_the_master_record() {
        String number = disputed();
        String id = caseOf(number).path("number").asString();
        Answer whole = registry.get("/api/v1/cases/" + id, ZHAO);
        JsonNode conflict = whole.json().path("conflicts").path(0);
        Map<String, Object> record = Map.of(
                "source",
                "GA",
                "dataset",
                "household-registration",
                "recordId",
                conflict.at("/values/1/recordId").asString());
        Map<String, Object> choice = settle(conflict, "CHOOSE", "how", "TAKE", "record", record);
        String tag = done(ZHAO, id, "proposals", whole.header("ETag"), choice);
        assertThat(registry.person(number).at("/items/maritalStatus/value").asString())
                .isEqualTo("20");
        done(SUN, id, "approvals", tag, Map.of("reason", "同意"));
        JsonNode item = registry.person(number).at("/items/maritalStatus");
        assertThat(item.path("value").asString()).isEqualTo("10");
        assertThat(item.path("status").asString()).isEqualTo("DECIDED");
        assertThat(item.path("basis").asString()).isEqualTo("DECISION");
        assertThat(item.path("source").asString()).isEqualTo("GA");
        follow();
        JsonNode closed = get(ZHAO, "/api/v1/cases/" + id);
        assertThat(closed.at("/case/state").asString()).isEqualTo("CLOSED");
        assertThat(closed.at("/case/outcome").asString()).isEqualTo("DECIDED");

        // Taken back, the doubt is there again, and so is the case.
        String decision = closed.at("/decisions/0/id").asString();
        tag = "\"" + closed.at("/case/version").asLong() + "\"";
        Map<String, Object> body = Map.of("decision", decision, "reason", "户籍登记有误");
        problem(order(ZHAO, id, "revocations", tag, body), 403, "NOT_ALLOWED");
        done(SUN, id, "revocations", tag, body);
        item = registry.person(number).at("/items/maritalStatus");
        assertThat(item.path("value").asString()).isEqualTo("20");
        assertThat(item.path("status").asString()).isEqualTo("DISPUTED");
        follow();
        JsonNode again = get(ZHAO, "/api/v1/cases/" + id);
        assertThat(again.at("/case/state").asString()).isEqualTo("OPENED");
        assertThat(again.path("decisions")).isEmpty();
        assertThat(again.path("conflicts").size()).isEqualTo(2);
        assertThat(texts(again.path("steps"), "what")).endsWith("DecisionTakenBack", "CaseReopened");
        refused(
                order(SUN, id, "revocations", "\"" + again.at("/case/version").asLong() + "\"", body),
                "DECISION_UNKNOWN");
    }

    @Test
    void the_master_record_names_the_open_case_of_what_is_in_dispute_and_its_tag_covers_it() {
        String number = disputed();
        String address = "/api/v1/persons/" + ref(number) + "?view=full";
        JsonNode opened = caseOf(number);
        Answer whole = registry.get(address);
        JsonNode item = whole.json().at("/items/maritalStatus");
        assertThat(item.path("case").asString()).isEqualTo(opened.path("number").asString());
        assertThat(whole.json().at("/items/registeredDivision").has("case")).isFalse();
        assertThat(registry.get(address, "If-None-Match", whole.header("ETag")).status())
                .isEqualTo(304);
        // By query as well, and neither in short nor about what was known before.
        assertThat(registry.person(number).at("/items/maritalStatus/case").asString())
                .isEqualTo(opened.path("number").asString());
        assertThat(registry.get(address.replace("full", "values")).text()).doesNotContain("C-0");
        assertThat(registry.get(address + "&knownAt=2099-01-01T00:00:00Z").text())
                .doesNotContain("C-0");

        // A case that ends without an event of the subject changes the answer, and so its tag.
        new JdbcTemplate(registry.database().dataSource())
                .update(
                        "UPDATE reconciliation_case SET closed_at = now() WHERE number = ?",
                        opened.path("number").asString());
        Answer after = registry.get(address, "If-None-Match", whole.header("ETag"));
        assertThat(after.status()).isEqualTo(200);
        assertThat(after.json().at("/items/maritalStatus").has("case")).isFalse();
        assertThat(after.json().at("/items/maritalStatus/status").asString()).isEqualTo("DISPUTED");
    }

    @Test
    void a_steward_names_another_subject_that_may_be_the_same() {
        String one = Invented.man();
        String other = Invented.man();
        registry.deliver("GA", Row.household(one, "司马长风"), Row.household(other, "司马长风"));
        Map<String, Object> body = Map.of("ref", ref(one), "candidate", ref(other), "reason", "人像相同");
        problem(registry.post("/api/v1/cases", body, SUN), 403, "NOT_ALLOWED");
        Answer opened = registry.post("/api/v1/cases", body, ZHAO);
        assertThat(opened.status()).as(opened.text()).isEqualTo(200);
        String id = opened.json().path("number").asString();
        JsonNode file = get(ZHAO, "/api/v1/cases/" + id);
        assertThat(file.at("/case/cause").asString()).isEqualTo("CANDIDATE");
        assertThat(texts(file.path("candidates"), "ref")).containsExactly(ref(other));
        assertThat(texts(file.path("steps"), "what")).containsExactly("CaseOpened", "CandidateNamed");
        refused(registry.post("/api/v1/cases", body, ZHAO), "CANDIDATE_KNOWN");
        problem(
                registry.post(
                        "/api/v1/cases",
                        Map.of("ref", ref(one), "candidate", UUID.randomUUID().toString(), "reason", "x"),
                        ZHAO),
                404,
                "NO_RECORD");
        problem(
                registry.post("/api/v1/cases", Map.of("ref", ref(one), "candidate", "x", "reason", "x"), ZHAO),
                400,
                "PARAMETER_INVALID");

        Answer merged = registry.post(
                "/api/v1/identity/acts",
                Map.of(
                        "act",
                        "MERGE",
                        "by",
                        "STAFF",
                        "subject",
                        Map.of("ref", ref(one)),
                        "into",
                        Map.of("ref", ref(other)),
                        "reason",
                        "一人两号",
                        "handlingPerson",
                        "赵核查",
                        "evidence",
                        List.of("核查记录 1")));
        assertThat(merged.status()).as(merged.text()).isLessThan(300);
        follow();
        assertThat(get(ZHAO, "/api/v1/cases/" + id).at("/case/outcome").asString())
                .isEqualTo("DECIDED");
    }

    @Test
    void a_case_from_the_first_doubt_to_the_correction() {
        String number = disputed();
        JsonNode opened = caseOf(number);
        String id = opened.path("number").asString();
        assertThat(id).matches("C-\\d{6}");
        assertThat(opened.path("state").asString()).isEqualTo("OPENED");
        assertThat(opened.path("severity").asString()).isEqualTo("major");
        assertThat(opened.path("division").asString()).isEqualTo("440106");
        assertThat(texts(opened.path("items"), null)).containsExactly("maritalStatus");

        Answer whole = registry.get("/api/v1/cases/" + id, ZHAO);
        assertThat(whole.header("ETag")).isEqualTo("\"0\"");
        JsonNode conflict = whole.json().path("conflicts").path(0);
        assertThat(texts(conflict.path("values"), "value")).containsExactly("20", "10");
        assertThat(registry.get("/api/v1/cases/" + opened.path("id").asString(), ZHAO)
                        .json())
                .isEqualTo(whole.json());

        String tag = done(ZHAO, id, "assign", whole.header("ETag"), Map.of());
        tag = done(
                ZHAO,
                id,
                "verifications",
                tag,
                Map.of("sources", List.of("GA"), "question", "请核实", "items", List.of("maritalStatus")));
        JsonNode inbox = get(GA, "/api/v1/verifications?source=GA&limit=1000").path("results");
        JsonNode asked = inbox.path(inbox.size() - 1);
        for (JsonNode each : inbox) if (each.path("case").asString().equals(id)) asked = each;
        assertThat(asked.path("question").asString()).isEqualTo("请核实");
        assertThat(asked.path("caseVersion").asLong()).isEqualTo(2);

        tag = done(ZHAO, id, "proposals", tag, settle(conflict, "SOURCE_CORRECTS", "source", "GA"));
        refused(
                order(QIAN, id, "proposals", tag, settle(conflict, "SOURCE_CORRECTS", "source", "GA")),
                "PROPOSED_ALREADY");
        tag = done(SUN, id, "rejections", tag, Map.of("reason", "先听答复"));
        tag = done(
                GA,
                id,
                "answers",
                tag,
                Map.of(
                        "request",
                        1,
                        "verdict",
                        "CONFIRMED",
                        "text",
                        "户籍未改",
                        "handlingUnit",
                        "天河分局",
                        "handlingPerson",
                        "李四"));
        tag = done(QIAN, id, "proposals", tag, settle(conflict, "SOURCE_CORRECTS", "source", "GA"));
        refused(order(QIAN, id, "approvals", tag, Map.of()), "OWN_PROPOSAL");
        Answer approved = order(SUN, id, "approvals", tag, Map.of("reason", "同意"));
        assertThat(approved.json().path("state").asString()).isEqualTo("WAITING");

        registry.deliver(
                "GA",
                Row.household(number, "王小明")
                        .version(2)
                        .with("maritalStatus", "20")
                        .operation("CORRECT", "漏改"));
        follow();
        JsonNode closed = get(ZHAO, "/api/v1/cases/" + id);
        assertThat(closed.at("/case/state").asString()).isEqualTo("CLOSED");
        assertThat(closed.at("/case/outcome").asString()).isEqualTo("CORRECTED");
        assertThat(texts(closed.path("steps"), "what"))
                .containsExactly(
                        "CaseOpened",
                        "CaseAssigned",
                        "VerificationRequested",
                        "DecisionProposed",
                        "DecisionRejected",
                        "VerificationAnswered",
                        "DecisionProposed",
                        "DecisionApproved",
                        "CaseClosed");
        assertThat(texts(closed.at("/steps/8/told"), null)).containsExactly("GA", "MZ");
        assertThat(closed.at("/conflicts/0/settledAt").asString()).isNotBlank();
        JsonNode told = null;
        for (JsonNode each :
                get(GA, "/api/v1/verifications?open=false&limit=1000").path("results"))
            if (each.path("case").asString().equals(id)) told = each;
        assertThat(told.path("outcome").asString()).isEqualTo("CORRECTED");
        assertThat(texts(get(ZHAO, "/api/v1/cases?state=CLOSED&limit=1000").path("results"), "number"))
                .contains(id);
    }

    @Test
    void an_order_without_the_version_or_with_an_old_one_is_not_taken() {
        String id = caseOf(disputed()).path("number").asString();
        assertThat(problem(order(ZHAO, id, "assign", null, Map.of()), 428, "IF_MATCH_MISSING")
                        .path("at")
                        .asString())
                .isEqualTo("If-Match");
        problem(order(ZHAO, id, "assign", "*", Map.of()), 400, "PARAMETER_INVALID");
        done(QIAN, id, "assign", "\"0\"", Map.of());
        JsonNode changed = problem(order(ZHAO, id, "assign", "\"0\"", Map.of()), 412, "CASE_CHANGED");
        assertThat(changed.path("detail").asString())
                .contains("steward.qian", "受理")
                .doesNotContain("CaseAssigned");
        assertThat(get(ZHAO, "/api/v1/cases/" + id).at("/case/assignee").asString())
                .isEqualTo("steward.qian");
        problem(order(ZHAO, "C-999999", "assign", "0", Map.of()), 404, "CASE_UNKNOWN");
        problem(order(ZHAO, "nonsense", "assign", "0", Map.of()), 404, "CASE_UNKNOWN");
        problem(order(ZHAO, id, "assign", "1", Map.of("assigne", "x")), 400, "FIELD_UNKNOWN");
    }

    @Test
    void each_role_does_its_own_part_and_is_told_why_not_another() {
        String id = caseOf(disputed()).path("number").asString();
        problem(registry.get("/api/v1/cases", RunningRegistry.NOBODY, ""), 401, "NOT_SIGNED_IN");
        for (String what : List.of("assign", "verifications", "proposals", "escalations", "extensions", "closing"))
            for (String[] nobody : List.of(SUN, GA, JY))
                problem(order(nobody, id, what, "0", sample(what)), 403, "NOT_ALLOWED");
        for (String what : List.of("approvals", "rejections"))
            for (String[] nobody : List.of(ZHAO, GA, JY))
                problem(order(nobody, id, what, "0", Map.of("reason", "x")), 403, "NOT_ALLOWED");
        problem(
                registry.post("/api/v1/cases", Map.of("ref", ref(Invented.man()), "reason", "x"), GA),
                400,
                "PARAMETER_INVALID");
        String plain = Invented.man();
        registry.deliver("GA", Row.household(plain, "王小明"));
        problem(registry.post("/api/v1/cases", Map.of("ref", ref(plain), "reason", "x"), GA), 403, "NOT_ALLOWED");
        problem(registry.get("/api/v1/cases", who("x", null, Role.OPERATOR)), 403, "NOT_ALLOWED");
        problem(registry.get("/api/v1/verifications?source=MZ", GA), 403, "NOT_ALLOWED");
        problem(registry.get("/api/v1/cases?source=MZ", GA), 403, "NOT_ALLOWED");
        problem(registry.get("/api/v1/cases/" + id, RS), 403, "NOT_ALLOWED");
        problem(registry.get("/api/v1/cases/" + id, JY), 403, "NOT_ALLOWED");
    }

    private static Map<String, Object> sample(String what) {
        return switch (what) {
            case "verifications" -> Map.of("sources", List.of("GA"), "question", "x");
            case "proposals" -> Map.of("settlements", List.of(), "reason", "x");
            case "escalations" -> Map.of("to", "x", "reason", "x");
            case "extensions" -> Map.of("workingDays", 1, "consentedBy", "x", "reason", "x");
            case "closing" -> Map.of("reason", "x");
            default -> Map.of();
        };
    }

    @Test
    void a_source_sees_its_own_doubts_and_nothing_of_the_others() {
        String number = Invented.man();
        registry.deliver(
                "GA", Row.household(number, "王小明").with("maritalStatus", "10").with("sex", "1"));
        registry.deliver("MZ", Row.marriage(number, "王小明").with("maritalStatus", "20"));
        registry.deliver("WJ", Row.person("birth-registration", number, "王小明").with("sex", "2"));
        String id = caseOf(number).path("number").asString();
        JsonNode all = get(ZHAO, "/api/v1/cases/" + id);
        assertThat(texts(all.path("conflicts"), "item")).contains("maritalStatus", "sex");
        String tag = done(
                ZHAO,
                id,
                "verifications",
                "\"" + all.at("/case/version").asLong() + "\"",
                Map.of("sources", List.of("MZ", "WJ"), "question", "请核实"));
        done(ZHAO, id, "notes", tag, Map.of("text", "内部意见"));

        JsonNode seen = get(MZ, "/api/v1/cases/" + id);
        assertThat(texts(seen.path("conflicts"), "item")).containsExactly("maritalStatus");
        assertThat(texts(seen.at("/conflicts/0/values"), "source")).containsExactlyInAnyOrder("MZ", "GA");
        assertThat(seen.toString()).doesNotContain("\"sex\"", "WJ", "内部意见");
        assertThat(texts(seen.at("/case/items"), null)).containsExactly("maritalStatus");
        JsonNode listed = get(MZ, "/api/v1/cases?ref=" + ref(number)).path("results");
        assertThat(listed).hasSize(1);
        assertThat(listed.toString()).doesNotContain("\"sex\"", "WJ");
        assertThat(listed.path(0).path("conflicts").asInt()).isEqualTo(1);
        assertThat(get(RS, "/api/v1/cases?ref=" + ref(number)).path("results")).isEmpty();
        assertThat(get(ZHAO, "/api/v1/cases?counts=true&item=sex")
                        .at("/counts/item/sex")
                        .asInt())
                .isPositive();
        assertThat(get(MZ, "/api/v1/cases?counts=true").has("counts")).isFalse();
        // An item of others does not betray by a filter that it is in doubt.
        assertThat(get(MZ, "/api/v1/cases?item=sex&ref=" + ref(number)).path("results"))
                .isEmpty();
    }

    @Test
    void a_person_opens_a_case_for_a_department_that_is_told_what_came_of_it() {
        String number = Invented.man();
        registry.deliver("GA", Row.household(number, "王小明"));
        Map<String, Object> body =
                Map.of("ref", ref(number), "reason", "来函", "report", Map.of("department", "JY", "text", "姓名有误"));
        Answer opened = registry.post("/api/v1/cases", body, ZHAO);
        assertThat(opened.status()).as(opened.text()).isEqualTo(200);
        String id = opened.json().path("number").asString();
        refused(registry.post("/api/v1/cases", body, QIAN), "CASE_OPEN_ALREADY");
        String tag = done(JY, id, "notes", opened.header("ETag"), Map.of("text", "补充"));
        problem(order(GA, id, "notes", tag, Map.of("text", "x")), 403, "NOT_ALLOWED");
        assertThat(texts(get(JY, "/api/v1/cases").path("results"), "number")).contains(id);
        tag = done(ZHAO, id, "escalations", tag, Map.of("to", "市政数局", "reason", "须协调"));
        tag = done(ZHAO, id, "extensions", tag, Map.of("workingDays", 3, "consentedBy", "市政数局", "reason", "调档"));
        refused(
                order(ZHAO, id, "extensions", tag, Map.of("workingDays", 8, "consentedBy", "局", "reason", "x")),
                "EXTENSION_TOO_LONG");
        done(ZHAO, id, "closing", tag, Map.of("reason", "核实无误"));
        JsonNode told = get(JY, "/api/v1/cases/" + id);
        assertThat(told.at("/case/outcome").asString()).isEqualTo("UNFOUNDED");
        assertThat(told.path("conflicts")).isEmpty();
        refused(order(ZHAO, id, "assign", "\"4\"", Map.of()), "CASE_CLOSED");
        problem(
                registry.post(
                        "/api/v1/cases", Map.of("ref", "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10", "reason", "x"), ZHAO),
                404,
                "NO_RECORD");
    }

    @Test
    void a_join_needs_two_cases_of_one_subject() {
        String one = caseOf(disputed()).path("number").asString();
        String other = caseOf(disputed()).path("number").asString();
        refused(order(ZHAO, one, "join", "0", Map.of("into", other, "reason", "x")), "SUBJECTS_DIFFER");
        refused(order(ZHAO, one, "join", "0", Map.of("into", one, "reason", "x")), "CASE_ITSELF");
        problem(order(ZHAO, one, "join", "0", Map.of("into", "C-999999", "reason", "x")), 404, "CASE_UNKNOWN");
    }

    @Test
    void files_are_kept_as_they_came_and_answers_name_them() throws Exception {
        JsonNode opened = caseOf(disputed());
        String id = opened.path("number").asString();
        String tag = done(ZHAO, id, "verifications", "\"0\"", Map.of("sources", List.of("MZ"), "question", "请核实"));
        byte[] content = {0, 1, 2, (byte) 0xff, 13, 10};
        Answer kept = upload(id, MZ, "C:\\x\\登记簿.pdf", content);
        assertThat(kept.status()).as(kept.text()).isEqualTo(200);
        String attachment = kept.json().path("id").asString();
        assertThat(kept.json().path("name").asString()).isEqualTo("登记簿.pdf");
        assertThat(kept.json().path("bytes").asInt()).isEqualTo(6);
        assertThat(kept.json().path("sha256").asString()).hasSize(64);
        problem(upload(id, RS, "a.pdf", content), 403, "NOT_ALLOWED");
        problem(upload(id, MZ, "a.pdf", new byte[0]), 400, "PARAMETER_INVALID");
        problem(upload(id, MZ, "a.pdf", new byte[Attachment.MOST_BYTES + 1]), 413, "BODY_TOO_LARGE");
        Map<String, Object> answer = new HashMap<>(Map.of(
                "request", 1, "verdict", "CONFIRMED", "text", "在案", "handlingUnit", "登记处", "handlingPerson", "周登记"));
        answer.put("attachments", List.of("6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10"));
        problem(order(MZ, id, "answers", tag, answer), 404, "ATTACHMENT_UNKNOWN");
        answer.put("attachments", List.of(attachment));
        done(MZ, id, "answers", tag, answer);
        JsonNode step = get(ZHAO, "/api/v1/cases/" + id).at("/steps/2");
        assertThat(step.path("handlingPerson").asString()).isEqualTo("周登记");
        assertThat(step.at("/attachments/0/id").asString()).isEqualTo(attachment);

        String path = "/api/v1/cases/" + id + "/attachments/" + attachment;
        var request = HttpRequest.newBuilder(URI.create(registry.url() + path))
                .headers(ZHAO)
                .GET();
        var response = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
        assertThat(response.body()).isEqualTo(content);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
        assertThat(response.headers().firstValue("Content-Disposition").orElse(""))
                .startsWith("attachment");
        problem(registry.get(path, GA), 403, "NOT_ALLOWED");
        problem(registry.get("/api/v1/cases/" + id + "/attachments/x", ZHAO), 404, "ATTACHMENT_UNKNOWN");
    }

    private static Answer upload(String id, String[] who, String name, byte[] content) {
        byte[] head = ("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name.replace("\\", "\\\\")
                        + "\"\r\nContent-Type: application/pdf\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        byte[] tail = "\r\n--b--\r\n".getBytes(StandardCharsets.UTF_8);
        return registry.send(
                HttpRequest.newBuilder(URI.create(registry.url() + "/api/v1/cases/" + id + "/attachments"))
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(BodyPublishers.concat(
                                BodyPublishers.ofByteArray(head),
                                BodyPublishers.ofByteArray(content),
                                BodyPublishers.ofByteArray(tail))),
                who);
    }

    @Test
    void the_queue_is_filtered_sorted_and_paged() {
        for (int i = 0; i < 3; i++) caseOf(disputed());
        for (String sort : List.of("due", "opened", "severity")) {
            List<String> numbers = new ArrayList<>();
            String next = "";
            do {
                JsonNode page = get(ZHAO, "/api/v1/cases?item=maritalStatus&limit=2&sort=" + sort + next);
                numbers.addAll(texts(page.path("results"), "number"));
                next = page.path("next").isNull()
                        ? null
                        : "&next=" + page.path("next").asString();
            } while (next != null);
            assertThat(numbers).as(sort).hasSizeGreaterThanOrEqualTo(3).doesNotHaveDuplicates();
        }
        JsonNode page = get(ZHAO, "/api/v1/cases?limit=1");
        problem(
                registry.get(
                        "/api/v1/cases?limit=1&sort=opened&next="
                                + page.path("next").asString(),
                        ZHAO),
                400,
                "NEXT_INVALID");
        assertThat(get(ZHAO, "/api/v1/cases?division=4401&severity=major&state=OPENED")
                        .path("results"))
                .isNotEmpty();
        assertThat(get(ZHAO, "/api/v1/cases?division=4402").path("results")).isEmpty();
        assertThat(get(ZHAO, "/api/v1/cases?overdue=true").path("results")).isEmpty();
        assertThat(get(ZHAO, "/api/v1/cases?dueBefore=2020-01-01").path("results"))
                .isEmpty();
        assertThat(get(ZHAO, "/api/v1/cases?dueFrom=2020-01-01").path("results"))
                .isNotEmpty();
        assertThat(get(ZHAO, "/api/v1/cases?dueFrom=2100-01-01").path("results"))
                .isEmpty();
        String shape = "/api/v1/cases?shape=PERSON/maritalStatus/MZ/GA/";
        assertThat(get(ZHAO, shape + "OTHER").path("results")).hasSizeGreaterThanOrEqualTo(3);
        assertThat(get(ZHAO, shape + "VARIANT_CHARACTERS").path("results")).isEmpty();
        assertThat(get(GA, shape + "OTHER").path("results")).isNotEmpty();
        problem(registry.get(shape + "OTHER", RS), 403, "NOT_ALLOWED");
        JsonNode counts = get(ZHAO, "/api/v1/cases?counts=true&limit=1").path("counts");
        assertThat(counts.path("total").asInt()).isGreaterThanOrEqualTo(3);
        assertThat(counts.at("/severity/MAJOR").asInt()).isGreaterThanOrEqualTo(3);
        assertThat(counts.at("/source/MZ").asInt()).isGreaterThanOrEqualTo(3);
        for (String wrong : List.of(
                "severity=x",
                "state=x",
                "sort=x",
                "limit=0",
                "division=x",
                "openedFrom=x",
                "dueFrom=x",
                "shape=x",
                "ref=x")) problem(registry.get("/api/v1/cases?" + wrong, ZHAO), 400, "PARAMETER_INVALID");
        problem(registry.get("/api/v1/cases?item=x", ZHAO), 400, "ITEM_UNKNOWN");
        problem(registry.get("/api/v1/cases?source=x", ZHAO), 400, "SOURCE_UNKNOWN");
    }
}
