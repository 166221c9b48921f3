package org.basedata.registry.projections.candidate;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.basedata.registry.core.candidate.CandidateReason;
import org.basedata.registry.core.candidate.Evidence;
import org.basedata.registry.core.candidate.Likeness;
import org.basedata.registry.core.candidate.Portrait;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.comparison.PersonNames;
import org.basedata.registry.core.database.ColumnType;
import org.basedata.registry.core.database.KeyPlans;
import org.basedata.registry.core.database.TableRows;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.record.StoredJson;
import org.basedata.registry.core.subject.SubjectLinks;
import org.basedata.registry.core.survivorship.MasterForm;
import org.basedata.registry.projections.subject.LinksForm;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.ObjectMapper;

/**
 * One search for candidates, on one connection. Each statement is a transaction of its own: a search of hours must not keep the dead
 * rows of all tables. What it finds is set aside, and takes the place of what the search before it found in the last transaction.
 */
final class CandidateSearch {
    private static final int ENTITIES_AT_ONCE = 5_000;
    private static final int PAIRS_AT_ONCE = 2_000;

    private static final String WORK_TABLES = "identity_search_person, identity_search_entity, identity_search_block,"
            + " identity_search_pair, identity_search_found";

    private static final String PERSONS = """
            INSERT INTO identity_search_person
            SELECT subject, name, coalesce(variant.initial, left(name, 1)), birth_date,
                CASE WHEN id_type IN ('RESIDENT_ID', 'HMT_RESIDENCE_PERMIT') THEN left(id_number, 17)::bigint END,
                count(*) OVER (PARTITION BY name)
            FROM person_current LEFT JOIN unnest(?, ?) AS variant (form, initial) ON form = left(name, 1)
            WHERE present AND id_type IS NOT NULL AND name <> ''""";

    private static final String KEPT = """
            INSERT INTO identity_candidate SELECT * FROM identity_search_found ORDER BY one, other
            ON CONFLICT (one, other) DO UPDATE
            SET type = excluded.type, score = excluded.score, reasons = excluded.reasons, detail = excluded.detail,
                run = excluded.run""";

    private record Found(UUID one, UUID other, SubjectType type, Likeness likeness) {
        Collection<String> reasons() {
            return likeness.reasons().stream().map(CandidateReason::name).toList();
        }
    }

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final Catalogue catalogue;
    private final Clock clock;
    private final ObjectMapper json;
    private final UUID run;
    private final TableRows<Found> foundRows;
    private final TableRows<Map.Entry<UUID, String>> entityKeys = new TableRows<Map.Entry<UUID, String>>(
                    "identity_search_entity", 64)
            .column("subject", ColumnType.UUID, (to, row) -> to.uuid(row.getKey()))
            .column("key", ColumnType.TEXT, (to, row) -> to.text(row.getValue()));

    private final List<SearchReport.LeftOut> leftOut = new ArrayList<>();
    private final Map<String, Long> byReason = new TreeMap<>();
    private long compared;
    private long candidates;

    CandidateSearch(Connection connection, Catalogue catalogue, Clock clock, ObjectMapper json, UUID run) {
        SingleConnectionDataSource source = new SingleConnectionDataSource(connection, true);
        this.jdbc = new JdbcTemplate(source);
        this.transactions = new TransactionTemplate(new DataSourceTransactionManager(source));
        this.catalogue = catalogue;
        this.clock = clock;
        this.json = json;
        this.run = run;
        OffsetDateTime now = now();
        this.foundRows = new TableRows<Found>("identity_search_found", 1_024)
                .column("one", ColumnType.UUID, (to, row) -> to.uuid(row.one()))
                .column("other", ColumnType.UUID, (to, row) -> to.uuid(row.other()))
                .column("type", ColumnType.TEXT, (to, row) -> to.text(row.type().name()))
                .column(
                        "score",
                        ColumnType.SMALLINT,
                        (to, row) -> to.smallint(row.likeness().score()))
                .column("reasons", ColumnType.TEXTS, (to, row) -> to.texts(row.reasons()))
                .column(
                        "detail",
                        ColumnType.TEXT,
                        (to, row) -> to.bytes(detail(row.likeness().evidence())))
                .column("found_at", ColumnType.TIMESTAMPTZ, (to, row) -> to.timestamp(now.toInstant()))
                .column("run", ColumnType.UUID, (to, row) -> to.uuid(run));
    }

    SearchReport run() {
        long begun = System.nanoTime();
        empty();
        long persons = readPersons();
        for (Blocking blocking : Blocking.OF_PERSONS) pairs(blocking);
        compare(SubjectType.PERSON);
        long entities = readEntities();
        for (Blocking blocking : Blocking.OF_ENTITIES) pairs(blocking);
        compare(SubjectType.LEGAL_ENTITY);
        step("STORE");
        SearchReport report = transactions.execute(status -> {
            jdbc.update(KEPT);
            jdbc.update("DELETE FROM identity_candidate WHERE run <> ?", run);
            SearchReport done = new SearchReport(
                    persons,
                    entities,
                    compared,
                    candidates,
                    byReason,
                    leftOut,
                    Math.round((System.nanoTime() - begun) / 1e7) / 100.0);
            jdbc.update(
                    "UPDATE identity_search SET state = 'DONE', ended_at = ?, step = 'DONE', report = ? WHERE run = ?",
                    now(),
                    json.writeValueAsString(done),
                    run);
            return done;
        });
        empty();
        return report;
    }

    private void empty() {
        jdbc.execute("TRUNCATE " + WORK_TABLES);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private void step(String step) {
        jdbc.update("UPDATE identity_search SET step = ? WHERE run = ?", step, run);
    }

    /** A statement over a whole table: it sorts in memory as far as it can. */
    private long whole(String sql, Object... arguments) {
        return transactions.execute(status -> {
            jdbc.execute("SET LOCAL work_mem = '128MB'");
            return (long) jdbc.update(sql, arguments);
        });
    }

    private long readPersons() {
        step("READ_PERSONS");
        List<String> forms = new ArrayList<>();
        List<String> initials = new ArrayList<>();
        for (String form : jdbc.queryForList(
                "SELECT DISTINCT left(name, 1) FROM person_current WHERE present AND name <> ''", String.class)) {
            forms.add(form);
            initials.add(PersonNames.initial(form));
        }
        long persons = whole(PERSONS, forms.toArray(String[]::new), initials.toArray(String[]::new));
        jdbc.execute("ANALYZE identity_search_person");
        return persons;
    }

    private long readEntities() {
        step("READ_LEGAL_ENTITIES");
        long entities = 0;
        UUID last = new UUID(0, 0);
        while (last != null) {
            UUID after = last;
            List<Map.Entry<UUID, String>> keys = new ArrayList<>();
            List<UUID> read = jdbc.query(
                    "SELECT subject, id_type, id_number, master FROM legal_entity_current WHERE present AND subject > ?"
                            + " ORDER BY subject LIMIT ?",
                    (row, number) -> {
                        UUID subject = row.getObject(1, UUID.class);
                        for (String key : portrait(row, 2).keys()) keys.add(Map.entry(subject, key));
                        return subject;
                    },
                    after,
                    ENTITIES_AT_ONCE);
            copy(entityKeys, keys);
            entities += read.size();
            last = read.size() < ENTITIES_AT_ONCE ? null : read.get(read.size() - 1);
        }
        jdbc.execute("ANALYZE identity_search_entity");
        return entities;
    }

    /** @param column of the identifier's type; number and master record follow */
    private Portrait portrait(ResultSet row, int column) throws SQLException {
        Identifier identifier = new Identifier(IdType.valueOf(row.getString(column)), row.getString(column + 1));
        return Portrait.of(identifier, MasterForm.read(row.getBytes(column + 2)), catalogue);
    }

    private <R> void copy(TableRows<R> table, List<R> rows) {
        if (rows.isEmpty()) return;
        transactions.executeWithoutResult(status -> jdbc.execute((Connection connection) -> {
            table.copy(connection, rows);
            return null;
        }));
    }

    private void pairs(Blocking blocking) {
        step("PAIR " + blocking.name());
        jdbc.execute("TRUNCATE identity_search_block");
        whole(blocking.blocks());
        jdbc.execute("ANALYZE identity_search_block");
        whole(blocking.paired(), blocking.most());
        SearchReport.LeftOut large = jdbc.queryForObject(
                "SELECT count(DISTINCT key), count(*) FROM identity_search_block WHERE members > ?",
                (row, number) ->
                        new SearchReport.LeftOut(blocking.name(), row.getLong(1), row.getLong(2), blocking.most()),
                blocking.most());
        if (large.blocks() > 0) leftOut.add(large);
    }

    /** Compares all pairs that were formed, and forgets them. */
    private void compare(SubjectType type) {
        step("COMPARE " + type);
        jdbc.update(
                "UPDATE identity_search SET total = total + (SELECT count(*) FROM identity_search_pair) WHERE run = ?",
                run);
        String table = type == SubjectType.PERSON ? "person_current" : "legal_entity_current";
        String sql = KeyPlans.BY_KEY
                + "SELECT one, other, namesakes, a.id_type, a.id_number, a.master, b.id_type, b.id_number, b.master,"
                + " a.present AND b.present, a.links, b.links"
                + " FROM (SELECT one, other, namesakes FROM identity_search_pair WHERE (one, other) > (?, ?)"
                + " ORDER BY one, other LIMIT ?) AS pair JOIN " + table + " AS a ON a.subject = one JOIN " + table
                + " AS b ON b.subject = other ORDER BY one, other";
        UUID[] after = {new UUID(0, 0), new UUID(0, 0)};
        boolean more = true;
        while (more) {
            List<Found> found = new ArrayList<>();
            more = transactions.execute(status -> jdbc.execute((Connection connection) -> {
                try (PreparedStatement select = connection.prepareStatement(sql)) {
                    select.setObject(1, after[0]);
                    select.setObject(2, after[1]);
                    select.setInt(3, PAIRS_AT_ONCE);
                    ResultSet row = KeyPlans.execute(select);
                    boolean any = false;
                    while (row.next()) {
                        any = true;
                        after[0] = row.getObject(1, UUID.class);
                        after[1] = row.getObject(2, UUID.class);
                        // It may have gone since the pair was formed.
                        if (!row.getBoolean(10)) continue;
                        // Somebody has looked at these two, and knows what they are to each other.
                        SubjectLinks known = LinksForm.read(row.getBytes(11));
                        if (known.apartFrom(new SubjectId(after[1]), LinksForm.read(row.getBytes(12)))) continue;
                        compared++;
                        Optional<Likeness> likeness = Likeness.of(portrait(row, 4), portrait(row, 7), row.getLong(3));
                        if (likeness.isPresent() && likeness.get().score() >= Likeness.LEAST)
                            found.add(new Found(after[0], after[1], type, likeness.get()));
                    }
                    return any;
                }
            }));
            copy(foundRows, found);
            candidates += found.size();
            for (Found each : found) each.reasons().forEach(reason -> byReason.merge(reason, 1L, Long::sum));
            jdbc.update("UPDATE identity_search SET done = ? WHERE run = ?", compared, run);
        }
        jdbc.execute("TRUNCATE identity_search_pair");
    }

    private static byte[] detail(List<Evidence> evidence) {
        return StoredJson.write(out -> {
            out.writeStartArray();
            for (Evidence each : evidence) {
                out.writeStartArray();
                out.writeString(each.item());
                StoredJson.writeText(out, each.one());
                StoredJson.writeText(out, each.other());
                if (each.agrees() == null) out.writeNull();
                else out.writeBoolean(each.agrees());
                out.writeNumber(each.weight());
                out.writeEndArray();
            }
            out.writeEndArray();
        });
    }
}
