package org.basedata.registry.api.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.problem.ProblemCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** The description of the interface is whole: whoever has only it can use the interface. */
class DescriptionIT {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    private static JsonNode document;

    private record Described(String name, JsonNode operation) {}

    @BeforeAll
    static void read() {
        document = registry.get("/v3/api-docs").json();
    }

    private static List<Described> operations() {
        List<Described> all = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (METHODS.contains(method.getKey()))
                        all.add(new Described(method.getKey() + " " + path.getKey(), method.getValue()));
                }));
        return all;
    }

    @Test
    void every_endpoint_is_described() {
        Set<String> mapped = new TreeSet<>();
        registry.server()
                .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .forEach((RequestMappingInfo info, HandlerMethod method) -> info.getPatternValues().stream()
                        .filter(path -> path.startsWith("/api/"))
                        .forEach(path -> info.getMethodsCondition()
                                .getMethods()
                                .forEach(verb -> mapped.add(verb.name().toLowerCase() + " " + path))));
        assertThat(operations()).extracting(Described::name).containsExactlyInAnyOrderElementsOf(mapped);
        assertThat(mapped).hasSizeGreaterThan(10);
    }

    @Test
    void every_operation_has_words_an_example_and_its_errors() {
        for (Described each : operations()) {
            JsonNode operation = each.operation();
            assertThat(operation.path("summary").asString("")).as(each.name()).isNotBlank();
            assertThat(operation.path("description").asString(""))
                    .as(each.name())
                    .isNotBlank();
            assertThat(operation.path("operationId").asString(""))
                    .as(each.name())
                    .isNotBlank();
            Set<String> statuses = new TreeSet<>();
            operation.path("responses").properties().forEach(response -> {
                statuses.add(response.getKey());
                String where = each.name() + " " + response.getKey();
                JsonNode answer = response.getValue();
                assertThat(answer.path("description").asString("")).as(where).isNotBlank();
                if (response.getKey().equals("304")) return;
                assertThat(answer.path("content").size()).as(where).isEqualTo(1);
                answer.path("content").properties().forEach(content -> {
                    assertThat(hasExample(content.getValue()))
                            .as(where + " example")
                            .isTrue();
                    assertThat(content.getValue().path("schema").size())
                            .as(where + " schema")
                            .isPositive();
                    boolean error = response.getKey().charAt(0) >= '4';
                    assertThat(content.getKey())
                            .as(where)
                            .isIn(
                                    error
                                            ? List.of("application/problem+json")
                                            : List.of(
                                                    "application/json",
                                                    "application/octet-stream",
                                                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"));
                });
            });
            assertThat(statuses).as(each.name()).contains("500", "503").containsAnyOf("200", "201", "202");
            if (each.name().contains("{")) assertThat(statuses).as(each.name()).contains("404");
        }
    }

    @Test
    void every_parameter_and_body_has_words_and_an_example() {
        for (Described each : operations()) {
            each.operation().path("parameters").forEach(parameter -> {
                String where = each.name() + " " + parameter.path("name").asString();
                assertThat(parameter.path("description").asString("")).as(where).isNotBlank();
                assertThat(parameter.has("example")).as(where).isTrue();
            });
            each.operation().path("requestBody").path("content").properties().forEach(content -> {
                if (content.getKey().equals("application/json"))
                    assertThat(hasExample(content.getValue())).as(each.name()).isTrue();
            });
        }
    }

    @Test
    void every_schema_and_field_has_words() {
        List<String> without = new ArrayList<>();
        document.at("/components/schemas").properties().forEach(schema -> {
            if (schema.getValue().path("description").asString("").isBlank()) without.add(schema.getKey());
            schema.getValue().path("properties").properties().forEach(field -> {
                boolean elsewhere = field.getValue().has("$ref");
                if (!elsewhere
                        && field.getValue().path("description").asString("").isBlank())
                    without.add(schema.getKey() + "." + field.getKey());
            });
        });
        assertThat(without).isEmpty();
    }

    @Test
    void every_problem_code_is_told_somewhere() {
        String text = document.toString();
        for (ProblemCode code : ProblemCode.values()) {
            boolean ofTheWeb = Set.of(
                            ProblemCode.PATH_UNKNOWN, ProblemCode.METHOD_NOT_ALLOWED, ProblemCode.REQUEST_INVALID)
                    .contains(code);
            if (!ofTheWeb) assertThat(text).contains("\"code\":\"" + code.name() + "\"");
        }
    }

    @Test
    void the_example_delivery_is_accepted_and_the_example_queries_are_answered() {
        JsonNode delivery = example("/api/v1/deliveries");
        assertThat(registry.post("/api/v1/deliveries", delivery)
                        .json()
                        .at("/counts/accepted")
                        .asLong())
                .isEqualTo(1);
        for (String path : List.of("/api/v1/persons/query", "/api/v1/legal-entities/query")) {
            JsonNode content = content(path);
            content.path("examples").properties().forEach(named -> {
                JsonNode query = value(named.getValue().path("value"));
                if (query.has("atLeast")) ((tools.jackson.databind.node.ObjectNode) query).remove("atLeast");
                var answer = registry.post(path, query);
                assertThat(answer.status()).as(path + " " + answer.text()).isEqualTo(200);
            });
        }
    }

    @Test
    void the_page_for_people_is_there() {
        var page = registry.get("/swagger-ui.html");
        assertThat(page.status()).isEqualTo(302);
        assertThat(registry.get(page.header("Location")).text()).contains("swagger");
    }

    private static JsonNode content(String path) {
        return document.path("paths").path(path).at("/post/requestBody/content/application~1json");
    }

    private static JsonNode example(String path) {
        JsonNode content = content(path);
        if (content.has("example")) return value(content.path("example"));
        return value(content.path("examples").iterator().next().path("value"));
    }

    private static JsonNode value(JsonNode node) {
        return node.isString() ? RunningRegistry.JSON.readTree(node.asString()) : node;
    }

    private static boolean hasExample(JsonNode content) {
        return content.has("example") || content.path("examples").size() > 0;
    }
}
