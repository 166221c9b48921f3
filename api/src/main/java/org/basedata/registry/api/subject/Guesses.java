package org.basedata.registry.api.subject;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.identifier.SubjectId;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Wrong values that an account has tried on a subject. Whoever tries too many learns nothing of the subject for a while: a birth date is
 * found by 366 questions, a sex by one. Counted in the database, for all nodes together.
 */
@Component
final class Guesses {
    private static final int USUAL_MOST = 5;
    private static final Duration USUAL_REMEMBERED = Duration.ofHours(1);

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final int most;
    private final Duration remembered;

    Guesses(DataSource database, Clock clock, Environment settings) {
        this.jdbc = new JdbcTemplate(database);
        this.clock = clock;
        this.most = settings.getProperty("registry.verify.wrong-values", Integer.class, USUAL_MOST);
        this.remembered = settings.getProperty("registry.verify.remembered", Duration.class, USUAL_REMEMBERED);
    }

    /** How many wrong values an account may try on a subject until they are forgotten. */
    int most() {
        return most;
    }

    /** Of these subjects, how many wrong values the account has tried; those with none are left out. */
    Map<SubjectId, Integer> tried(Actor by, Collection<SubjectId> subjects) {
        Map<SubjectId, Integer> tried = new HashMap<>();
        jdbc.query(
                "SELECT subject, wrong FROM verify_guess WHERE account = ? AND subject = ANY (?) AND last_at > ?",
                statement -> {
                    statement.setString(1, by.name());
                    statement.setArray(2, uuids(statement.getConnection(), subjects));
                    statement.setObject(3, forgotten());
                },
                row -> {
                    tried.put(new SubjectId(row.getObject(1, UUID.class)), row.getInt(2));
                });
        return tried;
    }

    /**
     * Counts wrong values, before the answer that tells of them: of many requests at once each sees what those before it have tried.
     *
     * @return of each subject, how many had been tried before these
     */
    Map<SubjectId, Integer> count(Actor by, Map<SubjectId, Integer> wrong) {
        Map<SubjectId, Integer> before = new HashMap<>();
        if (wrong.isEmpty()) return before;
        List<SubjectId> subjects = new ArrayList<>(new TreeSet<>(wrong.keySet()));
        jdbc.query(
                """
                INSERT INTO verify_guess AS past (account, subject, wrong, last_at)
                SELECT ?, subject, wrong, ? FROM unnest(?, ?) AS tried (subject, wrong) ORDER BY subject
                ON CONFLICT (account, subject) DO UPDATE SET
                    wrong = excluded.wrong + CASE WHEN past.last_at <= ? THEN 0 ELSE past.wrong END,
                    last_at = excluded.last_at
                RETURNING subject, wrong
                """,
                statement -> {
                    statement.setString(1, by.name());
                    statement.setObject(2, now());
                    statement.setArray(3, uuids(statement.getConnection(), subjects));
                    statement.setArray(
                            4,
                            statement
                                    .getConnection()
                                    .createArrayOf(
                                            "integer",
                                            subjects.stream().map(wrong::get).toArray()));
                    statement.setObject(5, forgotten());
                },
                row -> {
                    SubjectId subject = new SubjectId(row.getObject(1, UUID.class));
                    before.put(subject, row.getInt(2) - wrong.get(subject));
                });
        return before;
    }

    private static Array uuids(Connection connection, Collection<SubjectId> subjects) throws SQLException {
        return connection.createArrayOf(
                "uuid", subjects.stream().map(SubjectId::value).toArray());
    }

    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    private OffsetDateTime forgotten() {
        return now().minus(remembered);
    }
}
