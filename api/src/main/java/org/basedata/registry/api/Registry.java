package org.basedata.registry.api;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.basedata.registry.core.RegistryEvents;
import org.basedata.registry.core.access.AccessSettings;
import org.basedata.registry.core.calendar.Limits;
import org.basedata.registry.core.calendar.OfficialCalendar;
import org.basedata.registry.core.calendar.SharingLimits;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.CatalogueLoader;
import org.basedata.registry.core.catalogue.CatalogueStream;
import org.basedata.registry.core.database.Database;
import org.basedata.registry.core.decision.DecisionHandler;
import org.basedata.registry.core.decision.DecisionRegistrar;
import org.basedata.registry.core.decision.Decisions;
import org.basedata.registry.core.decision.GroupCommand;
import org.basedata.registry.core.decision.GroupHandler;
import org.basedata.registry.core.decision.RevokeDecisions;
import org.basedata.registry.core.decision.SettleConflicts;
import org.basedata.registry.core.eventstore.EventSerializer;
import org.basedata.registry.core.eventstore.PacedLog;
import org.basedata.registry.core.eventstore.PostgresEventStorageEngine;
import org.basedata.registry.core.identity.IdentityActs;
import org.basedata.registry.core.identity.IdentityCommand;
import org.basedata.registry.core.identity.IdentityHandler;
import org.basedata.registry.core.identity.IdentityRegistrar;
import org.basedata.registry.core.reconciliation.CandidateSettings;
import org.basedata.registry.core.reconciliation.CaseHandler;
import org.basedata.registry.core.reconciliation.CaseOrder;
import org.basedata.registry.core.reconciliation.CaseOrders;
import org.basedata.registry.core.reconciliation.CaseRegistrar;
import org.basedata.registry.core.reconciliation.CaseSettings;
import org.basedata.registry.core.reconciliation.CaseStreams;
import org.basedata.registry.core.reconciliation.Deadlines;
import org.basedata.registry.core.reference.CodeLists;
import org.basedata.registry.core.rule.Appraiser;
import org.basedata.registry.core.sharing.SharingHandler;
import org.basedata.registry.core.sharing.SharingOrder;
import org.basedata.registry.core.sharing.SharingOrders;
import org.basedata.registry.core.sharing.SharingRegistrar;
import org.basedata.registry.core.sharing.SharingStreams;
import org.basedata.registry.core.subject.Registrar;
import org.basedata.registry.core.subject.SubjectIds;
import org.basedata.registry.core.subject.SubjectKey;
import org.basedata.registry.core.subject.SubmitRecords;
import org.basedata.registry.core.subject.SubmitRecordsHandler;
import org.basedata.registry.core.submission.EndDeliveries;
import org.basedata.registry.core.submission.Intake;
import org.basedata.registry.core.submission.SubmissionCheck;
import org.basedata.registry.importers.delivery.DeliveryDesk;
import org.basedata.registry.projections.candidate.CandidateSearches;
import org.basedata.registry.projections.candidate.Candidates;
import org.basedata.registry.projections.change.Changes;
import org.basedata.registry.projections.change.SubjectChangeProjection;
import org.basedata.registry.projections.conflict.Conflicts;
import org.basedata.registry.projections.decision.AlikeConflicts;
import org.basedata.registry.projections.decision.DecisionGroups;
import org.basedata.registry.projections.decision.GroupDecisions;
import org.basedata.registry.projections.delivery.DeliveryProjection;
import org.basedata.registry.projections.delivery.DeliveryRecords;
import org.basedata.registry.projections.following.Following;
import org.basedata.registry.projections.rebuild.Difference;
import org.basedata.registry.projections.rebuild.Rebuild;
import org.basedata.registry.projections.rebuild.RebuildProgress;
import org.basedata.registry.projections.rebuild.RebuildReport;
import org.basedata.registry.projections.rebuild.RegistryLock;
import org.basedata.registry.projections.rebuild.Verification;
import org.basedata.registry.projections.rebuild.VerificationReport;
import org.basedata.registry.projections.recall.ChangesSinceRead;
import org.basedata.registry.projections.recall.Recalling;
import org.basedata.registry.projections.recall.Recalls;
import org.basedata.registry.projections.recall.WhenValueCorrectedThenRecall;
import org.basedata.registry.projections.reconciliation.Attachments;
import org.basedata.registry.projections.reconciliation.CaseTables;
import org.basedata.registry.projections.reconciliation.Cases;
import org.basedata.registry.projections.reconciliation.Verifications;
import org.basedata.registry.projections.reconciliation.WhenCandidatesFoundThenOpenCases;
import org.basedata.registry.projections.reconciliation.WhenConflictRaisedThenOpenCase;
import org.basedata.registry.projections.rule.CrossRuleProjection;
import org.basedata.registry.projections.sharing.Agreements;
import org.basedata.registry.projections.sharing.Grants;
import org.basedata.registry.projections.sharing.Members;
import org.basedata.registry.projections.sharing.SharingGroups;
import org.basedata.registry.projections.sharing.SharingTables;
import org.basedata.registry.projections.subject.Explanations;
import org.basedata.registry.projections.subject.Identities;
import org.basedata.registry.projections.subject.MasterRecords;
import org.basedata.registry.projections.subject.SearchPeriodProjection;
import org.basedata.registry.projections.subject.SourceRecords;
import org.basedata.registry.projections.subject.SubjectHistory;
import org.basedata.registry.projections.subject.SubjectStreams;
import org.basedata.registry.projections.subject.SubjectTables;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole registry, put together: what the HTTP application, the command line and the tests all run on. Wired by hand, so
 * that what depends on what can be read here, and so that a program without a web server starts in a second.
 */
public final class Registry implements AutoCloseable {
    /** A person who looks again does not notice it, and batches are large under load. */
    private static final Duration FOLLOWING_PACE = Duration.ofMillis(100);

    private final Database database;
    private final RegistryLock lock;
    private final Catalogue catalogue;
    private final Clock clock;
    private final OfficialCalendar calendar;
    private final Limits limits;
    private final AccessSettings accessSettings;
    private final int lanes;
    private final ObjectMapper json;
    private final SubjectIds ids;
    private final PostgresEventStorageEngine engine;
    private final EmbeddedEventStore events;
    private final Intake intake;
    private final IdentityActs acts;
    private final Decisions decisions;
    private final DecisionGroups decisionGroups;
    private final AlikeConflicts alikeConflicts;
    private final GroupDecisions groupDecisions;
    private final DeliveryDesk desk;
    private final PacedLog log;
    /** For what nobody waits for: importers come first. */
    private final PacedLog quietLog;

    private final StreamingEventProcessor deliveries;
    private final StreamingEventProcessor periods;
    private final StreamingEventProcessor changing;
    private final StreamingEventProcessor crossRules;
    private final StreamingEventProcessor caseReviews;
    private final StreamingEventProcessor recallings;
    private final CaseOrders caseOrders;
    private final CaseStreams caseStreams;
    private final SharingRegistrar sharingRegistrar;
    private final SharingOrders sharingOrders;
    private final SharingStreams sharingStreams;
    private final Agreements agreements;
    private final SharingGroups sharingGroups;
    private final Members members;
    private final Grants grants;
    private final Cases cases;
    private final Verifications verifications;
    private final Attachments attachments;
    private final MasterRecords masterRecords;
    private final SubjectHistory history;
    private final Identities identities;
    private final Explanations explanations;
    private final Conflicts conflicts;
    private final Candidates candidates;
    private final CandidateSearches candidateSearches;
    private final DeliveryRecords deliveryRecords;
    private final Following following;
    private final Following followingPeriods;
    private final Following followingChanges;
    private final Following followingCrossRules;
    private final Following followingCases;
    private final Following followingRecalls;
    private final Recalling recalling;
    private final Recalls recalls;
    private final ChangesSinceRead changesSinceRead;
    private final Changes changes;

    /**
     * @param database open and migrated; stays the caller's and is closed by it
     * @param catalogueYaml text of the catalogue
     * @param lanes how many batches are written at once
     * @param spool folder that keeps uploaded files until they are imported
     * @throws org.basedata.registry.core.catalogue.CatalogueRefused when the catalogue has faults
     * @throws org.basedata.registry.core.catalogue.CatalogueChanged when the store was filled under another catalogue, to which this
     *     one does more than add
     * @throws org.basedata.registry.core.calendar.LimitRefused when a setting of a limit is none
     * @throws org.basedata.registry.projections.rebuild.RegistryLocked while the derived tables are being rebuilt
     */
    public static Registry open(Database database, String catalogueYaml, Clock clock, int lanes, Path spool) {
        Catalogue catalogue = CatalogueLoader.load(catalogueYaml);
        Limits limits = Limits.ofProgram();
        SharingLimits sharing = SharingLimits.ofProgram();
        AccessSettings accessSettings = AccessSettings.ofProgram();
        RegistryLock lock = RegistryLock.shared(database.dataSource());
        try {
            return new Registry(
                    database, lock, catalogue, catalogueYaml, clock, limits, sharing, accessSettings, lanes, spool);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Builds the derived tables again from the events; no registry may be open on the database. */
    public static RebuildReport rebuild(Database database, Consumer<RebuildProgress> progress) {
        ObjectMapper json = JsonMapper.builder().build();
        return new Rebuild(database, engine(database, json).log(), SubjectKey.of(database.dataSource()), json)
                .run(progress);
    }

    /** Compares the derived tables with the events and changes neither; no registry may be open on the database. */
    public static VerificationReport verify(
            Database database, Consumer<Difference> differences, Consumer<RebuildProgress> progress) {
        ObjectMapper json = JsonMapper.builder().build();
        return new Verification(database, engine(database, json).log(), SubjectKey.of(database.dataSource()), json)
                .run(differences, progress);
    }

    private static PostgresEventStorageEngine engine(Database database, ObjectMapper json) {
        return new PostgresEventStorageEngine(
                database.dataSource(),
                new EventSerializer(RegistryEvents.types(), json),
                RegistryEvents.upcasters(json));
    }

    private Registry(
            Database database,
            RegistryLock lock,
            Catalogue catalogue,
            String catalogueYaml,
            Clock clock,
            Limits limits,
            SharingLimits sharing,
            AccessSettings accessSettings,
            int lanes,
            Path spool) {
        this.lock = lock;
        this.database = database;
        this.clock = clock;
        this.lanes = lanes;
        this.catalogue = catalogue;
        this.json = JsonMapper.builder().build();
        this.calendar = new OfficialCalendar(database, clock, json);
        this.limits = limits;
        this.accessSettings = accessSettings;
        var source = database.dataSource();
        this.ids = SubjectKey.of(source);

        EventSerializer serializer = new EventSerializer(RegistryEvents.types(), json);
        this.engine = new PostgresEventStorageEngine(source, serializer, RegistryEvents.upcasters(json));
        new CatalogueStream(engine, clock).enter(catalogueYaml, catalogue);
        this.events = EmbeddedEventStore.builder().storageEngine(engine).build();

        TransactionManager transactions = new SpringTransactionManager(database.transactionManager());
        SimpleCommandBus commands =
                SimpleCommandBus.builder().transactionManager(transactions).build();
        SubjectTables tables = new SubjectTables(source, json);
        Registrar registrar = new Registrar(new Appraiser(catalogue), ids);
        SubmitRecordsHandler handler = new SubmitRecordsHandler(tables, registrar, ids, events, clock);
        MessageHandler<CommandMessage<?>> submit = command -> handler.handle((SubmitRecords) command.getPayload());
        commands.subscribe(SubmitRecords.class.getName(), submit);
        this.intake = new Intake(commands, ids, lanes);
        IdentityHandler identity =
                new IdentityHandler(tables, new IdentityRegistrar(registrar), catalogue, events, clock);
        MessageHandler<CommandMessage<?>> act = command -> identity.handle((IdentityCommand) command.getPayload());
        commands.subscribe(IdentityCommand.class.getName(), act);
        this.acts = new IdentityActs(commands);
        DecisionHandler decision = new DecisionHandler(
                tables,
                new DecisionRegistrar(catalogue, new SubmissionCheck(catalogue, CodeLists.standard()), registrar),
                events,
                clock);
        MessageHandler<CommandMessage<?>> settle = command -> decision.handle((SettleConflicts) command.getPayload());
        commands.subscribe(SettleConflicts.class.getName(), settle);
        MessageHandler<CommandMessage<?>> revoke = command -> decision.handle((RevokeDecisions) command.getPayload());
        commands.subscribe(RevokeDecisions.class.getName(), revoke);
        this.decisions = new Decisions(commands, decision);
        this.decisionGroups = new DecisionGroups(source, json);
        this.alikeConflicts = new AlikeConflicts(source, json);
        GroupHandler group = new GroupHandler(events, decisionGroups, clock);
        MessageHandler<CommandMessage<?>> many = command -> group.handle((GroupCommand) command.getPayload());
        commands.subscribe(GroupCommand.class.getName(), many);
        this.groupDecisions = new GroupDecisions(commands, decisions, decisionGroups, alikeConflicts);

        SubjectStreams streams = SubjectStreams.of(engine.log());
        this.masterRecords = new MasterRecords(source, streams);
        this.history = new SubjectHistory(streams);
        this.identities = new Identities(tables, streams);
        this.explanations = new Explanations(streams, catalogue);
        this.conflicts = new Conflicts(source, json);
        this.candidates = new Candidates(source);
        this.deliveryRecords = new DeliveryRecords(source, json);
        this.log = new PacedLog(engine, events, FOLLOWING_PACE);
        this.deliveries = DeliveryProjection.processor(log, source, transactions, json, serializer);
        this.following = new Following(deliveries);
        this.quietLog = new PacedLog(engine, events, FOLLOWING_PACE, intake::isBusy);
        this.periods = SearchPeriodProjection.processor(quietLog, source, transactions, serializer);
        this.followingPeriods = new Following(periods);
        this.changes = new Changes(source, streams);
        this.changing = SubjectChangeProjection.processor(quietLog, source, transactions, serializer);
        this.followingChanges = new Following(changing);
        CaseTables caseTables = new CaseTables(source, json);
        CaseRegistrar caseRegistrar = new CaseRegistrar(CaseSettings.of(limits), deadlines());
        this.caseStreams = new CaseStreams(engine.log());
        CaseHandler caseHandler =
                new CaseHandler(caseTables, caseRegistrar, caseStreams, decision::settle, events, clock);
        MessageHandler<CommandMessage<?>> order = command -> caseHandler.handle((CaseOrder) command.getPayload());
        commands.subscribe(CaseOrder.class.getName(), order);
        this.caseOrders = new CaseOrders(commands);
        this.sharingStreams = new SharingStreams(engine.log());
        this.sharingRegistrar = new SharingRegistrar(sharing, catalogue, calendar::current);
        SharingHandler sharingHandler =
                new SharingHandler(new SharingTables(source, json), sharingRegistrar, sharingStreams, events, clock);
        MessageHandler<CommandMessage<?>> share = command -> sharingHandler.handle((SharingOrder) command.getPayload());
        commands.subscribe(SharingOrder.class.getName(), share);
        this.sharingOrders = new SharingOrders(commands);
        this.agreements = new Agreements(source);
        this.sharingGroups = new SharingGroups(source);
        this.members = new Members(source, json);
        this.grants = new Grants(source, clock, json);
        this.candidateSearches = new CandidateSearches(
                source,
                catalogue,
                clock,
                json,
                new WhenCandidatesFoundThenOpenCases(source, caseOrders, CandidateSettings.ofProgram())::open);
        this.cases = new Cases(source);
        this.verifications = new Verifications(source);
        this.attachments = new Attachments(source);
        WhenConflictRaisedThenOpenCase reviewing =
                new WhenConflictRaisedThenOpenCase(source, caseTables, caseRegistrar, engine, clock);
        this.caseReviews = reviewing.processor(quietLog, transactions, serializer);
        this.followingCases = new Following(caseReviews);
        this.recalling = new Recalling(source, streams, clock);
        this.recalls = new Recalls(source, clock);
        this.changesSinceRead = new ChangesSinceRead(source, streams);
        this.recallings = WhenValueCorrectedThenRecall.processor(quietLog, source, transactions, serializer, recalling);
        this.followingRecalls = new Following(recallings);
        this.crossRules =
                CrossRuleProjection.processor(quietLog, source, transactions, ids, json, serializer, reviewing::review);
        this.followingCrossRules = new Following(crossRules);
        this.desk = new DeliveryDesk(
                database,
                events,
                engine::headPosition,
                engine::appended,
                engine::positionBeforeCommit,
                handler,
                intake,
                catalogue,
                CodeLists.standard(),
                new StandingSourceRecords(new SourceRecords(source)),
                clock,
                spool);
        MessageHandler<CommandMessage<?>> end = command -> desk.handle((EndDeliveries) command.getPayload());
        commands.subscribe(EndDeliveries.class.getName(), end);
        deliveries.start();
        periods.start();
        changing.start();
        crossRules.start();
        groupDecisions.resume();
        caseReviews.start();
        recallings.start();
    }

    public Database database() {
        return database;
    }

    public Catalogue catalogue() {
        return catalogue;
    }

    public Clock clock() {
        return clock;
    }

    /** Working days, always as they are in force. */
    public OfficialCalendar calendar() {
        return calendar;
    }

    /** How many of them reconciliation may take. */
    public Limits limits() {
        return limits;
    }

    /** How long the record of accesses is kept, and what stands out in it. */
    public AccessSettings accessSettings() {
        return accessSettings;
    }

    /** How many batches are written at once, each over a connection of its own. */
    public int lanes() {
        return lanes;
    }

    public ObjectMapper json() {
        return json;
    }

    public SubjectIds ids() {
        return ids;
    }

    public PostgresEventStorageEngine engine() {
        return engine;
    }

    public EmbeddedEventStore events() {
        return events;
    }

    public Intake intake() {
        return intake;
    }

    public IdentityActs acts() {
        return acts;
    }

    public Decisions decisions() {
        return decisions;
    }

    public DecisionGroups decisionGroups() {
        return decisionGroups;
    }

    public AlikeConflicts alikeConflicts() {
        return alikeConflicts;
    }

    public GroupDecisions groupDecisions() {
        return groupDecisions;
    }

    public Identities identities() {
        return identities;
    }

    public DeliveryDesk desk() {
        return desk;
    }

    public MasterRecords masterRecords() {
        return masterRecords;
    }

    public SubjectHistory history() {
        return history;
    }

    public Explanations explanations() {
        return explanations;
    }

    public Conflicts conflicts() {
        return conflicts;
    }

    /** Subjects that may be one. */
    public Candidates candidates() {
        return candidates;
    }

    public CandidateSearches candidateSearches() {
        return candidateSearches;
    }

    public DeliveryRecords deliveryRecords() {
        return deliveryRecords;
    }

    /** Of deliveries. */
    public Following following() {
        return following;
    }

    /** Of what subjects were known by. */
    public Following followingPeriods() {
        return followingPeriods;
    }

    /** Of changes that departments are told of. */
    public Following followingChanges() {
        return followingChanges;
    }

    /** Of rules across subjects. */
    public Following followingCrossRules() {
        return followingCrossRules;
    }

    /** Of cases. */
    public Following followingCases() {
        return followingCases;
    }

    /** Of what was read and is said otherwise now. */
    public Following followingRecalls() {
        return followingRecalls;
    }

    public Recalling recalling() {
        return recalling;
    }

    public Recalls recalls() {
        return recalls;
    }

    public Changes changes() {
        return changes;
    }

    public ChangesSinceRead changesSinceRead() {
        return changesSinceRead;
    }

    /** Takes what people order about cases. */
    public CaseOrders caseOrders() {
        return caseOrders;
    }

    public CaseStreams caseStreams() {
        return caseStreams;
    }

    /** Decides about sharing. */
    public SharingRegistrar sharingRegistrar() {
        return sharingRegistrar;
    }

    /** Takes what people order about sharing. */
    public SharingOrders sharingOrders() {
        return sharingOrders;
    }

    public SharingStreams sharingStreams() {
        return sharingStreams;
    }

    public Agreements agreements() {
        return agreements;
    }

    /** Groups for special uses. */
    public SharingGroups sharingGroups() {
        return sharingGroups;
    }

    /** What is on record of departments, their demands and complaints. */
    public Members members() {
        return members;
    }

    /** What departments were granted. */
    public Grants grants() {
        return grants;
    }

    public Cases cases() {
        return cases;
    }

    public Verifications verifications() {
        return verifications;
    }

    public Attachments attachments() {
        return attachments;
    }

    /** By the working days that are known when it is asked. */
    public Deadlines deadlines() {
        return (day, workingDays) -> calendar.current().after(day, workingDays).due();
    }

    /** Answers what was accepted, then stops; the database stays open. */
    @Override
    public void close() {
        candidateSearches.close();
        groupDecisions.close();
        desk.close();
        intake.close();
        deliveries.shutDown();
        periods.shutDown();
        changing.shutDown();
        crossRules.shutDown();
        caseReviews.shutDown();
        recallings.shutDown();
        log.close();
        quietLog.close();
        events.shutDown();
        lock.close();
    }
}
