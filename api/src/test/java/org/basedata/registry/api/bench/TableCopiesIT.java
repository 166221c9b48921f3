package org.basedata.registry.api.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.stream.Stream;
import org.basedata.registry.core.database.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** A ceiling is one only over tables that are what the registry's are. */
class TableCopiesIT {
    @RegisterExtension
    static final TestDatabase own = new TestDatabase();

    @TempDir
    Path folder;

    private final JdbcTemplate sql = new JdbcTemplate(own.dataSource());

    @BeforeEach
    void parts() {
        sql.execute("CREATE TABLE whole (id uuid NOT NULL, names text[], note json, day date, PRIMARY KEY (id))"
                + " PARTITION BY RANGE (id)");
        sql.execute("CREATE TABLE whole_a PARTITION OF whole FOR VALUES FROM (MINVALUE) TO"
                + " ('80000000-0000-0000-0000-000000000000') WITH (fillfactor = 70, toast.autovacuum_enabled = false)");
        sql.execute("CREATE TABLE whole_b PARTITION OF whole FOR VALUES FROM ('80000000-0000-0000-0000-000000000000')"
                + " TO (MAXVALUE)");
        sql.execute("CREATE INDEX ON whole (day)");
        sql.execute("CREATE INDEX ON whole_b USING gin (names)");
        sql.execute("INSERT INTO whole SELECT gen_random_uuid(), ARRAY['甲', NULL, 'b'], '{\"a\": 1}', NULL"
                + " FROM generate_series(1, 100)");
    }

    @AfterEach
    void away() {
        sql.execute("DROP TABLE whole");
    }

    @Test
    void a_copy_has_the_partitions_the_indexes_and_the_settings_of_its_table() throws Exception {
        try (TableCopies copies = new TableCopies(own.database(), List.of("whole"))) {
            assertThat(shape("bench_whole")).isEqualTo(shape("whole")).hasSizeGreaterThan(10);
            assertThat(copies.of("whole").key()).containsExactly("id");
        }
        assertThat(sql.queryForList("SELECT relname FROM pg_class WHERE relname LIKE 'bench%'", String.class))
                .isEmpty();
    }

    /** Everything that costs a writer something, in words, without the prefix of the copy. */
    private List<String> shape(String table) {
        return Stream.concat(
                        sql
                                .queryForList(
                                        "SELECT c.relname || ' ' || c.relkind::text || ' ' || coalesce(pg_get_expr(c.relpartbound,"
                                                + " c.oid), '-') || ' ' || coalesce(c.reloptions::text, '-') || ' ' ||"
                                                + " coalesce(t.reloptions::text, '-') FROM pg_partition_tree('" + table
                                                + "') p JOIN pg_class c ON c.oid = p.relid LEFT JOIN pg_class t ON t.oid ="
                                                + " c.reltoastrelid",
                                        String.class)
                                .stream(),
                        Stream.concat(
                                sql
                                        .queryForList(
                                                "SELECT c.relname || ' ' || regexp_replace(pg_get_indexdef(i.indexrelid),"
                                                        + " 'INDEX .* ON ', 'ON ') FROM pg_partition_tree('" + table
                                                        + "') p JOIN pg_index i ON i.indrelid = p.relid JOIN pg_class c ON"
                                                        + " c.oid = p.relid",
                                                String.class)
                                        .stream(),
                                sql
                                        .queryForList(
                                                "SELECT attname || ' ' || atttypid::regtype || ' ' || attnotnull || ' ' || attstorage::text"
                                                        + " FROM pg_attribute WHERE attrelid = '" + table
                                                        + "'::regclass AND attnum > 0",
                                                String.class)
                                        .stream()))
                .map(line -> line.replace("bench_", ""))
                .sorted()
                .toList();
    }

    @Test
    void rows_come_back_as_they_went_by_copy_and_by_upsert() throws Exception {
        try (TableCopies copies = new TableCopies(own.database(), List.of("whole"));
                Connection connection = Connections.open(own.database(), copies.all())) {
            TableCopies.Copy copy = copies.of("whole");
            String select = "SELECT (row_number() OVER (ORDER BY id) - 1) / 30, " + copy.columnList()
                    + " FROM whole ORDER BY id";
            Path rows = folder.resolve("rows");
            assertThat(RowBytes.dump(connection, select, copy, RowBytes.Form.ARRAY, rows))
                    .isEqualTo(100);
            for (int twice = 0; twice < 2; twice++) {
                try (RowBytes.Reader reader = new RowBytes.Reader(rows)) {
                    int frames = 0;
                    while (reader.next() != Integer.MAX_VALUE) {
                        assertThat(reader.next()).isEqualTo(frames++);
                        WrittenRows.upsert(
                                connection, copy.upsert(), copy, reader.read().bytes());
                    }
                    assertThat(frames).isEqualTo(4);
                }
                assertThat(content("bench_whole")).isEqualTo(content("whole"));
            }
            copies.empty();
            RowBytes.dump(connection, select, copy, RowBytes.Form.COPY, rows);
            try (RowBytes.Reader reader = new RowBytes.Reader(rows)) {
                while (reader.next() != Integer.MAX_VALUE)
                    WrittenRows.copyIn(connection, copy, reader.read().bytes());
            }
            assertThat(content("bench_whole")).isEqualTo(content("whole"));
        }
    }

    private String content(String table) {
        return sql.queryForObject(
                "SELECT string_agg(id || names::text || note || coalesce(day::text, '-'), ',' ORDER BY id) FROM "
                        + table,
                String.class);
    }
}
