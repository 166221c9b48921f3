package org.basedata.registry.api.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.RunningRegistry.Answer;
import org.basedata.registry.core.account.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Departments apply, consent, answer and end, over HTTP. */
class AgreementsIT {
    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    private static String[] school;
    private static String[] officer;
    private static String[] civilAffairs;
    private static String[] police;
    private static String[] tax;
    private static String[] admin;
    private static String[] auditor;

    @BeforeAll
    static void everybody() {
        school = registry.bearer("jy", "JY", Role.CONSUMER);
        officer = registry.bearer("jy-officer", "JY", Role.INFORMATION_OFFICER);
        civilAffairs = registry.bearer("mz", "MZ", Role.SOURCE);
        police = registry.bearer("ga", "GA", Role.SOURCE);
        tax = registry.bearer("sw", "SW", Role.CONSUMER);
        admin = registry.bearer("admin", null, Role.CATALOGUE_ADMIN);
        auditor = registry.bearer("auditor", null, Role.AUDITOR);
        Answer entered = registry.post(
                "/api/v1/purposes",
                Map.of("code", "ENROLMENT", "wording", "入学资格审核", "legalBasis", "《义务教育法》第十二条"),
                officer);
        assertThat(entered.status()).as(entered.text()).isEqualTo(201);
    }

    private static Map<String, Object> application(String... items) {
        Map<String, String> wanted = new TreeMap<>();
        for (String item : items) wanted.put(item, "FULL");
        return new TreeMap<>(Map.of(
                "purpose",
                "ENROLMENT",
                "scenario",
                "入学报名",
                "type",
                "PERSON",
                "items",
                wanted,
                "scope",
                Map.of("divisions", List.of("4401")),
                "ways",
                List.of("INTERFACE"),
                "from",
                LocalDate.now().toString(),
                "until",
                LocalDate.now().plusYears(1).toString()));
    }

    private static String applied(String... items) {
        Answer answer = registry.post("/api/v1/agreements", application(items), school);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.header("ETag")).isEqualTo("\"0\"");
        return answer.json().path("number").asString();
    }

    /** Done to the version at hand. */
    private static Answer act(String[] who, String number, String act, Map<String, Object> body) {
        JsonNode row = registry.get("/api/v1/agreements/" + number, auditor).json();
        return act(who, number, act, body, row.at("/agreement/version").asString());
    }

    private static Answer act(String[] who, String number, String act, Map<String, Object> body, String version) {
        return registry.post(
                "/api/v1/agreements/" + number + "/" + act, body, who[0], who[1], "If-Match", "\"" + version + "\"");
    }

    private static String done(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("state").asString();
    }

    private static void refused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().path("code").asString()).isEqualTo(code);
    }

    private static List<String> numbers(String[] who, String query) {
        return registry.get("/api/v1/agreements?limit=1000" + query, who)
                .json()
                .path("results")
                .valueStream()
                .map(row -> row.path("number").asString())
                .toList();
    }

    @Test
    void from_the_application_to_the_disposal() {
        String number = applied("spouseName", "householdNumber");
        assertThat(numbers(officer, "&todo=consent")).contains(number);
        refused(act(school, number, "consent", Map.of()), 403, "NOT_ALLOWED");
        assertThat(done(act(officer, number, "consent", Map.of("reason", "属实"))))
                .isEqualTo("ANSWERING");
        assertThat(numbers(civilAffairs, "&todo=answer")).contains(number);
        JsonNode file =
                registry.get("/api/v1/agreements/" + number, civilAffairs).json();
        assertThat(file.path("acts").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder("material", "grant", "refusal");
        assertThat(file.at("/answers/1/provider").asString()).isEqualTo("MZ");
        assertThat(file.at("/answers/1/due").asString()).isNotEmpty();

        refused(act(civilAffairs, number, "refusal", Map.of("reason", "无关")), 409, "AGREEMENT_REFUSED");
        assertThat(done(act(civilAffairs, number, "grant", Map.of("items", Map.of("spouseName", "PARTIAL")))))
                .isEqualTo("ANSWERING");
        assertThat(done(act(police, number, "grant", Map.of()))).isEqualTo("IN_FORCE");
        assertThat(registry.get("/api/v1/agreements/" + number, school)
                        .json()
                        .at("/items/spouseName")
                        .asString())
                .isEqualTo("PARTIAL");
        assertThat(done(act(admin, number, "filing", Map.of("reference", "穗数备1号"))))
                .isEqualTo("IN_FORCE");
        assertThat(done(act(civilAffairs, number, "suspension", Map.of("reason", "超出用途"))))
                .isEqualTo("SUSPENDED");
        assertThat(done(act(admin, number, "resumption", Map.of("reason", "已整改"))))
                .isEqualTo("IN_FORCE");
        Map<String, Object> one = Map.of("reason", "该项超出用途", "codes", List.of("spouseName"));
        refused(act(police, number, "suspension", one), 409, "AGREEMENT_REFUSED");
        refused(
                act(
                        civilAffairs,
                        number,
                        "suspension",
                        Map.of("reason", "超", "codes", Arrays.asList(null, "registeredAddress"))),
                409,
                "AGREEMENT_REFUSED");
        refused(act(civilAffairs, number, "suspension", Map.of("reason", "超".repeat(4_001))), 400, "PARAMETER_INVALID");
        assertThat(done(act(civilAffairs, number, "suspension", one))).isEqualTo("IN_FORCE");
        assertThat(registry.get("/api/v1/agreements/" + number, school)
                        .json()
                        .path("suspendedItems")
                        .toString())
                .isEqualTo("[\"spouseName\"]");
        assertThat(done(act(civilAffairs, number, "resumption", Map.of("reason", "已整改"))))
                .isEqualTo("IN_FORCE");
        refused(act(civilAffairs, number, "end", Map.of("reason", "系统改造")), 409, "AGREEMENT_REFUSED");
        assertThat(done(act(school, number, "end", Map.of("reason", "业务取消")))).isEqualTo("ENDED");
        assertThat(numbers(school, "&todo=dispose")).contains(number);
        assertThat(done(act(
                        school,
                        number,
                        "disposal",
                        Map.of("how", "已销毁", "on", LocalDate.now().minusDays(2).toString()))))
                .isEqualTo("ENDED");
        assertThat(numbers(school, "&todo=dispose")).doesNotContain(number);
    }

    @Test
    void what_is_wrong_with_an_application_is_told_at_once() {
        Map<String, Object> wrong = application("adoptionPartyName", "colour");
        wrong.put("ways", List.of());
        Answer answer = registry.post("/api/v1/agreements", wrong, school);
        refused(answer, 409, "AGREEMENT_REFUSED");
        assertThat(answer.json().path("faults").valueStream().map(fault -> fault.path("code")
                        .asString()))
                .containsExactlyInAnyOrder("NOT_SHARED", "ITEM_UNKNOWN", "WAYS_MISSING");
        refused(registry.post("/api/v1/agreements", application("spouseName"), admin), 403, "NOT_ALLOWED");
        refused(
                registry.post("/api/v1/agreements", application("spouseName"), RunningRegistry.NOBODY, ""),
                401,
                "NOT_SIGNED_IN");
    }

    @Test
    void it_is_seen_by_whom_it_concerns_and_unknown_to_others() {
        String number = applied("spouseName");
        seen(number, List.of(school, officer, admin, auditor), List.of(civilAffairs, police, tax));
        done(act(officer, number, "consent", Map.of()));
        seen(number, List.of(school, officer, civilAffairs, admin, auditor), List.of(police, tax));
        assertThat(numbers(tax, "&department=JY")).isEmpty();
    }

    /** The provider is not told before the applicant's own department has consented, and never when it has not. */
    @Test
    void what_was_withdrawn_or_declined_before_it_was_sent_is_not_the_providers_business() {
        String withdrawn = applied("spouseName");
        done(act(school, withdrawn, "withdrawal", Map.of("reason", "另案申请")));
        seen(withdrawn, List.of(school, officer), List.<String[]>of(civilAffairs));
        String declined = applied("spouseName");
        done(act(officer, declined, "decline", Map.of("reason", "非本部门职责")));
        seen(declined, List.of(school, officer), List.<String[]>of(civilAffairs));
        String sent = applied("spouseName");
        done(act(officer, sent, "consent", Map.of()));
        done(act(school, sent, "withdrawal", Map.of("reason", "另案申请")));
        seen(sent, List.of(school, officer, civilAffairs), List.<String[]>of(tax));
    }

    private static void seen(String number, List<String[]> by, List<String[]> notBy) {
        for (String[] who : by) {
            assertThat(registry.get("/api/v1/agreements/" + number, who).status())
                    .isEqualTo(200);
            assertThat(numbers(who, "")).contains(number);
        }
        for (String[] who : notBy) {
            refused(registry.get("/api/v1/agreements/" + number, who), 404, "AGREEMENT_UNKNOWN");
            assertThat(numbers(who, "")).doesNotContain(number);
            refused(act(who, number, "grant", Map.of(), "0"), 404, "AGREEMENT_UNKNOWN");
        }
    }

    @Test
    void an_order_names_the_version_at_hand() {
        String number = applied("spouseName");
        Answer without = registry.post("/api/v1/agreements/" + number + "/consent", Map.of(), officer[0], officer[1]);
        refused(without, 428, "IF_MATCH_MISSING");
        done(act(officer, number, "consent", Map.of()));
        refused(act(civilAffairs, number, "grant", Map.of(), "0"), 412, "AGREEMENT_CHANGED");
        refused(act(civilAffairs, number, "nonsense", Map.of(), "1"), 404, "AGREEMENT_UNKNOWN");
    }

    @Test
    void pages_of_a_list_follow_on_each_other_and_belong_to_their_question() {
        for (int i = 0; i < 3; i++) applied("spouseName");
        JsonNode first = registry.get("/api/v1/agreements?limit=2", school).json();
        String next = first.path("next").asString();
        JsonNode second =
                registry.get("/api/v1/agreements?limit=2&next=" + next, school).json();
        assertThat(second.at("/results/0/number").asString())
                .isNotEqualTo(first.at("/results/1/number").asString());
        refused(registry.get("/api/v1/agreements?limit=2&next=" + next, auditor), 400, "NEXT_INVALID");
    }

    @Test
    void a_draft_is_the_form_filled_in_for_the_items_and_leaves_out_what_nobody_gets() {
        JsonNode draft = registry.get(
                        "/api/v1/agreements/draft?items=spouseName,name,adoptionPartyName&purpose=ENROLMENT&type=person",
                        school)
                .json();
        assertThat(draft.at("/application/items").propertyNames()).containsExactlyInAnyOrder("spouseName", "name");
        assertThat(draft.at("/application/legalBasis").asString()).isEqualTo("《义务教育法》第十二条");
        assertThat(draft.at("/items/0/provider").asString()).isEqualTo("MZ");
        assertThat(draft.at("/items/1/note").asString()).contains("无须申请");
        assertThat(draft.at("/items/2/note").asString()).contains("不能申请");
        refused(registry.get("/api/v1/agreements/draft?items=colour", school), 400, "ITEM_UNKNOWN");
        // Completed, it is taken as it is.
        ObjectNode body = (ObjectNode) draft.path("application");
        body.put("scenario", "入学报名");
        assertThat(registry.post("/api/v1/agreements", body, school).status()).isEqualTo(201);
    }

    @Test
    void an_applicant_is_told_what_needs_no_agreement_and_that_confidentiality_is_missing() {
        Answer answer = registry.post("/api/v1/agreements", application("householdNumber"), school);
        assertThat(answer.json().at("/notes/0").asString())
                .contains("householdNumber")
                .contains("无须申请");
        String reference = "穗数保" + System.nanoTime() + "号";
        Map<String, Object> record = Map.of(
                "department",
                "SW",
                "reference",
                reference,
                "from",
                LocalDate.now().minusDays(2).toString(),
                "until",
                LocalDate.now().plusYears(1).toString());
        refused(registry.post("/api/v1/confidentiality", record, officer), 403, "NOT_ALLOWED");
        assertThat(registry.post("/api/v1/confidentiality", record, admin).status())
                .isEqualTo(201);
        assertThat(registry.get("/api/v1/confidentiality", tax).text()).contains(reference);
        assertThat(registry.get("/api/v1/confidentiality", school).text()).doesNotContain(reference);
        assertThat(registry.post(
                                "/api/v1/confidentiality/end",
                                Map.of("department", "SW", "reference", reference, "reason", "终止"),
                                admin)
                        .json()
                        .at("/results/0/endedAt")
                        .asString())
                .isNotEmpty();
    }

    @Test
    void purposes_are_the_departments_own() {
        Map<String, Object> purpose = Map.of("code", "AID", "wording", "资助", "legalBasis", "《教育法》");
        refused(registry.post("/api/v1/purposes", purpose, school), 403, "NOT_ALLOWED");
        assertThat(registry.post("/api/v1/purposes", purpose, officer).status()).isEqualTo(201);
        refused(registry.post("/api/v1/purposes", purpose, officer), 409, "AGREEMENT_REFUSED");
        assertThat(registry.get("/api/v1/purposes", tax).text()).doesNotContain("AID");
        assertThat(registry.get("/api/v1/purposes", auditor).text()).contains("AID");
        Answer ended = registry.post("/api/v1/purposes/AID/end", Map.of("reason", "取消"), officer);
        assertThat(ended.status()).as(ended.text()).isEqualTo(200);
    }

    @Test
    void demands_and_complaints_are_recorded_and_answered_in_writing() {
        Answer demand = registry.post("/api/v1/demands", Map.of("need", "学区划分", "providers", List.of("GA")), school);
        assertThat(demand.status()).as(demand.text()).isEqualTo(201);
        String number = demand.json().path("number").asString();
        refused(
                registry.post("/api/v1/demands/" + number + "/answer", Map.of("answer", "有"), school),
                403,
                "NOT_ALLOWED");
        Answer answered = registry.post(
                "/api/v1/demands/" + number + "/answer",
                Map.of("answer", "可查户籍地址", "codes", List.of("registeredAddress")),
                admin);
        assertThat(answered.status()).as(answered.text()).isEqualTo(200);
        assertThat(registry.get("/api/v1/demands?answered=true", school)
                        .json()
                        .at("/results/0/answer")
                        .asString())
                .isEqualTo("可查户籍地址");
        assertThat(registry.get("/api/v1/demands", tax).json().path("results")).isEmpty();

        Answer complaint = registry.post("/api/v1/complaints", Map.of("about", "GA", "text", "长期未更新"), school);
        String about = complaint.json().path("number").asString();
        refused(
                registry.post("/api/v1/complaints/" + about + "/answer", Map.of("answer", "已督促"), admin),
                409,
                "AGREEMENT_REFUSED");
        assertThat(registry.post(
                                "/api/v1/complaints/" + about + "/answer",
                                Map.of("answer", "已督促", "handling", "限期整改"),
                                admin)
                        .status())
                .isEqualTo(200);
        refused(
                registry.post(
                        "/api/v1/complaints/" + about + "/answer", Map.of("answer", "已督促", "handling", "再办"), admin),
                409,
                "AGREEMENT_REFUSED");
        assertThat(registry.get("/api/v1/complaints", police).json().path("results"))
                .isEmpty();
    }
}
