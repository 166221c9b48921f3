package org.basedata.registry.api.paging;

import java.security.SecureRandom;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The key that marks are signed with: of record, so that a mark is good on every node and after a restart. */
public final class PageKey {
    private static final int BYTES = 32;

    private PageKey() {}

    /** Made on the first start; two processes that start at once end with the same key. */
    public static byte[] of(DataSource database) {
        JdbcTemplate jdbc = new JdbcTemplate(database);
        byte[] fresh = new byte[BYTES];
        new SecureRandom().nextBytes(fresh);
        jdbc.update(
                "INSERT INTO registry_key (name, value) VALUES ('page-mark', ?) ON CONFLICT (name) DO NOTHING", fresh);
        return jdbc.queryForObject("SELECT value FROM registry_key WHERE name = 'page-mark'", byte[].class);
    }
}
