package org.basedata.registry.core.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.basedata.registry.core.sharing.SharingGroupTale.ADMIN;
import static org.basedata.registry.core.sharing.SharingGroupTale.CLERK;
import static org.basedata.registry.core.sharing.SharingGroupTale.CODE;
import static org.basedata.registry.core.sharing.SharingGroupTale.founding;
import static org.basedata.registry.core.sharing.SharingGroupTale.officer;
import static org.basedata.registry.core.sharing.SharingGroupTale.part;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.catalogue.ProvisionWay;
import org.basedata.registry.core.catalogue.SharingType;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.SharingCommand.WantedPart;
import org.junit.jupiter.api.Test;

/** Groups for special uses: who consents to what, and what follows for those who read. */
class SharingGroupTest {
    private static final WantedPart TO_TAX =
            part("SCJG", "SW", SubjectType.LEGAL_ENTITY, "legalRepresentativeId", "registeredCapital");
    private static final WantedPart FROM_TAX = part("SW", "SCJG", SubjectType.LEGAL_ENTITY, "taxpayerType");

    private final SharingGroupTale tale = new SharingGroupTale();

    private SharingCommand.ConsentToParts consent(Integer... parts) {
        return new SharingCommand.ConsentToParts(CODE, tale.group.version(), Set.of(parts), null);
    }

    @Test
    void a_part_is_an_agreement_in_force_when_both_have_consented_whoever_is_first() {
        tale.founded(TO_TAX, FROM_TAX);
        assertThat(tale.group.state(tale.today())).isEqualTo(SharingGroupState.FOUNDED);
        assertThat(tale.group.waitingFor())
                .containsEntry("SCJG", LocalDate.parse("2026-09-15"))
                .containsKey("SW");
        tale.consents("SCJG");
        // The giver of the first part came first; of the second part it is the receiver.
        assertThat(tale.group.part(1).agreement()).isNull();
        assertThat(tale.state(2)).isEqualTo(AgreementState.ANSWERING);
        tale.consents("SW");
        assertThat(tale.state(1)).isEqualTo(AgreementState.IN_FORCE);
        assertThat(tale.state(2)).isEqualTo(AgreementState.IN_FORCE);
        assertThat(tale.group.waitingFor()).isEmpty();
        assertThat(tale.agreement(1).application().department()).isEqualTo("SW");
        assertThat(tale.agreement(1).application().purpose()).isEqualTo(CODE);
        assertThat(tale.agreement(1).group()).isEqualTo(CODE);
        assertThat(tale.member("SW").inUse()).containsKey(CODE);
        assertThat(tale.granted("SW").grants()).hasSize(1);
    }

    @Test
    void a_working_day_is_enough_where_all_that_is_given_is_shared_unconditionally() {
        tale.founded(part("SCJG", "SW", SubjectType.LEGAL_ENTITY, "registeredCapital"));
        assertThat(tale.group.waitingFor())
                .containsEntry("SCJG", LocalDate.parse("2026-09-02"))
                .containsEntry("SW", LocalDate.parse("2026-09-15"));
    }

    @Test
    void everything_that_is_wrong_is_told_at_once() {
        AgreementRefused refused = tale.refused(
                "NOT_SHARED",
                CLERK,
                founding(
                        part("MZ", "SW", SubjectType.PERSON, "adoptedOn", "spouseName"),
                        part("GA", "SW", SubjectType.PERSON, "spouseName"),
                        part("SW", "SW", SubjectType.PERSON, "incomeTaxPaid"),
                        part("XX", "SW", SubjectType.PERSON, "name")));
        assertThat(refused.faults())
                .extracting("code")
                .contains("NOT_SHARED", "NOT_THE_AUTHORITY", "PART_OWN", "DEPARTMENT_UNKNOWN");
    }

    @Test
    void a_dataset_stands_for_what_its_giver_is_the_authority_of_and_may_share() {
        tale.founded(new WantedPart(
                "MZ",
                "SW",
                SubjectType.PERSON,
                Map.of(),
                Set.of("marriage-registration", "adoption-registration"),
                null,
                null));
        assertThat(tale.group.part(1).what().items())
                .containsKeys("spouseName", "maritalStatus")
                .doesNotContainKeys("adoptedOn", "sex");
        assertThat(tale.group.part(1).what().datasets()).contains("marriage-registration");
    }

    @Test
    void neither_who_has_asked_for_it_nor_another_department_consents() {
        Actor both = new Actor("sw.du", "杜衡", "SW", Set.of(Role.CONSUMER, Role.INFORMATION_OFFICER));
        tale.order(both, founding(TO_TAX));
        tale.refused("OWN_APPLICATION", both, consent());
        tale.refused(AgreementRefused.NOT_YOURS, CLERK, consent());
        tale.refused(AgreementRefused.NOT_YOURS, officer("RS"), consent());
        AgreementRefused changed = tale.refused(
                AgreementRefused.CHANGED, officer("SW"), new SharingCommand.ConsentToParts(CODE, -1, Set.of(), null));
        assertThat(changed.fault().message()).contains("杜衡(SW) 2026-09-01 09:30 发起");
        tale.refused("GROUP_KNOWN", CLERK, founding(TO_TAX));
    }

    @Test
    void a_giver_may_also_answer_in_the_agreement_and_give_less() {
        tale.founded(TO_TAX).consents("SW");
        SharingAgreement file = tale.agreement(1);
        Map<String, Masking> less = new TreeMap<>(Map.of("registeredCapital", Masking.FULL));
        tale.order(officer("SCJG"), file, new SharingCommand.Allow(file.id(), file.version(), less, null));
        tale.order(
                officer("SCJG"),
                file,
                new SharingCommand.Refuse(file.id(), file.version(), Set.of(), "《中华人民共和国个人信息保护法》", "与用途无关"));
        assertThat(file.items().keySet()).containsExactly("registeredCapital");
        tale.refused("PART_NOT_OPEN", officer("SCJG"), consent());
    }

    @Test
    void a_giver_that_declines_names_a_legal_ground_and_a_receiver_need_not() {
        tale.founded(TO_TAX, FROM_TAX);
        tale.refused(
                "GROUND_MISSING",
                officer("SCJG"),
                new SharingCommand.DeclineParts(CODE, tale.group.version(), Set.of(1), null, "不宜提供"));
        tale.order(
                officer("SCJG"), new SharingCommand.DeclineParts(CODE, tale.group.version(), Set.of(2), null, "不需要"));
        assertThat(tale.group.part(2).closed()).isEqualTo(SharingGroup.Closed.DECLINED);
        tale.consents("SCJG", "SW");
        assertThat(tale.state(1)).isEqualTo(AgreementState.IN_FORCE);
    }

    @Test
    void while_it_is_suspended_nothing_is_given_out_and_clocks_stand_still() {
        tale.founded(TO_TAX, FROM_TAX, part("RS", "SW", SubjectType.LEGAL_ENTITY, "insuredPersons"))
                .consents("SCJG", "SW");
        LocalDate due = tale.agreement(3).answer("RS").due();
        assertThat(due).isEqualTo("2026-09-15");
        SharingAgreement alone = tale.agreement(2);
        tale.order(ADMIN, alone, new SharingCommand.Suspend(alone.id(), alone.version(), "超出用途"));
        tale.on("2026-09-08").order(ADMIN, new SharingCommand.SuspendGroup(CODE, tale.group.version(), "超出用途"));
        assertThat(tale.files.values())
                .allSatisfy(file -> assertThat(file.grant()).isEmpty());
        tale.refused("GROUP_STATE", officer("RS"), consent());
        SharingAgreement answering = tale.agreement(3);
        assertThatThrownBy(() -> tale.order(
                        officer("RS"),
                        answering,
                        new SharingCommand.Allow(answering.id(), answering.version(), Map.of(), null)))
                .isInstanceOf(AgreementRefused.class);
        assertThatThrownBy(() -> {
                    SharingAgreement first = tale.agreement(1);
                    tale.order(ADMIN, first, new SharingCommand.Resume(first.id(), first.version(), "已整改"));
                })
                .hasMessageContaining("SUSPENDED_WITH_GROUP");
        // Resumed alone, it stays suspended with its group.
        tale.order(ADMIN, alone, new SharingCommand.Resume(alone.id(), alone.version(), "已整改"));
        assertThat(alone.grant()).isEmpty();

        tale.on("2026-10-12").order(ADMIN, new SharingCommand.ResumeGroup(CODE, tale.group.version(), "已整改"));
        assertThat(tale.state(1)).isEqualTo(AgreementState.IN_FORCE);
        assertThat(tale.state(2)).isEqualTo(AgreementState.IN_FORCE);
        assertThat(answering.answer("RS").due()).isEqualTo("2026-10-19");
        assertThat(answering.answer("RS").extended()).isZero();
        tale.consents("RS");
        assertThat(tale.state(3)).isEqualTo(AgreementState.IN_FORCE);
    }

    @Test
    void less_takes_no_consent_and_more_takes_new_ones() {
        tale.founded(TO_TAX, FROM_TAX).consents("SCJG", "SW");
        tale.order(CLERK, new SharingCommand.DropParts(CODE, tale.group.version(), Set.of(2), "不再需要"));
        assertThat(tale.state(2)).isEqualTo(AgreementState.ENDED);
        assertThat(tale.agreement(2).ended().side()).isEqualTo(EndedBy.GROUP);
        tale.order(
                CLERK,
                new SharingCommand.ProposeParts(
                        CODE,
                        tale.group.version(),
                        List.of(part("RS", "SW", SubjectType.LEGAL_ENTITY, "insuredPersons")),
                        "增加参保信息"));
        assertThat(tale.group.members()).containsExactly("RS", "SCJG", "SW");
        assertThat(tale.group.waitingFor().keySet()).containsExactly("RS", "SW");
        tale.consents("RS", "SW");
        assertThat(tale.state(3)).isEqualTo(AgreementState.IN_FORCE);
    }

    @Test
    void a_member_that_has_given_leaves_after_consulting_the_others_and_what_it_gets_is_over_too() {
        tale.founded(TO_TAX, FROM_TAX).consents("SCJG", "SW");
        tale.refused(
                "CONSULTATION_MISSING",
                officer("SCJG"),
                new SharingCommand.LeaveGroup(CODE, tale.group.version(), "职责调整", null, null));
        tale.order(
                officer("SCJG"), new SharingCommand.LeaveGroup(CODE, tale.group.version(), "职责调整", "已书面征询", "穗数备3号"));
        assertThat(tale.agreement(1).ended().side()).isEqualTo(EndedBy.PROVIDER);
        assertThat(tale.agreement(2).ended().side()).isEqualTo(EndedBy.APPLICANT);
        assertThat(tale.group.members()).containsExactly("SW");
        tale.refused(
                AgreementRefused.NOT_YOURS,
                officer("SW"),
                new SharingCommand.LeaveGroup(CODE, tale.group.version(), "不牵头了", null, null));
    }

    @Test
    void it_lasts_longer_when_all_members_have_consented_and_no_part_of_it_does_alone() {
        tale.founded(TO_TAX, FROM_TAX).consents("SCJG", "SW");
        LocalDate longer = LocalDate.parse("2028-09-01");
        SharingAgreement file = tale.agreement(1);
        assertThatThrownBy(() -> tale.order(
                        officer("SW"),
                        file,
                        new SharingCommand.AskWidening(
                                file.id(),
                                file.version(),
                                new Widening(Widening.Kind.PERIOD, null, longer, null),
                                "延长")))
                .hasMessageContaining("PERIOD_OF_GROUP");
        tale.order(CLERK, new SharingCommand.ProlongGroup(CODE, tale.group.version(), longer, "方案延续"));
        tale.order(officer("SCJG"), new SharingCommand.ConsentToProlongation(CODE, tale.group.version(), null));
        assertThat(tale.group.until()).isEqualTo("2027-09-01");
        tale.order(officer("SW"), new SharingCommand.ConsentToProlongation(CODE, tale.group.version(), null));
        assertThat(tale.group.until()).isEqualTo(longer);
        assertThat(file.until()).isEqualTo(longer);
    }

    @Test
    void it_is_over_by_its_days_or_by_its_lead_and_what_became_of_the_data_is_recorded() {
        tale.founded(TO_TAX, FROM_TAX).consents("SCJG", "SW");
        tale.order(ADMIN, new SharingCommand.FileGroup(CODE, tale.group.version(), "穗数备1号", null));
        assertThat(tale.agreement(1).filedAs()).isEqualTo("穗数备1号");
        assertThat(tale.group.state(LocalDate.parse("2027-09-01"))).isEqualTo(SharingGroupState.EXPIRED);
        assertThat(tale.agreement(1).state(LocalDate.parse("2027-09-01"))).isEqualTo(AgreementState.EXPIRED);
        tale.order(CLERK, new SharingCommand.EndGroup(CODE, tale.group.version(), "工作完成"));
        assertThat(tale.state(1)).isEqualTo(AgreementState.ENDED);
        SharingAgreement file = tale.agreement(1);
        tale.order(
                CLERK, file, new SharingCommand.RecordDisposal(file.id(), file.version(), "已销毁", tale.today(), null));
        assertThat(file.disposal()).isNotNull();
        tale.refused("GROUP_STATE", CLERK, new SharingCommand.EndGroup(CODE, tale.group.version(), "再次"));
    }

    @Test
    void whoever_has_used_the_code_for_another_purpose_does_not_read_by_it() {
        tale.members.put(
                "SW",
                Member.none("SW")
                        .after(
                                new PurposeEntered(
                                        org.basedata.registry.core.reconciliation.Who.REGISTRY,
                                        "SW",
                                        new Purpose(CODE, "别的用途", "别的依据")),
                                0,
                                java.time.Instant.EPOCH));
        tale.founded(TO_TAX);
        tale.refused("PURPOSE_KNOWN", officer("SW"), consent());
    }

    @Test
    void an_exchange_is_missed_when_a_whole_period_has_gone_by_without_one() {
        LocalDate since = LocalDate.parse("2026-01-01");
        LocalDate today = LocalDate.parse("2026-11-26");
        assertThat(ExchangeCycle.MONTHLY.due(today)).isEqualTo("2026-11-30");
        assertThat(ExchangeCycle.QUARTERLY.due(today)).isEqualTo("2026-12-31");
        assertThat(ExchangeCycle.WEEKLY.due(today)).isEqualTo("2026-11-29");
        assertThat(ExchangeCycle.REAL_TIME.due(today)).isNull();
        assertThat(ExchangeCycle.MONTHLY.lateSince(since, LocalDate.parse("2026-10-01"), today))
                .isNull();
        assertThat(ExchangeCycle.MONTHLY.lateSince(since, LocalDate.parse("2026-09-30"), today))
                .isEqualTo("2026-11-01");
        assertThat(ExchangeCycle.MONTHLY.lateSince(since, LocalDate.parse("2026-06-30"), today))
                .isEqualTo("2026-08-01");
        assertThat(ExchangeCycle.MONTHLY.lateSince(since, null, today)).isEqualTo("2026-02-01");
        assertThat(ExchangeCycle.MONTHLY.lateSince(LocalDate.parse("2026-10-02"), null, today))
                .as("October had begun")
                .isNull();
        assertThat(ExchangeCycle.MONTHLY.lateSince(LocalDate.parse("2026-09-02"), LocalDate.parse("2026-03-01"), today))
                .isEqualTo("2026-11-01");
        assertThat(ExchangeCycle.DAILY.lateSince(since, LocalDate.parse("2026-11-25"), today))
                .isNull();
        assertThat(ExchangeCycle.DAILY.lateSince(since, LocalDate.parse("2026-11-24"), today))
                .isEqualTo("2026-11-26");
        assertThat(ExchangeCycle.REAL_TIME.lateSince(since, null, today)).isNull();
    }

    @Test
    void a_part_is_given_as_masked_as_it_was_proposed_and_about_the_subjects_that_it_names() {
        SubjectScope scope = new SubjectScope(Set.of("4401"), Set.of("1100"));
        tale.founded(new WantedPart(
                "SCJG",
                "SW",
                SubjectType.LEGAL_ENTITY,
                Map.of("registeredCapital", Masking.EXISTENCE),
                Set.of("enterprise-registration"),
                Masking.PARTIAL,
                scope));
        tale.consents("SCJG", "SW");
        Grant grant = tale.granted("SW").grants().get(0);
        assertThat(grant.scope()).isEqualTo(scope);
        assertThat(grant.items())
                .containsEntry("registeredCapital", Masking.EXISTENCE)
                .containsEntry("legalRepresentativeId", Masking.PARTIAL)
                .doesNotContainValue(Masking.FULL);
    }

    @Test
    void persons_are_not_told_apart_by_what_legal_entities_are() {
        tale.refused(
                "SCOPE_UNFIT",
                CLERK,
                founding(new WantedPart(
                        "MZ",
                        "SW",
                        SubjectType.PERSON,
                        Map.of("spouseName", Masking.FULL),
                        Set.of(),
                        null,
                        new SubjectScope(Set.of(), Set.of("1100")))));
    }

    /** Whatever people order in whatever sequence: nobody reads what both ends of some part have not consented to. */
    @Test
    void what_a_member_reads_by_the_group_never_exceeds_the_parts_consented_to() {
        int read = 0;
        for (int seed = 0; seed < 200; seed++) read += anyhow(new Random(seed));
        assertThat(read).as("items that were read, or this has shown nothing").isGreaterThan(500);
    }

    private static final List<String> DEPARTMENTS = List.of("SW", "SCJG", "RS", "MZ", "WJ");

    private static int anyhow(Random random) {
        SharingGroupTale tale = new SharingGroupTale();
        tale.founded(some(random), some(random), some(random));
        int read = 0;
        for (int step = 0; step < 25; step++) {
            try {
                anything(tale, random);
            } catch (AgreementRefused refused) {
                // Most of what is tried at random is.
            }
            for (String department : DEPARTMENTS) read += check(tale, department);
        }
        return read;
    }

    private static void anything(SharingGroupTale tale, Random random) {
        String department = DEPARTMENTS.get(random.nextInt(DEPARTMENTS.size()));
        Actor officer = officer(department);
        long version = tale.group.version();
        Set<Integer> some = random.nextBoolean()
                ? Set.of()
                : Set.of(1 + random.nextInt(tale.group.parts().size()));
        switch (random.nextInt(14)) {
            case 0, 1, 2, 3, 4 ->
                tale.order(officer, new SharingCommand.ConsentToParts(SharingGroupTale.CODE, version, some, null));
            case 5 ->
                tale.order(officer, new SharingCommand.DeclineParts(SharingGroupTale.CODE, version, some, "依据", "不需要"));
            case 6 ->
                tale.order(
                        CLERK,
                        new SharingCommand.ProposeParts(SharingGroupTale.CODE, version, List.of(some(random)), "增加"));
            case 7 -> tale.order(CLERK, new SharingCommand.DropParts(SharingGroupTale.CODE, version, some, "减少"));
            case 8 -> tale.order(ADMIN, new SharingCommand.SuspendGroup(SharingGroupTale.CODE, version, "暂停"));
            case 9 -> tale.order(ADMIN, new SharingCommand.ResumeGroup(SharingGroupTale.CODE, version, "恢复"));
            case 10 ->
                tale.order(officer, new SharingCommand.LeaveGroup(SharingGroupTale.CODE, version, "退出", "已征询", "备案"));
            default -> {
                List<SharingAgreement> files = new ArrayList<>(tale.files.values());
                if (files.isEmpty()) return;
                SharingAgreement file = files.get(random.nextInt(files.size()));
                Actor giver = officer(file.providers().first());
                tale.order(
                        random.nextBoolean() ? giver : ADMIN,
                        file,
                        switch (random.nextInt(4)) {
                            case 0 -> new SharingCommand.Allow(file.id(), file.version(), Map.of(), null);
                            case 1 -> new SharingCommand.Suspend(file.id(), file.version(), "滥用");
                            case 2 -> new SharingCommand.Resume(file.id(), file.version(), "已整改");
                            default -> new SharingCommand.End(file.id(), file.version(), "终止", "已征询", "备案");
                        });
            }
        }
    }

    private static WantedPart some(Random random) {
        List<WantedPart> parts = List.of(
                part("SCJG", "SW", SubjectType.LEGAL_ENTITY, "legalRepresentativeId"),
                part("SCJG", "RS", SubjectType.LEGAL_ENTITY, "legalRepresentativeId", "registeredCapital"),
                part("RS", "SW", SubjectType.LEGAL_ENTITY, "insuredPersons"),
                part("MZ", "WJ", SubjectType.PERSON, "spouseName", "marriedOn"),
                part("WJ", "MZ", SubjectType.PERSON, "motherName"),
                part("MZ", "SW", SubjectType.PERSON, "spouseName"));
        return parts.get(random.nextInt(parts.size()));
    }

    /** How many items the department reads of those that are shared on a condition. */
    private static int check(SharingGroupTale tale, String department) {
        Granted granted = tale.granted(department);
        if (!granted.purposes().containsKey(SharingGroupTale.CODE)) {
            assertThat(granted.grants()).isEmpty();
            return 0;
        }
        int read = 0;
        for (SubjectType type : SubjectType.values()) {
            Asked asked = new Asked(
                    new Actor("reader", "合成人员", department, Set.of(Role.CONSUMER)),
                    SharingGroupTale.CODE,
                    null,
                    type,
                    null,
                    ProvisionWay.INTERFACE);
            Entitlement entitlement = Entitlement.of(asked, granted, SharingTale.CATALOGUE, tale.today());
            for (String code : entitlement.items().keySet()) {
                DataItem item = SharingTale.CATALOGUE.item(type, code).orElseThrow();
                assertThat(item.sharing()).isNotEqualTo(SharingType.NOT_SHARED);
                if (item.sharing() == SharingType.UNCONDITIONAL) continue;
                read++;
                assertThat(tale.group.suspended()).isNull();
                assertThat(tale.group.parts()).as(department + " reads " + code).anySatisfy(part -> {
                    assertThat(part.closed()).isNull();
                    assertThat(part.what().receiver()).isEqualTo(department);
                    assertThat(part.what().items()).containsKey(code);
                    assertThat(part.received()).isNotNull();
                    String giver = part.what().giver();
                    boolean answered = part.given() != null
                            || tale.files.get(part.agreement()).history().stream()
                                    .anyMatch(each -> each.event() instanceof SharingGranted event
                                            && giver.equals(event.by().department()));
                    assertThat(answered).isTrue();
                });
            }
        }
        return read;
    }
}
