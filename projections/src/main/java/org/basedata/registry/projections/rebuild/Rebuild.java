package org.basedata.registry.projections.rebuild;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
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
import org.basedata.registry.projections.change.ChangeTable;
import org.basedata.registry.projections.change.SubjectChangeProjection;
import org.basedata.registry.projections.decision.DecisionGroups;
import org.basedata.registry.projections.delivery.DeliveryProjection;
import org.basedata.registry.projections.delivery.DeliveryStatuses;
import org.basedata.registry.projections.reconciliation.CaseTables;
import org.basedata.registry.projections.rule.CrossRuleProjection;
import org.basedata.registry.projections.rule.CrossRules;
import org.basedata.registry.projections.sharing.SharingTables;
import org.basedata.registry.projections.subject.PresentSubjects;
import org.basedata.registry.projections.subject.SearchPeriodProjection;
import org.basedata.registry.projections.subject.SearchPeriods;
import org.basedata.registry.projections.subject.SubjectRecord;
import org.basedata.registry.projections.subject.SubjectTables;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.ObjectMapper;

/**
 * Builds the derived tables again from the events, row for row as live writing had left them: ranges of subjects side by side, each
 * subject from its whole stream by the code that evolves it live, each row written once, indexes last. Ties and what breaks the rules along
 * them come from the master records when all of these are there. Deliveries are applied in the
 * order of the log, cases each from its whole stream. No registry may be open meanwhile. A rebuild that is broken off leaves a mark by which registries refuse to open
 * until another one has finished.
 */
public final class Rebuild {
    /** The tables that hold nothing but what the events say; all other tables are of record. */
    public static final List<String> DERIVED = List.of(
            "person_current",
            "legal_entity_current",
            "source_record",
            "subject_conflict",
            "subject_snapshot",
            "search_period",
            "subject_change",
            "subject_tie",
            "tie_violation",
            "decision_log",
            "decision_group",
            "reconciliation_case",
            "case_verification",
            "sharing_agreement",
            "sharing_member",
            "sharing_demand",
            "sharing_complaint",
            "sharing_group",
            "delivery_status");

    /** What was searched for in derived tables: no event says it, so it is emptied with them, and the next search fills it. */
    public static final List<String> SEARCHED = List.of("identity_candidate");

    /** Processors that write to derived tables. */
    private static final String[] FOLLOWERS = {
        DeliveryProjection.PROCESSOR,
        SearchPeriodProjection.PROCESSOR,
        SubjectChangeProjection.PROCESSOR,
        CrossRuleProjection.PROCESSOR
    };

    /** Subjects whose ties are worked out together. */
    static final int PAGE = 1_000;

    /** Until the mark is taken away nobody relies on what was written; taking it away waits for all of it. */
    private static final String WITHOUT_WAITING = "SET LOCAL synchronous_commit = off";

    private final Database database;
    private final EventLog log;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transactions;
    private final SubjectTables subjects;
    private final SearchPeriods periods;
    private final ChangeTable changes;
    private final DeliveryStatuses deliveries;
    private final DecisionGroups groups;
    private final PresentSubjects present;
    private final CrossRules rules;
    private final CaseFold cases;
    private final CaseTables caseTables;
    private final SharingTables sharing;
    private final DerivedIndexes indexes;

    public Rebuild(Database database, EventLog log, SubjectIds ids, ObjectMapper json) {
        this.database = database;
        this.log = log;
        this.jdbc = new JdbcTemplate(database.dataSource());
        this.transactions = database.transactions();
        this.subjects = new SubjectTables(database.dataSource(), json);
        this.periods = new SearchPeriods(database.dataSource());
        this.changes = new ChangeTable(database.dataSource());
        this.deliveries = new DeliveryStatuses(database.dataSource(), json);
        this.groups = new DecisionGroups(database.dataSource(), json);
        this.present = new PresentSubjects(database.dataSource());
        this.rules = new CrossRules(database.dataSource(), ids, json);
        this.cases = new CaseFold(log);
        this.caseTables = new CaseTables(database.dataSource(), json);
        this.sharing = new SharingTables(database.dataSource(), json);
        this.indexes = new DerivedIndexes(jdbc, transactions);
    }

    /** Whether the tables are to be built again because an upgrade changed their form. */
    public static boolean neededAfterUpgrade(Database database) {
        return Boolean.TRUE.equals(new JdbcTemplate(database.dataSource())
                .queryForObject("SELECT EXISTS (SELECT FROM rebuild_unfinished WHERE after_upgrade)", Boolean.class));
    }

    /**
     * @param progress told now and then, on the calling thread
     * @throws RegistryLocked while a registry is open on this database
     */
    public RebuildReport run(Consumer<RebuildProgress> progress) {
        RegistryLock lock = RegistryLock.exclusive(database.dataSource());
        try {
            return rebuild(progress);
        } finally {
            lock.close();
        }
    }

    private RebuildReport rebuild(Consumer<RebuildProgress> progress) {
        long begun = System.nanoTime();
        transactions.executeWithoutResult(status -> begin());
        long total = log.head();
        LogPositions positions = log.positions();
        AtomicLong done = new AtomicLong();
        Runnable tell = () -> {
            double seconds = (System.nanoTime() - begun) / 1e9;
            progress.accept(new RebuildProgress(done.get(), total, done.get() / seconds));
        };
        try (Lanes lanes = new Lanes()) {
            List<Runnable> work = new ArrayList<>();
            work.add(() -> apply(DeliveryEvent.STREAM, deliveries::applyLogged, lanes));
            work.add(() -> apply(GroupEvent.STREAM, groups::applyLogged, lanes));
            work.add(() -> writeCases(lanes));
            for (String stream : List.of(
                    SharingEvent.STREAM,
                    MemberEvent.STREAM,
                    DemandEvent.STREAM,
                    ComplaintEvent.STREAM,
                    SharingGroupEvent.STREAM)) work.add(() -> apply(stream, sharing.applyLogged(log), lanes));
            for (int range = 0; range < EventLog.RANGES; range++) {
                int of = range;
                work.add(() -> writeSubjects(of, positions, lanes, done));
            }
            lanes.run(work, tell);
            if (done.get() != total)
                throw new IllegalStateException("LOG_EVENTS_LOST: table log_block names " + total
                        + " events, table event has " + done.get() + "; restore both from one backup");
            List<Runnable> ties = new ArrayList<>();
            for (int range = 0; range < EventLog.RANGES; range++) {
                int of = range;
                ties.add(() -> writeTies(of, lanes));
            }
            lanes.run(ties, tell);
            lanes.run(indexes.ofRows(), tell);
            List<Runnable> last = new ArrayList<>();
            for (String table : DERIVED) last.add(() -> jdbc.execute("ANALYZE " + table));
            last.add(this::joinParts);
            lanes.run(last, tell);
        }
        transactions.executeWithoutResult(status -> {
            indexes.finish();
            jdbc.execute("TRUNCATE rebuild_record_part");
            // What was parked is applied now. The processors' tokens stay: what they bring again changes nothing.
            for (String follower : FOLLOWERS)
                jdbc.update("DELETE FROM deadletterentry WHERE processinggroup = ?", follower);
            jdbc.update("DELETE FROM rebuild_unfinished");
        });
        return new RebuildReport(total, total, Duration.ofNanos(System.nanoTime() - begun));
    }

    private void begin() {
        if (jdbc.update("UPDATE rebuild_unfinished SET started_at = now()") == 0)
            jdbc.update("INSERT INTO rebuild_unfinished (started_at) VALUES (now())");
        jdbc.execute(
                "TRUNCATE rebuild_record_part, " + String.join(", ", DERIVED) + ", " + String.join(", ", SEARCHED));
        indexes.takeOff(DERIVED);
    }

    private void writeSubjects(int range, LogPositions positions, Lanes lanes, AtomicLong done) {
        AtomicLong applied = new AtomicLong();
        long events = new SubjectFold(log, positions).fold(range, folded -> {
            lanes.goOn();
            transactions.executeWithoutResult(status -> {
                jdbc.execute(WITHOUT_WAITING);
                subjects.writeWhole(folded.subjects());
                periods.writeWhole(folded.subjects());
                changes.writeWhole(folded.changes());
            });
            applied.addAndGet(folded.events());
            done.addAndGet(folded.events());
        });
        // Those that are of no subject.
        done.addAndGet(events - applied.get());
    }

    /** After all master records: what a subject names may be in any range. */
    private void writeTies(int range, Lanes lanes) {
        SubjectId last = null;
        do {
            lanes.goOn();
            SubjectId after = last;
            last = transactions.execute(status -> {
                jdbc.execute(WITHOUT_WAITING);
                List<SubjectRecord> page = present.page(range, after, PAGE);
                if (page.isEmpty()) return null;
                rules.writeWhole(page);
                return page.get(page.size() - 1).ref();
            });
        } while (last != null);
    }

    private void apply(String stream, Consumer<List<EventLog.LoggedEvent>> apply, Lanes lanes) {
        log.readKind(stream, events -> {
            lanes.goOn();
            transactions.executeWithoutResult(status -> {
                jdbc.execute(WITHOUT_WAITING);
                apply.accept(events);
            });
        });
    }

    private void writeCases(Lanes lanes) {
        cases.fold(folded -> {
            lanes.goOn();
            transactions.executeWithoutResult(status -> {
                jdbc.execute(WITHOUT_WAITING);
                caseTables.writeWhole(folded);
            });
        });
    }

    private void joinParts() {
        Belonging belonging = subjects.belonging();
        UUID last = null;
        do {
            UUID after = last;
            last = transactions.execute(status -> {
                jdbc.execute(WITHOUT_WAITING);
                return subjects.joinParts(belonging, after);
            });
        } while (last != null);
    }
}
