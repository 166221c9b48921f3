package org.basedata.registry.api.workbench;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Filters of the queue that people have given names. Each account has its own, of which no other one knows. */
@Component
final class SavedFilters {
    static final int MOST = 50;
    static final int LONGEST_NAME = 60;

    private final JdbcTemplate jdbc;
    private final Clock clock;

    SavedFilters(DataSource dataSource, Clock clock) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.clock = clock;
    }

    /** @param query as {@link Chosen#query} wrote it */
    public record Saved(String name, String query) {}

    /** What became of it. */
    enum Outcome {
        DONE,
        NAME_MISSING,
        NAME_TAKEN,
        NOTHING_CHOSEN,
        TOO_MANY,
        GONE
    }

    /** In the order in which they were saved. */
    List<Saved> of(String account) {
        return jdbc.query(
                "SELECT name, query FROM saved_filter WHERE account = ? ORDER BY created_at, name",
                (row, n) -> new Saved(row.getString(1), row.getString(2)),
                account);
    }

    /** Two at the same instant may both be the last that there is room for: nobody is harmed. */
    Outcome save(String account, String name, Chosen chosen) {
        if (!isName(name)) return Outcome.NAME_MISSING;
        if (chosen.isEmpty()) return Outcome.NOTHING_CHOSEN;
        try {
            int saved = jdbc.update(
                    "INSERT INTO saved_filter SELECT ?, ?, ?, ? WHERE (SELECT count(*) FROM saved_filter WHERE account = ?) < ?",
                    account,
                    name,
                    chosen.query(),
                    OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC),
                    account,
                    MOST);
            return saved == 1 ? Outcome.DONE : Outcome.TOO_MANY;
        } catch (DuplicateKeyException e) {
            return Outcome.NAME_TAKEN;
        }
    }

    Outcome rename(String account, String name, String to) {
        if (!isName(to)) return Outcome.NAME_MISSING;
        try {
            int renamed =
                    jdbc.update("UPDATE saved_filter SET name = ? WHERE account = ? AND name = ?", to, account, name);
            return renamed == 1 ? Outcome.DONE : Outcome.GONE;
        } catch (DuplicateKeyException e) {
            return Outcome.NAME_TAKEN;
        }
    }

    Outcome delete(String account, String name) {
        return jdbc.update("DELETE FROM saved_filter WHERE account = ? AND name = ?", account, name) == 1
                ? Outcome.DONE
                : Outcome.GONE;
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST_NAME
                && name.codePoints().noneMatch(Character::isISOControl);
    }
}
