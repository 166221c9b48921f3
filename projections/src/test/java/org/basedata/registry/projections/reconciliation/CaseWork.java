package org.basedata.registry.projections.reconciliation;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.MessageHandler;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.core.decision.DecisionRefused;
import org.basedata.registry.core.decision.RevokeDecision;
import org.basedata.registry.core.decision.SettleConflict;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.reconciliation.CaseCommand;
import org.basedata.registry.core.reconciliation.CaseHandler;
import org.basedata.registry.core.reconciliation.CaseId;
import org.basedata.registry.core.reconciliation.CaseOrder;
import org.basedata.registry.core.reconciliation.CaseOrders;
import org.basedata.registry.core.reconciliation.CaseRegistrar;
import org.basedata.registry.core.reconciliation.CaseSettings;
import org.basedata.registry.core.reconciliation.CaseStreams;
import org.basedata.registry.core.reconciliation.CaseTaken;
import org.basedata.registry.core.reconciliation.Deadlines;
import org.basedata.registry.core.reconciliation.ReconciliationCase;
import org.basedata.registry.core.reconciliation.RequestVerification;
import org.basedata.registry.projections.LiveRegistry;
import org.springframework.jdbc.core.JdbcTemplate;

/** Staff and the follower at work on the cases of a live registry; what they decide about conflicts is written down and not carried out. */
public final class CaseWork implements AutoCloseable {
    static final Actor ZHAO = new Actor("steward.zhao", "赵核查", null, Set.of(Role.STEWARD));
    static final Actor QIAN = new Actor("steward.qian", "钱核查", null, Set.of(Role.STEWARD));
    static final Actor SUN = new Actor("approver.sun", "孙审批", null, Set.of(Role.APPROVER));
    static final Actor MZ = new Actor("mz-client", null, "MZ", Set.of(Role.SOURCE));

    private static final Deadlines WEEKDAYS = (day, workingDays) -> {
        LocalDate due = day;
        for (int left = workingDays; left > 0; ) {
            due = due.plusDays(1);
            if (due.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0) left--;
        }
        return due;
    };

    final EmbeddedEventStore store;
    final WhenConflictRaisedThenOpenCase follower;
    final CaseTables tables;
    final Cases cases;
    final CaseStreams streams;
    final CaseOrders orders;
    final List<SettleConflict> settled = new CopyOnWriteArrayList<>();

    private volatile DecisionRefused refusal;

    CaseWork(TestDatabase db, LiveRegistry registry) {
        Clock clock = new Clock() {
            @Override
            public Instant instant() {
                return registry.now();
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        store = EmbeddedEventStore.builder()
                .storageEngine(registry.engine())
                .fetchDelay(20)
                .build();
        tables = new CaseTables(db.dataSource(), LiveRegistry.JSON);
        cases = new Cases(db.dataSource());
        streams = new CaseStreams(registry.log());
        CaseRegistrar registrar = new CaseRegistrar(CaseSettings.DECREE_809, WEEKDAYS);
        follower = new WhenConflictRaisedThenOpenCase(db.dataSource(), tables, registrar, registry.engine(), clock);
        CaseHandler handler = new CaseHandler(tables, registrar, streams, this::settle, store, clock);
        SimpleCommandBus bus = SimpleCommandBus.builder()
                .transactionManager(registry.transactions())
                .build();
        MessageHandler<CommandMessage<?>> handle = command -> handler.handle((CaseOrder) command.getPayload());
        bus.subscribe(CaseOrder.class.getName(), handle);
        orders = new CaseOrders(bus);
    }

    private void settle(List<SettleConflict> settle, List<RevokeDecision> revoke) {
        if (refusal != null) throw refusal;
        settled.addAll(settle);
    }

    /** From now on nothing that is decided can be carried out. */
    void failSettling(DecisionRefused refused) {
        refusal = refused;
    }

    /** Opens a case for every subject in doubt, and asks a source in each. */
    public static void fill(TestDatabase db, LiveRegistry registry) {
        try (CaseWork work = new CaseWork(db, registry)) {
            List<SubjectId> doubted = new JdbcTemplate(db.dataSource())
                    .query(
                            "SELECT subject FROM subject_conflict UNION SELECT subject FROM tie_violation",
                            (row, n) -> new SubjectId(row.getObject(1, UUID.class)));
            db.transactions().executeWithoutResult(status -> work.follower.review(doubted));
            for (ListedCase each :
                    work.cases.list(CaseFilter.OPEN, CaseSort.DUE, null, 1_000).results())
                work.order(
                        ZHAO,
                        new RequestVerification(each.id(), each.version(), List.of("GA"), "请核实", List.of(), null));
        }
    }

    CaseTaken order(Actor by, CaseCommand command) {
        return orders.take(new CaseOrder(by, command));
    }

    ReconciliationCase file(CaseId id) {
        return streams.load(Set.of(id)).get(id);
    }

    ListedCase openOf(SubjectId subject) {
        return cases.openOf(subject).orElseThrow();
    }

    @Override
    public void close() {
        store.shutDown();
    }
}
