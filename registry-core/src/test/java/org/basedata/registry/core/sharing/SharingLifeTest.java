package org.basedata.registry.core.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.calendar.SharingLimits;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.identifier.SubjectType;
import org.junit.jupiter.api.Test;

class SharingLifeTest {
    private final SharingTale tale = new SharingTale();

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    @Test
    void providers_are_the_authorities_of_the_items() {
        tale.request("spouseName", "householdNumber", "relationToHead");
        SharingRequested event = (SharingRequested) tale.file.history().get(0).event();
        assertThat(event.providers())
                .containsEntry("MZ", List.of("spouseName"))
                .containsEntry("GA", List.of("householdNumber", "relationToHead"))
                .hasSize(2);
        assertThat(event.application().legalBasis()).isEqualTo("《义务教育法》第十二条");
        assertThat(tale.state()).isEqualTo(AgreementState.REQUESTED);
    }

    @Test
    void everything_that_is_wrong_with_an_application_is_told_at_once_and_items_shared_with_nobody_with_their_ground() {
        AgreementRefused refused = tale.refusedApplication(new SharingCommand.Request(
                "OTHER",
                null,
                " ",
                SubjectType.PERSON,
                Map.of("adoptionPartyName", Masking.FULL, "colour", Masking.FULL),
                new SubjectScope(Set.of(), Set.of("1100")),
                Set.of(),
                day("2026-09-01"),
                day("2026-09-01")));
        assertThat(refused.faults())
                .extracting(Fault::code)
                .containsExactlyInAnyOrder(
                        "PURPOSE_UNKNOWN",
                        "SCENARIO_MISSING",
                        "WAYS_MISSING",
                        "PERIOD_REVERSED",
                        "SCOPE_UNFIT",
                        "NOT_SHARED",
                        "ITEM_UNKNOWN");
        assertThat(refused.faults())
                .filteredOn(fault -> fault.code().equals("NOT_SHARED"))
                .first()
                .satisfies(fault -> assertThat(fault.message()).contains("第一千一百一十条"));
    }

    @Test
    void nobody_consents_to_their_own_application_and_no_other_department_does() {
        Actor both = new Actor("jy.feng", "冯主管", "JY", Set.of(Role.CONSUMER, Role.INFORMATION_OFFICER));
        tale.request("spouseName");
        tale.refused(
                AgreementRefused.NOT_YOURS,
                SharingTale.WU,
                new SharingCommand.Consent(tale.file.id(), tale.file.version(), null));
        tale.refused(
                AgreementRefused.NOT_YOURS,
                SharingTale.GA,
                new SharingCommand.Consent(tale.file.id(), tale.file.version(), null));
        SharingTale own = new SharingTale();
        own.file = SharingAgreement.begun(tale.file.id());
        own.file.evolve(new AgreementStep(
                tale.file.id(),
                0,
                Instant.EPOCH,
                own.registrar.request(
                        SharingTale.wanting("spouseName"), both, own.member, () -> "A-000018", Instant.EPOCH)));
        own.refused("OWN_APPLICATION", both, new SharingCommand.Consent(tale.file.id(), 0, null));
    }

    @Test
    void answers_are_due_in_one_working_day_when_all_is_unconditional_and_in_ten_otherwise_over_national_day() {
        // Wednesday 30 September: 1 to 8 October are off, Saturday 10 October is worked on.
        tale.on("2026-09-30").consented("spouseName", "name", "householdNumber", "residenceReason");
        assertThat(tale.answer("MZ").due()).isEqualTo(day("2026-10-21"));
        assertThat(tale.answer("MZ").conditional()).isTrue();
        SharingTale plain = new SharingTale().on("2026-09-30");
        plain.consented("name", "sex");
        assertThat(plain.answer("GA").conditional()).isFalse();
        assertThat(plain.answer("GA").due()).isEqualTo(day("2026-10-09"));
    }

    @Test
    void what_all_have_answered_is_in_force_from_its_day_until_its_day_and_data_is_due_in_twenty() {
        tale.on("2026-09-01").consented("spouseName", "householdNumber");
        assertThat(tale.file.grant()).isEmpty();
        tale.on("2026-09-02").order(SharingTale.MZ, tale.allow());
        assertThat(tale.state()).isEqualTo(AgreementState.ANSWERING);
        assertThat(tale.file.grant()).isEmpty();
        assertThat(tale.order(SharingTale.GA, tale.allow()))
                .extracting(event -> (Object) event.getClass())
                .containsExactly(SharingGranted.class, SharingAgreed.class);
        assertThat(tale.answer("GA").accessBy()).isEqualTo(day("2026-09-29"));
        Grant grant = tale.file.grant().orElseThrow();
        assertThat(grant.items()).containsOnlyKeys("spouseName", "householdNumber");
        assertThat(grant.isInForce(day("2026-09-01"))).isFalse();
        assertThat(grant.isInForce(day("2026-09-02"))).isTrue();
        assertThat(grant.isInForce(day("2027-08-31"))).isTrue();
        assertThat(grant.isInForce(day("2027-09-01"))).isFalse();
        assertThat(tale.on("2027-08-31").state()).isEqualTo(AgreementState.IN_FORCE);
        assertThat(tale.on("2027-09-01").state()).isEqualTo(AgreementState.EXPIRED);
    }

    @Test
    void a_provider_may_give_less_than_was_asked_for_and_never_more() {
        tale.request(SharingTale.wanting(Map.of("spouseName", Masking.PARTIAL)));
        tale.order(SharingTale.FENG, new SharingCommand.Consent(tale.file.id(), tale.file.version(), null));
        tale.refused(
                "MASKING_LOOSER",
                SharingTale.MZ,
                new SharingCommand.Allow(
                        tale.file.id(), tale.file.version(), Map.of("spouseName", Masking.FULL), null));
        tale.order(
                SharingTale.MZ,
                new SharingCommand.Allow(
                        tale.file.id(), tale.file.version(), Map.of("spouseName", Masking.EXISTENCE), null));
        assertThat(tale.file.items()).containsEntry("spouseName", Masking.EXISTENCE);
    }

    @Test
    void a_provider_answers_for_its_own_items_only() {
        tale.consented("spouseName", "householdNumber");
        tale.refused(AgreementRefused.NOT_YOURS, SharingTale.RS, tale.allow());
        tale.refused(
                "ITEM_NOT_OPEN",
                SharingTale.MZ,
                new SharingCommand.Allow(
                        tale.file.id(), tale.file.version(), Map.of("householdNumber", Masking.FULL), null));
        tale.refused(AgreementRefused.NOT_YOURS, SharingTale.WU, tale.allow());
    }

    @Test
    void a_refusal_without_a_legal_ground_in_writing_is_refused() {
        tale.consented("spouseName", "householdNumber");
        tale.refused("GROUND_MISSING", SharingTale.MZ, tale.refuse(" ", "与职责无关"));
        tale.refused("REASON_MISSING", SharingTale.MZ, tale.refuse("《婚姻登记条例》", null));
        tale.order(SharingTale.MZ, tale.refuse("《婚姻登记条例》", "与职责无关"));
        tale.order(SharingTale.GA, tale.allow());
        assertThat(tale.file.items()).containsOnlyKeys("householdNumber");
        assertThat(tale.file.grant().orElseThrow().items()).containsOnlyKeys("householdNumber");
    }

    @Test
    void what_all_refuse_is_never_in_force() {
        tale.consented("spouseName");
        tale.order(SharingTale.MZ, tale.refuse("《婚姻登记条例》", "与职责无关"));
        assertThat(tale.state()).isEqualTo(AgreementState.REFUSED);
        assertThat(tale.file.grant()).isEmpty();
    }

    @Test
    void material_is_named_once_and_the_clock_stands_still_until_it_is_there() {
        // Tuesday 1 September: due on 15 September; asked for on 3 September with 8 days left.
        tale.on("2026-09-01").consented("spouseName");
        assertThat(tale.answer("MZ").due()).isEqualTo(day("2026-09-15"));
        tale.on("2026-09-03")
                .order(SharingTale.MZ, new SharingCommand.AskMaterial(tale.file.id(), tale.file.version(), "缺安全评估报告"));
        assertThat(tale.answer("MZ").left()).isEqualTo(8);
        assertThat(tale.on("2026-09-29").answer("MZ").isLate(tale.today())).isFalse();
        tale.refused(
                "MATERIAL_TOLD_ALREADY",
                SharingTale.MZ,
                new SharingCommand.AskMaterial(tale.file.id(), tale.file.version(), "还缺一份说明"));
        tale.on("2026-09-30")
                .order(
                        SharingTale.WU,
                        new SharingCommand.SupplyMaterial(tale.file.id(), tale.file.version(), "MZ", "已附报告"));
        // Eight working days after 30 September, over National Day and with the Saturday.
        assertThat(tale.answer("MZ").due()).isEqualTo(day("2026-10-19"));
        tale.refused(
                "MATERIAL_TOLD_ALREADY",
                SharingTale.MZ,
                new SharingCommand.AskMaterial(tale.file.id(), tale.file.version(), "还缺一份说明"));
    }

    @Test
    void an_answer_is_put_off_by_ten_working_days_at_most_by_the_authority_and_the_applicant_is_told() {
        tale.on("2026-09-01").consented("spouseName");
        tale.refused(
                AgreementRefused.NOT_YOURS,
                SharingTale.MZ,
                new SharingCommand.ExtendAnswer(tale.file.id(), tale.file.version(), "MZ", 5, "需请示"));
        tale.refused(
                "EXTENSION_TOO_LONG",
                SharingTale.ADMIN,
                new SharingCommand.ExtendAnswer(tale.file.id(), tale.file.version(), "MZ", 11, "需请示"));
        List<SharingEvent> events = tale.order(
                SharingTale.ADMIN,
                new SharingCommand.ExtendAnswer(tale.file.id(), tale.file.version(), "MZ", 6, "需请示"));
        assertThat(((AnswerExtended) events.get(0)).told()).isEqualTo("JY");
        // The Sunday before National Day is worked on.
        assertThat(tale.answer("MZ").due()).isEqualTo(day("2026-09-22"));
        tale.refused(
                "EXTENSION_TOO_LONG",
                SharingTale.ADMIN,
                new SharingCommand.ExtendAnswer(tale.file.id(), tale.file.version(), "MZ", 5, "需请示"));
    }

    @Test
    void silence_is_consent_only_where_the_rules_in_force_say_so() {
        tale.on("2026-09-01").consented("spouseName");
        tale.on("2026-09-16");
        tale.refused(
                "SILENCE_NO_CONSENT",
                SharingTale.WU,
                new SharingCommand.TakeSilence(tale.file.id(), tale.file.version(), "MZ"));
        assertThat(tale.registrar.possible(tale.file, SharingTale.WU, tale.today()))
                .contains(AgreementAct.ESCALATION)
                .doesNotContain(AgreementAct.SILENCE);
        SharingTale older = new SharingTale(new SharingLimits(5, 5, 10, 5, 5, true));
        older.on("2026-09-01").consented("spouseName");
        assertThat(older.answer("MZ").due()).isEqualTo(day("2026-09-08"));
        older.on("2026-09-08")
                .refused(
                        "ANSWER_NOT_LATE",
                        SharingTale.WU,
                        new SharingCommand.TakeSilence(older.file.id(), older.file.version(), "MZ"));
        assertThat(older.registrar.possible(older.file, SharingTale.WU, older.today()))
                .doesNotContain(AgreementAct.SILENCE);
        older.on("2026-09-09");
        assertThat(older.registrar.possible(older.file, SharingTale.WU, older.today()))
                .contains(AgreementAct.SILENCE);
        assertThat(older.registrar.possible(older.file, SharingTale.MZ, older.today()))
                .doesNotContain(AgreementAct.SILENCE);
        List<SharingEvent> taken = older.order(
                SharingTale.WU, new SharingCommand.TakeSilence(older.file.id(), older.file.version(), "MZ"));
        assertThat(older.state()).isEqualTo(AgreementState.IN_FORCE);
        // It is on record that nobody has answered, and who has taken that for consent.
        assertThat(taken.get(0)).isInstanceOfSatisfying(SharingGranted.class, granted -> {
            assertThat(granted.silent()).isTrue();
            assertThat(granted.by().name()).isEqualTo(SharingTale.WU.name());
        });
    }

    @Test
    void a_provider_suspends_single_items_of_its_own_and_the_others_are_given_out_as_before() {
        tale.agreed();
        Set<String> spouse = Set.of("spouseName");
        tale.refused(
                "ITEM_NOT_OPEN",
                SharingTale.GA,
                new SharingCommand.Suspend(tale.file.id(), tale.file.version(), "超出用途", spouse));
        tale.order(SharingTale.MZ, new SharingCommand.Suspend(tale.file.id(), tale.file.version(), "超出用途", spouse));
        assertThat(tale.state()).isEqualTo(AgreementState.IN_FORCE);
        assertThat(tale.file.grant().orElseThrow().items().keySet()).containsExactly("householdNumber");
        // All of it suspended and resumed, the item stays suspended.
        tale.order(SharingTale.ADMIN, new SharingCommand.Suspend(tale.file.id(), tale.file.version(), "全部"));
        assertThat(tale.file.grant()).isEmpty();
        tale.order(SharingTale.ADMIN, new SharingCommand.Resume(tale.file.id(), tale.file.version(), "已整改"));
        assertThat(tale.file.grant().orElseThrow().items().keySet()).containsExactly("householdNumber");
        tale.refused(
                AgreementRefused.NOT_YOURS,
                SharingTale.GA,
                new SharingCommand.Resume(tale.file.id(), tale.file.version(), "已整改", spouse));
        tale.order(SharingTale.MZ, new SharingCommand.Resume(tale.file.id(), tale.file.version(), "已整改"));
        assertThat(tale.file.grant().orElseThrow().items().keySet()).containsExactly("householdNumber", "spouseName");
    }

    @Test
    void a_dispute_goes_to_the_authority_and_then_to_the_government_and_what_they_grant_is_in_force() {
        tale.on("2026-09-01").consented("spouseName");
        tale.refused(
                "NOTHING_DISPUTED",
                SharingTale.WU,
                new SharingCommand.Escalate(tale.file.id(), tale.file.version(), "MZ", "市政务数据管理局", "各执一词"));
        tale.order(SharingTale.MZ, tale.refuse("《婚姻登记条例》", "与职责无关"));
        tale.order(
                SharingTale.WU,
                new SharingCommand.Escalate(tale.file.id(), tale.file.version(), "MZ", "市政务数据管理局", "各执一词"));
        assertThat(tale.state()).isEqualTo(AgreementState.DISPUTED);
        assertThat(tale.answer("MZ").settleBy()).isEqualTo(day("2026-09-15"));
        tale.order(
                SharingTale.ADMIN,
                new SharingCommand.Settle(tale.file.id(), tale.file.version(), "MZ", Map.of(), "维持"));
        assertThat(tale.state()).isEqualTo(AgreementState.REFUSED);
        tale.order(
                SharingTale.WU,
                new SharingCommand.Escalate(tale.file.id(), tale.file.version(), "MZ", "市人民政府", "仍不同意"));
        tale.order(
                SharingTale.ADMIN,
                new SharingCommand.Settle(
                        tale.file.id(), tale.file.version(), "MZ", Map.of("spouseName", Masking.PARTIAL), "市政府会议纪要"));
        assertThat(tale.state()).isEqualTo(AgreementState.IN_FORCE);
        assertThat(tale.file.grant().orElseThrow().items()).containsEntry("spouseName", Masking.PARTIAL);
        tale.refused(
                "NOTHING_DISPUTED",
                SharingTale.WU,
                new SharingCommand.Escalate(tale.file.id(), tale.file.version(), "MZ", "市人民政府", "再议"));
    }

    @Test
    void a_suspension_takes_the_grant_away_and_only_who_suspended_it_or_the_authority_gives_it_back() {
        tale.agreed();
        tale.refused(
                "REASON_MISSING", SharingTale.GA, new SharingCommand.Suspend(tale.file.id(), tale.file.version(), " "));
        tale.order(SharingTale.GA, new SharingCommand.Suspend(tale.file.id(), tale.file.version(), "超出用途使用"));
        assertThat(tale.state()).isEqualTo(AgreementState.SUSPENDED);
        assertThat(tale.file.grant()).isEmpty();
        tale.refused(
                AgreementRefused.NOT_YOURS,
                SharingTale.MZ,
                new SharingCommand.Resume(tale.file.id(), tale.file.version(), "已整改"));
        tale.refused(
                AgreementRefused.NOT_YOURS,
                SharingTale.WU,
                new SharingCommand.Resume(tale.file.id(), tale.file.version(), "已整改"));
        tale.order(SharingTale.GA, new SharingCommand.Resume(tale.file.id(), tale.file.version(), "已整改"));
        assertThat(tale.file.grant()).isPresent();
    }

    @Test
    void a_provider_ends_it_only_with_reason_consultation_and_filing_and_the_applicant_whenever() {
        tale.agreed();
        tale.refused(
                "CONSULTATION_MISSING",
                SharingTale.MZ,
                new SharingCommand.End(tale.file.id(), tale.file.version(), "系统改造", null, "穗数备1号"));
        tale.refused(
                "FILING_MISSING",
                SharingTale.MZ,
                new SharingCommand.End(tale.file.id(), tale.file.version(), "系统改造", "已协商", " "));
        SharingTale other = new SharingTale().agreed();
        other.order(SharingTale.WU, new SharingCommand.End(other.file.id(), other.file.version(), "业务取消", null, null));
        assertThat(other.file.ended().side()).isEqualTo(EndedBy.APPLICANT);
        tale.order(SharingTale.MZ, new SharingCommand.End(tale.file.id(), tale.file.version(), "系统改造", "已协商", "穗数备1号"));
        assertThat(tale.state()).isEqualTo(AgreementState.ENDED);
        assertThat(tale.file.grant()).isEmpty();
    }

    @Test
    void who_has_given_nothing_ends_nothing_for_those_who_have() {
        tale.consented("spouseName", "householdNumber");
        tale.order(SharingTale.MZ, tale.refuse("《婚姻登记条例》", "与用途无关"));
        tale.order(SharingTale.GA, tale.allow());
        assertThat(tale.state()).isEqualTo(AgreementState.IN_FORCE);
        tale.refused(
                AgreementRefused.NOT_YOURS,
                SharingTale.MZ,
                new SharingCommand.End(tale.file.id(), tale.file.version(), "系统改造", "已协商", "穗数备1号"));
        assertThat(tale.registrar.possible(tale.file, SharingTale.MZ, tale.today()))
                .doesNotContain(AgreementAct.END);
    }

    @Test
    void disposal_is_recorded_once_and_after_the_end() {
        tale.agreed();
        tale.refused(
                "AGREEMENT_STATE",
                SharingTale.WU,
                new SharingCommand.RecordDisposal(tale.file.id(), tale.file.version(), "已销毁", day("2026-09-01"), null));
        tale.on("2027-09-02");
        tale.refused(
                "DISPOSAL_DAY",
                SharingTale.WU,
                new SharingCommand.RecordDisposal(tale.file.id(), tale.file.version(), "已销毁", day("2027-09-03"), null));
        tale.order(
                SharingTale.WU,
                new SharingCommand.RecordDisposal(tale.file.id(), tale.file.version(), "已销毁", day("2027-09-02"), null));
        tale.refused(
                "DISPOSED_ALREADY",
                SharingTale.WU,
                new SharingCommand.RecordDisposal(tale.file.id(), tale.file.version(), "已销毁", day("2027-09-02"), null));
    }

    @Test
    void more_than_was_granted_takes_the_consent_of_every_giver() {
        tale.agreed();
        Widening wider = new Widening(Widening.Kind.PERIOD, null, day("2028-09-01"), null);
        tale.order(
                SharingTale.FENG, new SharingCommand.AskWidening(tale.file.id(), tale.file.version(), wider, "下一学年"));
        tale.order(
                SharingTale.MZ, new SharingCommand.AnswerWidening(tale.file.id(), tale.file.version(), 1, true, null));
        assertThat(tale.file.until()).isEqualTo(day("2027-09-01"));
        tale.refused(
                "ANSWERED_ALREADY",
                SharingTale.MZ,
                new SharingCommand.AnswerWidening(tale.file.id(), tale.file.version(), 1, true, null));
        tale.order(
                SharingTale.GA, new SharingCommand.AnswerWidening(tale.file.id(), tale.file.version(), 1, true, null));
        assertThat(tale.file.grant().orElseThrow().until()).isEqualTo(day("2028-09-01"));

        Widening passedOn = new Widening(Widening.Kind.PASSING_ON, null, null, "天河区教育局");
        tale.order(
                SharingTale.FENG,
                new SharingCommand.AskWidening(tale.file.id(), tale.file.version(), passedOn, "区级使用"));
        tale.order(
                SharingTale.MZ,
                new SharingCommand.AnswerWidening(tale.file.id(), tale.file.version(), 2, false, "未签保密协议"));
        tale.refused(
                "WIDENING_NOT_OPEN",
                SharingTale.GA,
                new SharingCommand.AnswerWidening(tale.file.id(), tale.file.version(), 2, true, null));
    }

    @Test
    void every_step_has_words() {
        assertThat(SharingEvent.class.getPermittedSubclasses()).allMatch(SharingWords::has);
        assertThat(SharingGroupEvent.class.getPermittedSubclasses()).allMatch(SharingWords::has);
    }

    @Test
    void an_order_for_an_older_version_is_told_what_has_happened_since() {
        tale.consented("spouseName");
        AgreementRefused refused = tale.refused(
                AgreementRefused.CHANGED, SharingTale.MZ, new SharingCommand.Allow(tale.file.id(), 0, Map.of(), null));
        assertThat(refused.fault().messageEn()).contains("冯主管(JY) 2026-09-01 09:30: Own department consented");
        assertThat(refused.fault().message()).contains("冯主管(JY) 2026-09-01 09:30 本部门同意");
    }

    @Test
    void purposes_are_the_information_officers_and_their_codes_are_used_once() {
        assertThat(SharingOfMember.refused(
                        tale, SharingTale.WU, new SharingCommand.EnterPurpose("JY", new Purpose("AID", "资助", "《教育法》"))))
                .isEqualTo(AgreementRefused.NOT_YOURS);
        assertThat(SharingOfMember.refused(
                        tale, SharingTale.GA, new SharingCommand.EnterPurpose("JY", new Purpose("AID", "资助", "《教育法》"))))
                .isEqualTo(AgreementRefused.NOT_YOURS);
        for (String reserved : List.of("AUDIT", "RECONCILIATION", "RECALL"))
            assertThat(SharingOfMember.refused(
                            tale,
                            SharingTale.FENG,
                            new SharingCommand.EnterPurpose("JY", new Purpose(reserved, "资助", "《教育法》"))))
                    .isEqualTo("PURPOSE_RESERVED");
        SharingOfMember.taken(tale, SharingTale.FENG, new SharingCommand.EndPurpose("JY", "ENROLMENT", "取消"));
        assertThat(tale.member.inUse()).isEmpty();
        assertThat(SharingOfMember.refused(
                        tale,
                        SharingTale.FENG,
                        new SharingCommand.EnterPurpose("JY", new Purpose("ENROLMENT", "另一回事", "《教育法》"))))
                .isEqualTo("PURPOSE_KNOWN");
        assertThat(tale.refusedApplication(SharingTale.wanting("name")).fault().code())
                .isEqualTo("PURPOSE_UNKNOWN");
    }

    @Test
    void confidentiality_is_recorded_by_the_authority_and_holds_within_its_days() {
        SharingCommand.RecordConfidentiality record =
                new SharingCommand.RecordConfidentiality("JY", "穗数保1号", day("2026-09-02"), day("2026-10-01"));
        assertThat(SharingOfMember.refused(tale, SharingTale.FENG, record)).isEqualTo(AgreementRefused.NOT_YOURS);
        SharingOfMember.taken(tale, SharingTale.ADMIN, record);
        assertThat(tale.member.isConfidential(day("2026-09-01"))).isFalse();
        assertThat(tale.member.isConfidential(day("2026-09-30"))).isTrue();
        assertThat(tale.member.isConfidential(day("2026-10-01"))).isFalse();
        SharingOfMember.taken(tale, SharingTale.ADMIN, new SharingCommand.EndConfidentiality("JY", "穗数保1号", "机构撤销"));
        assertThat(tale.member.isConfidential(day("2026-09-30"))).isFalse();
    }

    /** Orders about what is on record of a department. */
    private static final class SharingOfMember {
        static void taken(SharingTale tale, Actor by, SharingCommand.OfMember command) {
            MemberEvent event = tale.registrar.decide(tale.member, command, by, Instant.EPOCH);
            tale.member = tale.member.after(event, tale.member.sequence() + 1, Instant.EPOCH);
        }

        static String refused(SharingTale tale, Actor by, SharingCommand.OfMember command) {
            return catchThrowableOfType(
                            AgreementRefused.class,
                            () -> tale.registrar.decide(tale.member, command, by, Instant.EPOCH))
                    .fault()
                    .code();
        }
    }
}
