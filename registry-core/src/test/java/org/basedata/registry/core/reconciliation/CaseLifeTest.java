package org.basedata.registry.core.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.core.decision.Choice;
import org.basedata.registry.core.decision.SettleConflict;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.core.survivorship.OpenConflict;
import org.junit.jupiter.api.Test;

/** The life of a case, from the first doubt to the last word. */
class CaseLifeTest {
    private static final OpenConflict MARITAL = CaseTale.conflict(4, "maritalStatus", Severity.MAJOR);
    private static final OpenConflict ADDRESS = CaseTale.conflict(7, "residenceAddress", Severity.MINOR);
    private static final Settlement TAKE = Settlement.choose(4, Choice.take(CaseTale.MARRIAGE));
    private static final Settlement TOLERATE = Settlement.choose(7, Choice.tolerate());

    private final CaseTale tale = new CaseTale();

    @Test
    void a_doubt_opens_a_case_that_says_what_it_is_about_and_until_when() {
        CaseOpened opened = (CaseOpened) tale.review(ADDRESS, MARITAL);
        assertThat(opened)
                .isEqualTo(new CaseOpened(
                        Who.REGISTRY,
                        null,
                        "C-000017",
                        CaseTale.SUBJECT,
                        CaseCause.CONFLICT,
                        new CaseScope(
                                Severity.MAJOR,
                                List.of("maritalStatus", "residenceAddress"),
                                List.of("GA", "MZ"),
                                2,
                                List.of("PERSON/maritalStatus/MZ/GA/OTHER", "PERSON/residenceAddress/MZ/GA/OTHER")),
                        "440106",
                        LocalDate.parse("2026-01-19"),
                        null));
        assertThat(tale.open.state()).isEqualTo(CaseState.OPENED);
        assertThat(tale.review(ADDRESS, MARITAL)).as("the same again").isNull();
        assertThat(tale.review(MARITAL))
                .isEqualTo(new CaseScopeChanged(
                        Who.REGISTRY,
                        null,
                        new CaseScope(
                                Severity.MAJOR,
                                List.of("maritalStatus"),
                                List.of("GA", "MZ"),
                                1,
                                List.of("PERSON/maritalStatus/MZ/GA/OTHER"))));
    }

    /** Staff choose cases by it, so it is on record, too. */
    @Test
    void a_doubt_that_differs_in_another_way_than_before_changes_the_scope() {
        tale.review(CaseTale.conflict(7, "name", Severity.MAJOR, "1-0"));
        assertThat(tale.open.scope().shapes()).containsExactly("PERSON/name/MZ/GA/WRITING");
        CaseScopeChanged changed = (CaseScopeChanged) tale.review(CaseTale.conflict(7, "name", Severity.MAJOR, "王小兰"));
        assertThat(changed.scope().shapes()).containsExactly("PERSON/name/MZ/GA/OTHER");
        assertThat(tale.review(CaseTale.conflict(7, "name", Severity.MAJOR, "王晓兰")))
                .isNull();
    }

    @Test
    void a_doubt_about_days_that_are_over_opens_nothing_unless_it_is_about_identity() {
        assertThat(tale.review(over(Severity.MAJOR))).isNull();
        assertThat(tale.review(over(Severity.IDENTITY))).isInstanceOf(CaseOpened.class);
    }

    private static OpenConflict over(Severity severity) {
        Conflict c = CaseTale.conflict(4, "name", severity).conflict();
        return new OpenConflict(
                4,
                CaseTale.conflict(4, "name", severity).since(),
                new Conflict(
                        c.kind(),
                        c.item(),
                        null,
                        null,
                        LocalDate.parse("2020-01-01"),
                        severity,
                        c.standing(),
                        c.values()));
    }

    @Test
    void what_settles_itself_closes_its_case_and_says_so() {
        tale.review(MARITAL);
        assertThat(tale.review())
                .isEqualTo(new CaseClosed(
                        Who.REGISTRY, null, CaseOutcome.SETTLED_ITSELF, null, List.of("GA", "MZ"), List.of()));
        assertThat(tale.review()).isNull();
    }

    @Test
    void a_doubt_that_comes_back_within_thirty_days_reopens_the_case_and_later_opens_a_new_one() {
        tale.review(MARITAL);
        tale.review();
        CaseReopened again = (CaseReopened) tale.later(30).review(MARITAL);
        assertThat(again.due()).isEqualTo("2026-02-18");
        assertThat(tale.open.number()).isEqualTo("C-000017");
        tale.review();
        tale.now = tale.now.plusSeconds(1);
        CaseOpened fresh = (CaseOpened) tale.later(30).review(MARITAL);
        assertThat(fresh.number()).isEqualTo("C-000018");
    }

    @Test
    void a_steward_takes_it_and_another_takes_over_with_a_reason() {
        tale.review(MARITAL);
        assertThat(tale.when(CaseTale.ZHAO, tale.take()))
                .containsExactly(new CaseAssigned(Who.of(CaseTale.ZHAO), null, "steward.zhao", "赵核查"));
        assertThat(tale.open.state()).isEqualTo(CaseState.ASSIGNED);
        tale.refused(CaseTale.ZHAO, tale.take(), "ALREADY_ASSIGNED");
        tale.refused(CaseTale.QIAN, tale.take(), "REASON_MISSING");
        assertThat(tale.when(CaseTale.QIAN, new AssignCase(CaseTale.ID, tale.version(), "steward.li", "李核查", "休假")))
                .containsExactly(new CaseAssigned(Who.of(CaseTale.QIAN), "休假", "steward.li", "李核查"));
    }

    @Test
    void whoever_comes_second_is_told_what_the_first_did() {
        tale.review(MARITAL);
        AssignCase late = tale.take();
        tale.when(CaseTale.QIAN, tale.take());
        CaseRefused refused = catchThrowableOfType(
                CaseRefused.class, () -> tale.registrar.decide(tale.open, late, CaseTale.ZHAO, tale.facts(), tale.now));
        assertThat(refused.fault().code()).isEqualTo(CaseRefused.CASE_CHANGED);
        assertThat(refused.fault().message()).contains("钱核查", "受理", "版本 1").doesNotContain("CaseAssigned");
        assertThat(refused.fault().messageEn()).contains("taken").doesNotContain("CaseAssigned");
        assertThat(refused.since()).extracting(CaseStep::sequence).containsExactly(1L);
        assertThat(tale.open.assigned().assignee()).isEqualTo("steward.qian");
        // Of a version that never was.
        tale.refused(CaseTale.ZHAO, new CloseCase(CaseTale.ID, 99, "x"), CaseRefused.CASE_CHANGED);
    }

    @Test
    void each_role_may_do_its_own_part_and_no_other() {
        tale.review(MARITAL);
        for (Actor nobody : List.of(CaseTale.SUN, CaseTale.GA, CaseTale.JY)) {
            tale.refused(nobody, tale.take(), CaseRefused.NOT_YOURS);
            tale.refused(nobody, tale.ask("MZ"), CaseRefused.NOT_YOURS);
            tale.refused(nobody, tale.propose(TAKE), CaseRefused.NOT_YOURS);
            tale.refused(nobody, new EscalateCase(CaseTale.ID, tale.version(), "局", "因"), CaseRefused.NOT_YOURS);
            tale.refused(nobody, new ExtendCase(CaseTale.ID, tale.version(), 1, "局", "因"), CaseRefused.NOT_YOURS);
            tale.refused(nobody, new CloseCase(CaseTale.ID, tale.version(), "因"), CaseRefused.NOT_YOURS);
        }
        tale.when(CaseTale.ZHAO, tale.propose(TAKE));
        for (Actor nobody : List.of(CaseTale.ZHAO, CaseTale.GA, CaseTale.JY)) {
            tale.refused(nobody, tale.approve(), CaseRefused.NOT_YOURS);
            tale.refused(nobody, tale.reject(), CaseRefused.NOT_YOURS);
        }
    }

    @Test
    void sources_are_asked_one_by_one_and_answer_for_themselves() {
        tale.review(MARITAL);
        assertThat(tale.when(CaseTale.ZHAO, tale.ask("MZ", "GA", "MZ")))
                .containsExactly(asked(1, "GA"), asked(2, "MZ"));
        assertThat(tale.open.state()).isEqualTo(CaseState.VERIFYING);
        tale.refused(CaseTale.ZHAO, tale.ask("GA"), "ASKED_ALREADY");
        tale.refused(CaseTale.MZ, tale.answer(1, Verdict.CONFIRMED), CaseRefused.NOT_YOURS);
        tale.refused(CaseTale.MZ, tale.answer(3, Verdict.CONFIRMED), CaseRefused.NOT_YOURS);
        tale.refused(CaseTale.ZHAO, tale.answer(2, Verdict.CONFIRMED), CaseRefused.NOT_YOURS);
        VerificationAnswered answered = (VerificationAnswered)
                tale.when(CaseTale.MZ, tale.answer(2, Verdict.CONFIRMED)).get(0);
        assertThat(answered.handlingUnit()).isEqualTo("婚姻登记处");
        assertThat(answered.handlingPerson()).isEqualTo("周登记");
        assertThat(tale.open.state()).isEqualTo(CaseState.VERIFYING);
        tale.refused(CaseTale.MZ, tale.answer(2, Verdict.CONFIRMED), "ANSWERED_ALREADY");
        tale.when(CaseTale.GA, tale.answer(1, Verdict.NOT_OURS));
        assertThat(tale.open.state()).isEqualTo(CaseState.OPENED);
        assertThat(((VerificationRequested)
                                tale.when(CaseTale.ZHAO, tale.ask("GA")).get(0))
                        .number())
                .isEqualTo(3);
    }

    private static VerificationRequested asked(int number, String source) {
        return new VerificationRequested(
                Who.of(CaseTale.ZHAO), number, source, "请核实", List.of("maritalStatus"), LocalDate.parse("2026-01-19"));
    }

    @Test
    void an_answer_is_whole_or_refused() {
        tale.review(MARITAL);
        tale.when(CaseTale.ZHAO, tale.ask("MZ"));
        tale.refused(CaseTale.MZ, answer(null, "x", "x", "x", null, 0), "VERDICT_MISSING");
        tale.refused(CaseTale.MZ, answer(Verdict.CONFIRMED, " ", "x", "x", null, 0), "ANSWER_INCOMPLETE");
        tale.refused(CaseTale.MZ, answer(Verdict.CONFIRMED, "x", null, "x", null, 0), "ANSWER_INCOMPLETE");
        tale.refused(CaseTale.MZ, answer(Verdict.CONFIRMED, "x", "x", "", null, 0), "ANSWER_INCOMPLETE");
        tale.refused(CaseTale.MZ, answer(Verdict.CORRECTED, "x", "x", "x", null, 0), "DELIVERY_MISSING");
        tale.refused(CaseTale.MZ, answer(Verdict.CONFIRMED, "x", "x", "x", null, 6), "ATTACHMENTS_TOO_MANY");
        assertThat(tale.when(CaseTale.MZ, answer(Verdict.CONFIRMED, "x", "x", "x", null, 5)))
                .hasSize(1);
    }

    private AnswerVerification answer(
            Verdict verdict, String text, String unit, String person, UUID delivery, int attachments) {
        return new AnswerVerification(
                CaseTale.ID,
                tale.version(),
                1,
                verdict,
                text,
                unit,
                person,
                delivery,
                Collections.nCopies(attachments, new Attachment(new UUID(1, 2), "a.pdf", "application/pdf", 3, "ab")));
    }

    @Test
    void what_matters_is_decided_by_two_people() {
        tale.review(MARITAL);
        DecisionProposed proposed =
                (DecisionProposed) tale.when(CaseTale.QIAN, tale.propose(TAKE)).get(0);
        assertThat(proposed.approval()).isTrue();
        assertThat(proposed.seen()).containsOnlyKeys(4L);
        assertThat(tale.settled).isEmpty();
        assertThat(tale.open.state()).isEqualTo(CaseState.PROPOSED);
        tale.refused(CaseTale.ZHAO, tale.propose(TAKE), "PROPOSED_ALREADY");
        // An approver, too, but not of what she herself proposed.
        tale.refused(CaseTale.QIAN, tale.approve(), "OWN_PROPOSAL");
        tale.refused(CaseTale.QIAN, tale.reject(), "OWN_PROPOSAL");
        List<CaseEvent> approved = tale.when(CaseTale.SUN, tale.approve());
        assertThat(approved)
                .containsExactly(
                        new DecisionApproved(Who.of(CaseTale.SUN), "依据充分", 1),
                        new CaseClosed(
                                Who.of(CaseTale.SUN),
                                "结婚登记在案",
                                CaseOutcome.DECIDED,
                                null,
                                List.of("GA", "MZ"),
                                List.of()));
        assertThat(tale.settled).hasSize(1);
        SettleConflict settle = tale.settled.get(0);
        assertThat(settle.conflict()).isEqualTo(4);
        assertThat(settle.choice()).isEqualTo(Choice.take(CaseTale.MARRIAGE));
        assertThat(settle.act().person()).isEqualTo("孙审批");
        assertThat(settle.act().reason()).isEqualTo("结婚登记在案");
        assertThat(settle.act().evidence()).containsExactly("穗民婚〔2024〕118号", "C-000017");
        assertThat(tale.review()).as("the conflict is gone, the case is over").isNull();
    }

    @Test
    void what_is_minor_is_decided_at_once() {
        tale.review(ADDRESS);
        List<CaseEvent> decided = tale.when(CaseTale.ZHAO, tale.propose(TOLERATE));
        assertThat(decided).hasSize(2).last().isInstanceOf(CaseClosed.class);
        assertThat(((DecisionProposed) decided.get(0)).approval()).isFalse();
        assertThat(tale.settled).extracting(SettleConflict::conflict).containsExactly(7L);
    }

    @Test
    void one_grave_conflict_makes_all_of_a_proposal_need_approval() {
        tale.review(ADDRESS, MARITAL);
        assertThat(tale.when(CaseTale.ZHAO, tale.propose(TOLERATE, TAKE))).hasSize(1);
        tale.when(CaseTale.SUN, tale.reject());
        assertThat(tale.when(CaseTale.ZHAO, tale.propose(TAKE, TOLERATE))).hasSize(1);
        assertThat(tale.settled).isEmpty();
    }

    @Test
    void what_was_rejected_can_be_proposed_anew() {
        tale.review(MARITAL);
        tale.when(CaseTale.ZHAO, tale.propose(TAKE));
        tale.refused(CaseTale.SUN, new RejectDecision(CaseTale.ID, tale.version(), ""), "REASON_MISSING");
        tale.when(CaseTale.SUN, tale.reject());
        tale.refused(CaseTale.SUN, tale.approve(), "NOTHING_PROPOSED");
        DecisionProposed again =
                (DecisionProposed) tale.when(CaseTale.ZHAO, tale.propose(TAKE)).get(0);
        assertThat(again.proposal()).isEqualTo(2);
        assertThat(tale.settled).isEmpty();
    }

    @Test
    void what_has_changed_since_it_was_proposed_is_not_approved() {
        tale.review(MARITAL);
        tale.when(CaseTale.ZHAO, tale.propose(TAKE));
        assertThat(tale.review(CaseTale.conflict(4, "maritalStatus", Severity.MAJOR, "30")))
                .as("the same items and sources")
                .isNull();
        tale.refused(CaseTale.SUN, tale.approve(), "PROPOSAL_OUTDATED");
        tale.when(CaseTale.SUN, tale.reject());
        tale.when(CaseTale.ZHAO, tale.propose(TAKE));
        assertThat(tale.when(CaseTale.SUN, tale.approve())).hasSize(2);
    }

    @Test
    void what_has_gone_since_it_was_proposed_is_not_decided() {
        tale.review(ADDRESS, MARITAL);
        tale.when(CaseTale.ZHAO, tale.propose(TOLERATE, TAKE));
        tale.review(MARITAL);
        tale.when(CaseTale.SUN, tale.approve());
        assertThat(tale.settled).extracting(SettleConflict::conflict).containsExactly(4L);
    }

    @Test
    void a_case_of_which_a_part_is_decided_stays_open() {
        tale.review(ADDRESS, MARITAL);
        assertThat(tale.when(CaseTale.ZHAO, tale.propose(TOLERATE))).hasSize(1);
        assertThat(tale.settled).hasSize(1);
        assertThat(tale.open).isNotNull();
        tale.review(MARITAL);
        CaseClosed closed = (CaseClosed) tale.review();
        assertThat(closed.outcome()).isEqualTo(CaseOutcome.DECIDED);
    }

    @Test
    void a_source_that_has_to_correct_is_waited_for() {
        tale.review(MARITAL);
        tale.when(CaseTale.ZHAO, tale.propose(Settlement.sourceCorrects(4, "GA")));
        assertThat(tale.when(CaseTale.SUN, tale.approve())).hasSize(1);
        assertThat(tale.settled).isEmpty();
        assertThat(tale.open.state()).isEqualTo(CaseState.WAITING);
        CaseClosed closed = (CaseClosed) tale.review();
        assertThat(closed.outcome()).isEqualTo(CaseOutcome.CORRECTED);
    }

    @Test
    void records_of_different_subjects_wait_for_the_act_about_identity() {
        tale.review(CaseTale.hold(3));
        tale.when(CaseTale.ZHAO, tale.propose(Settlement.differentSubjects(3, new UUID(1, 1))));
        tale.when(CaseTale.SUN, tale.approve());
        assertThat(tale.open.state()).isEqualTo(CaseState.WAITING);
        assertThat(((CaseClosed) tale.review()).outcome()).isEqualTo(CaseOutcome.DECIDED);
    }

    @Test
    void a_proposal_fits_the_conflict_or_is_refused() {
        tale.review(MARITAL, CaseTale.hold(9));
        tale.refused(CaseTale.ZHAO, tale.propose(), "SETTLEMENTS_MISSING");
        tale.refused(CaseTale.ZHAO, tale.propose(Settlement.choose(5, Choice.tolerate())), "CONFLICT_NOT_OPEN");
        tale.refused(CaseTale.ZHAO, tale.propose(TAKE, TAKE), "CONFLICT_TWICE");
        tale.refused(CaseTale.ZHAO, tale.propose(Settlement.choose(4, null)), "SETTLEMENT_INCOMPLETE");
        tale.refused(CaseTale.ZHAO, tale.propose(Settlement.sourceCorrects(4, "RS")), "SETTLEMENT_INCOMPLETE");
        tale.refused(CaseTale.ZHAO, tale.propose(Settlement.choose(4, Choice.accept())), "CHOICE_UNFIT");
        tale.refused(CaseTale.ZHAO, tale.propose(Settlement.choose(4, Choice.set(" "))), "CHOICE_UNFIT");
        tale.refused(CaseTale.ZHAO, tale.propose(Settlement.choose(9, Choice.tolerate())), "CHOICE_UNFIT");
        tale.refused(
                CaseTale.ZHAO,
                tale.propose(Settlement.choose(4, Choice.take(new RecordKey("RS", "social-insurance", "x")))),
                "CHOICE_UNFIT");
        tale.refused(
                CaseTale.ZHAO,
                new ProposeDecision(
                        CaseTale.ID,
                        tale.version(),
                        List.of(Settlement.choose(4, Choice.set("30"))),
                        "判决在案",
                        List.of()),
                "EVIDENCE_MISSING");
        tale.refused(
                CaseTale.ZHAO,
                new ProposeDecision(CaseTale.ID, tale.version(), List.of(TAKE), "", List.of()),
                "REASON_MISSING");
        assertThat(tale.when(CaseTale.ZHAO, tale.propose(TAKE, Settlement.choose(9, Choice.accept()))))
                .hasSize(1);
    }

    @Test
    void sources_that_disagree_go_to_the_authority_and_beyond() {
        tale.review(MARITAL);
        assertThat(tale.when(CaseTale.ZHAO, new EscalateCase(CaseTale.ID, tale.version(), "市政数局", "各执一词")))
                .containsExactly(new CaseEscalated(Who.of(CaseTale.ZHAO), "各执一词", 1, "市政数局"));
        tale.when(CaseTale.ZHAO, new EscalateCase(CaseTale.ID, tale.version(), "市政府", "仍不一致"));
        assertThat(tale.open.escalated()).isEqualTo(2);
        tale.refused(CaseTale.ZHAO, new EscalateCase(CaseTale.ID, tale.version(), "省政府", "因"), "ESCALATED_HIGHEST");
    }

    @Test
    void an_extension_has_a_consent_and_is_ten_working_days_at_most_in_all() {
        tale.review(MARITAL);
        tale.refused(CaseTale.ZHAO, extend(11, "市政数局"), "EXTENSION_TOO_LONG");
        tale.refused(CaseTale.ZHAO, extend(0, "市政数局"), "EXTENSION_TOO_LONG");
        tale.refused(CaseTale.ZHAO, extend(5, ""), "CONSENT_MISSING");
        CaseExtended extended =
                (CaseExtended) tale.when(CaseTale.ZHAO, extend(6, "市政数局")).get(0);
        assertThat(extended.due()).isEqualTo("2026-01-27");
        assertThat(tale.open.due()).isEqualTo("2026-01-27");
        tale.refused(CaseTale.ZHAO, extend(5, "市政数局"), "EXTENSION_TOO_LONG");
        tale.when(CaseTale.ZHAO, extend(4, "市政数局"));
    }

    private ExtendCase extend(int days, String consentedBy) {
        return new ExtendCase(CaseTale.ID, tale.version(), days, consentedBy, "调取档案");
    }

    @Test
    void a_persons_case_is_closed_by_a_person_and_the_reporter_is_told() {
        Report report = new Report(null, "JY", "婚姻状况不符");
        CaseOpened opened = tale.opened(new OpenCase(CaseTale.SUBJECT, "来函反映", null, report), CaseTale.ZHAO);
        assertThat(opened.cause()).isEqualTo(CaseCause.REPORT);
        assertThat(opened.scope()).isEqualTo(new CaseScope(Severity.MAJOR, List.of(), List.of(), 0, List.of()));
        assertThat(tale.review())
                .as("nothing is in doubt, but the question stands")
                .isNull();
        tale.when(CaseTale.JY, new NoteOnCase(CaseTale.ID, tale.version(), "补充材料", null));
        tale.refused(CaseTale.GA, new NoteOnCase(CaseTale.ID, tale.version(), "x", null), CaseRefused.NOT_YOURS);
        tale.when(CaseTale.ZHAO, tale.ask("MZ"));
        tale.when(CaseTale.MZ, tale.answer(1, Verdict.CONFIRMED));
        CaseClosed closed = (CaseClosed) tale.when(CaseTale.ZHAO, new CloseCase(CaseTale.ID, tale.version(), "核实无误"))
                .get(0);
        assertThat(closed.outcome()).isEqualTo(CaseOutcome.UNFOUNDED);
        assertThat(closed.reporters()).containsExactly("JY");
        assertThat(closed.sources()).containsExactly("MZ");
    }

    @Test
    void a_report_that_joins_keeps_the_case_open_until_a_person_has_answered_it() {
        tale.review(MARITAL);
        tale.refused(
                CaseTale.GA,
                new NoteOnCase(CaseTale.ID, tale.version(), "x", new Report(null, "GA", "x")),
                CaseRefused.NOT_YOURS);
        tale.when(CaseTale.ZHAO, new NoteOnCase(CaseTale.ID, tale.version(), "并入来函", new Report(null, "JY", "不符")));
        CaseScopeChanged changed = (CaseScopeChanged) tale.review();
        assertThat(changed.scope().conflicts()).isZero();
        assertThat(tale.review()).isNull();
        assertThat(tale.when(CaseTale.ZHAO, new CloseCase(CaseTale.ID, tale.version(), "已答复")))
                .extracting(event -> ((CaseClosed) event).outcome())
                .containsExactly(CaseOutcome.SETTLED_ITSELF);
    }

    @Test
    void nobody_closes_a_case_in_which_something_is_in_doubt_and_nobody_touches_a_closed_one() {
        tale.review(MARITAL);
        tale.refused(CaseTale.ZHAO, new CloseCase(CaseTale.ID, tale.version(), "因"), "STILL_IN_DOUBT");
        tale.when(CaseTale.ZHAO, tale.ask("MZ"));
        tale.review();
        assertThat(tale.last.asked(1).lapsed()).isTrue();
        tale.refused(CaseTale.ZHAO, tale.take(), "CASE_CLOSED");
        tale.refused(CaseTale.MZ, tale.answer(1, Verdict.CONFIRMED), "CASE_CLOSED");
    }

    @Test
    void a_merged_subjects_case_waits_to_be_joined() {
        tale.review(MARITAL);
        SubjectId other = SubjectId.of("6f1c1f1e-8a3b-8c00-9d00-000000000002");
        ReconciliationCase into = ReconciliationCase.of(List.of(new CaseStep(
                new CaseId(new UUID(1, 1)),
                0,
                tale.now,
                new CaseOpened(
                        Who.REGISTRY,
                        null,
                        "C-000099",
                        other,
                        CaseCause.CONFLICT,
                        new CaseScope(Severity.MAJOR, List.of(), List.of("RS"), 1, List.of()),
                        null,
                        LocalDate.parse("2026-01-19"),
                        null))));
        JoinCases order = new JoinCases(CaseTale.ID, tale.version(), into.id(), "两主体已合并");
        assertThat(catchThrowableOfType(CaseRefused.class, () -> join(into, order))
                        .fault()
                        .code())
                .isEqualTo("SUBJECTS_DIFFER");
        tale.standing = other;
        assertThat(tale.review()).as("its conflicts are the other's now").isInstanceOf(CaseScopeChanged.class);
        JoinCases now = new JoinCases(CaseTale.ID, tale.version(), into.id(), "两主体已合并");
        CaseRegistrar.Joined joined = join(into, now);
        assertThat(joined.end().outcome()).isEqualTo(CaseOutcome.JOINED);
        assertThat(joined.end().into()).isEqualTo(into.id());
        assertThat(joined.note().joined()).isEqualTo(CaseTale.ID);
        tale.happened(joined.end());
        tale.standing = CaseTale.SUBJECT;
        assertThat(tale.review(MARITAL)).as("parted again").isInstanceOf(CaseOpened.class);
    }

    private CaseRegistrar.Joined join(ReconciliationCase into, JoinCases order) {
        return tale.registrar.join(tale.file(), into, order, CaseTale.ZHAO, tale.facts());
    }

    private static final SubjectId OTHER = SubjectId.of("6f1c1f1e-8a3b-8c00-9d00-000000000002");
    private static final Actor REGISTRY = new Actor("registry", null, null, Set.of(Role.STEWARD));

    private static NameCandidate candidate(String reason, Integer score) {
        return new NameCandidate(CaseTale.SUBJECT, OTHER, reason, score, List.of());
    }

    @Test
    void every_step_has_words_in_both_languages() {
        for (Class<?> step : CaseEvent.class.getPermittedSubclasses())
            assertThat(StepWords.has(step)).as(step.getSimpleName()).isTrue();
    }

    @Test
    void two_who_may_be_one_open_a_case_that_ends_when_an_act_says_what_they_are() {
        List<CaseEvent> events = tale.candidate(candidate(null, 84), REGISTRY);
        CaseOpened opened = (CaseOpened) events.get(0);
        assertThat(opened.by()).isEqualTo(Who.REGISTRY);
        assertThat(opened.cause()).isEqualTo(CaseCause.CANDIDATE);
        assertThat(opened.scope().severity()).isEqualTo(Severity.IDENTITY);
        assertThat(events.get(1)).isEqualTo(new CandidateNamed(Who.REGISTRY, null, OTHER, 84, List.of()));
        assertThat(tale.review()).as("nobody has looked").isNull();
        assertThat(catchThrowableOfType(CaseRefused.class, () -> tale.candidate(candidate(null, 84), REGISTRY))
                        .fault()
                        .code())
                .isEqualTo("CANDIDATE_KNOWN");
        tale.tied = Set.of(OTHER);
        tale.standing = OTHER;
        CaseClosed closed = (CaseClosed) tale.review();
        assertThat(closed.outcome()).isEqualTo(CaseOutcome.DECIDED);
        assertThat(closed.by()).isEqualTo(Who.REGISTRY);
    }

    @Test
    void a_person_rules_out_that_two_are_one_and_a_later_conflict_does_not_ask_again() {
        tale.candidate(candidate("人像相同", null), CaseTale.ZHAO);
        CaseClosed closed =
                (CaseClosed) tale.when(CaseTale.ZHAO, new CloseCase(CaseTale.ID, tale.version(), "经核实为孪生兄弟"))
                        .get(0);
        assertThat(closed.outcome()).isEqualTo(CaseOutcome.UNFOUNDED);
        assertThat(tale.last.named()).containsExactly(OTHER);
        assertThat(tale.review(MARITAL)).isInstanceOf(CaseReopened.class);
        assertThat(tale.open.candidates()).isEmpty();
        assertThat(((CaseClosed) tale.review()).outcome()).isEqualTo(CaseOutcome.SETTLED_ITSELF);
    }

    @Test
    void a_candidate_joins_the_open_case_and_keeps_it_open_when_its_conflicts_are_gone() {
        tale.review(MARITAL);
        assertThat(tale.candidate(candidate(null, 84), REGISTRY)).hasSize(1);
        assertThat(tale.review()).isInstanceOf(CaseScopeChanged.class);
        tale.review(MARITAL);
        tale.when(CaseTale.ZHAO, tale.propose(TAKE));
        assertThat(tale.when(CaseTale.SUN, tale.approve())).as("not closed").hasSize(1);
        tale.tied = Set.of(OTHER);
        assertThat(tale.review()).isInstanceOf(CaseClosed.class);
    }

    @Test
    void who_names_a_candidate_is_a_steward_with_a_reason_and_names_another_subject() {
        for (Actor nobody : List.of(CaseTale.SUN, CaseTale.GA, CaseTale.JY))
            assertThat(refusal(candidate("x", null), nobody)).isEqualTo(CaseRefused.NOT_YOURS);
        assertThat(refusal(candidate(" ", null), CaseTale.ZHAO)).isEqualTo("REASON_MISSING");
        assertThat(refusal(new NameCandidate(CaseTale.SUBJECT, CaseTale.SUBJECT, "x", null, List.of()), CaseTale.ZHAO))
                .isEqualTo("CANDIDATE_ITSELF");
        tale.tied = Set.of(OTHER);
        assertThat(refusal(candidate("x", null), CaseTale.ZHAO)).isEqualTo("CANDIDATE_SETTLED");
    }

    private String refusal(NameCandidate command, Actor by) {
        return catchThrowableOfType(CaseRefused.class, () -> tale.candidate(command, by))
                .fault()
                .code();
    }

    @Test
    void a_decision_is_taken_back_by_an_approver_who_did_not_propose_it_also_when_the_case_is_closed() {
        tale.review(MARITAL);
        tale.when(CaseTale.QIAN, tale.propose(TAKE));
        tale.when(CaseTale.SUN, tale.approve());
        assertThat(tale.last.closed()).isNotNull();
        UUID decision = tale.settled.get(0).act().id();
        assertThat(tale.last.decisions()).extracting(CaseDecision::id).containsExactly(decision);
        tale.refused(CaseTale.ZHAO, takeBack(decision, "因"), CaseRefused.NOT_YOURS);
        tale.refused(CaseTale.QIAN, takeBack(decision, "因"), "OWN_PROPOSAL");
        tale.refused(CaseTale.SUN, takeBack(decision, " "), "REASON_MISSING");
        tale.refused(CaseTale.SUN, takeBack(new UUID(1, 1), "因"), "DECISION_UNKNOWN");
        tale.refused(CaseTale.SUN, new TakeBackDecision(CaseTale.ID, 0, decision, "因"), CaseRefused.CASE_CHANGED);
        ReconciliationCase file = tale.file();
        CaseRegistrar.Decided decided =
                tale.registrar.decide(file, takeBack(decision, "登记已撤销"), CaseTale.SUN, tale.facts(), tale.now);
        assertThat(decided.events()).containsExactly(new DecisionTakenBack(Who.of(CaseTale.SUN), "登记已撤销", decision, 4));
        assertThat(decided.revoke()).extracting(each -> each.decision()).containsExactly(decision);
        file.evolve(new CaseStep(
                file.id(), file.version() + 1, tale.now, decided.events().get(0)));
        assertThat(file.inForce()).isEmpty();
        assertThat(file.closed()).as("the follower opens it").isNotNull();
        assertThat(tale.review(MARITAL)).isInstanceOf(CaseReopened.class);
        tale.refused(CaseTale.SUN, takeBack(decision, "因"), "DECISION_UNKNOWN");
    }

    private TakeBackDecision takeBack(UUID decision, String reason) {
        return new TakeBackDecision(CaseTale.ID, tale.version(), decision, reason);
    }

    @Test
    void a_stream_that_is_not_whole_is_not_read_as_if_it_were() {
        tale.review(MARITAL);
        CaseStep skipped = new CaseStep(CaseTale.ID, 5, tale.now, new CaseAssigned(Who.REGISTRY, null, "x", "x"));
        assertThat(catchThrowableOfType(IllegalStateException.class, () -> tale.open.evolve(skipped)))
                .hasMessageContaining("CASE_DAMAGED");
    }
}
