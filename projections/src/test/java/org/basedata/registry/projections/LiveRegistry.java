package org.basedata.registry.projections;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.basedata.registry.core.RegistryEvents;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.core.decision.Choice;
import org.basedata.registry.core.decision.DecisionGroup;
import org.basedata.registry.core.decision.DecisionRefused;
import org.basedata.registry.core.decision.DecisionRegistrar;
import org.basedata.registry.core.decision.GroupEvent;
import org.basedata.registry.core.decision.GroupProposed;
import org.basedata.registry.core.decision.RandomDecisions;
import org.basedata.registry.core.decision.RevokeDecision;
import org.basedata.registry.core.decision.SettleConflict;
import org.basedata.registry.core.decision.Shape;
import org.basedata.registry.core.delivery.DeliveryEvent;
import org.basedata.registry.core.eventstore.EventLog;
import org.basedata.registry.core.eventstore.EventSerializer;
import org.basedata.registry.core.eventstore.PostgresEventStorageEngine;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.identity.Acts;
import org.basedata.registry.core.identity.IdentityCommand;
import org.basedata.registry.core.identity.IdentityHandler;
import org.basedata.registry.core.identity.IdentityRefused;
import org.basedata.registry.core.identity.IdentityRegistrar;
import org.basedata.registry.core.identity.RandomActs;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.reference.CodeLists;
import org.basedata.registry.core.rule.Appraiser;
import org.basedata.registry.core.subject.Ledger;
import org.basedata.registry.core.subject.RecordedEvent;
import org.basedata.registry.core.subject.Registrar;
import org.basedata.registry.core.subject.RowBuilder;
import org.basedata.registry.core.subject.SubjectEvent;
import org.basedata.registry.core.subject.SubjectIds;
import org.basedata.registry.core.subject.SubmitRecord;
import org.basedata.registry.core.subject.SubmitRecordsHandler;
import org.basedata.registry.core.subject.WorkingSet;
import org.basedata.registry.core.submission.SubmissionCheck;
import org.basedata.registry.core.survivorship.Decision;
import org.basedata.registry.projections.change.ChangeTable;
import org.basedata.registry.projections.decision.DecisionGroups;
import org.basedata.registry.projections.rule.CrossRules;
import org.basedata.registry.projections.subject.SearchPeriods;
import org.basedata.registry.projections.subject.SubjectStreams;
import org.basedata.registry.projections.subject.SubjectTables;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** The way of a batch from its rows to the tables, on a real database, with a clock that the test moves. */
public final class LiveRegistry {
    public static final SubjectIds IDS = Ledger.IDS;
    public static final ObjectMapper JSON = JsonMapper.builder().build();

    private final TestDatabase database;
    private final EventSerializer serializer = new EventSerializer(RegistryEvents.types(), JSON);
    private final PostgresEventStorageEngine engine;
    private final SubjectTables tables;
    private final SearchPeriods periods;
    private final ChangeTable changed;
    private final CrossRules rules;
    private final Registrar registrar = new Registrar(new Appraiser(Ledger.CATALOGUE), IDS);
    private final DecisionRegistrar decisions = new DecisionRegistrar(
            Ledger.CATALOGUE, new SubmissionCheck(Ledger.CATALOGUE, CodeLists.standard()), registrar);
    private final IdentityRegistrar identities = new IdentityRegistrar(registrar);
    private long followed;
    private Instant now = Instant.parse("2026-01-05T01:00:00Z");

    public LiveRegistry(TestDatabase database) {
        this.database = database;
        this.engine = new PostgresEventStorageEngine(database.dataSource(), serializer, RegistryEvents.upcasters(JSON));
        this.tables = new SubjectTables(database.dataSource(), JSON);
        this.periods = new SearchPeriods(database.dataSource());
        this.changed = new ChangeTable(database.dataSource());
        this.rules = new CrossRules(database.dataSource(), IDS, JSON);
    }

    public SubjectTables tables() {
        return tables;
    }

    public PostgresEventStorageEngine engine() {
        return engine;
    }

    public EventSerializer serializer() {
        return serializer;
    }

    public EventLog log() {
        return engine.log();
    }

    public SubjectStreams streams() {
        return SubjectStreams.of(log());
    }

    /** Spring's transactions in Axon's words. */
    public TransactionManager transactions() {
        return () -> {
            TransactionStatus status = database.transactionManager().getTransaction(new DefaultTransactionDefinition());
            return new Transaction() {
                @Override
                public void commit() {
                    if (!status.isCompleted()) database.transactionManager().commit(status);
                }

                @Override
                public void rollback() {
                    if (!status.isCompleted()) database.transactionManager().rollback(status);
                }
            };
        };
    }

    public Instant now() {
        return now;
    }

    public void later(Duration time) {
        now = now.plus(time);
    }

    /** One batch in one transaction, a minute after the one before. Answers the time it was recorded at. */
    public Instant submit(RowBuilder... rows) {
        List<SubmitRecord> batch = new ArrayList<>();
        for (RowBuilder row : rows) batch.add(row.build());
        return submit(batch);
    }

    public Instant submit(List<SubmitRecord> rows) {
        later(Duration.ofMinutes(1));
        database.transactions().executeWithoutResult(status -> tables.write(decide(rows)));
        follow();
        return now;
    }

    /** One act about identity in one transaction, a minute after what was before. Answers whether it was let in. */
    public boolean take(IdentityCommand act) {
        return take(
                () -> IdentityHandler.load(tables, act), (state, events) -> identities.decide(state, act, now, events));
    }

    /** One decision or its revocation, likewise. */
    public boolean decide(Object step) {
        SubjectId subject = step instanceof Decision decision ? decision.subject() : ((RevokeDecision) step).subject();
        return take(
                () -> tables.load(List.of(subject), EnumSet.allOf(SubjectType.class), List.of()), (state, events) -> {
                    if (step instanceof Decision decision) decisions.take(state, decision, now, events);
                    else decisions.revoke(state, (RevokeDecision) step, now, events);
                });
    }

    /** Tolerates a standing conflict as part of a decision for many, of which only the proposal is on record. */
    public void tolerateForMany(SubjectId subject, long conflict, DecisionGroups groups) {
        UUID group = UUID.randomUUID();
        Actor steward = new Actor("chen", "陈核查", null, Set.of(Role.STEWARD));
        GroupProposed proposed = new GroupProposed(
                group, steward, Shape.parse("PERSON/name/GA/RS/OTHER"), Choice.How.TOLERATE, null, "经核实", List.of(), 1);
        take(
                () -> tables.load(List.of(subject), EnumSet.allOf(SubjectType.class), List.of()),
                (state, events) -> decisions.settle(
                        state,
                        new SettleConflict(Acts.act(group.toString()), subject, conflict, Choice.tolerate(), group),
                        now,
                        events));
        database.transactions().executeWithoutResult(status -> {
            engine.appendEvents(List.of(message(GroupEvent.STREAM, group.toString(), 0, proposed, now)));
            groups.write(DecisionGroup.after(null, proposed, 0, now));
        });
    }

    private boolean take(Supplier<WorkingSet> load, BiConsumer<WorkingSet, List<RecordedEvent>> decide) {
        later(Duration.ofMinutes(1));
        try {
            database.transactions().executeWithoutResult(status -> {
                WorkingSet state = load.get();
                List<RecordedEvent> events = new ArrayList<>();
                decide.accept(state, events);
                engine.appendEvents(events.stream().map(LiveRegistry::message).toList());
                tables.write(state);
            });
        } catch (IdentityRefused | DecisionRefused refused) {
            return false;
        }
        follow();
        return true;
    }

    /** The rows of a seed, and what people do about them, one after another; answers the same in memory. */
    public Ledger fillWithActs(long seed) {
        Ledger memory = new Ledger();
        List<SubmitRecord> rows = RandomActs.rows(seed);
        List<Object> human = RandomDecisions.of(seed, rows, RandomActs.of(seed, rows));
        for (Object step : RandomDecisions.interleaved(rows, human, new Random(seed))) {
            boolean let = RandomDecisions.take(memory, step);
            boolean same = step instanceof SubmitRecord row
                    ? submit(List.of(row)) != null
                    : step instanceof IdentityCommand act ? take(act) : decide(step);
            if (same != let) throw new AssertionError(step + " let in in memory: " + let);
        }
        return memory;
    }

    /** Applies what the processors would find in the log. */
    private void follow() {
        log().read(followed, 1_000, logged -> {
            database.transactions().executeWithoutResult(status -> periods.apply(recorded(logged)));
            database.transactions().executeWithoutResult(status -> changed.apply(placed(logged)));
            database.transactions().executeWithoutResult(status -> rules.apply(changes(recorded(logged))));
            followed = logged.get(logged.size() - 1).position();
        });
    }

    public static List<CrossRules.Change> changes(List<RecordedEvent> events) {
        return events.stream()
                .flatMap(event -> CrossRules.Change.of(event.subject(), event.event()).stream())
                .toList();
    }

    /** All events of subjects, in the order of the log. */
    public List<RecordedEvent> events() {
        List<RecordedEvent> events = new ArrayList<>();
        log().read(0, 1_000, logged -> events.addAll(recorded(logged)));
        return events;
    }

    private static List<RecordedEvent> recorded(List<EventLog.LoggedEvent> logged) {
        return placed(logged).stream().map(ChangeTable.Logged::event).toList();
    }

    private static List<ChangeTable.Logged> placed(List<EventLog.LoggedEvent> logged) {
        List<ChangeTable.Logged> events = new ArrayList<>(logged.size());
        for (EventLog.LoggedEvent each : logged)
            if (each.event().getPayload() instanceof SubjectEvent event)
                events.add(new ChangeTable.Logged(
                        each.position(),
                        new RecordedEvent(
                                SubjectId.of(each.event().getAggregateIdentifier()),
                                each.event().getSequenceNumber(),
                                each.event().getTimestamp(),
                                event)));
        return events;
    }

    /** Loads, decides and appends; the caller, who holds the transaction, writes the rows. */
    public WorkingSet decide(List<SubmitRecord> rows) {
        Set<SubjectId> subjects = new HashSet<>();
        Set<RecordKey> records = new HashSet<>();
        for (SubmitRecord row : rows) {
            records.add(row.record());
            subjects.add(row.about() != null ? IDS.of(row.about()) : IDS.orphan(row.record()));
        }
        WorkingSet state = tables.load(subjects, EnumSet.allOf(SubjectType.class), records);
        List<RecordedEvent> events = new ArrayList<>();
        for (SubmitRecord row : rows) registrar.decide(state, row, now, events);
        engine.appendEvents(events.stream().map(LiveRegistry::message).toList());
        return state;
    }

    private static GenericDomainEventMessage<?> message(RecordedEvent recorded) {
        return message(
                SubmitRecordsHandler.STREAM,
                recorded.subject().toString(),
                recorded.sequence(),
                recorded.event(),
                recorded.recordedAt());
    }

    /** Appends events of one delivery's stream from a sequence on; answers the position of the last. */
    public long append(long firstSequence, DeliveryEvent... events) {
        List<GenericDomainEventMessage<?>> messages = new ArrayList<>();
        for (DeliveryEvent event : events)
            messages.add(message(
                    DeliveryEvent.STREAM, event.delivery().toString(), firstSequence + messages.size(), event, now));
        engine.appendEvents(messages);
        return engine.headPosition();
    }

    private static GenericDomainEventMessage<?> message(
            String stream, String id, long sequence, Object event, Instant at) {
        return new GenericDomainEventMessage<>(
                stream,
                id,
                sequence,
                event,
                MetaData.emptyInstance(),
                UUID.randomUUID().toString(),
                at);
    }
}
