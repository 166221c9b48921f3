package org.basedata.registry.core.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

class TestDatabaseIT {
    @RegisterExtension
    static final TestDatabase db = new TestDatabase();

    @Test
    void aClassHasAMigratedDatabaseOfItsOwnThatIsDroppedAfterwards() {
        JdbcTemplate sql = new JdbcTemplate(db.dataSource());
        String name = sql.queryForObject("SELECT current_database()", String.class);
        assertThat(sql.queryForObject("SELECT count(*) FROM event", Long.class)).isZero();
        String other;
        try (TestDatabase second = new TestDatabase().open()) {
            other = new JdbcTemplate(second.dataSource()).queryForObject("SELECT current_database()", String.class);
            assertThat(other).isNotEqualTo(name);
        }
        assertThat(sql.queryForList("SELECT datname FROM pg_database", String.class))
                .contains(name)
                .doesNotContain(other);
    }

    @Test
    void clearEmptiesTablesAndRestartsTheirSequences() {
        JdbcTemplate sql = new JdbcTemplate(db.dataSource());
        sql.execute("CREATE TABLE counted (id bigint GENERATED ALWAYS AS IDENTITY, word text)");
        for (String word : List.of("first", "again")) {
            sql.update("INSERT INTO counted (word) VALUES (?)", word);
            assertThat(sql.queryForList("SELECT id || word FROM counted", String.class))
                    .containsExactly("1" + word);
            db.clear();
        }
    }

    @Test
    void aTransactionThatFailsLeavesNothing() {
        JdbcTemplate sql = new JdbcTemplate(db.dataSource());
        sql.execute("CREATE TABLE attempted (x int)");
        db.transactions().executeWithoutResult(status -> {
            sql.update("INSERT INTO attempted VALUES (1)");
            status.setRollbackOnly();
        });
        assertThat(sql.queryForObject("SELECT count(*) FROM attempted", Long.class))
                .isZero();
    }
}
