package org.basedata.registry.projections.subject;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Source records by source and dataset, for those who compare them with a complete extract. A record stands on a day when its
 * timeline holds something on that day or later.
 */
public final class SourceRecords {
    private static final String STANDING =
            " FROM source_record r WHERE r.source = ? AND r.dataset = ? AND r.stands_until > ?";
    private static final String MISSING = STANDING
            + " AND NOT EXISTS (SELECT FROM extract_present p WHERE p.delivery = ? AND p.record_id = r.record_id)";

    private final JdbcTemplate jdbc;

    public SourceRecords(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    public long standing(String source, String dataset, LocalDate day) {
        return jdbc.queryForObject("SELECT count(*)" + STANDING, Long.class, source, dataset, day);
    }

    /** How many of them are not among the delivery's rows in table {@code extract_present}. */
    public long missing(String source, String dataset, LocalDate day, UUID delivery) {
        return jdbc.queryForObject("SELECT count(*)" + MISSING, Long.class, source, dataset, day, delivery);
    }

    /** Record ids of those, in order; {@code after} null for the first page. */
    public List<String> missing(String source, String dataset, LocalDate day, UUID delivery, String after, int limit) {
        return jdbc.queryForList(
                "SELECT r.record_id" + MISSING + " AND r.record_id > ? ORDER BY r.record_id LIMIT ?",
                String.class,
                source,
                dataset,
                day,
                delivery,
                after == null ? "" : after,
                limit);
    }
}
