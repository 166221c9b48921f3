package org.basedata.registry.projections.conflict;

import java.time.LocalDate;
import javax.sql.DataSource;
import tools.jackson.databind.ObjectMapper;

/** Lists conflicts and holds, oldest first. */
public final class Conflicts {
    public Conflicts(DataSource dataSource, ObjectMapper json) {}

    /**
     * @param after {@link ConflictPage#next()} of the page before; null for the first page
     * @param today the day by which a conflict's period is over or not
     * @throws IllegalArgumentException when {@code after} is no such mark
     */
    public ConflictPage list(ConflictFilter filter, String after, int limit, LocalDate today) {
        throw new UnsupportedOperationException();
    }
}
