package org.basedata.registry.api.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.basedata.registry.core.reconciliation.Attachment;
import org.basedata.registry.core.reconciliation.CandidateNamed;
import org.basedata.registry.core.reconciliation.CaseAssigned;
import org.basedata.registry.core.reconciliation.CaseClosed;
import org.basedata.registry.core.reconciliation.CaseEscalated;
import org.basedata.registry.core.reconciliation.CaseEvent;
import org.basedata.registry.core.reconciliation.CaseExtended;
import org.basedata.registry.core.reconciliation.CaseNoted;
import org.basedata.registry.core.reconciliation.CaseOpened;
import org.basedata.registry.core.reconciliation.CaseOutcome;
import org.basedata.registry.core.reconciliation.CaseReopened;
import org.basedata.registry.core.reconciliation.CaseStep;
import org.basedata.registry.core.reconciliation.DecisionApproved;
import org.basedata.registry.core.reconciliation.DecisionProposed;
import org.basedata.registry.core.reconciliation.DecisionRejected;
import org.basedata.registry.core.reconciliation.DecisionTakenBack;
import org.basedata.registry.core.reconciliation.Report;
import org.basedata.registry.core.reconciliation.Settlement;
import org.basedata.registry.core.reconciliation.Verdict;
import org.basedata.registry.core.reconciliation.VerificationAnswered;
import org.basedata.registry.core.reconciliation.VerificationRequested;

/** One step of a case: who did what, when and why. */
@Schema(name = "CaseStep", description = "工单的一步:何人、何时、何事、为何 / a step of a case: who, when, what, why")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record StepAnswer(
        @Schema(description = "Version of the case after it", example = "3")
        String version,

        @Schema(
                description =
                        "CaseOpened, CaseScopeChanged, CaseAssigned, VerificationRequested, VerificationAnswered, DecisionProposed,"
                                + " DecisionApproved, DecisionRejected, DecisionTakenBack, CaseEscalated, CaseExtended, CaseNoted, CandidateNamed, CaseClosed, CaseReopened",
                example = "VerificationRequested")
        String what,

        @Schema(description = "When") Instant at,

        @Schema(description = "Sign-in name; registry for what followed by itself", example = "steward.zhao")
        String by,

        @Schema(description = "The person's name", example = "赵核查")
        String person,

        @Schema(description = "The person's department; absent for the reconciliation office")
        String department,

        @Schema(description = "Why: the reason, question, answer or note")
        String reason,

        @Schema(description = "Number of the request for verification")
        Integer request,

        @Schema(description = "The source that was asked or answered")
        String source,

        @Schema(description = "Items that it is about") List<String> items,
        @Schema(description = "Last day") LocalDate due,

        @Schema(description = "CONFIRMED, CORRECTED, CANNOT_VERIFY, NOT_OURS")
        Verdict verdict,

        @Schema(description = "Where it was looked into") String handlingUnit,
        @Schema(description = "Who looked into it") String handlingPerson,

        @Schema(description = "The delivery with the correction")
        UUID delivery,

        @Schema(description = "Files that the answer rests on")
        List<Attachment> attachments,

        @Schema(description = "Number of the proposal") Integer proposal,

        @Schema(description = "What is to be done about each conflict")
        List<Settlement> settlements,

        @Schema(description = "What the proposal rests on") List<String> evidence,

        @Schema(description = "Whether a second person has to approve")
        Boolean approval,

        @Schema(description = "1 the authority, 2 the government")
        Integer level,

        @Schema(description = "Who is asked to coordinate") String to,

        @Schema(description = "By how many working days it was extended")
        Integer workingDays,

        @Schema(description = "Who consented") String consentedBy,

        @Schema(description = "Sign-in name of whoever has it from then on")
        String assignee,

        @Schema(description = "How the case ended") CaseOutcome outcome,

        @Schema(description = "Departments that are told the outcome")
        List<String> told,

        @Schema(description = "The case that goes on as this one, or as which this one goes on")
        String joined,

        @Schema(description = "Another subject that may be the same")
        String candidate,

        @Schema(description = "Doubts that the case looks into from then on")
        List<Report> reports) {

    /** Null when the step is out of sight. */
    static StepAnswer of(CaseStep step, CaseSight sight) {
        CaseEvent happened = step.event();
        Fields f = new Fields();
        if (happened instanceof CaseOpened event) {
            f.due = event.due();
            f.reports = event.report() == null ? null : List.of(event.report());
        } else if (happened instanceof CaseReopened event) f.due = event.due();
        else if (happened instanceof CaseAssigned event) f.assignee = event.assignee();
        else if (happened instanceof VerificationRequested event) {
            if (!sight.all() && !event.source().equals(sight.source())) return null;
            f.request = event.number();
            f.source = event.source();
            f.items = event.items();
            f.due = event.due();
        } else if (happened instanceof VerificationAnswered event) {
            if (!sight.all() && !event.source().equals(sight.source())) return null;
            f.request = event.number();
            f.source = event.source();
            f.verdict = event.verdict();
            f.unit = event.handlingUnit();
            f.person = event.handlingPerson();
            f.delivery = event.delivery();
            f.attachments = event.attachments();
        } else if (happened instanceof DecisionProposed event) {
            // Until it is in force it is between staff.
            if (!sight.all()) return null;
            f.proposal = event.proposal();
            f.settlements = event.settlements();
            f.evidence = event.evidence();
            f.approval = event.approval();
        } else if (happened instanceof DecisionApproved event) {
            if (!sight.all()) return null;
            f.proposal = event.proposal();
        } else if (happened instanceof DecisionRejected event) {
            if (!sight.all()) return null;
            f.proposal = event.proposal();
        } else if (happened instanceof DecisionTakenBack) {
            if (!sight.all()) return null;
        } else if (happened instanceof CaseEscalated event) {
            f.level = event.level();
            f.to = event.to();
        } else if (happened instanceof CaseExtended event) {
            f.workingDays = event.workingDays();
            f.consentedBy = event.consentedBy();
            f.due = event.due();
        } else if (happened instanceof CaseNoted event) {
            boolean own = event.by().department() != null
                    && !sight.departments(List.of(event.by().department())).isEmpty();
            if (!sight.all() && !own) return null;
            f.joined = event.joined() == null ? null : event.joined().toString();
            f.reports = event.reports();
        } else if (happened instanceof CandidateNamed event) {
            if (!sight.all()) return null;
            f.candidate = event.other().toString();
        } else if (happened instanceof CaseClosed event) {
            f.outcome = event.outcome();
            f.joined = event.into() == null ? null : event.into().toString();
            f.told = sight.departments(Stream.concat(event.sources().stream(), event.reporters().stream())
                    .distinct()
                    .toList());
        }
        if (f.reports != null && !sight.all())
            f.reports = f.reports.stream()
                    .filter(report ->
                            report.department() != null && report.department().equals(sight.reporter()))
                    .toList();
        return new StepAnswer(
                Long.toString(step.sequence()),
                happened.getClass().getSimpleName(),
                step.recordedAt(),
                happened.by().name(),
                happened.by().person(),
                happened.by().department(),
                happened.reason(),
                f.request,
                f.source,
                f.items,
                f.due,
                f.verdict,
                f.unit,
                f.person,
                f.delivery,
                f.attachments,
                f.proposal,
                f.settlements,
                f.evidence,
                f.approval,
                f.level,
                f.to,
                f.workingDays,
                f.consentedBy,
                f.assignee,
                f.outcome,
                f.told,
                f.joined,
                f.candidate,
                f.reports);
    }

    private static final class Fields {
        Integer request;
        String source;
        List<String> items;
        LocalDate due;
        Verdict verdict;
        String unit;
        String person;
        UUID delivery;
        List<Attachment> attachments;
        Integer proposal;
        List<Settlement> settlements;
        List<String> evidence;
        Boolean approval;
        Integer level;
        String to;
        Integer workingDays;
        String consentedBy;
        String assignee;
        CaseOutcome outcome;
        List<String> told;
        String joined;
        String candidate;
        List<Report> reports;
    }
}
