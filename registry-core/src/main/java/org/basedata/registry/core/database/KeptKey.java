package org.basedata.registry.core.database;

import java.security.SecureRandom;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Secret keys of record, kept with the database and its backups: the same on every node and after a restart. */
public final class KeptKey {
    private static final int BYTES = 32;

    private KeptKey() {}

    /** 256 random bits, made when they are first asked for. */
    public static byte[] of(DataSource database, String name) {
        return of(database, name, () -> {
            byte[] fresh = new byte[BYTES];
            new SecureRandom().nextBytes(fresh);
            return fresh;
        });
    }

    /**
     * Two processes that ask at once end with the same key.
     *
     * @param making makes one when there is none yet
     */
    public static byte[] of(DataSource database, String name, Supplier<byte[]> making) {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        byte[] kept = kept(jdbc, name);
        if (kept != null) return kept;
        jdbc.update(
                "INSERT INTO registry_key (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING",
                name,
                making.get());
        return kept(jdbc, name);
    }

    /** Null when there is none. */
    private static byte[] kept(JdbcTemplate jdbc, String name) {
        return jdbc.queryForList("SELECT value FROM registry_key WHERE name = ?", byte[].class, name).stream()
                .findFirst()
                .orElse(null);
    }
}
