package org.basedata.registry.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Whatever goes wrong is told in a problem document, and never with a personal value, a trace or a page. */
class ProblemsIT {
    private static final String DELIVERIES = "/api/v1/deliveries";
    private static final String PERSONS = "/api/v1/persons/query";

    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    private static JsonNode problem(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        JsonNode problem = answer.json();
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        for (String field : List.of("type", "title", "detail", "detailEn", "instance"))
            assertThat(problem.path(field).asString("")).as(field).isNotBlank();
        assertThat(answer.text()).doesNotContain("Exception", "\tat ", "<html");
        return problem;
    }

    private static Answer bodyOf(String path, String json) {
        return registry.postRaw(path, json.getBytes(StandardCharsets.UTF_8));
    }

    static Stream<List<String>> bodies() {
        String record = "{\"dataset\":\"household-registration\",\"recordId\":\"1\",\"version\":1}";
        return Stream.of(
                List.of(DELIVERIES, "", "BODY_MALFORMED", ""),
                List.of(DELIVERIES, "{", "BODY_MALFORMED", ""),
                List.of(DELIVERIES, "{\"source\":\"GA\"} x", "BODY_MALFORMED", ""),
                List.of(DELIVERIES, "[]", "FIELD_TYPE", "body"),
                List.of(DELIVERIES, "{\"records\":[" + record + "]}", "FIELD_MISSING", "source"),
                List.of(DELIVERIES, "{\"source\":\"GA\"}", "FIELD_MISSING", "records"),
                List.of(DELIVERIES, "{\"source\":\"GA\",\"records\":[]}", "FIELD_MISSING", "records"),
                List.of(DELIVERIES, "{\"source\":7,\"records\":[" + record + "]}", "FIELD_TYPE", "source"),
                List.of(
                        DELIVERIES,
                        "{\"source\":\"GA\",\"complete\":\"no\",\"records\":[" + record + "]}",
                        "FIELD_TYPE",
                        "complete"),
                List.of(
                        DELIVERIES,
                        "{\"source\":\"GA\",\"source\":\"MZ\",\"records\":[" + record + "]}",
                        "FIELD_TYPE",
                        "source"),
                List.of(DELIVERIES, "{\"source\":\"GA\",\"recrods\":[]}", "FIELD_UNKNOWN", "recrods"),
                List.of(
                        DELIVERIES,
                        "{\"source\":\"GA\",\"records\":[{\"validTil\":\"2020-01-01\"}]}",
                        "FIELD_UNKNOWN",
                        "records[0].validTil"),
                List.of(
                        DELIVERIES,
                        "{\"source\":\"GA\",\"records\":[" + record + ",{\"name\":1}]}",
                        "FIELD_TYPE",
                        "records[1].name"),
                List.of(
                        DELIVERIES,
                        "{\"source\":\"GA\",\"records\":[{\"items\":{\"sex\":[]}}]}",
                        "FIELD_TYPE",
                        "records[0].items.sex"),
                List.of(
                        DELIVERIES,
                        "{\"source\":\"GA\",\"records\":[{\"subject\":{\"id\":110105}}]}",
                        "FIELD_TYPE",
                        "records[0].subject.id"),
                List.of(
                        DELIVERIES,
                        "{\"source\":\"GA\",\"records\":[{\"name\":\"\\u0000\"}]}",
                        "FIELD_TYPE",
                        "records[0].name"),
                List.of(
                        DELIVERIES,
                        "{\"source\":\"GA\",\"records\":[{\"name\":\"\\ud800王\"}]}",
                        "FIELD_TYPE",
                        "records[0].name"),
                List.of(
                        DELIVERIES,
                        "{\"source\":\"GA\",\"records\":[{\"items\":{\"\\u0000\":\"1\"}}]}",
                        "FIELD_TYPE",
                        "records[0].items.?"),
                List.of(PERSONS, "{\"search\":{\"divisionPrefix\":\"4401\"}}", "FIELD_MISSING", "search"),
                List.of(
                        "/api/v1/legal-entities/query",
                        "{\"search\":{\"nameContains\":\"司 \"}}",
                        "PARAMETER_INVALID",
                        "search.nameContains"),
                List.of(
                        DELIVERIES,
                        "{\"source\":\"GA\",\"extractTime\":\"yesterday\",\"records\":[" + record + "]}",
                        "FIELD_TYPE",
                        "extractTime"),
                List.of(DELIVERIES, "{\"source\":\"NOPE\",\"records\":[" + record + "]}", "SOURCE_UNKNOWN", "source"),
                List.of(PERSONS, "{}", "FIELD_MISSING", "keys"),
                List.of(PERSONS, "{\"keys\":[]}", "FIELD_MISSING", "keys"),
                List.of(PERSONS, "{\"keys\":[{\"idType\":\"RESIDENT_ID\"}]}", "FIELD_MISSING", "keys[0]"),
                List.of(
                        PERSONS,
                        "{\"keys\":[{\"idType\":\"USCC\",\"id\":\"1\"}]}",
                        "PARAMETER_INVALID",
                        "keys[0].idType"),
                List.of(PERSONS, "{\"keys\":[{\"idType\":\"RESIDENT_ID\",\"id\":110105}]}", "FIELD_TYPE", "keys[0].id"),
                List.of(PERSONS, "{\"search\":{}}", "FIELD_MISSING", "search"),
                List.of(PERSONS, "{\"search\":{\"nameContains\":\"王\"}}", "PARAMETER_INVALID", "search.nameContains"),
                List.of(PERSONS, "{\"search\":{\"name\":\"王伟\"},\"limit\":0}", "PARAMETER_INVALID", "limit"),
                List.of(PERSONS, "{\"search\":{\"name\":\"王伟\"},\"next\":\"AAAA\"}", "NEXT_INVALID", "next"),
                List.of(PERSONS, "{\"search\":{\"name\":\"王伟\"},\"view\":\"all\"}", "PARAMETER_INVALID", "view"),
                List.of(PERSONS, "{\"search\":{\"name\":\"王伟\"},\"validAt\":\"2020\"}", "PARAMETER_INVALID", "validAt"),
                List.of(PERSONS, "{\"search\":{\"name\":\"王伟\"},\"knownAt\":\"soon\"}", "PARAMETER_INVALID", "knownAt"),
                List.of(PERSONS, "{\"search\":{\"name\":\"王伟\"},\"atLeast\":\"x\"}", "PARAMETER_INVALID", "atLeast"),
                List.of(
                        "/api/v1/legal-entities/query",
                        "{\"search\":{\"birthDate\":\"1990-01-01\"}}",
                        "PARAMETER_INVALID",
                        "search.birthDate"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void a_body_that_is_not_as_it_should_be_names_the_place(List<String> given) {
        JsonNode problem = problem(bodyOf(given.get(0), given.get(1)), 400, given.get(2));
        assertThat(problem.path("at").asString("")).isEqualTo(given.get(3));
    }

    @Test
    void no_value_of_the_body_is_repeated() {
        Answer wrongType = bodyOf(DELIVERIES, "{\"source\":\"GA\",\"records\":[{\"11010519491231002X\":1}]}");
        problem(wrongType, 400, "FIELD_UNKNOWN");
        assertThat(wrongType.text()).doesNotContain("11010519491231002X");
        Answer broken = bodyOf(DELIVERIES, "{\"source\":\"GA\",11010519491231002X}");
        problem(broken, 400, "BODY_MALFORMED");
        assertThat(broken.text()).doesNotContain("110105");
        Answer item = bodyOf(PERSONS, "{\"search\":{\"name\":\"王伟\"},\"items\":[\"11010519491231002X\"]}");
        problem(item, 400, "ITEM_UNKNOWN");
        assertThat(item.text()).doesNotContain("110105");
    }

    @Test
    void an_unknown_item_is_named() {
        JsonNode problem = problem(
                bodyOf(PERSONS, "{\"search\":{\"name\":\"王伟\"},\"items\":[\"name\",\"shoeSize\"]}"),
                400,
                "ITEM_UNKNOWN");
        assertThat(problem.path("detail").asString()).contains("shoeSize").doesNotContain("name,");
        problem(registry.get("/api/v1/conflicts?item=shoeSize"), 400, "ITEM_UNKNOWN");
    }

    @Test
    void a_number_in_an_address_is_not_repeated() {
        String number = Invented.man();
        registry.deliver("GA", Row.household(number, "王小明"));
        for (String path : List.of(
                "/api/v1/persons/" + number,
                "/api/v1/persons/" + number + "/history",
                "/api/v1/persons/" + number + "/explain?item=name",
                "/api/v1/legal-entities/" + number)) {
            Answer answer = registry.get(path);
            problem(answer, 404, "NO_RECORD");
            assertThat(answer.text()).doesNotContain(number);
        }
        Answer nowhere = registry.get("/persons/" + number);
        problem(nowhere, 404, "PATH_UNKNOWN");
        assertThat(nowhere.text()).doesNotContain(number);
        assertThat(registry.get("/actuator/prometheus").text())
                .contains("http_server_requests")
                .doesNotContain(number);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/conflicts?limit=0, limit",
        "/api/v1/conflicts?limit=1001, limit",
        "/api/v1/conflicts?limit=many, limit",
        "/api/v1/conflicts?severity=huge, severity",
        "/api/v1/conflicts?kind=QUARREL, kind",
        "/api/v1/conflicts?ref=1, ref",
        "/api/v1/conflicts?open=perhaps, open",
        "/api/v1/persons/00000000-0000-8000-8000-000000000000?view=all, view",
        "/api/v1/persons/00000000-0000-8000-8000-000000000000?validAt=x, validAt",
    })
    void a_parameter_that_cannot_be_read_is_named(String path, String name) {
        assertThat(problem(registry.get(path), 400, "PARAMETER_INVALID")
                        .path("at")
                        .asString())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/nope", "/api/v1", "/api/v2/persons/query", "/error", "/actuator/env", "/actuator/heapdump"
            })
    void an_unknown_path_is_a_problem_document_too(String path) {
        problem(registry.get(path), 404, "PATH_UNKNOWN");
    }

    @Test
    void what_is_unknown_is_not_found() {
        problem(registry.get("/api/v1/deliveries/00000000-0000-0000-0000-000000000000"), 404, "DELIVERY_UNKNOWN");
        problem(registry.get("/api/v1/deliveries/7/refusals"), 404, "DELIVERY_UNKNOWN");
        problem(
                registry.get("/api/v1/deliveries/00000000-0000-0000-0000-000000000000/refusals"),
                404,
                "DELIVERY_UNKNOWN");
        problem(registry.get("/api/v1/persons/00000000-0000-8000-8000-000000000000"), 404, "NO_RECORD");
        problem(registry.get("/api/v1/persons/00000000-0000-8000-8000-000000000000/history"), 404, "NO_RECORD");
        problem(
                registry.get("/api/v1/persons/00000000-0000-8000-8000-000000000000/explain?item=name"),
                404,
                "NO_RECORD");
        problem(registry.get("/api/v1/persons/00000000-0000-8000-8000-000000000000/explain"), 400, "FIELD_MISSING");
    }

    @Test
    void the_web_s_own_refusals_are_problem_documents() {
        Answer put = registry.send(HttpRequest.newBuilder(URI.create(registry.url() + "/api/v1/conflicts"))
                .PUT(BodyPublishers.noBody()));
        problem(put, 405, "METHOD_NOT_ALLOWED");
        assertThat(put.header("Allow")).contains("GET");
        problem(
                registry.postRaw(DELIVERIES, "x".getBytes(StandardCharsets.UTF_8), "Content-Type", "text/plain"),
                415,
                "MEDIA_TYPE_UNSUPPORTED");
        problem(
                registry.postRaw(DELIVERIES, new byte[] {0x1f, (byte) 0x8b}, "Content-Encoding", "gzip"),
                415,
                "MEDIA_TYPE_UNSUPPORTED");
        problem(registry.get("/api/v1/conflicts", "Accept", "text/html"), 406, "MEDIA_TYPE_NOT_ACCEPTABLE");
        problem(
                registry.postRaw(
                        "/api/v1/deliveries/files",
                        "x".getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        "multipart/form-data"),
                400,
                "BODY_MALFORMED");
    }

    @Test
    void too_much_is_refused_by_count_and_by_size() {
        Map<String, Object> record = Map.of("dataset", "household-registration", "recordId", "1", "version", 1);
        problem(
                registry.post(DELIVERIES, Map.of("source", "GA", "records", Collections.nCopies(5_001, record))),
                400,
                "RECORDS_TOO_MANY");
        Map<String, Object> key = Map.of("idType", "RESIDENT_ID", "id", "11010519491231002X");
        problem(registry.post(PERSONS, Map.of("keys", Collections.nCopies(1_001, key))), 400, "KEYS_TOO_MANY");
        problem(registry.postRaw(DELIVERIES, new byte[(32 << 20) + 1]), 413, "BODY_TOO_LARGE");
        problem(registry.postRaw(PERSONS, new byte[(1 << 20) + 1]), 413, "BODY_TOO_LARGE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE",
                "GET /<> HTTP/1.1\r\nHost: a",
                "GET / HTTP/9.9\r\nHost: a",
                "GET /%zz HTTP/1.1\r\nHost: a"
            })
    void what_is_no_http_gets_no_page(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", registry.server().port())) {
            socket.setSoTimeout(5_000);
            OutputStream out = socket.getOutputStream();
            out.write((request + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
            try (InputStream in = socket.getInputStream()) {
                String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer).doesNotContainIgnoringCase("<html", "Apache", "Exception");
                assertThat(answer).containsPattern("HTTP/1.1 (4|5)\\d\\d");
            }
        }
    }

    @Test
    void the_words_follow_accept_language_and_are_chinese_by_default() {
        JsonNode plain = problem(registry.get("/nope"), 404, "PATH_UNKNOWN");
        assertThat(plain.path("detail").asString()).contains("没有该地址");
        Answer english = registry.get("/nope", "Accept-Language", "fr, en-GB;q=0.8, zh;q=0.5");
        assertThat(problem(english, 404, "PATH_UNKNOWN").path("detail").asString())
                .contains("no such path");
        assertThat(english.header("Content-Language")).isEqualTo("en");
        Answer chinese = registry.get("/nope", "Accept-Language", "zh-CN, en;q=0.5");
        assertThat(chinese.json().path("detail").asString()).contains("没有该地址");
        Answer other = registry.get("/nope", "Accept-Language", "fr");
        assertThat(other.json().path("detail").asString()).contains("没有该地址");
    }
}
