package org.basedata.registry.api.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.basedata.registry.api.problem.ProblemCode;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** {@code docs/api.md} says what the program does. */
class InterfacePageTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final String page = read();

    private static String read() {
        try {
            return Files.readString(Path.of("..", "docs", "api.md"));
        } catch (IOException e) {
            throw new AssertionError("docs/api.md is read from the module's folder", e);
        }
    }

    private List<String> all(String pattern) {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(page)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    @Test
    void lists_every_problem_code_with_its_status() {
        assertThat(all("^\\| `([A-Z_]+)` \\| \\d"))
                .containsExactlyElementsOf(
                        Arrays.stream(ProblemCode.values()).map(Enum::name).toList());
        for (ProblemCode code : ProblemCode.values())
            assertThat(page).contains("| `" + code + "` | " + code.status() + " | " + code.titleEn());
    }

    @Test
    void its_delivery_is_the_one_that_the_description_has_and_the_tests_send() {
        List<String> deliveries = all("^(\\{\"source\".*)$");
        assertThat(deliveries).hasSize(1);
        assertThat(JSON.readTree(deliveries.get(0))).isEqualTo(JSON.readTree(Examples.DELIVERY));
    }

    @Test
    void its_queries_are_json() {
        assertThat(all("-d '(.*)'$"))
                .isNotEmpty()
                .allSatisfy(query -> assertThat(JSON.readTree(query).isObject()).isTrue());
    }
}
