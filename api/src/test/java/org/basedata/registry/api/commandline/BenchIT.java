package org.basedata.registry.api.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.basedata.registry.core.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The benchmark, with a handful of people: every figure and every ceiling is there. How fast is not asked. */
class BenchIT {
    @RegisterExtension
    static final TestDatabase own = new TestDatabase();

    @RegisterExtension
    static final TestDatabase other = new TestDatabase();

    @RegisterExtension
    static final TestDatabase third = new TestDatabase();

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Map<String, JsonNode> bench(String what, TestDatabase database, String... more) throws IOException {
        Path json = folder.resolve("figures.json");
        List<String> arguments = new ArrayList<>(List.of("bench", what));
        arguments.addAll(List.of("--db-url", database.url(), "--db-user", database.user()));
        arguments.addAll(List.of("--db-password", database.password()));
        arguments.addAll(List.of("--data-dir", folder.resolve("data").toString()));
        arguments.addAll(List.of("--persons", "800", "--entities", "200", "--clients", "4"));
        arguments.addAll(List.of("--runs", "1", "--seconds", "0.3", "--warm-up", "0"));
        arguments.addAll(List.of("--json", json.toString()));
        arguments.addAll(List.of(more));
        int exit = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments.toArray(String[]::new));
        assertThat(exit).as(out + "" + err).isZero();
        Map<String, JsonNode> figures = new HashMap<>();
        for (JsonNode figure : new JsonMapper().readTree(Files.readString(json)))
            figures.put(figure.path("name").asString(), figure);
        return figures;
    }

    @Test
    void every_figure_stands_beside_its_ceiling_and_no_table_is_left_over() throws IOException {
        Map<String, JsonNode> figures = bench("all", own, "--subjects", "600");

        List<String> measured = List.of(
                "nightly extract",
                "load new subjects",
                "load known subjects",
                "single deliveries",
                "query by reference",
                "query by number",
                "as-of reads",
                "rebuild");
        List<String> alone = List.of(
                "single deliveries, p99",
                "query by reference, p99",
                "query by number, p99",
                "as-of reads, p95",
                "start-up",
                "heap");
        assertThat(figures.keySet()).containsAll(measured).containsAll(alone).hasSize(measured.size() + alone.size());
        figures.forEach((name, figure) -> {
            assertThat(figure.path("measured").path("runs").path(0).asDouble())
                    .as(name)
                    .isPositive();
            // Of as-of reads only the time that one takes has a target.
            if (!name.equals("as-of reads"))
                assertThat(figure.path("targets").size()).as(name).isPositive();
            assertThat(out.toString()).contains(name);
        });
        for (String name : measured)
            assertThat(figures.get(name)
                            .path("ceiling")
                            .path("measured")
                            .path("runs")
                            .path(0)
                            .asDouble())
                    .as(name)
                    .isPositive();
        for (String load : List.of("load new subjects", "load known subjects"))
            assertThat(figures.get(load).path("details").propertyNames())
                    .contains("bytes a record", "WAL bytes a record", "program CPU µs a record");
        assertThat(new JdbcTemplate(own.dataSource())
                        .queryForList("SELECT relname FROM pg_class WHERE relname LIKE 'bench%'", String.class))
                .isEmpty();
        assertThat(figures.get("as-of reads")
                        .path("details")
                        .path("events of the subject")
                        .asLong())
                .isBetween(200L, 210L);
        // 600 persons, three nights with every hundredth row changed, of which the first is not counted.
        assertThat(figures.get("nightly extract")
                        .path("details")
                        .path("changed")
                        .asLong())
                .isEqualTo(6);
        assertThat(figures.get("nightly extract")
                        .path("details")
                        .path("unchanged")
                        .asLong())
                .isEqualTo(594);
    }

    @Test
    void the_load_of_a_large_registry_stands_beside_that_of_a_small_one() throws IOException {
        Map<String, JsonNode> figures = bench("scale", other, "--subjects", "1200");
        assertThat(figures.keySet())
                .contains(
                        "load new subjects at 600",
                        "load new subjects at 1,200",
                        "load new subjects, scale",
                        "load known subjects, scale");
        assertThat(figures.get("load new subjects, scale")
                        .path("measured")
                        .path("runs")
                        .path(0)
                        .asDouble())
                .isPositive();
    }

    @Test
    void decisions_for_many_and_what_time_tells_have_figures_of_their_own() throws IOException {
        Map<String, JsonNode> decisions = bench("decisions", third);
        assertThat(decisions
                        .get("decision for many, conflicts settled")
                        .path("details")
                        .path("conflicts")
                        .asInt())
                .isEqualTo(800);
        assertThat(decisions
                        .get("decision for many, undone")
                        .path("measured")
                        .path("runs")
                        .path(0)
                        .asDouble())
                .isPositive();
        assertThat(bench("existence", third)
                        .get("existence told by time")
                        .path("measured")
                        .path("runs")
                        .path(0)
                        .asDouble())
                .isBetween(0.0, 1.0);
    }

    @Test
    void what_is_not_measured_is_refused() {
        int exit = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), "bench", "everything");
        assertThat(exit).isEqualTo(Main.MISUSED);
        assertThat(err.toString()).contains("everything");
    }
}
