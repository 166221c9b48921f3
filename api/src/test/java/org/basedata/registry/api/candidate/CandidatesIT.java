package org.basedata.registry.api.candidate;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.basedata.registry.api.Invented;
import org.basedata.registry.api.Row;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.RunningRegistry.Answer;
import org.basedata.registry.core.account.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class CandidatesIT {
    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    private static final String CANDIDATES = "/api/v1/identity/candidates";
    private static String resident;

    @BeforeAll
    static void search() {
        resident = Invented.man();
        String birth = resident.substring(6, 10) + "-" + resident.substring(10, 12) + "-" + resident.substring(12, 14);
        registry.deliver("GA", Row.household(resident, "欧阳海澜").with("birthDate", birth));
        registry.deliver(
                "RS",
                Row.insurance("E12345678", "欧阳海澜")
                        .with("birthDate", birth)
                        .put("subject", Map.of("type", "PERSON", "idType", "PASSPORT", "id", "E12345678")));
        for (int i = 0; i < 3; i++) {
            registry.deliver(
                    "SCJG",
                    Row.entity("enterprise-registration", Invented.uscc(), "广州市云帆科技有限公司")
                            .with("legalRepresentativeName", "欧阳海澜"));
        }
        Answer begun = registry.post(CANDIDATES + "/searches", Map.of());
        assertThat(begun.status()).isEqualTo(202);
        assertThat(begun.json().path("status").asString()).isIn("RUNNING", "DONE");
        JsonNode done = await(begun.header("Location"));
        assertThat(done.path("report")
                        .path("byReason")
                        .path("SAME_NAME_AND_REPRESENTATIVE")
                        .asInt())
                .isEqualTo(3);
    }

    private static JsonNode await(String location) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        JsonNode state;
        do {
            state = registry.get(location).json();
            if (!state.path("status").asString().equals("RUNNING")) break;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        } while (System.nanoTime() < until);
        assertThat(state.path("status").asString()).as(state.toString()).isEqualTo("DONE");
        return state;
    }

    private static JsonNode list(String query) {
        return registry.get(CANDIDATES + "?" + query).json();
    }

    @Test
    void a_pair_is_told_with_both_subjects_and_what_was_compared() {
        JsonNode found = list("type=PERSON").path("results");
        assertThat(found).hasSize(1);
        JsonNode pair = found.get(0);
        assertThat(pair.path("reasons").get(0).asString()).isEqualTo("SAME_NAME_AND_BIRTH_DATE_OTHER_DOCUMENT");
        assertThat(pair.path("score").asInt()).isGreaterThan(50);
        assertThat(pair.path("foundAt").asString()).isNotBlank();
        boolean first = pair.path("one").path("idType").asString().equals("RESIDENT_ID");
        JsonNode known = pair.path(first ? "one" : "other");
        assertThat(known.path("id").asString()).isEqualTo(resident);
        assertThat(known.path("name").asString()).isEqualTo("欧阳海澜");
        assertThat(known.path("ref").asString())
                .isEqualTo(registry.person(resident).path("ref").asString());
        assertThat(pair.path("evidence").get(0).path("item").asString()).isEqualTo("name");
        assertThat(pair.path("evidence").get(0).path("agrees").asBoolean()).isTrue();
    }

    @Test
    void the_best_pairs_are_in_cases_when_the_search_has_ended() {
        String[] steward = registry.bearer("steward.zhao", null, Role.STEWARD);
        JsonNode pair = list("type=PERSON").path("results").get(0);
        assertThat(pair.path("score").asInt()).isGreaterThanOrEqualTo(70);
        String ref = pair.path("one").path("ref").asString();
        JsonNode cases = null;
        // They are opened after the search is told as done.
        for (long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60); System.nanoTime() < until; ) {
            cases = registry.get("/api/v1/cases?ref=" + ref, steward).json().path("results");
            if (!cases.isEmpty()) break;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        assertThat(cases).hasSize(1);
        JsonNode file = registry.get(
                        "/api/v1/cases/" + cases.get(0).path("number").asString(), steward)
                .json();
        assertThat(file.at("/case/cause").asString()).isEqualTo("CANDIDATE");
        assertThat(file.at("/candidates/0/ref").asString())
                .isEqualTo(pair.path("other").path("ref").asString());
        assertThat(file.at("/candidates/0/score").asInt())
                .isEqualTo(pair.path("score").asInt());
    }

    @Test
    void filters_hold_together() {
        String ref = registry.person(resident).path("ref").asString();
        assertThat(list("ref=" + ref).path("results")).hasSize(1);
        assertThat(list("ref=" + ref + "&type=legal_entity").path("results")).isEmpty();
        assertThat(list("reason=SAME_NAME_AND_REPRESENTATIVE").path("results")).hasSize(3);
        assertThat(list("minScore=99").path("results")).isEmpty();
        for (String wrong : List.of("type=X", "reason=X", "minScore=100", "ref=X", "limit=0", "limit=1001"))
            assertThat(list(wrong).path("code").asString()).as(wrong).isEqualTo("PARAMETER_INVALID");
    }

    @Test
    void pages_follow_each_other_and_a_mark_fits_only_its_filters() {
        List<String> paged = new ArrayList<>();
        String next = "";
        String mark = null;
        do {
            JsonNode page = list("minScore=0&limit=1" + next);
            page.path("results").forEach(each -> paged.add(each.toString()));
            next = page.path("next").isNull()
                    ? null
                    : "&next=" + page.path("next").asString();
            if (next != null) mark = next;
        } while (next != null);
        List<String> whole = new ArrayList<>();
        list("minScore=0").path("results").forEach(each -> whole.add(each.toString()));
        assertThat(paged).hasSize(4).isEqualTo(whole);
        assertThat(list("minScore=1&limit=1" + mark).path("code").asString()).isEqualTo("NEXT_INVALID");
    }

    @Test
    void one_search_runs_at_a_time() throws SQLException {
        String location;
        try (Connection blocker = registry.database().dataSource().getConnection();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("LOCK TABLE identity_candidate IN SHARE MODE");
            Answer begun = registry.post(CANDIDATES + "/searches", Map.of());
            assertThat(begun.status()).isEqualTo(202);
            location = begun.header("Location");
            Answer second = registry.post(CANDIDATES + "/searches", Map.of());
            assertThat(second.status()).isEqualTo(409);
            assertThat(second.json().path("code").asString()).isEqualTo("SEARCH_RUNNING");
            assertThat(second.header("Retry-After")).isNotBlank();
            blocker.rollback();
        }
        await(location);
    }

    @Test
    void a_search_that_nobody_began_is_unknown() {
        for (String id : List.of("x", "0b0e8f60-7a35-4f0e-9d6e-0f9a1f4f2f11")) {
            Answer answer = registry.get(CANDIDATES + "/searches/" + id);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.json().path("code").asString()).isEqualTo("SEARCH_UNKNOWN");
        }
    }
}
