package org.basedata.registry.api.sharing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.basedata.registry.api.Registry;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.catalogue.ProvisionWay;
import org.basedata.registry.core.catalogue.SharingType;
import org.basedata.registry.core.catalogue.Source;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.AgreementId;
import org.basedata.registry.core.sharing.AgreementStep;
import org.basedata.registry.core.sharing.Granted;
import org.basedata.registry.core.sharing.Masking;
import org.basedata.registry.core.sharing.Member;
import org.basedata.registry.core.sharing.MemberEvent;
import org.basedata.registry.core.sharing.Purpose;
import org.basedata.registry.core.sharing.SharingAgreement;
import org.basedata.registry.core.sharing.SharingCommand;
import org.basedata.registry.core.sharing.SharingEvent;
import org.basedata.registry.core.sharing.SharingRegistrar;
import org.basedata.registry.core.sharing.SharingStreams;
import org.basedata.registry.core.sharing.SharingView;
import org.basedata.registry.core.subject.SubmitRecordsHandler;
import org.basedata.registry.projections.sharing.SharingTables;

/**
 * So that departments' systems of a demonstration or of development may read all that is ever shared: a confidentiality agreement and a purpose of
 * every department, and an agreement about all that is shared on a condition, applied for, consented to and granted by invented people as the
 * domain decides. What is on record already is not made again.
 */
public final class DevelopmentGrants {
    /** The purpose that tests of others name. */
    public static final String ACCEPTANCE = "ACCEPTANCE";

    private static final int YEARS = 5;

    /** What departments of a demonstration read for. */
    private static final Map<String, Purpose> PLAUSIBLE = Map.ofEntries(
            of("GA", "HOUSEHOLD", "户籍管理和人口信息核对", "《中华人民共和国户口登记条例》第三条"),
            of("WJ", "BIRTH", "出生医学证明签发核对", "《中华人民共和国母婴保健法》第二十三条"),
            of("MZ", "RELIEF", "社会救助家庭经济状况核对", "《社会救助暂行办法》第五十八条"),
            of("RS", "PENSION", "养老保险待遇领取资格认证", "《中华人民共和国社会保险法》第七十四条"),
            of("JY", "ENROLMENT", "义务教育入学资格审核", "《中华人民共和国义务教育法》第十二条"),
            of("CL", "ALLOWANCE", "残疾人两项补贴资格核对", "《中华人民共和国残疾人保障法》第四十八条"),
            of("GJJ", "WITHDRAWAL", "住房公积金提取审核", "《住房公积金管理条例》第二十四条"),
            of("SW", "DEDUCTION", "专项附加扣除信息核验", "《中华人民共和国个人所得税法》第十五条"),
            of("LS", "PERMIT", "居住证申领资格核对", "《居住证暂行条例》第九条"),
            of("SCJG", "REGISTRATION", "市场主体登记身份核对", "《中华人民共和国市场主体登记管理条例》第十六条"),
            of("SHZZ", "REGISTRATION", "社会组织登记身份核对", "《社会团体登记管理条例》第十条"),
            of("BB", "REGISTRATION", "事业单位登记身份核对", "《事业单位登记管理暂行条例》第六条"));

    private static final Actor OFFICE = new Actor("demo-office", "高远", null, Set.of(Role.CATALOGUE_ADMIN));

    private final Registry registry;
    private final SharingRegistrar registrar;
    private final SharingTables tables;
    private final Instant now;
    private final List<DomainEventMessage<?>> messages = new ArrayList<>();
    private final List<Runnable> rows = new ArrayList<>();

    public DevelopmentGrants(Registry registry) {
        this.registry = registry;
        this.registrar = registry.sharingRegistrar();
        this.tables = new SharingTables(registry.database().dataSource(), registry.json());
        this.now = registry.clock().instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static Map.Entry<String, Purpose> of(String department, String code, String wording, String basis) {
        return Map.entry(department, new Purpose(code, wording, basis));
    }

    /** @param demonstration with plausible purposes; else with {@link #ACCEPTANCE} */
    public void put(boolean demonstration) {
        // All in one transaction: a commit each would take seconds.
        registry.database().transactions().executeWithoutResult(status -> {
            for (Source source : registry.catalogue().sources()) {
                Purpose purpose = demonstration ? PLAUSIBLE.get(source.code()) : null;
                if (purpose == null) purpose = new Purpose(ACCEPTANCE, "开发和验收测试", "测试数据,全部虚构");
                put(source.code(), purpose);
            }
            if (messages.isEmpty()) return;
            registry.engine().appendEvents(messages);
            rows.forEach(Runnable::run);
        });
    }

    private void put(String department, Purpose purpose) {
        Member member = registry.sharingStreams().member(department);
        long before = member.sequence();
        LocalDate today = SharingRegistrar.day(now);
        if (!member.isConfidential(today))
            member = taken(
                    member,
                    OFFICE,
                    new SharingCommand.RecordConfidentiality(
                            department, "演示〔" + today + "〕" + department, today, today.plusYears(YEARS)));
        if (!member.purposes().containsKey(purpose.code()))
            member = taken(member, officer(department), new SharingCommand.EnterPurpose(department, purpose));
        Member recorded = member;
        if (recorded.sequence() > before) rows.add(() -> tables.write(recorded));
        if (!recorded.inUse().containsKey(purpose.code())) return;
        Granted granted = registry.grants().of(department);
        for (SubjectType type : SubjectType.values()) {
            Map<String, Masking> items = new TreeMap<>();
            for (DataItem item : registry.catalogue().items(type))
                if (item.sharing() == SharingType.CONDITIONAL) items.put(item.code(), Masking.FULL);
            boolean covered = granted.grants().stream()
                    .anyMatch(grant -> grant.purpose().equals(purpose.code())
                            && grant.type() == type
                            && grant.until().isAfter(today)
                            && grant.items().keySet().containsAll(items.keySet()));
            if (!covered && !items.isEmpty()) agree(recorded, purpose, type, items, today);
        }
    }

    private Member taken(Member member, Actor by, SharingCommand.OfMember command) {
        MemberEvent event = registrar.decide(member, command, by, now);
        Member after = member.after(event, member.sequence() + 1, now);
        messages.add(SharingStreams.message(
                MemberEvent.STREAM, Member.id(member.department()), after.sequence(), event, now));
        return after;
    }

    private void agree(Member member, Purpose purpose, SubjectType type, Map<String, Masking> items, LocalDate today) {
        String department = member.department();
        SharingAgreement file =
                SharingAgreement.begun(new AgreementId(UUID.fromString(SubmitRecordsHandler.eventId())));
        happened(
                file,
                List.of(registrar.request(
                        new SharingCommand.Request(
                                purpose.code(),
                                null,
                                purpose.wording(),
                                type,
                                items,
                                null,
                                EnumSet.allOf(ProvisionWay.class),
                                today,
                                today.plusYears(YEARS)),
                        person("applicant", "唐宁", department, Role.CONSUMER),
                        member,
                        () -> tables.number(SharingView.Numbered.AGREEMENT),
                        now)));
        order(file, officer(department), new SharingCommand.Consent(file.id(), file.version(), "确为本部门职责所需"));
        for (String provider : file.providers())
            order(
                    file,
                    person("provider", "方远", provider, Role.SOURCE),
                    new SharingCommand.Allow(file.id(), file.version(), Map.of(), null));
        order(file, OFFICE, new SharingCommand.PutOnFile(file.id(), file.version(), "演示备案 " + file.number(), null));
        rows.add(() -> tables.write(file));
    }

    private void order(SharingAgreement file, Actor by, SharingCommand.OnAgreement command) {
        happened(file, registrar.decide(file, command, by, now));
    }

    private void happened(SharingAgreement file, List<? extends SharingEvent> events) {
        for (SharingEvent event : events) {
            AgreementStep step = new AgreementStep(file.id(), file.version() + 1, now, event);
            file.evolve(step);
            messages.add(SharingStreams.message(SharingEvent.STREAM, file.id().value(), step.sequence(), event, now));
        }
    }

    private static Actor officer(String department) {
        return person("officer", "许洁", department, Role.INFORMATION_OFFICER);
    }

    private static Actor person(String part, String name, String department, Role role) {
        return new Actor("demo-" + department.toLowerCase(Locale.ROOT) + "-" + part, name, department, Set.of(role));
    }
}
