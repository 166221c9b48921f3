package org.basedata.registry.core.database;

import java.security.SecureRandom;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Secret keys of record, kept with the database and its backups: the same on every node and after a restart. */
public final class KeptKey {
    private static final int BYTES = 32;

    private KeptKey() {}

    /** Made when it is first asked for; two processes that ask at once end with the same key. */
    public static byte[] of(DataSource database, String name) {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        jdbc.update("INSERT INTO registry_key (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING", name, fresh);
        return jdbc.queryForObject("SELECT value FROM registry_key WHERE name = ?", byte[].class, name);
    }
}
