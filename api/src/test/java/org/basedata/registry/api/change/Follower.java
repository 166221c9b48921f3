package org.basedata.registry.api.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.RunningRegistry.Answer;
import org.basedata.registry.core.account.Role;
import tools.jackson.databind.JsonNode;

/** A system of a department that follows changes, and keeps the place where it is. */
final class Follower {
    private final RunningRegistry registry;
    private final String department;
    private final String purpose;
    private final String filter;
    private String after;

    /** From now on. */
    Follower(RunningRegistry registry, String department, String purpose, String filter) {
        this.registry = registry;
        this.department = department;
        this.purpose = purpose;
        this.filter = filter;
        this.after = end(registry);
    }

    static String end(RunningRegistry registry) {
        return registry.get("/api/v1/log/followers")
                .json()
                .at("/results/0/head")
                .asString();
    }

    Follower at(String place) {
        after = place;
        return this;
    }

    String place() {
        return after;
    }

    Answer ask(String more) {
        String path = "/api/v1/changes?type=PERSON" + (filter.isEmpty() ? "" : "&" + filter)
                + (after == null ? "" : "&after=" + after) + more;
        String[] token = registry.system(department, Role.CONSUMER);
        return registry.get(path, token[0], token[1], "X-Purpose", purpose);
    }

    /** The next page, when there is anything to tell; waits for it. */
    List<JsonNode> page(int limit) {
        Answer answer = ask("&wait=30&limit=" + limit);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        after = answer.json().path("next").asString();
        List<JsonNode> entries = new ArrayList<>();
        answer.json().path("results").forEach(entries::add);
        return entries;
    }

    /** All up to an entry about the subject, without that one: what comes after another change must be there before it. */
    List<JsonNode> upTo(String ref) {
        List<JsonNode> all = new ArrayList<>();
        while (true) {
            List<JsonNode> page = page(100);
            assertThat(page).as("nothing came of " + ref).isNotEmpty();
            for (JsonNode entry : page) {
                if (entry.path("ref").asString().equals(ref)) return all;
                all.add(entry);
            }
        }
    }

    /** So many entries, however they are cut into pages. */
    List<JsonNode> next(int count) {
        List<JsonNode> all = new ArrayList<>();
        while (all.size() < count) {
            List<JsonNode> page = page(count - all.size());
            assertThat(page).as("after " + all).isNotEmpty();
            all.addAll(page);
        }
        return all;
    }

    /** What there is to tell of the subject, in the next pages that have any of it. */
    List<JsonNode> until(String ref) {
        while (true) {
            List<JsonNode> page = page(100);
            assertThat(page).as("nothing came of " + ref).isNotEmpty();
            List<JsonNode> found = page.stream()
                    .filter(entry -> entry.path("ref").asString().equals(ref))
                    .toList();
            if (!found.isEmpty()) return found;
        }
    }

    JsonNode next() {
        return next(1).get(0);
    }
}
