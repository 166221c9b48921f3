package org.basedata.registry.importers.file;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.basedata.registry.core.delivery.Waiver;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.importers.ledger.Legible;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Table {@code import_checkpoint}: which files were begun and how far each is. */
final class ImportRuns {
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<SortedMap<String, Long>> BY_CODE = new TypeReference<>() {};
    private static final String SELECT = """
            SELECT delivery, source, dataset, file_name, content_hash, charset, extract_time, complete, let_in::text,
                   vanished_limit_lifted::text, spooled_as, state, owner, extract_taken, standing, missing, rows_done,
                   bytes_done, bytes_total, accepted, unchanged, refused, refused_by_code::text,
                   warned_by_code::text, faults::text
            FROM import_checkpoint
            """;

    private final JdbcTemplate jdbc;
    private final Clock clock;

    ImportRuns(DataSource dataSource, Clock clock) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.clock = clock;
    }

    /** Joins the transaction that is open, as all of these do. */
    void insert(ImportRun run) {
        FileDelivery file = run.file();
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.update(
                """
                INSERT INTO import_checkpoint (delivery, source, dataset, file_name, content_hash, charset, extract_time,
                    complete, let_in, vanished_limit_lifted, spooled_as, state, owner, extract_taken, standing, rows_done,
                    bytes_done, bytes_total, accepted, unchanged, refused, refused_by_code, warned_by_code, faults,
                    started_at, updated_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::json, ?::json, ?, ?, ?, ?, ?, 0, 0, ?, 0, 0, 0, '{}', '{}', ?::json, ?, ?)""",
                run.delivery(),
                file.source(),
                file.dataset(),
                file.fileName(),
                run.contentHash(),
                file.charset() == null ? null : file.charset().name(),
                file.extractTime() == null ? null : Timestamp.from(file.extractTime()),
                file.complete(),
                waiver(file.letIn()),
                waiver(file.vanishedLimitLifted()),
                run.spooledAs(),
                run.state().name(),
                run.owner(),
                run.extractTaken(),
                run.standing(),
                run.size(),
                Legible.json(run.faults()),
                now,
                now);
    }

    private static String waiver(Waiver waiver) {
        return waiver == null ? null : Legible.json(waiver);
    }

    Optional<ImportRun> find(UUID delivery) {
        return jdbc.query(SELECT + "WHERE delivery = ?", this::run, delivery).stream()
                .findFirst();
    }

    /** Unfinished runs of the same bytes as the same delivery, the oldest first. */
    List<ImportRun> unfinished(FileDelivery file, String contentHash) {
        return jdbc.query(
                SELECT + """
                WHERE content_hash = ? AND state IN ('RUNNING', 'FAILED') AND source = ? AND dataset = ?
                  AND extract_time IS NOT DISTINCT FROM ?::timestamptz AND complete = ?
                ORDER BY started_at, delivery""",
                this::run,
                contentHash,
                file.source(),
                file.dataset(),
                file.extractTime() == null ? null : Timestamp.from(file.extractTime()),
                file.complete());
    }

    /** Received files that are not dealt with, the oldest first. */
    List<ImportRun> unfinishedSpooled() {
        return jdbc.query(
                SELECT
                        + "WHERE state IN ('RUNNING', 'FAILED') AND spooled_as IS NOT NULL ORDER BY started_at, delivery",
                this::run);
    }

    /** Makes this program the run's owner if {@code before} still is. */
    boolean takeOver(UUID delivery, long before, long owner) {
        return jdbc.update(
                        "UPDATE import_checkpoint SET owner = ?, state = 'RUNNING', faults = '[]', updated_at = ?"
                                + " WHERE delivery = ? AND owner = ? AND state IN ('RUNNING', 'FAILED')",
                        owner,
                        Timestamp.from(clock.instant()),
                        delivery,
                        before)
                == 1;
    }

    void begin(UUID delivery, Boolean extractTaken, Long standing) {
        jdbc.update(
                "UPDATE import_checkpoint SET extract_taken = ?, standing = ? WHERE delivery = ?",
                extractTaken,
                standing,
                delivery);
    }

    /**
     * Moves the run forward. Answers false when it stands there already: a commit whose answer was lost took effect.
     *
     * @throws OptimisticLockingFailureException when another program has taken over
     */
    boolean advance(UUID delivery, long owner, Checkpoint from, Checkpoint to) {
        int moved = jdbc.update(
                """
                UPDATE import_checkpoint SET rows_done = ?, bytes_done = ?, accepted = ?, unchanged = ?, refused = ?,
                       refused_by_code = ?::json, warned_by_code = ?::json, updated_at = ?
                WHERE delivery = ? AND owner = ? AND state = 'RUNNING' AND rows_done = ?""",
                to.rows(),
                to.bytes(),
                to.accepted(),
                to.unchanged(),
                to.refused(),
                Legible.json(to.refusedByCode()),
                Legible.json(to.warnedByCode()),
                Timestamp.from(clock.instant()),
                delivery,
                owner,
                from.rows());
        if (moved == 1) return true;
        ImportRun now = find(delivery).orElseThrow();
        if (now.owner() == owner && now.checkpoint().rows() == to.rows()) return false;
        throw new OptimisticLockingFailureException("another program has taken over the import; it stands at row "
                + now.checkpoint().rows());
    }

    void decideMissing(UUID delivery, long missing) {
        jdbc.update("UPDATE import_checkpoint SET missing = ? WHERE delivery = ?", missing, delivery);
    }

    /** Answers false when the run is in that state already. */
    boolean end(UUID delivery, long owner, ImportProgress.State state, List<Fault> faults) {
        int moved =
                jdbc.update("""
                UPDATE import_checkpoint SET state = ?, faults = ?::json, updated_at = ?
                WHERE delivery = ? AND owner = ? AND state = 'RUNNING'""", state.name(), Legible.json(faults), Timestamp.from(clock.instant()), delivery, owner);
        if (moved == 1) return true;
        ImportRun now = find(delivery).orElseThrow();
        if (now.owner() == owner && now.state() == state) return false;
        throw new OptimisticLockingFailureException("another program has taken over the import");
    }

    private ImportRun run(ResultSet row, int n) throws SQLException {
        Timestamp extractTime = row.getTimestamp("extract_time");
        String charset = row.getString("charset");
        String spooledAs = row.getString("spooled_as");
        FileDelivery file = new FileDelivery(
                Path.of(spooledAs == null ? "" : spooledAs),
                row.getString("file_name"),
                row.getString("source"),
                row.getString("dataset"),
                charset == null ? null : Charset.forName(charset),
                extractTime == null ? null : extractTime.toInstant(),
                row.getBoolean("complete"),
                waiver(row, "let_in"),
                waiver(row, "vanished_limit_lifted"));
        return new ImportRun(
                row.getObject("delivery", UUID.class),
                file,
                row.getString("content_hash"),
                row.getLong("bytes_total"),
                spooledAs,
                ImportProgress.State.valueOf(row.getString("state")),
                row.getLong("owner"),
                (Boolean) row.getObject("extract_taken"),
                (Long) row.getObject("standing"),
                (Long) row.getObject("missing"),
                new Checkpoint(
                        row.getLong("rows_done"),
                        row.getLong("bytes_done"),
                        row.getLong("accepted"),
                        row.getLong("unchanged"),
                        row.getLong("refused"),
                        JSON.readValue(row.getString("refused_by_code"), BY_CODE),
                        JSON.readValue(row.getString("warned_by_code"), BY_CODE)),
                List.of(JSON.readValue(row.getString("faults"), Fault[].class)));
    }

    private static Waiver waiver(ResultSet row, String column) throws SQLException {
        String json = row.getString(column);
        return json == null ? null : JSON.readValue(json, Waiver.class);
    }
}
