package org.basedata.registry.api.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.basedata.registry.api.Invented;
import org.basedata.registry.api.Row;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.RunningRegistry.Answer;
import org.basedata.registry.core.account.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** A department that uses data says that a value is wrong, and is answered. */
class DoubtsIT {
    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    private static String[] school;
    private static String[] tax;
    private static String[] civilAffairs;
    private static String[] steward;

    @BeforeAll
    static void everybody() {
        school = registry.bearer("jy", "JY", Role.CONSUMER);
        tax = registry.bearer("sw", "SW", Role.CONSUMER);
        civilAffairs = registry.bearer("mz", "MZ", Role.SOURCE);
        steward = registry.bearer("zhao", null, Role.STEWARD);
    }

    private static String person() {
        String number = Invented.man();
        registry.deliver("MZ", Row.marriage(number, "王小明").with("maritalStatus", "10"));
        return registry.person(number).path("ref").asString();
    }

    private static Answer report(String[] who, String ref, String item) {
        return registry.post(
                "/api/v1/doubts",
                Map.of("ref", ref, "item", item, "text", "家长出示结婚证", "believed", "20", "evidence", List.of("结婚证 1(虚构)")),
                who);
    }

    private static JsonNode seen(String[] who, String id) {
        return registry.get("/api/v1/doubts/" + id, who).json();
    }

    @Test
    void the_provider_is_asked_at_once_and_the_reporter_sees_the_answer_and_the_end() {
        Answer reported = report(school, person(), "maritalStatus");
        assertThat(reported.status()).as(reported.text()).isEqualTo(201);
        String id = reported.json().path("id").asString();
        assertThat(reported.header("Location")).isEqualTo("/api/v1/doubts/" + id);
        assertThat(id).matches("C-\\d{6}\\.1");
        assertThat(reported.json().path("state").asString()).isEqualTo("VERIFYING");

        JsonNode asked = registry.get("/api/v1/verifications?limit=1000", civilAffairs)
                .json()
                .path("results");
        JsonNode last = null;
        for (JsonNode each : asked) if (id.startsWith(each.path("case").asString())) last = each;
        assertThat(last.path("question").asString()).isEqualTo("家长出示结婚证");
        String kase = "/api/v1/cases/" + last.path("case").asString();
        Answer answered = registry.post(
                kase + "/answers",
                Map.of(
                        "request",
                        1,
                        "verdict",
                        "CONFIRMED",
                        "text",
                        "登记系统中没有结婚登记",
                        "handlingUnit",
                        "婚姻登记处",
                        "handlingPerson",
                        "罗芳"),
                with(civilAffairs, last.path("caseVersion").asString()));
        assertThat(answered.status()).as(answered.text()).isEqualTo(200);
        JsonNode told = seen(school, id);
        assertThat(told.at("/answers/0/verdict").asString()).isEqualTo("CONFIRMED");
        assertThat(told.at("/answers/0/text").asString()).isEqualTo("登记系统中没有结婚登记");
        assertThat(told.at("/answers/0/handlingPerson").asString()).isEqualTo("罗芳");
        assertThat(told.path("outcome").isMissingNode()).isTrue();

        assertThat(registry.post(
                                kase + "/closing",
                                Map.of("reason", "结婚证系伪造"),
                                with(steward, answered.json().path("version").asString()))
                        .status())
                .isEqualTo(200);
        JsonNode closed = seen(school, id);
        assertThat(closed.path("state").asString()).isEqualTo("CLOSED");
        assertThat(closed.path("outcome").asString()).isEqualTo("UNFOUNDED");
        assertThat(closed.path("reason").asString()).isEqualTo("结婚证系伪造");
    }

    private static String[] with(String[] who, String version) {
        return new String[] {who[0], who[1], "If-Match", "\"" + version + "\""};
    }

    @Test
    void two_departments_with_a_doubt_about_one_subject_share_its_case_and_see_their_own_alone() {
        String ref = person();
        String first = report(school, ref, "maritalStatus").json().path("id").asString();
        String second = report(tax, ref, "maritalStatus").json().path("id").asString();
        assertThat(second).isEqualTo(first.replace(".1", ".2"));
        assertThat(seen(tax, second).path("text").asString()).isEqualTo("家长出示结婚证");
        assertThat(registry.get("/api/v1/doubts/" + first, tax).status()).isEqualTo(404);
        assertThat(registry.get("/api/v1/doubts/" + first, steward).status()).isEqualTo(200);
        assertThat(registry.get("/api/v1/doubts/C-999999.1", school).status()).isEqualTo(404);
        assertThat(registry.get("/api/v1/doubts/nonsense", school).status()).isEqualTo(404);
    }

    @Test
    void what_is_refused_says_why() {
        String ref = person();
        assertThat(report(civilAffairs, ref, "maritalStatus").status()).isEqualTo(403);
        assertThat(report(school, ref, "shoeSize").json().path("code").asString())
                .isEqualTo("ITEM_UNKNOWN");
        assertThat(report(school, "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10", "name")
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("NO_RECORD");
        assertThat(registry.post("/api/v1/doubts", Map.of("ref", ref, "item", "name"), school)
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("FIELD_MISSING");
        assertThat(registry.post("/api/v1/doubts", Map.of("ref", ref, "item", "name", "text", " "), school)
                        .json()
                        .at("/faults/0/code")
                        .asString())
                .isEqualTo("TEXT_MISSING");
        assertThat(registry.post("/api/v1/doubts", Map.of("ref", ref), RunningRegistry.NOBODY, "")
                        .status())
                .isEqualTo(401);
    }
}
