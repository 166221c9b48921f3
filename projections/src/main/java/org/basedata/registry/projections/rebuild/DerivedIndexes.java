package org.basedata.registry.projections.rebuild;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The indexes of derived tables while these are filled: made after the rows they cost half and are denser. What they are is taken
 * from the database, and kept in table {@code rebuild_index} until they are there again. Primary keys of tables that are filled in
 * their order stay.
 */
final class DerivedIndexes {
    /** Filled in the order of subjects, and its key is a hash of something else. */
    private static final String OUT_OF_ORDER = "source_record";

    private static final String NOTE = """
            INSERT INTO rebuild_index (name, table_name, definition, parent)
            SELECT made.relname, held.relname,
                CASE WHEN constrained.oid IS NULL THEN replace(pg_get_indexdef(made.oid), ' ON ONLY ', ' ON ')
                    ELSE format('ALTER TABLE %I ADD CONSTRAINT %I %s', held.relname, constrained.conname,
                        pg_get_constraintdef(constrained.oid)) END,
                made.relkind = 'I'
            FROM pg_index
                JOIN pg_class AS made ON made.oid = indexrelid
                JOIN pg_class AS held ON held.oid = indrelid
                LEFT JOIN pg_inherits ON inhrelid = held.oid
                LEFT JOIN pg_constraint AS constrained ON constrained.conindid = made.oid AND contype IN ('p', 'u')
            WHERE coalesce(inhparent, held.oid) = ?::regclass AND (NOT indisprimary OR ?)
            ON CONFLICT (name) DO NOTHING""";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    DerivedIndexes(JdbcTemplate jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    private record Kept(String name, String table, String definition, boolean parent) {
        boolean constraint() {
            return definition.startsWith("ALTER TABLE");
        }
    }

    /** In the caller's transaction. What a rebuild that was broken off has noted stays noted. */
    void takeOff(List<String> tables) {
        for (String table : tables) jdbc.update(NOTE, table, table.equals(OUT_OF_ORDER));
        // With a parent go those of its partitions, unless a rebuild was broken off before it had the parent back.
        for (Kept index : kept("ORDER BY NOT parent, name"))
            jdbc.execute(
                    index.constraint()
                            ? "ALTER TABLE " + index.table() + " DROP CONSTRAINT IF EXISTS " + index.name()
                            : "DROP INDEX IF EXISTS " + index.name());
    }

    /** The work of putting back those that hold rows, each by itself. */
    List<Runnable> ofRows() {
        return kept("WHERE NOT parent ORDER BY name").stream()
                .map(index -> (Runnable) () -> make(index))
                .toList();
    }

    /** In the caller's transaction, when those that hold rows are there: the parents take them in, and nothing stays noted. */
    void finish() {
        kept("WHERE parent ORDER BY name").forEach(index -> jdbc.execute(index.definition()));
        jdbc.update("DELETE FROM rebuild_index");
    }

    private void make(Kept index) {
        transactions.executeWithoutResult(status -> {
            // The lanes are the parallelism.
            jdbc.execute("SET LOCAL maintenance_work_mem = '256MB'; SET LOCAL max_parallel_maintenance_workers = 0;"
                    + " SET LOCAL synchronous_commit = off");
            jdbc.execute(index.definition());
        });
    }

    private List<Kept> kept(String which) {
        return jdbc.query(
                "SELECT name, table_name, definition, parent FROM rebuild_index " + which,
                (row, i) -> new Kept(row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4)));
    }
}
