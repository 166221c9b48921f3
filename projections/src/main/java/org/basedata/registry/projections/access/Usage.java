package org.basedata.registry.projections.access;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.basedata.registry.core.identifier.SubjectType;
import org.springframework.jdbc.core.JdbcTemplate;

/** How the registry was used, summed up (Decree 809 article 29; GD trial measures article 26): by department, purpose and item. */
public final class Usage {
    private final JdbcTemplate jdbc;

    public Usage(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /**
     * In order of department, purpose, type and item; whole answers come before the items.
     *
     * @param from first day, at +08:00
     * @param to first day after the last
     * @param department null for all
     * @param touching items by type of subject, the only ones to tell; whole answers are left out then. Null for all
     */
    public void read(
            LocalDate from,
            LocalDate to,
            String department,
            Map<SubjectType, Set<String>> touching,
            Consumer<UsageLine> line) {
        List<Object> arguments = new ArrayList<>(List.of(from, to));
        String sql = "SELECT department, purpose, subject_type, item, sum(answers), sum(subjects), sum(misses)"
                + " FROM access_usage WHERE day >= ? AND day < ?";
        if (department != null) {
            sql += " AND department = ?";
            arguments.add(department);
        }
        if (touching != null) {
            List<String> any = new ArrayList<>(List.of("false"));
            touching.forEach((type, items) -> {
                any.add("subject_type = ? AND item = ANY (?::text[])");
                arguments.add(type.name());
                arguments.add(Accesses.array(items));
            });
            sql += " AND (" + String.join(" OR ", any) + ")";
        }
        jdbc.query(
                sql
                        + " GROUP BY department, purpose, subject_type, item ORDER BY department, purpose, subject_type, item",
                row -> {
                    String type = given(row.getString(3));
                    line.accept(new UsageLine(
                            given(row.getString(1)),
                            given(row.getString(2)),
                            type == null ? null : SubjectType.valueOf(type),
                            given(row.getString(4)),
                            row.getLong(5),
                            row.getLong(6),
                            row.getLong(7)));
                },
                arguments.toArray());
    }

    private static String given(String text) {
        return text.isEmpty() ? null : text;
    }

    /** Up to when answers are counted; null before anything was. */
    public Instant countedUntil() {
        return jdbc.query("SELECT until FROM access_counted", row -> row.next() ? Accesses.instant(row, 1) : null);
    }
}
