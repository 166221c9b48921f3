package org.basedata.registry.projections.sharing;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.MessageHandler;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.calendar.SharingLimits;
import org.basedata.registry.core.calendar.WorkingDays;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.CatalogueLoader;
import org.basedata.registry.core.catalogue.ProvisionWay;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.AgreementTaken;
import org.basedata.registry.core.sharing.ExchangeCycle;
import org.basedata.registry.core.sharing.Masking;
import org.basedata.registry.core.sharing.Purpose;
import org.basedata.registry.core.sharing.SharingAgreement;
import org.basedata.registry.core.sharing.SharingCommand;
import org.basedata.registry.core.sharing.SharingHandler;
import org.basedata.registry.core.sharing.SharingOrder;
import org.basedata.registry.core.sharing.SharingOrders;
import org.basedata.registry.core.sharing.SharingRegistrar;
import org.basedata.registry.core.sharing.SharingStreams;
import org.basedata.registry.projections.LiveRegistry;

/** Departments at work on agreements of a live registry. */
public final class SharingWork implements AutoCloseable {
    static final Actor WU = new Actor("jy.wu", "吴老师", "JY", Set.of(Role.CONSUMER));
    static final Actor FENG = new Actor("jy.feng", "冯主管", "JY", Set.of(Role.INFORMATION_OFFICER));
    static final Actor MZ = new Actor("mz.luo", "罗芳", "MZ", Set.of(Role.SOURCE));
    static final Actor GA = new Actor("ga.he", "何敏", "GA", Set.of(Role.SOURCE));
    static final Actor GA_OFFICER = new Actor("ga.cao", "曹志", "GA", Set.of(Role.INFORMATION_OFFICER));
    static final Actor ADMIN = new Actor("admin", "高远", null, Set.of(Role.CATALOGUE_ADMIN));
    private static final Catalogue CATALOGUE = CatalogueLoader.load(CatalogueLoader.standardYaml());

    final EmbeddedEventStore store;
    final SharingTables tables;
    final Agreements agreements;
    final Members members;
    final Grants grants;
    final SharingStreams streams;
    final SharingOrders orders;
    private final LiveRegistry registry;

    SharingWork(TestDatabase db, LiveRegistry registry) {
        this.registry = registry;
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
        tables = new SharingTables(db.dataSource(), LiveRegistry.JSON);
        agreements = new Agreements(db.dataSource());
        members = new Members(db.dataSource(), LiveRegistry.JSON);
        grants = new Grants(db.dataSource(), clock, LiveRegistry.JSON);
        streams = new SharingStreams(registry.log());
        SharingRegistrar registrar =
                new SharingRegistrar(SharingLimits.standard(), CATALOGUE, () -> WorkingDays.of(List.of()));
        SharingHandler handler = new SharingHandler(tables, registrar, streams, store, clock);
        SimpleCommandBus bus = SimpleCommandBus.builder()
                .transactionManager(registry.transactions())
                .build();
        MessageHandler<CommandMessage<?>> handle = command -> handler.handle((SharingOrder) command.getPayload());
        bus.subscribe(SharingOrder.class.getName(), handle);
        orders = new SharingOrders(bus);
    }

    /** One agreement in each of some states, a department's record, a demand and a complaint. */
    public static void fill(TestDatabase db, LiveRegistry registry) {
        try (SharingWork work = new SharingWork(db, registry)) {
            work.member();
            SharingAgreement inForce = work.agreed("spouseName", "householdNumber");
            work.orders.take(ADMIN, new SharingCommand.PutOnFile(inForce.id(), inForce.version(), "穗数备1号", null));
            SharingAgreement suspended = work.agreed("spouseName");
            work.orders.take(MZ, new SharingCommand.Suspend(suspended.id(), suspended.version(), "超出用途"));
            work.consented("householdNumber", "relationToHead");
            work.request("spouseName");
            work.matters();
            work.group();
        }
    }

    void member() {
        orders.take(FENG, new SharingCommand.EnterPurpose("JY", new Purpose("ENROLMENT", "入学资格审核", "《义务教育法》第十二条")));
        orders.take(FENG, new SharingCommand.EnterPurpose("JY", new Purpose("AID", "资助", "《教育法》")));
        orders.take(FENG, new SharingCommand.EndPurpose("JY", "AID", "取消"));
        orders.take(ADMIN, new SharingCommand.RecordConfidentiality("JY", "穗数保1号", today(), today().plusYears(1)));
    }

    void matters() {
        var demand = orders.take(WU, new SharingCommand.RecordDemand("学区划分", List.of("GA")));
        orders.take(ADMIN, new SharingCommand.AnswerDemand(demand.id(), "可查户籍地址", List.of("registeredAddress")));
        var complaint = orders.take(WU, new SharingCommand.FileComplaint("GA", "长期未更新"));
        orders.take(ADMIN, new SharingCommand.AnswerComplaint(complaint.id(), "已督促", "限期整改"));
    }

    /** A group that is running, and one that waits. */
    void group() {
        for (String code : List.of("MARRIAGE", "REGISTERS")) {
            var group = orders.take(
                            WU,
                            new SharingCommand.FoundGroup(
                                    code,
                                    "婚姻计生",
                                    "核对婚姻和户籍",
                                    "《义务教育法》第十二条",
                                    "入学报名",
                                    Set.of(ProvisionWay.INTERFACE),
                                    ExchangeCycle.MONTHLY,
                                    today(),
                                    today().plusYears(1),
                                    List.of(
                                            new SharingCommand.WantedPart(
                                                    "GA",
                                                    "JY",
                                                    SubjectType.PERSON,
                                                    Map.of("householdNumber", Masking.HASH),
                                                    Set.of(),
                                                    null,
                                                    null),
                                            new SharingCommand.WantedPart(
                                                    "MZ",
                                                    "JY",
                                                    SubjectType.PERSON,
                                                    Map.of(),
                                                    Set.of("marriage-registration"),
                                                    null,
                                                    null))))
                    .group();
            if (code.equals("REGISTERS")) continue;
            group = orders.take(FENG, new SharingCommand.ConsentToParts(code, group.version(), Set.of(), null))
                    .group();
            orders.take(GA_OFFICER, new SharingCommand.ConsentToParts(code, group.version(), Set.of(), null));
        }
    }

    LocalDate today() {
        return SharingRegistrar.day(registry.now());
    }

    SharingAgreement request(String... items) {
        Map<String, Masking> wanted = new TreeMap<>();
        for (String item : items) wanted.put(item, Masking.FULL);
        AgreementTaken taken = orders.take(
                WU,
                new SharingCommand.Request(
                        "ENROLMENT",
                        null,
                        "入学报名",
                        SubjectType.PERSON,
                        wanted,
                        null,
                        Set.of(ProvisionWay.INTERFACE, ProvisionWay.BATCH),
                        today(),
                        today().plusYears(1)));
        return taken.agreement();
    }

    SharingAgreement consented(String... items) {
        SharingAgreement file = request(items);
        return orders.take(FENG, new SharingCommand.Consent(file.id(), file.version(), null))
                .agreement();
    }

    SharingAgreement agreed(String... items) {
        SharingAgreement file = consented(items);
        for (Actor provider : List.of(MZ, GA))
            if (file.answer(provider.department()) != null)
                file = orders.take(provider, new SharingCommand.Allow(file.id(), file.version(), Map.of(), null))
                        .agreement();
        return file;
    }

    @Override
    public void close() {
        store.shutDown();
    }
}
