package org.basedata.registry.core.subject;

import java.security.SecureRandom;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The registry's key for subject ids, of record: made once, on the first start, and kept in the database with its backups.
 * Without it no stored subject could be found by its number again.
 */
public final class SubjectKey {
    private static final int BYTES = 32;

    private SubjectKey() {}

    /** Two processes that start on an empty database at once end with the same key. */
    public static SubjectIds of(DataSource database) {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        jdbc.update(
                "INSERT INTO registry_key (name, value) VALUES ('subject-id', ?) ON CONFLICT (name) DO NOTHING", fresh);
        return new SubjectIds(
                jdbc.queryForObject("SELECT value FROM registry_key WHERE name = 'subject-id'", byte[].class));
    }
}
