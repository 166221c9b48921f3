package org.basedata.registry.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.axonframework.serialization.SerializedObject;
import org.basedata.registry.core.account.Act;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.candidate.CandidateReason;
import org.basedata.registry.core.catalogue.CatalogueRevised;
import org.basedata.registry.core.catalogue.ProvisionWay;
import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.core.catalogue.Source;
import org.basedata.registry.core.catalogue.SourceRegistered;
import org.basedata.registry.core.decision.Choice;
import org.basedata.registry.core.decision.GroupApplied;
import org.basedata.registry.core.decision.GroupApproved;
import org.basedata.registry.core.decision.GroupProposed;
import org.basedata.registry.core.decision.GroupRejected;
import org.basedata.registry.core.decision.GroupRestored;
import org.basedata.registry.core.decision.GroupUndone;
import org.basedata.registry.core.decision.Shape;
import org.basedata.registry.core.delivery.DeliveryCompleted;
import org.basedata.registry.core.delivery.DeliveryReceived;
import org.basedata.registry.core.delivery.DeliveryTaken;
import org.basedata.registry.core.delivery.RowsRefused;
import org.basedata.registry.core.delivery.Waiver;
import org.basedata.registry.core.eventstore.ApprovedEvents;
import org.basedata.registry.core.eventstore.EventSerializer;
import org.basedata.registry.core.eventstore.EventTypes;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.reconciliation.Attachment;
import org.basedata.registry.core.reconciliation.CandidateNamed;
import org.basedata.registry.core.reconciliation.CaseAssigned;
import org.basedata.registry.core.reconciliation.CaseCause;
import org.basedata.registry.core.reconciliation.CaseClosed;
import org.basedata.registry.core.reconciliation.CaseEscalated;
import org.basedata.registry.core.reconciliation.CaseExtended;
import org.basedata.registry.core.reconciliation.CaseId;
import org.basedata.registry.core.reconciliation.CaseNoted;
import org.basedata.registry.core.reconciliation.CaseOpened;
import org.basedata.registry.core.reconciliation.CaseOutcome;
import org.basedata.registry.core.reconciliation.CaseReopened;
import org.basedata.registry.core.reconciliation.CaseScope;
import org.basedata.registry.core.reconciliation.CaseScopeChanged;
import org.basedata.registry.core.reconciliation.DecisionApproved;
import org.basedata.registry.core.reconciliation.DecisionProposed;
import org.basedata.registry.core.reconciliation.DecisionRejected;
import org.basedata.registry.core.reconciliation.DecisionTakenBack;
import org.basedata.registry.core.reconciliation.Report;
import org.basedata.registry.core.reconciliation.Settlement;
import org.basedata.registry.core.reconciliation.Verdict;
import org.basedata.registry.core.reconciliation.VerificationAnswered;
import org.basedata.registry.core.reconciliation.VerificationRequested;
import org.basedata.registry.core.reconciliation.Who;
import org.basedata.registry.core.record.Operation;
import org.basedata.registry.core.record.Provenance;
import org.basedata.registry.core.record.RecordContent;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.record.RecordVersion;
import org.basedata.registry.core.sharing.AgreementId;
import org.basedata.registry.core.sharing.AnswerExtended;
import org.basedata.registry.core.sharing.Application;
import org.basedata.registry.core.sharing.AskedProvider;
import org.basedata.registry.core.sharing.ComplaintAnswered;
import org.basedata.registry.core.sharing.ComplaintFiled;
import org.basedata.registry.core.sharing.ConfidentialityAgreed;
import org.basedata.registry.core.sharing.ConfidentialityEnded;
import org.basedata.registry.core.sharing.DemandAnswered;
import org.basedata.registry.core.sharing.DemandRecorded;
import org.basedata.registry.core.sharing.DisposalRecorded;
import org.basedata.registry.core.sharing.DisputeSettled;
import org.basedata.registry.core.sharing.EndedBy;
import org.basedata.registry.core.sharing.ExchangeCycle;
import org.basedata.registry.core.sharing.GroupMemberLeft;
import org.basedata.registry.core.sharing.GroupPart;
import org.basedata.registry.core.sharing.GroupPartOpened;
import org.basedata.registry.core.sharing.GroupPartsConsented;
import org.basedata.registry.core.sharing.GroupPartsDeclined;
import org.basedata.registry.core.sharing.GroupPartsDropped;
import org.basedata.registry.core.sharing.GroupPartsProposed;
import org.basedata.registry.core.sharing.GroupProlongationAsked;
import org.basedata.registry.core.sharing.GroupProlongationConsented;
import org.basedata.registry.core.sharing.Masking;
import org.basedata.registry.core.sharing.MaterialRequested;
import org.basedata.registry.core.sharing.MaterialSupplied;
import org.basedata.registry.core.sharing.Purpose;
import org.basedata.registry.core.sharing.PurposeEnded;
import org.basedata.registry.core.sharing.PurposeEntered;
import org.basedata.registry.core.sharing.SharingAgreed;
import org.basedata.registry.core.sharing.SharingConsented;
import org.basedata.registry.core.sharing.SharingDeclined;
import org.basedata.registry.core.sharing.SharingEnded;
import org.basedata.registry.core.sharing.SharingEscalated;
import org.basedata.registry.core.sharing.SharingFiled;
import org.basedata.registry.core.sharing.SharingGranted;
import org.basedata.registry.core.sharing.SharingGroupEnded;
import org.basedata.registry.core.sharing.SharingGroupFiled;
import org.basedata.registry.core.sharing.SharingGroupFounded;
import org.basedata.registry.core.sharing.SharingGroupProlonged;
import org.basedata.registry.core.sharing.SharingGroupResumed;
import org.basedata.registry.core.sharing.SharingGroupSuspended;
import org.basedata.registry.core.sharing.SharingGroupTerms;
import org.basedata.registry.core.sharing.SharingRefused;
import org.basedata.registry.core.sharing.SharingRequested;
import org.basedata.registry.core.sharing.SharingResumed;
import org.basedata.registry.core.sharing.SharingSuspended;
import org.basedata.registry.core.sharing.SharingWidened;
import org.basedata.registry.core.sharing.SharingWithdrawn;
import org.basedata.registry.core.sharing.SubjectScope;
import org.basedata.registry.core.sharing.Widening;
import org.basedata.registry.core.sharing.WideningConsented;
import org.basedata.registry.core.sharing.WideningRefused;
import org.basedata.registry.core.sharing.WideningRequested;
import org.basedata.registry.core.subject.ActRevoked;
import org.basedata.registry.core.subject.Assignment;
import org.basedata.registry.core.subject.ConflictChanged;
import org.basedata.registry.core.subject.ConflictRaised;
import org.basedata.registry.core.subject.ConflictSettled;
import org.basedata.registry.core.subject.DecisionRevoked;
import org.basedata.registry.core.subject.DecisionsMoved;
import org.basedata.registry.core.subject.EntitiesSucceeded;
import org.basedata.registry.core.subject.IdentifierSuperseded;
import org.basedata.registry.core.subject.ItemDecided;
import org.basedata.registry.core.subject.NumberChange;
import org.basedata.registry.core.subject.Outcome;
import org.basedata.registry.core.subject.Party;
import org.basedata.registry.core.subject.RecordCorrected;
import org.basedata.registry.core.subject.RecordEnded;
import org.basedata.registry.core.subject.RecordHeld;
import org.basedata.registry.core.subject.RecordMoved;
import org.basedata.registry.core.subject.RecordOutcome;
import org.basedata.registry.core.subject.RecordReaffirmed;
import org.basedata.registry.core.subject.RecordReleased;
import org.basedata.registry.core.subject.RecordSubmitted;
import org.basedata.registry.core.subject.RecordWithdrawn;
import org.basedata.registry.core.subject.RecordsAssigned;
import org.basedata.registry.core.subject.SubjectReassessed;
import org.basedata.registry.core.subject.SubjectSplit;
import org.basedata.registry.core.subject.SubjectsMerged;
import org.basedata.registry.core.subject.Succession;
import org.basedata.registry.core.survivorship.Basis;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.core.survivorship.ConflictKind;
import org.basedata.registry.core.survivorship.ConflictValue;
import org.basedata.registry.core.survivorship.Decision;
import org.basedata.registry.core.survivorship.ItemStatus;
import org.basedata.registry.core.survivorship.ItemTimelines;
import org.basedata.registry.core.survivorship.Origin;
import org.basedata.registry.core.survivorship.Segment;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What is stored today can be read for as long as the registry exists: one approved JSON file an event and revision. */
class EventContractTest {
    private static final Instant TIME = Instant.parse("2026-01-05T01:02:03.456789Z");
    private static final Identifier PERSON = new Identifier(IdType.RESIDENT_ID, "11010519491231002X");
    private static final Identifier PASSPORT = new Identifier(IdType.PASSPORT, "E12345678");
    private static final SubjectId SUBJECT = SubjectId.of("6f1c1f1e-8a3b-8c00-9d00-000000000001");
    private static final SubjectId OTHER = SubjectId.of("6f1c1f1e-8a3b-8c00-9d00-000000000002");
    private static final UUID DELIVERY = UUID.fromString("6f1c1f1e-8a3b-4c00-9d00-0000000000d1");
    private static final RecordKey RECORD = new RecordKey("GA", "household-registration", "GA-0001");

    private static final Actor STEWARD = new Actor("chen", "陈核查", "GA", Set.of(Role.STEWARD));
    private static final Who WHO = new Who("steward.zhao", "赵核查", null);
    private static final LocalDate DUE = LocalDate.parse("2026-01-19");

    private final EventTypes types = RegistryEvents.types();
    private final JsonMapper json = JsonMapper.builder().build();
    private final ApprovedEvents approved = new ApprovedEvents(new EventSerializer(types, json));

    @Test
    void every_event_is_stored_as_approved_and_every_type_has_a_sample() {
        List<Object> samples = samples();
        Set<Class<?>> sampled = samples.stream().map(Object::getClass).collect(Collectors.toSet());
        assertThat(types.all()).allSatisfy(type -> assertThat(sampled).contains(type.javaClass()));
        assertAll(samples.stream().map(sample -> () -> approved.verify(sample)));
    }

    @Test
    void files_of_every_revision_load_as_the_samples_that_they_were_written_from() {
        assertThat(approved.verifyAllLoad(RegistryEvents.upcasters(json)))
                .hasSizeGreaterThan(samples().size())
                .allSatisfy(loaded -> assertThat(samples()).contains(loaded));
    }

    /** Events older than the fingerprint have none, and are the approved ones. */
    @Test
    void the_fingerprint_of_the_row_is_kept_with_the_version() {
        RecordVersion plain = version(Operation.SUBMIT);
        Provenance from = plain.provenance();
        Provenance provenance = new Provenance(
                from.delivery(),
                from.index(),
                from.handlingUnit(),
                from.handlingPerson(),
                from.reason(),
                from.idAsSubmitted(),
                from.recordedAt(),
                "ASNFZ4mrze______________4A");
        RecordSubmitted sample = new RecordSubmitted(
                RECORD,
                new RecordVersion(3, plain.hash(), plain.subject(), plain.content(), provenance),
                PERSON,
                null,
                null);
        EventSerializer serializer =
                new EventSerializer(types, JsonMapper.builder().build());
        SerializedObject<byte[]> stored = serializer.serialize(sample, byte[].class);
        assertThat(new String(stored.getData(), StandardCharsets.UTF_8)).contains("ASNFZ4mrze______________4A");
        Object back = serializer.deserialize(stored);
        assertThat(back).isEqualTo(sample);
    }

    /** Cases that are older than the shapes in their scope have none, and are the approved ones. */
    @Test
    void the_shapes_of_conflicts_are_kept_with_the_scope_of_a_case() {
        CaseScopeChanged sample =
                new CaseScopeChanged(Who.REGISTRY, null, scope(List.of("PERSON/maritalStatus/MZ/GA/OTHER")));
        EventSerializer serializer =
                new EventSerializer(types, JsonMapper.builder().build());
        SerializedObject<byte[]> stored = serializer.serialize(sample, byte[].class);
        assertThat(new String(stored.getData(), StandardCharsets.UTF_8)).contains("PERSON/maritalStatus/MZ/GA/OTHER");
        Object back = serializer.deserialize(stored);
        assertThat(back).isEqualTo(sample);
    }

    private static Decision decided() {
        return new Decision(
                act(),
                SUBJECT,
                TIME,
                ConflictKind.ITEM,
                "sex",
                null,
                LocalDate.of(2000, 1, 1),
                null,
                "2",
                "RS",
                "GA",
                "1",
                List.of(new Decision.Ground(RECORD, 3, "hash")),
                List.of(new Decision.Said("GA", "1"), new Decision.Said("RS", "2")),
                DELIVERY);
    }

    private static Act act() {
        return new Act(SUBJECT.value(), "GA", "户政大队", "李警官", "错号更正", List.of("穗公户〔2026〕18号"));
    }

    private static List<Object> samples() {
        return List.of(
                new RecordSubmitted(RECORD, version(Operation.SUBMIT), PERSON, null, outcome()),
                new RecordCorrected(RECORD, version(Operation.CORRECT), null, null, outcome()),
                new RecordEnded(RECORD, version(Operation.END), null, OTHER, null),
                new RecordWithdrawn(RECORD, version(Operation.WITHDRAW), null, null, outcome()),
                new RecordReaffirmed(RECORD, version(Operation.SUBMIT), null, null, null),
                new RecordMoved(RECORD, List.of(version(Operation.SUBMIT)), outcome()),
                new ConflictRaised(conflict(ConflictKind.ITEM)),
                new ConflictChanged(4, conflict(ConflictKind.RULE)),
                new ConflictSettled(4, ConflictKind.ITEM, "name"),
                new RecordHeld(conflict(ConflictKind.HOLD)),
                new RecordReleased(4, RECORD),
                new SubjectReassessed(DELIVERY, outcome()),
                new IdentifierSuperseded(act(), NumberChange.NUMBER_WRONG, SUBJECT, PERSON, PASSPORT, OTHER),
                new SubjectsMerged(act(), SUBJECT, PERSON, OTHER, PASSPORT),
                new SubjectSplit(
                        act(),
                        SUBJECT,
                        PERSON,
                        List.of(new Party(OTHER, PASSPORT), new Party(SUBJECT, PERSON)),
                        List.of(new Assignment(RECORD, SUBJECT, OTHER))),
                new RecordsAssigned(
                        act(), SUBJECT, PERSON, OTHER, null, List.of(new Assignment(RECORD, SUBJECT, OTHER))),
                new EntitiesSucceeded(
                        act(),
                        Succession.MERGER,
                        List.of(new Party(SUBJECT, null)),
                        List.of(new Party(OTHER, null)),
                        LocalDate.parse("2024-07-01")),
                new ActRevoked(act(), DELIVERY),
                new ItemDecided(decided()),
                new DecisionRevoked(act(), DELIVERY),
                new DecisionsMoved(DELIVERY, List.of(decided())),
                new GroupProposed(
                        DELIVERY,
                        STEWARD,
                        Shape.parse("PERSON/name/GA/RS/VARIANT_CHARACTERS"),
                        Choice.How.TAKE,
                        "GA",
                        "社保系统字库不全",
                        List.of("核查单 1"),
                        1200),
                new GroupApproved(DELIVERY, STEWARD),
                new GroupRejected(DELIVERY, STEWARD, "应由社保部门更正"),
                new GroupApplied(DELIVERY, 1199, 1),
                new GroupUndone(DELIVERY, STEWARD, "误办"),
                new GroupRestored(DELIVERY, 1199),
                new DeliveryReceived(
                        DELIVERY, "GA", "FILE", "household-registration", "persons.csv", "ab".repeat(32), TIME, true),
                new RowsRefused(DELIVERY, "GA", 2, new TreeMap<>(Map.of("ID_CHECK_DIGIT", 2L, "NAME_MISSING", 1L))),
                new DeliveryCompleted(
                        DELIVERY,
                        "GA",
                        new DeliveryCompleted.Counts(3, 1, 1, 1),
                        5,
                        List.of(RecordOutcome.refused(2, List.of(fault()))),
                        List.of(fault())),
                new DeliveryTaken(
                        DELIVERY,
                        "GA",
                        "API",
                        "household-registration",
                        TIME,
                        true,
                        new Waiver("steward.zhao", "补报"),
                        new Waiver("steward.qian", "撤并"),
                        new DeliveryCompleted.Counts(3, 1, 1, 1),
                        5,
                        new TreeMap<>(Map.of("ID_CHECK_DIGIT", 1L)),
                        List.of(RecordOutcome.refused(2, List.of(fault()))),
                        List.of(fault())),
                new CaseOpened(WHO, "群众反映", "C-000017", SUBJECT, CaseCause.REPORT, scope(), "440106", DUE, report()),
                new CaseScopeChanged(Who.REGISTRY, null, scope()),
                new CaseAssigned(WHO, "休假", "steward.qian", "钱核查"),
                new VerificationRequested(WHO, 1, "MZ", "请核实婚姻状况", List.of("maritalStatus"), DUE),
                new VerificationAnswered(
                        new Who("mz-client", null, "MZ"),
                        1,
                        "MZ",
                        Verdict.CORRECTED,
                        "漏改,已更正",
                        "婚姻登记处",
                        "周登记",
                        DELIVERY,
                        List.of(new Attachment(DELIVERY, "登记簿.pdf", "application/pdf", 20480, "ab".repeat(32)))),
                new DecisionProposed(
                        WHO,
                        "结婚登记在案",
                        1,
                        List.of(
                                Settlement.choose(4, Choice.take(RECORD)),
                                Settlement.choose(5, Choice.set("20")),
                                Settlement.differentSubjects(6, DELIVERY),
                                Settlement.sourceCorrects(7, "GA")),
                        List.of("穗民婚〔2024〕118号"),
                        true,
                        new TreeMap<>(Map.of(4L, "ab".repeat(32)))),
                new DecisionApproved(new Who("approver.sun", "孙审批", null), "依据充分", 1),
                new DecisionRejected(new Who("approver.sun", "孙审批", null), "依据不足", 1),
                new DecisionTakenBack(new Who("approver.sun", "孙审批", null), "登记已撤销", DELIVERY, 4),
                new CaseEscalated(WHO, "各执一词", 1, "市政务数据管理局"),
                new CaseExtended(WHO, "调取档案", 5, "市政务数据管理局", DUE),
                new CaseNoted(WHO, "两主体已合并", List.of(report()), new CaseId(DELIVERY)),
                new CandidateNamed(
                        WHO,
                        "人像相同",
                        new SubjectId(DELIVERY),
                        84,
                        List.of(CandidateReason.SAME_NAME_AND_BIRTH_DATE_OTHER_DOCUMENT)),
                new CaseClosed(
                        WHO, "两主体已合并", CaseOutcome.JOINED, new CaseId(DELIVERY), List.of("GA", "MZ"), List.of("JY")),
                new CaseReopened(Who.REGISTRY, null, scope(), DUE),
                new SharingRequested(
                        WHO,
                        "A-000017",
                        new Application(
                                "JY",
                                "ENROLMENT",
                                "义务教育入学资格审核",
                                "《中华人民共和国义务教育法》第十二条",
                                "入学报名时核对监护人户籍",
                                SubjectType.PERSON,
                                new TreeMap<>(Map.of("maritalStatus", Masking.FULL, "householdNumber", Masking.HASH)),
                                new SubjectScope(Set.of("4401", "4406"), Set.of()),
                                new TreeSet<>(Set.of(ProvisionWay.INTERFACE, ProvisionWay.BATCH)),
                                DUE,
                                DUE.plusYears(1)),
                        new TreeMap<>(Map.of("GA", List.of("householdNumber"), "MZ", List.of("maritalStatus"))),
                        null),
                new SharingConsented(
                        WHO, "确有需要", List.of(new AskedProvider("GA", false, DUE), new AskedProvider("MZ", true, DUE))),
                new SharingDeclined(WHO, "并非本部门职责"),
                new SharingWithdrawn(WHO, "不再需要"),
                new MaterialRequested(WHO, "缺业务系统安全评估报告", "MZ", 7),
                new MaterialSupplied(WHO, "已附评估报告", "MZ", DUE),
                new AnswerExtended(WHO, "需征求上级意见", "MZ", 5, DUE, "JY"),
                new SharingGranted(
                        WHO, "仅限核对", "MZ", new TreeMap<>(Map.of("maritalStatus", Masking.PARTIAL)), DUE, true),
                new SharingRefused(WHO, "与职责无关", "GA", List.of("householdNumber"), "《户口登记条例》"),
                new SharingAgreed(
                        Who.REGISTRY,
                        null,
                        new TreeMap<>(Map.of("maritalStatus", Masking.PARTIAL)),
                        DUE,
                        DUE.plusYears(1)),
                new SharingEscalated(WHO, "各执一词", "GA", 1, "市政务数据管理局", DUE),
                new DisputeSettled(
                        WHO,
                        "部分共享",
                        "GA",
                        new TreeMap<>(Map.of("householdNumber", Masking.HASH)),
                        List.of("relationToHead"),
                        DUE),
                new SharingFiled(WHO, "留存", "穗数备〔2026〕17号"),
                new SharingSuspended(WHO, "超出申请用途使用"),
                new SharingResumed(WHO, "已整改"),
                new WideningRequested(WHO, "区级系统也要使用", 1, new Widening(Widening.Kind.PASSING_ON, null, null, "天河区教育局")),
                new WideningConsented(WHO, "同意", 1, "MZ"),
                new WideningRefused(WHO, "接收方未签保密协议", 1, "GA"),
                new SharingWidened(
                        Who.REGISTRY, null, 2, new SubjectScope(Set.of("44"), Set.of("1100")), DUE.plusYears(2)),
                new SharingEnded(WHO, "业务取消", EndedBy.PROVIDER, "已于 3 月 2 日书面征询", "穗数备〔2026〕18号"),
                new DisposalRecorded(WHO, "已销毁", DUE, "销毁记录 3 号"),
                new SharingGroupFounded(
                        WHO,
                        new SharingGroupTerms(
                                "TAX",
                                "综合治税",
                                "SW",
                                "涉税信息交换与共享",
                                "《中华人民共和国税收征收管理法》第六条",
                                "按月比对登记、参保和纳税情况",
                                new TreeSet<>(Set.of(ProvisionWay.BATCH, ProvisionWay.INTERFACE)),
                                ExchangeCycle.MONTHLY,
                                DUE,
                                DUE.plusYears(1))),
                new GroupPartsProposed(
                        WHO,
                        "按年度方案",
                        List.of(new GroupPart(
                                1,
                                "SCJG",
                                "SW",
                                SubjectType.LEGAL_ENTITY,
                                new TreeMap<>(Map.of("registeredCapital", Masking.FULL)),
                                new SubjectScope(Set.of("4401"), Set.of("1100")),
                                new TreeSet<>(Set.of("enterprise-registration")))),
                        new TreeMap<>(Map.of("SCJG", DUE, "SW", DUE.plusDays(14)))),
                new GroupPartsConsented(WHO, "同意", "SCJG", List.of(1)),
                new GroupPartsDeclined(WHO, "与职责无关", "SCJG", List.of(2), "《中华人民共和国统计法》第九条"),
                new GroupPartOpened(Who.REGISTRY, null, 1, new AgreementId(DELIVERY), "A-000018"),
                new SharingGroupFiled(WHO, "留存", "穗数备〔2026〕19号"),
                new SharingGroupSuspended(WHO, "超出用途使用"),
                new SharingGroupResumed(WHO, "已整改"),
                new GroupPartsDropped(WHO, "不再需要", List.of(1, 3)),
                new GroupMemberLeft(WHO, "职责调整", "RS", List.of(4), "已于 3 月 2 日书面征询", "穗数备〔2026〕20号"),
                new GroupProlongationAsked(WHO, "方案延续一年", DUE.plusYears(2)),
                new GroupProlongationConsented(WHO, "同意", "SCJG"),
                new SharingGroupProlonged(Who.REGISTRY, null, DUE.plusYears(2)),
                new SharingGroupEnded(WHO, "专项工作完成"),
                new PurposeEntered(WHO, "JY", new Purpose("ENROLMENT", "义务教育入学资格审核", "《中华人民共和国义务教育法》第十二条")),
                new PurposeEnded(WHO, "JY", "ENROLMENT", "业务取消"),
                new ConfidentialityAgreed(WHO, "JY", "穗数保〔2026〕3号", DUE, DUE.plusYears(3)),
                new ConfidentialityEnded(WHO, "JY", "穗数保〔2026〕3号", "机构撤销"),
                new DemandRecorded(WHO, "D-000017", "JY", "学区划分", List.of("GA")),
                new DemandAnswered(WHO, "可查询户籍地址", List.of("registeredAddress")),
                new ComplaintFiled(WHO, "P-000017", "JY", "GA", "数据长期未更新"),
                new ComplaintAnswered(WHO, "已督促更新", "约谈并限期整改"),
                new CatalogueRevised("2026.1", "ab".repeat(32), "version: \"2026.1\"\n", "SYSTEM", "first start"),
                new SourceRegistered(new Source("GA", "公安机关", "Public security", "DEPARTMENT", "CITY", "440100")));
    }

    private static CaseScope scope() {
        return scope(List.of());
    }

    private static CaseScope scope(List<String> shapes) {
        return new CaseScope(Severity.MAJOR, List.of("maritalStatus"), List.of("GA", "MZ"), 2, shapes);
    }

    private static Report report() {
        return new Report(DELIVERY, "JY", "婚姻状况与本部门掌握的不符");
    }

    private static Fault fault() {
        return new Fault("ID_CHECK_DIGIT", "subject.id", "1101**********0021", "校验码错误", "wrong check digit");
    }

    private static RecordVersion version(Operation operation) {
        RecordContent content = RecordContent.of(
                operation,
                PERSON,
                "王小兰",
                Map.of("sex", "2", "birthDate", "1949-12-31"),
                LocalDate.parse("1985-09-01"),
                null);
        Provenance provenance = new Provenance(
                DELIVERY, 0, "天河分局", "李四", operation.needsReason() ? "登记差错" : null, "11010519491231002x", TIME, null);
        return new RecordVersion(
                3, content.hash(), operation == Operation.WITHDRAW ? null : SUBJECT, content, provenance);
    }

    private static Outcome outcome() {
        Origin origin = new Origin("GA", "household-registration", "GA-0001", 3, TIME);
        Origin fallback = new Origin("RS", "social-insurance", "RS-1", 1, TIME);
        LocalDate from = LocalDate.parse("1985-09-01");
        LocalDate to = LocalDate.parse("2000-01-01");
        return new Outcome(
                "2026.1",
                true,
                new ItemTimelines(new TreeMap<>(Map.of(
                        "name",
                        List.of(
                                new Segment(from, to, "王小兰", ItemStatus.SOLE, Basis.AUTHORITY, origin, List.of()),
                                new Segment(
                                        to,
                                        null,
                                        "王小兰",
                                        ItemStatus.CORROBORATED,
                                        Basis.AUTHORITY,
                                        origin,
                                        List.of("RS"))),
                        "birthDate",
                        List.of(new Segment(
                                from, null, "1949-12-31", ItemStatus.PROVISIONAL, Basis.FALLBACK, fallback, List.of())),
                        "sex",
                        List.of()))));
    }

    private static Conflict conflict(ConflictKind kind) {
        return new Conflict(
                kind,
                "name",
                kind == ConflictKind.RULE ? "SexMustMatchNumber" : null,
                LocalDate.parse("1985-09-01"),
                null,
                Severity.IDENTITY,
                "王小兰",
                List.of(
                        new ConflictValue(
                                "王小兰",
                                "GA",
                                "household-registration",
                                "GA-0001",
                                3,
                                LocalDate.parse("1985-09-01"),
                                TIME),
                        new ConflictValue("王晓兰", "RS", "social-insurance", "RS-1", 1, null, TIME)));
    }
}
