package org.basedata.registry.projections.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.core.subject.SubmitRecordsHandler;
import org.basedata.registry.projections.LiveRegistry;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

/** A store that was filled when events were one table and in their first revision. */
class UpgradeIT {
    private static final UUID SUBJECT = UUID.fromString("6f1c1f1e-8a3b-8c00-9d00-000000000001");

    private final TestDatabase db = new TestDatabase();
    private JdbcTemplate jdbc;

    @BeforeEach
    void storeOfTheFirstForm() throws IOException {
        db.open();
        jdbc = new JdbcTemplate(db.dataSource());
        jdbc.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
        migrate("2");
        jdbc.update("INSERT INTO event_type VALUES (1, 'RecordSubmitted', '1', ?)", SubmitRecordsHandler.STREAM);
        byte[] payload;
        try (InputStream approved = getClass().getResourceAsStream("/approved-events/RecordSubmitted-r1.json")) {
            payload = approved.readAllBytes();
        }
        jdbc.update(
                "INSERT INTO event (subject, sequence, slot, recorded_at, event_id, type, payload)"
                        + " VALUES (?, 0, nextval('event_append') << 20, now(), gen_random_uuid(), 1, ?)",
                SUBJECT,
                payload);
    }

    @AfterEach
    void close() {
        db.close();
    }

    private void migrate(String target) {
        Flyway.configure()
                .dataSource(db.url(), db.user(), db.password())
                .locations("classpath:db/migration")
                .outOfOrder(true)
                .target(target)
                .load()
                .migrate();
    }

    @Test
    void the_upgrade_asks_for_a_rebuild_and_asks_again_when_that_was_broken_off() {
        migrate("latest");
        assertThat(Rebuild.neededAfterUpgrade(db.database())).isTrue();
        assertThatThrownBy(() -> RegistryLock.shared(db.dataSource())).hasMessageContaining("REBUILD_UNFINISHED");
        Rebuild rebuild = new Rebuild(db.database(), new LiveRegistry(db).log(), LiveRegistry.IDS, LiveRegistry.JSON);
        assertThatThrownBy(() -> rebuild.run(progress -> {
                    throw new IllegalStateException("power cut");
                }))
                .hasMessage("power cut");
        assertThat(Rebuild.neededAfterUpgrade(db.database())).isTrue();
        rebuild.run(progress -> {});
        assertThat(Rebuild.neededAfterUpgrade(db.database())).isFalse();
        RegistryLock.shared(db.dataSource()).close();
        assertThat(jdbc.queryForObject("SELECT id_number FROM person_current WHERE subject = ?", String.class, SUBJECT))
                .isEqualTo("11010519491231002X");
        assertThat(jdbc.queryForObject("SELECT owner FROM source_record", UUID.class))
                .isEqualTo(SUBJECT);
    }

    @Test
    void a_rebuild_that_its_operator_broke_off_is_not_begun_again_by_whoever_opens_the_registry() {
        migrate("latest");
        jdbc.update("DELETE FROM rebuild_unfinished");
        Rebuild rebuild = new Rebuild(db.database(), new LiveRegistry(db).log(), LiveRegistry.IDS, LiveRegistry.JSON);
        assertThatThrownBy(() -> rebuild.run(progress -> {
                    throw new IllegalStateException("power cut");
                }))
                .hasMessage("power cut");
        assertThat(Rebuild.neededAfterUpgrade(db.database())).isFalse();
        assertThatThrownBy(() -> RegistryLock.shared(db.dataSource())).hasMessageContaining("REBUILD_UNFINISHED");
    }
}
