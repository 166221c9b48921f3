package org.basedata.registry.projections.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.basedata.registry.core.database.Database;
import org.basedata.registry.core.decision.GroupEvent;
import org.basedata.registry.core.delivery.DeliveryEvent;
import org.basedata.registry.core.eventstore.EventLog;
import org.basedata.registry.core.eventstore.LogPositions;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.record.Belonging;
import org.basedata.registry.core.sharing.ComplaintEvent;
import org.basedata.registry.core.sharing.DemandEvent;
import org.basedata.registry.core.sharing.MemberEvent;
import org.basedata.registry.core.sharing.SharingEvent;
import org.basedata.registry.core.sharing.SharingGroupEvent;
import org.basedata.registry.core.subject.SubjectIds;
import org.basedata.registry.core.subject.SubjectState;
import org.basedata.registry.core.subject.SubmitRecordsHandler;
import org.basedata.registry.core.subject.WorkingSet;
import org.basedata.registry.projections.change.ChangeTable;
import org.basedata.registry.projections.change.SubjectChangeProjection;
import org.basedata.registry.projections.decision.DecisionGroups;
import org.basedata.registry.projections.delivery.DeliveryProjection;
import org.basedata.registry.projections.delivery.DeliveryStatuses;
import org.basedata.registry.projections.following.FollowingProcessor;
import org.basedata.registry.projections.reconciliation.CaseTables;
import org.basedata.registry.projections.rule.CrossRuleProjection;
import org.basedata.registry.projections.rule.CrossRules;
import org.basedata.registry.projections.sharing.SharingTables;
import org.basedata.registry.projections.subject.PresentSubjects;
import org.basedata.registry.projections.subject.SearchPeriodProjection;
import org.basedata.registry.projections.subject.SearchPeriods;
import org.basedata.registry.projections.subject.SubjectRecord;
import org.basedata.registry.projections.subject.SubjectTables;
import org.basedata.registry.projections.subject.SubjectTables.RowImage;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.ObjectMapper;

/**
 * Compares the derived tables with what the events say, byte for byte, and changes nothing in them. Subjects are folded as a rebuild
 * folds them, and their rows compared with the stored ones in the order of their keys; source records are looked up; deliveries are
 * applied to a table of the session. No registry may be open meanwhile.
 */
public final class Verification {
    /** A lane has up to eight connections, the pool has thirty-two: more lanes would wait for each other's. */
    private static final int MOST_LANES = 4;

    /** Above it the subjects that a follower has not come to are too many to remember. */
    private static final long MOST_NOT_DUE = 1_000_000;

    private static final int EVENTS_AT_ONCE = 5_000;

    /** The key of a table about sharing, and the streams that its rows are of. */
    private record OfStreams(String key, String stream) {}

    private static final Map<String, OfStreams> SHARING = Map.of(
            "sharing_agreement", new OfStreams("agreement_id", SharingEvent.STREAM),
            "sharing_member", new OfStreams("member_id", MemberEvent.STREAM),
            "sharing_demand", new OfStreams("demand_id", DemandEvent.STREAM),
            "sharing_complaint", new OfStreams("complaint_id", ComplaintEvent.STREAM),
            "sharing_group", new OfStreams("group_id", SharingGroupEvent.STREAM));

    private final Database database;
    private final EventLog log;
    private final ObjectMapper json;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final SubjectTables subjects;
    private final SearchPeriods periods;
    private final ChangeTable changes;
    private final PresentSubjects present;
    private final CrossRules rules;
    private final CaseFold cases;
    private final CaseTables caseTables;

    public Verification(Database database, EventLog log, SubjectIds ids, ObjectMapper json) {
        this.database = database;
        this.log = log;
        this.json = json;
        this.jdbc = new JdbcTemplate(database.dataSource());
        this.transactions = database.transactions();
        this.subjects = new SubjectTables(database.dataSource(), json);
        this.periods = new SearchPeriods(database.dataSource());
        this.changes = new ChangeTable(database.dataSource());
        this.present = new PresentSubjects(database.dataSource());
        this.rules = new CrossRules(database.dataSource(), ids, json);
        this.cases = new CaseFold(log);
        this.caseTables = new CaseTables(database.dataSource(), json);
    }

    /** What is found, counted as it is told; called from several threads. */
    private static final class Findings {
        final AtomicLong rows = new AtomicLong();
        private final Consumer<Difference> told;

        Findings(Consumer<Difference> told) {
            this.told = told;
        }

        synchronized void add(Difference difference) {
            rows.addAndGet(difference.rows());
            told.accept(difference);
        }
    }

    /**
     * @param differences told of each row that is not as it should be; in no order, one at a time
     * @param progress told now and then, on the calling thread
     * @throws RegistryLocked while a registry is open on this database, or when a rebuild did not finish
     */
    public VerificationReport run(Consumer<Difference> differences, Consumer<RebuildProgress> progress) {
        RegistryLock lock = RegistryLock.alone(database.dataSource());
        try {
            return verify(new Findings(differences), progress);
        } finally {
            lock.close();
        }
    }

    private VerificationReport verify(Findings found, Consumer<RebuildProgress> progress) {
        long begun = System.nanoTime();
        jdbc.execute("TRUNCATE rebuild_record_part");
        long total = log.head();
        AtomicLong done = new AtomicLong();
        AtomicLong records = new AtomicLong();
        Queue<SubjectState> linked = new ConcurrentLinkedQueue<>();
        Runnable tell = () -> {
            double seconds = (System.nanoTime() - begun) / 1e9;
            progress.accept(new RebuildProgress(done.get(), total, done.get() / seconds));
        };
        try (Lanes lanes = new Lanes(MOST_LANES)) {
            Set<UUID> notDue = notDue(SearchPeriodProjection.PROCESSOR, "search_period");
            Set<UUID> changesNotDue = notDue(SubjectChangeProjection.PROCESSOR, "subject_change");
            LogPositions positions = log.positions();
            Set<UUID> tiesNotDue = notDue(CrossRuleProjection.PROCESSOR, "subject_tie");
            Set<UUID> violationsNotDue = tiesNotDue == null ? null : naming(tiesNotDue);
            List<Runnable> work = new ArrayList<>();
            work.add(() -> compareDeliveries(lanes, found));
            work.add(() -> compareGroups(lanes, found));
            work.add(() -> compareCases(lanes, found));
            SHARING.forEach((table, of) -> work.add(() -> compareSharing(table, of, lanes, found)));
            for (int range = 0; range < EventLog.RANGES; range++) {
                int of = range;
                work.add(() ->
                        compareSubjects(of, positions, notDue, changesNotDue, lanes, found, done, records, linked));
                if (tiesNotDue != null) work.add(() -> compareTies(of, tiesNotDue, violationsNotDue, lanes, found));
            }
            lanes.run(work, tell);
        }
        // Whose records are is read off the events: a changed table must not accuse rows that are right.
        WorkingSet acts = new WorkingSet();
        linked.forEach(acts::load);
        comparePartedRecords(acts.belonging(), found, records);
        lookForCandidates(found);
        jdbc.execute("TRUNCATE rebuild_record_part");
        return new VerificationReport(done.get(), found.rows.get(), Duration.ofNanos(System.nanoTime() - begun));
    }

    /**
     * The subjects of which a table need not have all yet, since its follower has not come to their latest events; null when it is so
     * far behind that the table is not compared.
     */
    private Set<UUID> notDue(String processor, String table) {
        OptionalLong followed = FollowingProcessor.followedUpTo(processor, database.dataSource());
        if (followed.isEmpty()) {
            boolean begun = Boolean.TRUE.equals(
                    jdbc.queryForObject("SELECT EXISTS (SELECT FROM " + table + ")", Boolean.class));
            return begun ? Set.of() : null;
        }
        if (log.head() - followed.getAsLong() > MOST_NOT_DUE) return null;
        Set<UUID> subjects = new HashSet<>();
        log.read(followed.getAsLong(), EVENTS_AT_ONCE, events -> {
            for (EventLog.LoggedEvent each : events)
                if (each.event().getType().equals(SubmitRecordsHandler.STREAM))
                    subjects.add(UUID.fromString(each.event().getAggregateIdentifier()));
        });
        return subjects;
    }

    /** These and the subjects that name one of them. */
    private Set<UUID> naming(Set<UUID> changed) {
        Set<UUID> all = new HashSet<>(changed);
        List<SubjectId> others = changed.stream().map(SubjectId::new).toList();
        transactions.executeWithoutResult(status -> rules.naming(others).forEach(subject -> all.add(subject.value())));
        return all;
    }

    /** Whether a pair still holds is for the next search; but its subjects must be there. */
    private void lookForCandidates(Findings found) {
        Long strays = jdbc.queryForObject("""
                SELECT count(*) FROM identity_candidate WHERE NOT EXISTS (
                    SELECT FROM person_current AS a JOIN person_current AS b ON b.subject = other WHERE a.subject = one)
                AND NOT EXISTS (
                    SELECT FROM legal_entity_current AS a JOIN legal_entity_current AS b ON b.subject = other
                    WHERE a.subject = one)""", Long.class);
        if (strays > 0) found.add(new Difference("identity_candidate", null, 0, Difference.Kind.UNEXPLAINED, strays));
    }

    /** A table that is read in step with what is expected of it. */
    private static final class Compared {
        private final String table;
        private final boolean numbered;
        private final Set<UUID> notDue;
        private final StoredRows stored;
        private final Findings found;

        /**
         * @param numbered whether the second column is a part of the key
         * @param notDue subjects to be passed over
         */
        Compared(String table, boolean numbered, Set<UUID> notDue, StoredRows stored, Findings found) {
            this.table = table;
            this.numbered = numbered;
            this.notDue = notDue;
            this.stored = stored;
            this.found = found;
        }

        void with(List<RowImage> expected) throws SQLException {
            for (RowImage image : expected) {
                if (notDue.contains(image.key())) continue;
                int order = skipBefore(image);
                if (order > 0) {
                    if (!image.mayLack()) tell(image.key(), image.number(), Difference.Kind.MISSING);
                } else {
                    if (!Arrays.equals(stored.row(), image.row()))
                        tell(image.key(), image.number(), Difference.Kind.DIFFERENT);
                    stored.next();
                }
            }
        }

        /** How the stored row that comes next compares with the expected one; positive also when there is none. */
        private int skipBefore(RowImage image) throws SQLException {
            while (stored.row() != null) {
                int order = new SubjectId(stored.key()).compareTo(new SubjectId(image.key()));
                if (order == 0 && numbered) order = Long.compare(stored.number(), image.number());
                if (order >= 0) return order;
                unexplained();
            }
            return 1;
        }

        void end() throws SQLException {
            while (stored.row() != null) unexplained();
        }

        private void unexplained() throws SQLException {
            if (!notDue.contains(stored.key()))
                tell(stored.key(), numbered ? stored.number() : 0, Difference.Kind.UNEXPLAINED);
            stored.next();
        }

        private void tell(UUID key, long number, Difference.Kind kind) {
            found.add(new Difference(table, key, number, kind, 1));
        }
    }

    /**
     * @param notDue subjects whose periods are not compared; null for all
     * @param changesNotDue likewise, whose changes are not
     * @param linked where the subjects are added about which acts are in force
     */
    private void compareSubjects(
            int range,
            LogPositions positions,
            Set<UUID> notDue,
            Set<UUID> changesNotDue,
            Lanes lanes,
            Findings found,
            AtomicLong done,
            AtomicLong records,
            Queue<SubjectState> linked) {
        try (Connection first = reading();
                Connection second = reading();
                Connection third = reading();
                Connection fourth = reading();
                Connection fifth = notDue == null ? null : reading();
                Connection sixth = reading();
                Connection seventh = changesNotDue == null ? null : reading();
                StoredRows storedPersons = rows(first, "person_current", SubjectTables.PERSON_COLUMNS, range, "");
                StoredRows storedEntities =
                        rows(second, "legal_entity_current", SubjectTables.ENTITY_COLUMNS, range, "");
                StoredRows storedConflicts =
                        rows(third, "subject_conflict", SubjectTables.CONFLICT_COLUMNS, range, ", number");
                StoredRows storedSnapshots =
                        rows(fourth, "subject_snapshot", SubjectTables.SNAPSHOT_COLUMNS, range, ", sequence");
                StoredRows storedDecisions =
                        rows(sixth, "decision_log", SubjectTables.DECISION_COLUMNS, range, ", sequence");
                StoredRows storedPeriods =
                        notDue == null ? null : rows(fifth, "search_period", SearchPeriods.COLUMNS, range, ", number");
                StoredRows storedChanges = changesNotDue == null
                        ? null
                        : rows(seventh, "subject_change", ChangeTable.COLUMNS, range, ", sequence")) {
            Compared persons = new Compared("person_current", false, Set.of(), storedPersons, found);
            Compared entities = new Compared("legal_entity_current", false, Set.of(), storedEntities, found);
            Compared conflicts = new Compared("subject_conflict", true, Set.of(), storedConflicts, found);
            Compared decisions = new Compared("decision_log", true, Set.of(), storedDecisions, found);
            Compared snapshots = new Compared("subject_snapshot", true, Set.of(), storedSnapshots, found);
            Compared known = notDue == null ? null : new Compared("search_period", true, notDue, storedPeriods, found);
            Compared told = changesNotDue == null
                    ? null
                    : new Compared("subject_change", true, changesNotDue, storedChanges, found);
            AtomicLong applied = new AtomicLong();
            long events = new SubjectFold(log, positions).fold(range, folded -> {
                lanes.goOn();
                SubjectTables.Images images = subjects.images(folded.subjects());
                try {
                    persons.with(images.persons());
                    entities.with(images.entities());
                    conflicts.with(images.conflicts());
                    snapshots.with(images.snapshots());
                    decisions.with(images.decisions());
                    if (known != null) known.with(periods.images(folded.subjects()));
                    if (told != null) told.with(changes.images(folded.changes()));
                } catch (SQLException e) {
                    throw failure(e);
                }
                Set<UUID> doubted = new HashSet<>();
                Map<UUID, byte[]> stored = stored(images.records());
                for (RowImage image : images.records())
                    if (Arrays.equals(stored.get(image.key()), image.row())) records.incrementAndGet();
                    else doubted.add(image.key());
                for (SubjectTables.WholeSubject subject : folded.subjects())
                    for (SubjectId id : subject.state().touchedSubjects())
                        if (!subject.state().subject(id).links().isEmpty())
                            linked.add(subject.state().subject(id));
                transactions.executeWithoutResult(status -> subjects.setAside(folded.subjects(), doubted));
                applied.addAndGet(folded.events());
                done.addAndGet(folded.events());
            });
            persons.end();
            entities.end();
            conflicts.end();
            snapshots.end();
            decisions.end();
            if (known != null) known.end();
            if (told != null) told.end();
            done.addAndGet(events - applied.get());
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** By the master records as they are stored, which are compared by themselves. */
    private void compareTies(int range, Set<UUID> tiesNotDue, Set<UUID> violationsNotDue, Lanes lanes, Findings found) {
        try (Connection first = reading();
                Connection second = reading();
                StoredRows storedTies = rows(first, "subject_tie", CrossRules.TIE_COLUMNS, range, ", number");
                StoredRows storedViolations =
                        rows(second, "tie_violation", CrossRules.VIOLATION_COLUMNS, range, ", number")) {
            Compared ties = new Compared("subject_tie", true, tiesNotDue, storedTies, found);
            Compared violations = new Compared("tie_violation", true, violationsNotDue, storedViolations, found);
            SubjectId last = null;
            do {
                lanes.goOn();
                SubjectId after = last;
                List<SubjectRecord> page = new ArrayList<>();
                CrossRules.Images images = transactions.execute(status -> {
                    page.addAll(present.page(range, after, Rebuild.PAGE));
                    return rules.images(page);
                });
                ties.with(images.ties());
                violations.with(images.violations());
                last = page.isEmpty() ? null : page.get(page.size() - 1).ref();
            } while (last != null);
            ties.end();
            violations.end();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private static StoredRows rows(Connection connection, String table, String columns, int range, String then)
            throws SQLException {
        return new StoredRows(
                connection,
                "SELECT " + columns + " FROM " + table + " WHERE " + EventLog.inRange("subject", range)
                        + " ORDER BY subject" + then);
    }

    /** The stored rows of source records, by key. */
    private Map<UUID, byte[]> stored(Collection<RowImage> records) {
        Map<UUID, byte[]> rows = new HashMap<>();
        if (records.isEmpty()) return rows;
        StringBuilder keys = new StringBuilder(records.size() * 37);
        for (RowImage record : records) keys.append(keys.isEmpty() ? "" : ",").append(record.key());
        transactions.executeWithoutResult(status -> jdbc.execute((ConnectionCallback<Void>) connection -> {
            try (Statement setting = connection.createStatement()) {
                setting.execute("SET LOCAL enable_seqscan = off");
            }
            try (StoredRows found = new StoredRows(
                    connection,
                    "SELECT " + SubjectTables.RECORD_COLUMNS + " FROM unnest('{" + keys
                            + "}'::uuid[]) AS asked (key) JOIN source_record ON record_key = asked.key")) {
                for (; found.row() != null; found.next()) rows.put(found.key(), found.row());
            }
            return null;
        }));
        return rows;
    }

    /** Those whose versions stand in several streams, and those that a single stream did not explain. */
    private void comparePartedRecords(Belonging belonging, Findings found, AtomicLong records) {
        List<RowImage> joined = subjects.joinedImages(belonging, null);
        while (!joined.isEmpty()) {
            Map<UUID, byte[]> stored = stored(joined);
            for (RowImage image : joined) {
                byte[] row = stored.get(image.key());
                if (row != null) records.incrementAndGet();
                if (row == null) found.add(new Difference("source_record", image.key(), Difference.Kind.MISSING));
                else if (!Arrays.equals(row, image.row()))
                    found.add(new Difference("source_record", image.key(), Difference.Kind.DIFFERENT));
            }
            joined = subjects.joinedImages(
                    belonging, joined.get(joined.size() - 1).key());
        }
        Long there = jdbc.queryForObject("SELECT count(*) FROM source_record", Long.class);
        long unexplained = (there == null ? 0 : there) - records.get();
        if (unexplained > 0)
            found.add(new Difference("source_record", null, 0, Difference.Kind.UNEXPLAINED, unexplained));
    }

    /** Deliveries that the follower has not come to are not due yet. */
    private void compareDeliveries(Lanes lanes, Findings found) {
        OptionalLong followed = FollowingProcessor.followedUpTo(DeliveryProjection.PROCESSOR, database.dataSource());
        compareApplied(
                "delivery_status",
                "delivery",
                "(due.position > " + followed.orElse(Long.MAX_VALUE)
                        + " AND coalesce(there.position, 0) < due.position) IS NOT TRUE",
                DeliveryEvent.STREAM,
                session -> new DeliveryStatuses(session, json)::applyLogged,
                lanes,
                found);
    }

    private void compareGroups(Lanes lanes, Findings found) {
        compareApplied(
                "decision_group",
                "group_id",
                "true",
                GroupEvent.STREAM,
                session -> new DecisionGroups(session, json)::applyLogged,
                lanes,
                found);
    }

    private void compareSharing(String table, OfStreams of, Lanes lanes, Findings found) {
        compareApplied(
                table,
                of.key(),
                "true",
                of.stream(),
                session -> new SharingTables(session, json).applyLogged(log),
                lanes,
                found);
    }

    /**
     * A table that is written event by event.
     *
     * @param due which differences are to be told; the rows are {@code due} and {@code there}
     * @param apply by the connection, what writes the rows of events
     */
    private void compareApplied(
            String table,
            String key,
            String due,
            String stream,
            Function<DataSource, Consumer<List<EventLog.LoggedEvent>>> apply,
            Lanes lanes,
            Findings found) {
        String stored = jdbc.queryForObject(
                "SELECT format('%I.%I', relnamespace::regnamespace, relname) FROM pg_class WHERE oid = ?::regclass",
                String.class, table);
        try (Connection connection = database.dataSource().getConnection()) {
            SingleConnectionDataSource session = new SingleConnectionDataSource(connection, true);
            JdbcTemplate here = new JdbcTemplate(session);
            // A table of the session stands before the stored one of the same name: the code that writes is the same.
            here.execute("CREATE TEMP TABLE " + table + " (LIKE " + stored + " INCLUDING ALL)");
            try {
                Consumer<List<EventLog.LoggedEvent>> applied = apply.apply(session);
                log.readKind(stream, events -> {
                    lanes.goOn();
                    applied.accept(events);
                });
                here.query(
                        "SELECT coalesce(due." + key + ", there." + key + "), due." + key + " IS NULL, there." + key
                                + " IS NULL FROM pg_temp." + table + " AS due FULL JOIN " + stored
                                + " AS there ON there." + key + " = due." + key
                                + " WHERE due::text IS DISTINCT FROM there::text AND " + due,
                        row -> {
                            Difference.Kind kind = row.getBoolean(2)
                                    ? Difference.Kind.UNEXPLAINED
                                    : row.getBoolean(3) ? Difference.Kind.MISSING : Difference.Kind.DIFFERENT;
                            found.add(new Difference(table, row.getObject(1, UUID.class), kind));
                        });
            } finally {
                here.execute("DROP TABLE pg_temp." + table);
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /** Written with their steps, so none may be behind. */
    private void compareCases(Lanes lanes, Findings found) {
        AtomicLong explained = new AtomicLong();
        AtomicLong askedExplained = new AtomicLong();
        cases.fold(folded -> {
            lanes.goOn();
            CaseTables.Images images = caseTables.images(folded);
            explained.addAndGet(compare("reconciliation_case", CaseTables.CASE_COLUMNS, images.cases(), found));
            askedExplained.addAndGet(compare("case_verification", CaseTables.ASKED_COLUMNS, images.asked(), found));
        });
        unexplained("reconciliation_case", explained.get(), found);
        unexplained("case_verification", askedExplained.get(), found);
    }

    /** @return how many of the rows are there */
    private long compare(String table, String columns, List<RowImage> images, Findings found) {
        if (images.isEmpty()) return 0;
        boolean numbered = table.equals("case_verification");
        StringBuilder keys = new StringBuilder(images.size() * 37);
        for (RowImage image : images) keys.append(keys.isEmpty() ? "" : ",").append(image.key());
        Map<UUID, Map<Long, byte[]>> rows = new HashMap<>();
        transactions.executeWithoutResult(status -> jdbc.execute((ConnectionCallback<Void>) connection -> {
            try (Statement setting = connection.createStatement()) {
                setting.execute("SET LOCAL enable_seqscan = off");
            }
            try (StoredRows stored = new StoredRows(
                    connection,
                    "SELECT " + columns + " FROM (SELECT DISTINCT unnest('{" + keys
                            + "}'::uuid[]) AS key) AS asked JOIN " + table + " ON case_id = asked.key")) {
                for (; stored.row() != null; stored.next())
                    rows.computeIfAbsent(stored.key(), of -> new HashMap<>())
                            .put(numbered ? stored.number() : 0, stored.row());
            }
            return null;
        }));
        long there = 0;
        for (RowImage image : images) {
            byte[] row = rows.getOrDefault(image.key(), Map.of()).get(image.number());
            if (row != null) there++;
            if (row == null) found.add(new Difference(table, image.key(), image.number(), Difference.Kind.MISSING, 1));
            else if (!Arrays.equals(row, image.row()))
                found.add(new Difference(table, image.key(), image.number(), Difference.Kind.DIFFERENT, 1));
        }
        return there;
    }

    private void unexplained(String table, long explained, Findings found) {
        Long there = jdbc.queryForObject("SELECT count(*) FROM " + table, Long.class);
        long more = (there == null ? 0 : there) - explained;
        if (more > 0) found.add(new Difference(table, null, 0, Difference.Kind.UNEXPLAINED, more));
    }

    /** A connection that is given back as it was. */
    private Connection reading() throws SQLException {
        return database.dataSource().getConnection();
    }

    private static DataAccessResourceFailureException failure(SQLException cause) {
        return new DataAccessResourceFailureException("the derived tables could not be compared", cause);
    }
}
