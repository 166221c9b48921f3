package org.basedata.registry.projections.access;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.basedata.registry.core.access.AccessSettings;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes whole months off the record of accesses when their time is over. */
public final class AccessMonths {
    private static final ZoneOffset OFFICIAL = ZoneOffset.ofHours(8);

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;

    public AccessMonths(DataSource dataSource, TransactionTemplate transactions) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.transactions = transactions;
    }

    /**
     * Drops the months that ended so many months ago. What they were summed up to stays.
     *
     * @param keepMonths {@link AccessSettings#LEAST_MONTHS} or more
     * @return what was dropped, earliest first
     * @throws IllegalStateException when answers of these months have not been summed up yet
     */
    public List<YearMonth> expire(Instant now, int keepMonths) {
        if (keepMonths < AccessSettings.LEAST_MONTHS)
            throw new IllegalArgumentException("the record of accesses is kept " + AccessSettings.LEAST_MONTHS
                    + " months at least, not " + keepMonths);
        YearMonth first = YearMonth.from(now.atOffset(OFFICIAL)).minusMonths(keepMonths);
        List<YearMonth> dropped = new ArrayList<>();
        for (YearMonth month : months()) {
            if (!month.isBefore(first)) break;
            transactions.executeWithoutResult(status -> drop(month));
            dropped.add(month);
        }
        return dropped;
    }

    /** Those that have a partition, earliest first. */
    public List<YearMonth> months() {
        return jdbc
                .queryForList(
                        "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'access'::regclass ORDER BY 1",
                        String.class)
                .stream()
                .map(name -> name.split("_"))
                .map(parts -> YearMonth.of(Integer.parseInt(parts[1]), Integer.parseInt(parts[2])))
                .toList();
    }

    private void drop(YearMonth month) {
        String name = "_%04d_%02d".formatted(month.getYear(), month.getMonthValue());
        Instant end = month.plusMonths(1).atDay(1).atStartOfDay().toInstant(OFFICIAL);
        Instant counted = jdbc.query(
                "SELECT until FROM access_counted FOR UPDATE", row -> row.next() ? Accesses.instant(row, 1) : null);
        boolean some =
                !jdbc.queryForList("SELECT 1 FROM access" + name + " LIMIT 1").isEmpty();
        if (some && (counted == null || counted.isBefore(end)))
            throw new IllegalStateException("answers of " + month + " have not been summed up yet");
        // Answers wait for it, so it does not wait for long readers.
        jdbc.execute("SET LOCAL lock_timeout = '2s'");
        jdbc.execute("DROP TABLE access_subject" + name);
        jdbc.execute("DROP TABLE access" + name);
    }
}
