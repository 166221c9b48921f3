package org.basedata.registry.core.calendar;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.basedata.registry.core.database.Database;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.ObjectMapper;

/**
 * The calendar in force: the years that come with the registry, and before them those that were uploaded. Each upload is a row of its
 * own and none is changed afterwards; of a year the latest counts, as a whole.
 *
 * <p>Whatever program wrote to the database, the next question is answered from it: each asks for the latest revision first, by the
 * primary key.
 */
public final class OfficialCalendar {
    private static final TypeReference<List<CalendarDay>> DAYS = new TypeReference<>() {};

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final ObjectMapper json;
    private final List<YearFile> shipped;
    private volatile Edition edition;

    /** What was in force after one upload. */
    private record Edition(long revision, Map<Integer, PublishedYear> years, WorkingDays days) {}

    /**
     * What became of an upload.
     *
     * @param changed false when the year was in force already, just so; then nothing is recorded
     */
    public record Publication(PublishedYear year, boolean changed) {}

    public OfficialCalendar(Database database, Clock clock, ObjectMapper json) {
        this.jdbc = new JdbcTemplate(database.dataSource());
        this.transactions = database.transactions();
        this.clock = clock;
        this.json = json;
        this.shipped = YearFile.shipped();
    }

    /** The calendar as it is now. Whoever counts many deadlines asks once. */
    public WorkingDays current() {
        return latest().days();
    }

    /** Empty when the year is not published. */
    public Optional<PublishedYear> year(int year) {
        return Optional.ofNullable(latest().years().get(year));
    }

    /**
     * Puts a year in force in the place of what was known of it.
     *
     * @param by who uploads it
     */
    public Publication publish(YearFile file, String by) {
        boolean changed = transactions.execute(status -> {
            // Revisions are committed in their order, else one would go unnoticed behind a higher one. Readers do not
            // wait.
            jdbc.execute("LOCK TABLE calendar_year IN SHARE ROW EXCLUSIVE MODE");
            PublishedYear published = new PublishedYear(file.year(), file.source(), file.days(), by, clock.instant());
            PublishedYear before = read(revision()).years().get(file.year());
            if (before != null
                    && before.days().equals(published.days())
                    && Objects.equals(before.source(), published.source())) return false;
            jdbc.update(
                    "INSERT INTO calendar_year (year, source, days, published_by, published_at) VALUES (?, ?, ?::json, ?, ?)",
                    published.year(),
                    published.source(),
                    json.writeValueAsString(published.days()),
                    by,
                    published.publishedAt().atOffset(ZoneOffset.UTC));
            return true;
        });
        return new Publication(year(file.year()).orElseThrow(), changed);
    }

    private Edition latest() {
        long revision = revision();
        Edition known = edition;
        if (known == null || known.revision() != revision) {
            known = read(revision);
            edition = known;
        }
        return known;
    }

    /** 0 before the first upload. */
    private long revision() {
        return jdbc.queryForObject("SELECT coalesce(max(revision), 0) FROM calendar_year", Long.class);
    }

    private Edition read(long revision) {
        Map<Integer, PublishedYear> years = new TreeMap<>();
        for (YearFile file : shipped)
            years.put(file.year(), new PublishedYear(file.year(), file.source(), file.days(), null, null));
        jdbc.query(
                        "SELECT DISTINCT ON (year) year, source, days, published_by, published_at FROM calendar_year"
                                + " WHERE revision <= ? ORDER BY year, revision DESC",
                        (row, number) -> published(row),
                        revision)
                .forEach(year -> years.put(year.year(), year));
        return new Edition(revision, years, WorkingDays.of(years.values()));
    }

    private PublishedYear published(ResultSet row) throws SQLException {
        return new PublishedYear(
                row.getInt("year"),
                row.getString("source"),
                json.readValue(row.getString("days"), DAYS),
                row.getString("published_by"),
                row.getObject("published_at", OffsetDateTime.class).toInstant());
    }
}
