package org.basedata.registry.api.recall;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.RunningRegistry.Answer;
import org.basedata.registry.core.account.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** A department is told over HTTP that what it read is said otherwise now. */
class RecallsIT {
    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    private static String[] school;
    private static String[] insurance;
    private static String[] officer;
    private static String[] steward;
    private static String[] source;

    private final Readers readers = new Readers(registry);

    @BeforeAll
    static void everybody() {
        school = registry.bearer("jy", "JY", Role.CONSUMER);
        insurance = registry.bearer("rs", "RS", Role.CONSUMER);
        officer = registry.bearer("jy-officer", "JY", Role.INFORMATION_OFFICER);
        steward = registry.bearer("zhao", null, Role.STEWARD);
        source = registry.bearer("mz", "MZ", Role.SOURCE);
    }

    private static JsonNode recalls(String[] who, String query) {
        Answer answer = registry.get("/api/v1/recalls" + query, who);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("results");
    }

    private static Answer acknowledge(String[] who, JsonNode recall, Object body) {
        return registry.post("/api/v1/recalls/" + recall.path("id").asString() + "/acknowledgement", body, who);
    }

    @Test
    void the_department_that_read_the_address_is_told_and_acknowledges_and_staff_see_that() {
        Readers.Person person = readers.person();
        readers.read(person, "JY", "RX-1", "registeredAddress");
        readers.read(person, "RS", "SB-1", "name");
        readers.correct(person, 2, "天河路11号");
        JsonNode told = recalls(school, "?open=true&case=RX-1");
        assertThat(told).hasSize(1);
        JsonNode recall = told.get(0);
        assertThat(recall.path("ref").asString()).isEqualTo(person.ref());
        assertThat(recall.path("item").asString()).isEqualTo("registeredAddress");
        assertThat(recall.path("cause").asString()).isEqualTo("CORRECTED");
        assertThat(recall.path("accesses").asInt()).isEqualTo(1);
        assertThat(recall.path("cases").get(0).asString()).isEqualTo("RX-1");
        assertThat(recall.path("period").path("from").asString()).isEqualTo("2000-01-01");
        assertThat(recall.toString()).doesNotContain("天河路");
        assertThat(recalls(officer, "?subject=" + person.ref())).hasSize(1);
        assertThat(recalls(insurance, "")).isEmpty();
        assertThat(new JdbcTemplate(registry.database().dataSource())
                        .queryForObject(
                                "SELECT count(*) FROM access JOIN access_subject AS s ON access.at = s.at AND id = access"
                                        + " WHERE operation = 'RECALL' AND account = 'jy' AND subject = ?",
                                Long.class,
                                person.subject().value()))
                .as("what leaves is on record")
                .isEqualTo(1);

        assertThat(acknowledge(insurance, recall, Map.of("revision", 1)).status())
                .as("another department's")
                .isEqualTo(404);
        assertThat(acknowledge(officer, recall, Map.of("revision", 1)).status()).isEqualTo(403);
        assertThat(acknowledge(school, recall, Map.of()).json().path("code").asString())
                .isEqualTo("FIELD_MISSING");
        readers.correct(person, 3, "天河路12号");
        Answer stale = acknowledge(school, recall, Map.of("revision", 1));
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.json().path("code").asString()).isEqualTo("RECALL_CHANGED");
        Answer done = acknowledge(school, recall, Map.of("revision", 2, "note", "已重新读取"));
        assertThat(done.status()).as(done.text()).isEqualTo(200);
        assertThat(done.json().path("state").asString()).isEqualTo("ACKNOWLEDGED");
        assertThat(done.json().path("acknowledgement").path("note").asString()).isEqualTo("已重新读取");
        assertThat(recalls(school, "?open=true&case=RX-1")).isEmpty();
        assertThat(acknowledge(school, recall, Map.of("revision", 3)).status()).isEqualTo(409);

        JsonNode seen = recalls(steward, "?subject=" + person.ref());
        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).path("department").asString()).isEqualTo("JY");
        assertThat(seen.get(0).path("acknowledgement").path("by").asString()).isEqualTo("jy");
        assertThat(seen.get(0).has("cases"))
                .as("files are the department's own")
                .isFalse();
    }

    @Test
    void nobody_else_sees_recalls() {
        assertThat(registry.get("/api/v1/recalls", source).status()).isEqualTo(403);
        assertThat(registry.get("/api/v1/recalls", steward).status()).isEqualTo(403);
        assertThat(registry.get("/api/v1/recalls?open=maybe", school).status()).isEqualTo(400);
        assertThat(registry.get("/api/v1/recalls?subject=7", school).status()).isEqualTo(400);
        assertThat(registry.get("/api/v1/changes-since-read?case=RX-1", steward).status())
                .isEqualTo(403);
    }

    @Test
    void a_department_asks_by_its_file_what_has_changed_since() {
        Readers.Person person = readers.person();
        readers.read(person, "JY", "RX-9", "registeredAddress", "name");
        readers.read(person, "RS", "RX-9", "registeredAddress");
        assertThat(changes("RX-9").path("results")).isEmpty();
        readers.correct(person, 2, "天河路11号");
        readers.read(person, "JY", "RX-9", "registeredAddress");
        JsonNode changes = changes("RX-9");
        assertThat(changes.path("next").isNull()).isTrue();
        assertThat(changes.path("results")).hasSize(1);
        JsonNode changed = changes.path("results").get(0);
        assertThat(changed.path("ref").asString()).isEqualTo(person.ref());
        assertThat(changed.path("item").asString()).isEqualTo("registeredAddress");
        assertThat(changed.path("validAt").asString()).isEqualTo("2026-01-05");
        assertThat(changed.toString()).doesNotContain("天河路");
        assertThat(changes("RX-10").path("results")).isEmpty();
        assertThat(registry.get("/api/v1/changes-since-read", school).status()).isEqualTo(400);
        JsonNode first = registry.get("/api/v1/changes-since-read?case=RX-9&limit=1", school)
                .json();
        assertThat(first.path("results")).hasSize(1);
        JsonNode second = registry.get(
                        "/api/v1/changes-since-read?case=RX-9&limit=1&next="
                                + first.path("next").asString(),
                        school)
                .json();
        assertThat(second.path("results")).isEmpty();
        assertThat(second.path("next").isNull()).isTrue();
    }

    private static JsonNode changes(String file) {
        return registry.get("/api/v1/changes-since-read?case=" + file, school).json();
    }
}
