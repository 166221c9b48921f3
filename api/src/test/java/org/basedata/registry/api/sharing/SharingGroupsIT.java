package org.basedata.registry.api.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
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

/** Departments found a group, consent, read by it, and are kept from reading when it is suspended or over, over HTTP. */
class SharingGroupsIT {
    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    private static String entity;
    private static String representative;

    @BeforeAll
    static void subjectsAndConfidentiality() {
        entity = Invented.uscc();
        representative = Invented.man();
        registry.deliver(
                "SCJG",
                Row.entity("enterprise-registration", entity, "广州示例科技有限公司")
                        .with("status", "1")
                        .with("legalRepresentativeId", representative));
        String[] admin = bearer("admin", null, Role.CATALOGUE_ADMIN);
        for (String department : List.of("SW", "RS", "SCJG"))
            assertThat(registry.post(
                                    "/api/v1/confidentiality",
                                    Map.of(
                                            "department",
                                            department,
                                            "reference",
                                            "保密-" + department,
                                            "from",
                                            "2020-01-01",
                                            "until",
                                            "2090-01-01"),
                                    admin)
                            .status())
                    .isEqualTo(201);
    }

    private static final Map<String, String[]> BEARERS = new HashMap<>();

    /** An account is made once. */
    private static String[] bearer(String name, String department, Role role) {
        return BEARERS.computeIfAbsent(name, made -> registry.bearer(made, department, role));
    }

    private static String[] officer(String department) {
        return bearer(department.toLowerCase() + "-officer", department, Role.INFORMATION_OFFICER);
    }

    private static String[] reader(String department) {
        return registry.system(department, Role.CONSUMER);
    }

    private static Map<String, Object> part(String giver, String receiver, Map<String, Object> what) {
        Map<String, Object> part = new HashMap<>(what);
        part.put("giver", giver);
        part.put("receiver", receiver);
        part.putIfAbsent("type", "LEGAL_ENTITY");
        return part;
    }

    private static Map<String, Object> items(String item) {
        return Map.of("items", Map.of(item, "FULL"));
    }

    private static Map<String, Object> founding(String code, List<Map<String, Object>> parts) {
        Map<String, Object> body = new HashMap<>();
        body.put("code", code);
        body.put("name", "综合治税");
        body.put("purpose", "涉税信息交换与共享");
        body.put("legalBasis", "《中华人民共和国税收征收管理法》第六条");
        body.put("scenario", "按月比对");
        body.put("ways", List.of("INTERFACE", "BATCH"));
        body.put("cycle", "MONTHLY");
        body.put("from", LocalDate.now().toString());
        body.put("until", LocalDate.now().plusYears(1).toString());
        body.put("parts", parts);
        return body;
    }

    private static void founded(String code, List<Map<String, Object>> parts) {
        Answer answer =
                registry.post("/api/v1/sharing-groups", founding(code, parts), bearer("sw-clerk", "SW", Role.CONSUMER));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    private static JsonNode file(String code, String[] as) {
        return registry.get("/api/v1/sharing-groups/" + code, as).json();
    }

    private static Answer act(String code, String act, Map<String, Object> body, String[] as) {
        String version = file(code, bearer("auditor", null, Role.AUDITOR))
                .at("/group/version")
                .asString();
        return registry.post(
                "/api/v1/sharing-groups/" + code + "/" + act, body, as[0], as[1], "If-Match", "\"" + version + "\"");
    }

    private static void done(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static Answer read(String department, String purpose, String... more) {
        String[] as = reader(department);
        String[] headers = new String[4 + more.length];
        headers[0] = as[0];
        headers[1] = as[1];
        headers[2] = "X-Purpose";
        headers[3] = purpose;
        System.arraycopy(more, 0, headers, 4, more.length);
        return registry.get("/api/v1/legal-entities/" + entity + "?items=legalRepresentativeId", headers);
    }

    /** The state by the list. */
    private static String listed(String code, String[] as) {
        return registry.get("/api/v1/sharing-groups?limit=1000", as)
                .json()
                .path("results")
                .valueStream()
                .filter(each -> each.path("code").asString().equals(code))
                .map(each -> each.path("state").asString())
                .findFirst()
                .orElseThrow();
    }

    private static void assertNothingIsRead(String department, String purpose) {
        Answer answer = read(department, purpose);
        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        assertThat(answer.text()).doesNotContain(representative);
    }

    @Test
    void from_founding_over_consents_and_reading_to_the_end_and_the_disposal() {
        founded(
                "TAX",
                List.of(
                        part("SCJG", "SW", items("legalRepresentativeId")),
                        part("SW", "SCJG", Map.of("datasets", List.of("tax-registration")))));
        assertNothingIsRead("SW", "TAX");
        JsonNode waiting = file("TAX", officer("SCJG"));
        assertThat(waiting.path("acts").toString())
                .contains("consent", "decline")
                .doesNotContain("end");
        assertThat(waiting.at("/consentDue/SCJG").asString()).isNotEmpty();
        assertThat(registry.get("/api/v1/sharing-groups?todo=consent", officer("SCJG"))
                        .json()
                        .at("/results/0/code")
                        .asString())
                .isEqualTo("TAX");

        done(act("TAX", "consent", Map.of("reason", "同意"), officer("SW")));
        JsonNode opened = file("TAX", officer("SW"));
        assertThat(opened.at("/parts/0/state").asString()).isEqualTo("ANSWERING");
        assertThat(opened.at("/group/state").asString())
                .as("nothing is agreed on")
                .isEqualTo("FOUNDED")
                .isEqualTo(listed("TAX", officer("SW")));
        assertNothingIsRead("SW", "TAX");
        assertThat(file("TAX", officer("SCJG")).path("acts").toString()).contains("consent");
        done(act("TAX", "consent", Map.of(), officer("SCJG")));
        assertThat(file("TAX", officer("SCJG")).path("acts").toString()).doesNotContain("consent");
        JsonNode running = file("TAX", officer("SW"));
        assertThat(running.at("/group/state").asString()).isEqualTo("ACTIVE").isEqualTo(listed("TAX", officer("SW")));
        assertThat(running.at("/parts/0/state").asString()).isEqualTo("IN_FORCE");
        String number = running.at("/parts/0/agreement").asString();
        assertThat(registry.get("/api/v1/agreements/" + number, officer("SW"))
                        .json()
                        .path("group")
                        .asString())
                .isEqualTo("TAX");

        Answer seen = read("SW", "TAX", "X-Agreement", number);
        assertThat(seen.status()).as(seen.text()).isEqualTo(200);
        assertThat(seen.json().at("/items/legalRepresentativeId/value").asString())
                .isEqualTo(representative);
        // What it gives does not let the other end read it of others, and no other purpose lets it be read.
        assertNothingIsRead("SCJG", "TAX");
        assertNothingIsRead("SW", "OTHER");

        String[] admin = bearer("admin", null, Role.CATALOGUE_ADMIN);
        done(act("TAX", "filing", Map.of("reference", "穗数备1号"), admin));
        done(act("TAX", "suspension", Map.of("reason", "超出用途"), admin));
        assertNothingIsRead("SW", "TAX");
        assertThat(act("TAX", "resumption", Map.of("reason", "已整改"), officer("SCJG"))
                        .status())
                .isEqualTo(403);
        done(act("TAX", "resumption", Map.of("reason", "已整改"), admin));
        assertThat(read("SW", "TAX").status()).isEqualTo(200);
        done(act("TAX", "end", Map.of("reason", "工作完成"), officer("SW")));
        assertNothingIsRead("SW", "TAX");
        JsonNode over =
                registry.get("/api/v1/agreements/" + number, officer("SW")).json();
        assertThat(over.path("acts").toString()).contains("disposal");
        Answer disposal = registry.post(
                "/api/v1/agreements/" + number + "/disposal",
                Map.of("how", "已销毁", "on", LocalDate.now().minusDays(1).toString()),
                officer("SW")[0],
                officer("SW")[1],
                "If-Match",
                "\"" + over.at("/agreement/version").asString() + "\"");
        assertThat(disposal.status()).as(disposal.text()).isEqualTo(200);
        assertThat(file("TAX", officer("SW")).path("history").toString())
                .contains("SharingGroupFounded", "GroupPartOpened", "SharingGroupEnded");
    }

    @Test
    void a_part_is_masked_and_about_some_subjects_as_an_application_is() {
        founded(
                "SCOPED",
                List.of(part(
                        "SCJG",
                        "SW",
                        Map.of(
                                "datasets",
                                List.of("enterprise-registration"),
                                "masking",
                                "PARTIAL",
                                "scope",
                                Map.of("divisions", List.of("4401"))))));
        for (String member : List.of("SCJG", "SW")) done(act("SCOPED", "consent", Map.of(), officer(member)));
        JsonNode part = file("SCOPED", officer("SW")).at("/parts/0");
        assertThat(part.at("/scope/divisions/0").asString()).isEqualTo("4401");
        assertThat(part.at("/items/legalRepresentativeId").asString()).isEqualTo("PARTIAL");
        assertThat(read("SW", "SCOPED").status()).as("it lies nowhere").isEqualTo(404);
        registry.deliver(
                "SCJG",
                Row.entity("enterprise-registration", entity, "广州示例科技有限公司")
                        .version(2)
                        .with("status", "1")
                        .with("division", "440106")
                        .with("legalRepresentativeId", representative));
        Answer seen = read("SW", "SCOPED");
        assertThat(seen.status()).as(seen.text()).isEqualTo(200);
        assertThat(seen.text()).contains("\"legalRepresentativeId\"").doesNotContain(representative);
        Answer wrong = registry.post(
                "/api/v1/sharing-groups",
                founding(
                        "SCOPED-2",
                        List.of(part(
                                "SCJG",
                                "SW",
                                Map.of(
                                        "datasets",
                                        List.of("enterprise-registration"),
                                        "scope",
                                        Map.of("divisions", List.of("天河")))))),
                bearer("sw-clerk", "SW", Role.CONSUMER));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.text()).contains("区划应为代码");
    }

    @Test
    void members_come_and_go_and_only_they_learn_that_it_is_there() {
        founded("COME", List.of(part("SCJG", "SW", items("legalRepresentativeId"))));
        done(act("COME", "consent", Map.of(), officer("SCJG")));
        done(act("COME", "consent", Map.of(), officer("SW")));
        assertThat(read("SW", "COME").status()).isEqualTo(200);
        assertThat(registry.get("/api/v1/sharing-groups/COME", officer("RS")).status())
                .isEqualTo(404);
        assertNothingIsRead("RS", "COME");
        done(act(
                "COME",
                "proposal",
                Map.of("parts", List.of(part("SCJG", "RS", items("legalRepresentativeId"))), "reason", "增加人社部门"),
                officer("SW")));
        assertThat(registry.get("/api/v1/sharing-groups/COME", officer("RS")).status())
                .isEqualTo(200);
        done(act("COME", "consent", Map.of("numbers", List.of(2)), officer("RS")));
        assertNothingIsRead("RS", "COME");
        done(act("COME", "consent", Map.of("numbers", List.of(2)), officer("SCJG")));
        assertThat(read("RS", "COME").status()).isEqualTo(200);
        done(act("COME", "leaving", Map.of("reason", "职责调整"), officer("RS")));
        assertNothingIsRead("RS", "COME");
        assertThat(read("SW", "COME").status()).isEqualTo(200);
        // Nothing new is told to whom it does not concern, but what it was part of stays to be looked up.
        assertThat(registry.get("/api/v1/sharing-groups/COME", officer("RS")).status())
                .isEqualTo(200);
        assertThat(registry.get("/api/v1/sharing-groups/COME", officer("JY")).status())
                .isEqualTo(404);
        assertThat(registry.get("/api/v1/sharing-groups", officer("JY")).json().path("results"))
                .isEmpty();
    }

    @Test
    void what_is_shared_with_nobody_is_refused_with_its_ground_and_all_that_is_wrong_is_told() {
        Map<String, Object> body = founding(
                "wrong", List.of(part("MZ", "WJ", Map.of("type", "PERSON", "items", Map.of("adoptedOn", "FULL")))));
        body.remove("cycle");
        Answer answer = registry.post("/api/v1/sharing-groups", body, bearer("mz-clerk", "MZ", Role.CONSUMER));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text()).contains("NOT_SHARED", "第一千一百一十条", "CYCLE_MISSING", "GROUP_CODE");
    }

    @Test
    void what_was_delivered_in_the_cycle_is_shown() {
        founded("CYCLE", List.of(part("SCJG", "SW", Map.of("datasets", List.of("enterprise-registration")))));
        done(act("CYCLE", "consent", Map.of(), officer("SCJG")));
        done(act("CYCLE", "consent", Map.of(), officer("SW")));
        JsonNode exchanges = file("CYCLE", officer("SW")).path("exchanges");
        assertThat(exchanges.size()).isEqualTo(1);
        assertThat(exchanges.at("/0/giver").asString()).isEqualTo("SCJG");
        assertThat(exchanges.at("/0/due").asString())
                .isEqualTo(LocalDate.now()
                        .withDayOfMonth(1)
                        .plusMonths(1)
                        .minusDays(1)
                        .toString());
        assertThat(exchanges.at("/0/missed").asBoolean()).isFalse();
    }
}
