package org.basedata.registry.core.subject;

import javax.sql.DataSource;
import org.basedata.registry.core.database.KeptKey;

/**
 * The registry's key for subject ids, of record: made once, on the first start, and kept in the database with its backups.
 * Without it no stored subject could be found by its number again.
 */
public final class SubjectKey {
    private SubjectKey() {}

    public static SubjectIds of(DataSource database) {
        return new SubjectIds(KeptKey.of(database, "subject-id"));
    }
}
