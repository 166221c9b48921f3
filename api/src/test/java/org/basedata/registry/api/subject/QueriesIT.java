package org.basedata.registry.api.subject;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.basedata.registry.api.Invented;
import org.basedata.registry.api.Row;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.RunningRegistry.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class QueriesIT {
    private static final String PERSONS = "/api/v1/persons/query";

    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    private static Map<String, Object> key(String number) {
        return Map.of("idType", "RESIDENT_ID", "id", number);
    }

    private static JsonNode results(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("results");
    }

    @Test
    void every_key_has_its_result_in_order_and_a_miss_looks_like_an_invalid_number() {
        String known = Invented.man();
        String unknown = Invented.woman();
        String broken = Invented.broken(Invented.man());
        registry.deliver("GA", Row.household(known, "王小明"));
        JsonNode results = results(registry.post(
                PERSONS,
                Map.of(
                        "keys",
                        List.of(key(unknown), key(known), key(broken), key(known), key("·")),
                        "view",
                        "values")));
        assertThat(results).hasSize(5);
        assertThat(results.get(0).toString())
                .isEqualTo("{\"key\":{\"idType\":\"RESIDENT_ID\",\"id\":\"" + unknown + "\"},\"code\":\"NO_RECORD\"}");
        assertThat(results.get(1).at("/items/name/value").asString()).isEqualTo("王小明");
        assertThat(results.get(2).path("code").asString()).isEqualTo("NO_RECORD");
        assertThat(results.get(3).path("ref")).isEqualTo(results.get(1).path("ref"));
        assertThat(results.get(4).path("code").asString()).isEqualTo("NO_RECORD");
    }

    @Test
    void the_usual_view_has_values_and_their_status_and_nothing_else() {
        String number = Invented.man();
        registry.deliver("GA", Row.household(number, "王小明").with("sex", "1"));
        JsonNode person = results(
                        registry.post(PERSONS, Map.of("keys", List.of(key(number)), "items", List.of("name"))))
                .get(0);
        assertThat(person.path("items").toString()).isEqualTo("{\"name\":{\"value\":\"王小明\",\"status\":\"SOLE\"}}");
        assertThat(person.path("position").isString()).isTrue();
    }

    @Test
    void an_item_with_many_values_is_a_list() {
        String number = Invented.man();
        registry.deliver(
                "MZ",
                Row.marriage(number, "王小明")
                        .recordId("M1-" + number)
                        .from("2001-05-01")
                        .with("spouseName", "李梅"),
                Row.marriage(number, "王小明")
                        .recordId("M2-" + number)
                        .from("2015-05-01")
                        .with("spouseName", "张兰"));
        JsonNode values = registry.person(number).at("/items/spouseName/values");
        assertThat(values).hasSize(2);
        assertThat(values.get(0).path("value").asString()).isEqualTo("李梅");
        assertThat(values.get(0).path("source").asString()).isEqualTo("MZ");
        assertThat(values.get(1).path("validFrom").asString()).isEqualTo("2015-05-01");
        assertThat(registry.person(number, Map.of("validAt", "2010-01-01")).at("/items/spouseName/values"))
                .hasSize(1);
    }

    @Test
    void a_value_keeps_its_own_period_while_others_begin_to_corroborate_it() {
        String number = Invented.man();
        registry.deliver("GA", Row.household(number, "王小明").from("1990-01-01"));
        registry.deliver("RS", Row.insurance(number, "王小明").from("2010-01-01"));
        JsonNode now = registry.person(number).at("/items/name");
        assertThat(now.path("status").asString()).isEqualTo("CORROBORATED");
        assertThat(now.path("validFrom").asString()).isEqualTo("1990-01-01");
        JsonNode before =
                registry.person(number, Map.of("validAt", "2005-01-01")).at("/items/name");
        assertThat(before.path("status").asString()).isEqualTo("SOLE");
        assertThat(before.path("validFrom").asString()).isEqualTo("1990-01-01");
        assertThat(before.path("validTo").isNull()).isTrue();
    }

    @Test
    void an_etag_lasts_while_the_answer_does() {
        String number = Invented.man();
        registry.deliver("GA", Row.household(number, "王小明").with("maritalStatus", "10"));
        String path = "/api/v1/persons/" + registry.person(number).path("ref").asString() + "?view=full";
        Answer first = registry.get(path);
        String tag = first.header("ETag");
        assertThat(tag).isNotEmpty();
        assertThat(first.header("Cache-Control")).isEqualTo("private, no-cache");

        registry.deliver("GA", Row.household(number, "王小明").with("maritalStatus", "10"));
        registry.deliver("GA", Row.household(Invented.man(), "张三"));
        Answer same = registry.get(path, "If-None-Match", tag);
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.text()).isEmpty();
        assertThat(same.header("ETag")).isEqualTo(tag);

        assertThat(registry.get(path + "&items=name", "If-None-Match", tag).status())
                .isEqualTo(200);
        assertThat(registry.get(path.replace("full", "values"), "If-None-Match", tag)
                        .status())
                .isEqualTo(200);
        registry.deliver("MZ", Row.marriage(number, "王小明").with("maritalStatus", "20"));
        Answer changed = registry.get(path, "If-None-Match", tag);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("ETag")).isNotEqualTo(tag);
    }

    @Test
    void a_dispute_alone_changes_the_etag() {
        String number = Invented.man();
        registry.deliver("GA", Row.household(number, "于海涛"));
        String path = "/api/v1/persons/" + registry.person(number).path("ref").asString() + "?items=name";
        String tag = registry.get(path).header("ETag");
        registry.deliver("RS", Row.insurance(number, "於海涛"));
        assertThat(registry.get(path, "If-None-Match", tag).status()).isEqualTo(200);
    }

    @Test
    void an_etag_is_of_the_day_and_of_the_question() {
        String number = Invented.man();
        registry.deliver("GA", Row.household(number, "王小明").from("2001-01-01").with("sex", "1"));
        String path = "/api/v1/persons/" + registry.person(number).path("ref").asString();
        List<String> tags = new ArrayList<>();
        for (String question : List.of(
                "?validAt=2010-01-01",
                "?validAt=2010-01-02",
                "?validAt=2010-01-01&view=full",
                "?validAt=2010-01-01&items=name",
                "?validAt=2010-01-01&items=name,sex"))
            tags.add(registry.get(path + question).header("ETag"));
        assertThat(tags).doesNotHaveDuplicates().doesNotContain("");
        assertThat(registry.get(path + "?validAt=2010-01-01T00:00:00%2B08:00&view=values")
                        .header("ETag"))
                .isEqualTo(tags.get(0));
        // Known by then is what is known now, which is the same answer.
        assertThat(registry.get(path + "?validAt=2010-01-01&knownAt=2999-01-01").header("ETag"))
                .isEqualTo(tags.get(0));
    }

    @Test
    void as_known_before_a_change_is_another_etag_than_after_it() {
        String number = Invented.man();
        registry.deliver("GA", Row.household(number, "王小明"));
        String path = "/api/v1/persons/" + registry.person(number).path("ref").asString() + "?validAt=2020-01-01";
        String tag = registry.get(path).header("ETag");
        String then = registry.person(number).at("/items/name/recordedAt").asString();
        registry.deliver("RS", Row.insurance(number, "王小明"));
        assertThat(registry.get(path).header("ETag")).isNotEqualTo(tag);
        Answer before = registry.get(path + "&knownAt=" + then);
        assertThat(before.header("ETag")).isEqualTo(tag);
        assertThat(before.json().at("/items/name/status").asString()).isEqualTo("SOLE");
    }

    @Test
    void a_caller_who_has_the_answer_is_not_sent_it_again() {
        String number = Invented.man();
        registry.deliver("GA", Row.household(number, "王小明"));
        String ref = registry.person(number).path("ref").asString();
        String path = "/api/v1/persons/" + ref + "?view=full";
        String tag = registry.get(path).header("ETag");
        registry.deliver("GA", Row.household(Invented.man(), "又一人"));
        for (String wanted : List.of(tag, "W/\"another\", " + tag, tag.substring(2))) {
            Answer same = registry.get(path, "If-None-Match", wanted);
            assertThat(same.status()).as(wanted).isEqualTo(304);
            assertThat(same.text()).isEmpty();
            assertThat(same.header("ETag")).isEqualTo(tag);
            assertThat(same.header("Cache-Control")).isEqualTo("private, no-cache");
        }
        registry.deliver("GA", Row.household(number, "王小明").version(2).with("sex", "1"));
        assertThat(registry.get(path, "If-None-Match", tag).status()).isEqualTo(200);
    }

    @Test
    void whoever_asks_in_a_less_usual_way_gets_the_same_answer() {
        String number = Invented.man();
        String code = Invented.uscc();
        registry.deliver("GA", Row.household(number, "王小明").with("sex", "1"));
        registry.deliver("SCJG", Row.entity("enterprise-registration", code, "广州寻常问法有限公司"));
        String path = "/api/v1/persons/" + registry.person(number).path("ref").asString();
        List<String> paths = List.of(
                path,
                path + "?items=name,sex&view=full",
                path + "?items=name&items=sex&view=full",
                path + "?items=",
                path + "?view=",
                path + "?validAt=yesterday",
                path + "?atLeast=x",
                "/api/v1/persons/" + number,
                "/api/v1/persons/query",
                "/api/v1/legal-entities/" + code + "?view=full",
                "/api/v1/legal-entities/" + code.toLowerCase(java.util.Locale.ROOT),
                "/api/v1/legal-entities/00000000-0000-8000-8000-000000000000");
        for (String each : paths)
            assertSame(each, registry.get(each), registry.get(each, "Accept", "application/json, text/plain"));
        for (Object body : List.of(
                Map.of("keys", List.of(key(number), key("·")), "view", "full"),
                Map.of("keys", List.of(key("·"))),
                Map.of("keys", List.of()),
                Map.of("keys", List.of(key(number)), "items", List.of("no such item"))))
            assertSame(
                    body.toString(),
                    registry.post(PERSONS, body),
                    registry.post(PERSONS, body, "Accept", "application/json, text/plain"));
        assertThat(registry.get(paths.get(1)).text())
                .isEqualTo(registry.get(paths.get(2)).text());
    }

    private static void assertSame(String question, Answer plain, Answer usual) {
        assertThat(plain.status()).as(question).isEqualTo(usual.status());
        for (String header : List.of("Content-Type", "Cache-Control", "ETag", "Content-Language"))
            assertThat(plain.header(header)).as(question + " " + header).isEqualTo(usual.header(header));
        // Every problem has a number of its own.
        if (plain.status() == 200) assertThat(plain.text()).as(question).isEqualTo(usual.text());
        else
            assertThat(plain.json().path("code"))
                    .as(question)
                    .isEqualTo(usual.json().path("code"));
    }

    @Test
    void a_search_goes_through_all_pages_as_known_when_it_began() {
        String name = "欧阳" + Invented.man().substring(14, 17).replaceAll("[0-9]", "示") + "页";
        List<String> wanted = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String number = Invented.man();
            registry.deliver("GA", Row.household(number, name));
            wanted.add(registry.person(number).path("ref").asString());
        }
        List<String> found = new ArrayList<>();
        Map<String, Object> query = new HashMap<>(Map.of("search", Map.of("name", name), "limit", 2));
        String late = null;
        while (true) {
            Answer answer = registry.post(PERSONS, query);
            results(answer).forEach(each -> found.add(each.path("ref").asString()));
            JsonNode next = answer.json().path("next");
            if (late == null) {
                late = Invented.man();
                registry.deliver("GA", Row.household(late, name));
            }
            if (next.isNull()) break;
            query.put("next", next.asString());
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    void a_mark_of_one_search_is_no_good_for_another() {
        String name = "诸葛" + "续页";
        for (int i = 0; i < 2; i++) registry.deliver("GA", Row.household(Invented.man(), name));
        String next = registry.post(PERSONS, Map.of("search", Map.of("name", name), "limit", 1))
                .json()
                .path("next")
                .asString();
        assertThat(registry.post(PERSONS, Map.of("search", Map.of("name", name), "limit", 1, "next", next))
                        .status())
                .isEqualTo(200);
        assertThat(registry.post(PERSONS, Map.of("search", Map.of("name", "王伟"), "limit", 1, "next", next))
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("NEXT_INVALID");
        assertThat(registry.post(
                                "/api/v1/legal-entities/query",
                                Map.of("search", Map.of("name", name), "limit", 1, "next", next))
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("NEXT_INVALID");
    }

    @Test
    void legal_entities_are_found_by_part_of_their_name() {
        String code = Invented.uscc();
        registry.deliver("SCJG", Row.entity("enterprise-registration", code, "广州寻常巷陌科技有限公司"));
        JsonNode found = results(
                registry.post("/api/v1/legal-entities/query", Map.of("search", Map.of("nameContains", "寻常巷陌"))));
        assertThat(found).hasSize(1);
        assertThat(found.get(0).at("/subject/id").asString()).isEqualTo(code);
    }

    @Test
    void who_searches_as_known_earlier_finds_a_name_that_was_corrected_since() {
        String number = Invented.man();
        String wrong = "王晓琤";
        registry.deliver("GA", Row.household(number, wrong));
        String then = java.time.Instant.now().toString();
        registry.deliver("GA", Row.household(number, "王晓铮").version(2).operation("CORRECT", "登记差错"));
        Map<String, Object> search = Map.of("search", Map.of("name", wrong));
        assertThat(results(registry.post(PERSONS, search))).isEmpty();
        Map<String, Object> earlier = new HashMap<>(search);
        earlier.put("knownAt", then);
        JsonNode found = results(registry.post(PERSONS, earlier));
        assertThat(found).hasSize(1);
        assertThat(found.get(0).at("/subject/id").asString()).isEqualTo(number);
        assertThat(found.get(0).at("/items/name/value").asString()).isEqualTo(wrong);
    }

    @Test
    void who_searches_as_known_earlier_is_told_while_the_view_is_behind_and_the_present_is_not_held_up()
            throws SQLException {
        Map<String, Object> search = Map.of("search", Map.of("name", "王晓铖"));
        Map<String, Object> earlier = new HashMap<>(search);
        earlier.put("knownAt", java.time.Instant.now().toString());
        try (Connection held = registry.database().dataSource().getConnection();
                Statement lock = held.createStatement()) {
            held.setAutoCommit(false);
            lock.execute("LOCK TABLE search_period IN SHARE MODE");
            registry.deliver("GA", Row.household(Invented.man(), "王晓铖"));
            Answer refused = registry.post(PERSONS, earlier);
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.json().path("code").asString()).isEqualTo("NOT_YET");
            assertThat(refused.header("Retry-After")).isEqualTo("1");
            assertThat(results(registry.post(PERSONS, search))).hasSize(1);
            held.rollback();
        }
        assertThat(results(registry.post(PERSONS, earlier))).isEmpty();
    }

    @Test
    void who_wrote_sees_it_with_at_least() {
        String number = Invented.man();
        String position = registry.deliver("GA", Row.household(number, "王小明"))
                .path("position")
                .asString();
        assertThat(registry.person(number, Map.of("atLeast", position))
                        .path("ref")
                        .asString())
                .isNotEmpty();
    }

    @Test
    void a_position_that_is_not_there_yet_is_waited_for_and_then_refused() {
        Answer answer = registry.post(PERSONS, Map.of("keys", List.of(key(Invented.man())), "atLeast", "999999999999"));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().path("code").asString()).isEqualTo("NOT_YET");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void known_at_a_day_is_known_at_its_end() {
        String number = Invented.man();
        registry.deliver("GA", Row.household(number, "王小明"));
        String today = java.time.LocalDate.now(Times.CHINA).toString();
        String yesterday = java.time.LocalDate.now(Times.CHINA).minusDays(1).toString();
        assertThat(registry.person(number, Map.of("knownAt", today)).path("ref").asString())
                .isNotEmpty();
        assertThat(registry.person(number, Map.of("knownAt", yesterday))
                        .path("code")
                        .asString())
                .isEqualTo("NO_RECORD");
    }

    @Test
    void headers_of_the_purpose_are_accepted() {
        assertThat(registry.post(
                                PERSONS,
                                Map.of("keys", List.of(key(Invented.man()))),
                                "X-Purpose",
                                "ACCEPTANCE",
                                "X-Agreement",
                                "A-1",
                                "X-Case",
                                "C-000017")
                        .status())
                .isEqualTo(200);
    }
}
