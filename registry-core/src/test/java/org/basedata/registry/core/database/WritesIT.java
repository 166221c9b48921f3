package org.basedata.registry.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

class WritesIT {
    @RegisterExtension
    static final TestDatabase db = new TestDatabase();

    private record Line(int number, String text, int loaded) {}

    private static final TableRows<Line> LINES = new TableRows<Line>("writes_line", 64)
            .key("number", ColumnType.INTEGER, (to, line) -> to.integer(line.number()))
            .column("edition", ColumnType.INTEGER, (to, line) -> to.integer(line.loaded() + 1))
            .column(
                    "words",
                    ColumnType.TEXTS,
                    (to, line) -> to.texts(line.text() == null ? null : List.of(line.text(), "字")))
            .guard("edition", Line::loaded);

    private static Database database;
    private static JdbcTemplate jdbc;
    private final List<String> failures = new ArrayList<>();

    /** Tables are there before a pool is made. */
    @BeforeAll
    static void open() {
        new JdbcTemplate(db.dataSource())
                .execute(
                        "CREATE TABLE writes_line (number integer PRIMARY KEY, edition integer NOT NULL, words text[])");
        database = Database.connect(db.url(), db.user(), db.password(), 4);
        jdbc = new JdbcTemplate(database.dataSource());
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void empty() {
        jdbc.execute("TRUNCATE writes_line");
    }

    private RuntimeException refused(SQLException failure, int missing) {
        failures.add(failure == null ? missing + " missing" : failure.getSQLState());
        return failure == null ? new IllegalStateException(missing + " missing") : null;
    }

    private void insert(Line... lines) {
        LINES.insert(Writes.of(database.dataSource()), List.of(lines), this::refused);
    }

    private void update(Line... lines) {
        LINES.update(Writes.of(database.dataSource()), List.of(lines), this::refused);
    }

    private List<String> stored() {
        return jdbc.query(
                "SELECT number, edition, words FROM writes_line ORDER BY number",
                (row, n) -> row.getInt(1) + ":" + row.getInt(2) + ":" + row.getString(3));
    }

    @Test
    void fewRowsWaitForTheCommit() {
        database.transactions().executeWithoutResult(status -> {
            insert(new Line(1, "a", 0), new Line(2, null, 0));
            assertThat(stored()).isEmpty();
            update(new Line(1, "b", 1));
        });
        assertThat(stored()).containsExactly("1:2:{b,字}", "2:1:null");
    }

    @Test
    void whoReadsWhatItWroteSendsItFirst() {
        database.transactions().executeWithoutResult(status -> {
            insert(new Line(1, "a", 0));
            Writes.sendWaiting(database.dataSource());
            assertThat(stored()).containsExactly("1:1:{a,字}");
        });
        Writes.sendWaiting(database.dataSource());
    }

    @Test
    void manyRowsGoAtOnceBehindWhatWaits() {
        List<Line> many = new ArrayList<>();
        for (int i = 2; i < 500; i++) many.add(new Line(i, "m", 0));
        database.transactions().executeWithoutResult(status -> {
            insert(new Line(1, "a", 0));
            LINES.insert(Writes.of(database.dataSource()), many, this::refused);
            assertThat(stored()).hasSize(499).startsWith("1:1:{a,字}", "2:1:{m,字}");
        });
    }

    @Test
    void anUpdateTellsWhatIsNotAsItWasLoaded() {
        database.transactions().executeWithoutResult(status -> insert(new Line(1, "a", 0), new Line(2, "a", 0)));
        assertThatThrownBy(() -> database.transactions()
                        .executeWithoutResult(
                                status -> update(new Line(1, "b", 1), new Line(2, "b", 7), new Line(3, "b", 1))))
                .hasMessage("2 missing");
        assertThat(stored()).containsExactly("1:1:{a,字}", "2:1:{a,字}");
    }

    @Test
    void aFailureIsToldToEachWriterAndElseIsSprings() {
        assertThatThrownBy(() -> database.transactions().executeWithoutResult(status -> {
                    insert(new Line(1, "a", 0));
                    insert(new Line(1, "b", 0));
                }))
                .isInstanceOf(DuplicateKeyException.class);
        assertThat(failures).containsExactly("23505", "23505");
        assertThat(stored()).isEmpty();
    }

    @Test
    void aSavepointTakesBackWhatCameAfterItAndNothingElse() {
        TransactionTemplate nested = new TransactionTemplate(database.transactionManager());
        nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        database.transactions().executeWithoutResult(status -> {
            insert(new Line(1, "a", 0));
            nested.executeWithoutResult(inner -> {
                insert(new Line(2, "b", 0));
                Writes.sendWaiting(database.dataSource());
                insert(new Line(3, "c", 0));
                inner.setRollbackOnly();
            });
            insert(new Line(4, "d", 0));
        });
        assertThat(stored()).containsExactly("1:1:{a,字}", "4:1:{d,字}");
    }

    @Test
    void outsideOfATransactionThereIsNothingToGather() {
        assertThatThrownBy(() -> Writes.of(database.dataSource())).isInstanceOf(IllegalStateException.class);
    }
}
