package org.basedata.registry.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.core.subject.SubjectLinks;
import org.basedata.registry.projections.rebuild.Rebuild;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/** Every table is of record (backed up), derived (built again from the events), searched or transient: the manual lists each under one. */
class TablesIT {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final Pattern ROW =
            Pattern.compile("^\\| `?(\\w+)`? \\| (of record|derived|searched|transient) \\|.*");

    @Test
    void every_table_is_listed_under_its_kind() throws IOException {
        Map<String, String> listed = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("..", "docs", "tables.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches())
                assertThat(listed.put(row.group(1), row.group(2)))
                        .as(row.group(1) + " twice")
                        .isNull();
        }
        Set<String> there = new TreeSet<>(new JdbcTemplate(DATABASE.dataSource())
                .queryForList(
                        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
                                + " AND relkind IN ('r', 'p') AND NOT relispartition",
                        String.class));
        assertThat(listed.keySet()).isEqualTo(there);
    }

    @Test
    void every_index_but_those_of_the_primary_keys_is_listed() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "tables.md"));
        List<String> there = new JdbcTemplate(DATABASE.dataSource())
                .queryForList(
                        "SELECT relname FROM pg_class JOIN pg_index ON indexrelid = oid"
                                + " WHERE relnamespace = 'public'::regnamespace AND NOT relispartition AND NOT indisprimary"
                                // Those of Axon and of Flyway are not ours.
                                + " AND relname NOT LIKE 'deadletterentry%' AND relname NOT LIKE 'flyway%'",
                        String.class);
        assertThat(there).isNotEmpty();
        assertThat(there.stream().filter(index -> !page.contains("`" + index + "`")))
                .isEmpty();
    }

    @Test
    void what_acts_say_of_a_subject_is_told_kind_by_kind() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "tables.md"));
        for (SubjectLinks.Kind kind : SubjectLinks.Kind.values())
            assertThat(page).contains("`" + kind + "`");
    }

    @Test
    void what_a_rebuild_empties_is_what_is_listed_as_derived_or_searched() throws IOException {
        assertThat(listed("derived")).isEqualTo(new TreeSet<>(Rebuild.DERIVED));
        assertThat(listed("searched")).isEqualTo(new TreeSet<>(Rebuild.SEARCHED));
    }

    private static Set<String> listed(String kind) throws IOException {
        Set<String> tables = new TreeSet<>();
        for (String line : Files.readAllLines(Path.of("..", "docs", "tables.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches() && row.group(2).equals(kind)) tables.add(row.group(1));
        }
        return tables;
    }
}
