package org.basedata.registry.api.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.basedata.registry.api.Invented;
import org.basedata.registry.api.Row;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.RunningRegistry.Answer;
import org.basedata.registry.core.account.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A decision for many as a system of the office takes it. */
class GroupsOverHttpIT {
    private static final String PATH = "/api/v1/decision-groups";

    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    private static void code(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().path("code").asString()).isEqualTo(code);
    }

    private static void becomes(String path, String state, String[] who) {
        Instant end = Instant.now().plusSeconds(30);
        while (!registry.get(path, who).json().path("state").asString().equals(state)) {
            assertThat(Instant.now()).isBefore(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Test
    void conflicts_of_one_shape_are_settled_and_restored() {
        String[] steward = registry.bearer("lin", null, Role.STEWARD, Role.APPROVER);
        String[] approver = registry.bearer("zheng", null, Role.APPROVER);
        String[] source = registry.bearer("ga", "GA", Role.SOURCE);
        for (int i = 0; i < 3; i++) {
            String number = Invented.man();
            registry.deliver("GA", Row.household(number, "于海涛"));
            registry.deliver("RS", Row.insurance(number, "於海涛"));
        }
        String shape = registry.get(PATH + "/shapes", steward)
                .json()
                .at("/results/0/shape")
                .asString();
        assertThat(shape).isEqualTo("PERSON/name/GA/RS/VARIANT_CHARACTERS");
        code(registry.get(PATH + "/shapes", source), 403, "NOT_ALLOWED");
        code(registry.get(PATH, RunningRegistry.NOBODY, ""), 401, "NOT_SIGNED_IN");
        Map<String, Object> proposal =
                Map.of("shape", shape, "how", "TAKE", "source", "RS", "reason", "字库不全", "evidence", List.of("核查单 1"));
        code(registry.post(PATH, proposal, source), 403, "NOT_ALLOWED");
        code(registry.post(PATH, Map.of("shape", "x", "how", "TAKE"), steward), 400, "FIELD_TYPE");
        code(registry.post(PATH, Map.of("shape", shape), steward), 400, "FIELD_MISSING");
        code(
                registry.post(PATH, Map.of("shape", shape, "how", "TAKE", "source", "MZ", "reason", "x"), steward),
                409,
                "DECISION_REFUSED");
        Answer proposed = registry.post(PATH, proposal, steward);
        assertThat(proposed.status()).as(proposed.text()).isEqualTo(201);
        String one = PATH + "/" + proposed.json().path("id").asString();
        assertThat(proposed.header("Location")).isEqualTo(one);
        code(registry.post(one + "/approval", Map.of(), steward), 409, "DECISION_REFUSED");
        assertThat(registry.post(one + "/approval", Map.of(), approver).status())
                .isEqualTo(200);
        becomes(one, "APPLIED", approver);
        assertThat(registry.get(one, approver).json().path("settled").asInt()).isEqualTo(3);
        assertThat(registry.get(PATH + "/shapes", steward).json().path("results"))
                .isEmpty();
        code(registry.post(one + "/undoing", Map.of("reason", " "), approver), 409, "DECISION_REFUSED");
        assertThat(registry.post(one + "/undoing", Map.of("reason", "误办"), approver)
                        .status())
                .isEqualTo(200);
        becomes(one, "UNDONE", approver);
        assertThat(registry.get(PATH + "/shapes", steward)
                        .json()
                        .at("/results/0/conflicts")
                        .asInt())
                .isEqualTo(3);
        assertThat(registry.get(PATH, steward).json().at("/results/0/note").asString())
                .isEqualTo("误办");
        code(registry.get(PATH + "/" + GroupExamples.ID, steward), 404, "DECISION_UNKNOWN");
    }
}
