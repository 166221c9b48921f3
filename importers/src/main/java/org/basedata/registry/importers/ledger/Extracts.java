package org.basedata.registry.importers.ledger;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.basedata.registry.core.fault.Fault;
import org.springframework.jdbc.core.JdbcTemplate;

/** The order of extracts: those of one source and dataset are taken in the order of their extract times. */
public final class Extracts {
    private final JdbcTemplate jdbc;

    public Extracts(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** True when no later extract was taken; then this one is the latest. Joins the transaction that is open. */
    public boolean take(String source, String dataset, Instant time, UUID delivery) {
        return jdbc.update("""
                        INSERT INTO extract_mark (source, dataset, extract_time, delivery) VALUES (?, ?, ?, ?)
                        ON CONFLICT (source, dataset)
                        DO UPDATE SET extract_time = EXCLUDED.extract_time, delivery = EXCLUDED.delivery
                        WHERE extract_mark.extract_time <= EXCLUDED.extract_time""", source, dataset, Timestamp.from(time.truncatedTo(ChronoUnit.MICROS)), delivery) == 1;
    }

    /** The time of the latest extract taken; null when there is none. */
    public Instant latest(String source, String dataset) {
        return jdbc
                .query(
                        "SELECT extract_time FROM extract_mark WHERE source = ? AND dataset = ?",
                        (row, n) -> row.getTimestamp(1).toInstant(),
                        source,
                        dataset)
                .stream()
                .findFirst()
                .orElse(null);
    }

    /** Why a row of an extract that came too late is refused. */
    public static List<Fault> outOfOrder(Instant time, Instant latest) {
        return List.of(new Fault(
                "EXTRACT_OUT_OF_ORDER",
                "extractTime",
                time.toString(),
                "抽取时间 " + time + " 早于已收的抽取 " + latest + ",整批不收;确需收入的,须由工作人员说明理由后放行",
                "the extract of " + time + " is older than one taken before, of " + latest
                        + "; a person can let it in, giving a reason"));
    }
}
