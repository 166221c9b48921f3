package org.basedata.registry.api.workbench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.basedata.registry.core.reconciliation.CandidateNamed;
import org.basedata.registry.core.reconciliation.CaseAssigned;
import org.basedata.registry.core.reconciliation.CaseClosed;
import org.basedata.registry.core.reconciliation.CaseEscalated;
import org.basedata.registry.core.reconciliation.CaseEvent;
import org.basedata.registry.core.reconciliation.CaseExtended;
import org.basedata.registry.core.reconciliation.CaseOpened;
import org.basedata.registry.core.reconciliation.CaseReopened;
import org.basedata.registry.core.reconciliation.CaseStep;
import org.basedata.registry.core.reconciliation.DecisionProposed;
import org.basedata.registry.core.reconciliation.ReconciliationCase;
import org.basedata.registry.core.reconciliation.Report;
import org.basedata.registry.core.reconciliation.Settlement;
import org.basedata.registry.core.reconciliation.VerificationAnswered;
import org.basedata.registry.core.reconciliation.VerificationRequested;
import org.basedata.registry.core.reconciliation.Who;
import org.springframework.stereotype.Component;

/** What happened to a case, in words. */
@Component
final class Steps {
    private final Words words;

    Steps(Words words) {
        this.words = words;
    }

    /** A step as a line of the story; {@code more} are its particulars. */
    public record Told(String what, String who, String at, String reason, List<String> more) {}

    /** What waits for its approval. */
    public record Proposal(String by, String reason, List<String> settlements, List<String> evidence) {}

    /** Doubts of departments that the case looks into. */
    List<String> reports(ReconciliationCase file) {
        List<String> told = new ArrayList<>();
        for (Report report : file.reports()) {
            String said = words.of(
                    "case.reportOf",
                    file.number() + "." + (told.size() + 1),
                    words.source(report.department()),
                    report.item() == null ? "-" : words.item(report.item()),
                    report.text());
            told.add(
                    report.believed() == null ? said : said + " " + words.of("case.reportBelieved", report.believed()));
        }
        return told;
    }

    /** The latest first. */
    List<Told> of(ReconciliationCase file) {
        List<Told> told = new ArrayList<>();
        for (CaseStep step : file.history()) told.add(told(step));
        Collections.reverse(told);
        return told;
    }

    Told told(CaseStep step) {
        CaseEvent event = step.event();
        return new Told(
                words.of("step." + event.getClass().getSimpleName()),
                who(event.by()),
                words.time(step.recordedAt()),
                event.reason(),
                more(event));
    }

    private String who(Who who) {
        if (who.equals(Who.REGISTRY)) return words.of("step.registry");
        String called = who.person() == null ? who.name() : who.person();
        return who.department() == null ? called : called + " (" + words.source(who.department()) + ")";
    }

    private List<String> more(CaseEvent happened) {
        if (happened instanceof CaseOpened event) return List.of(words.of("step.due", event.due()));
        if (happened instanceof CaseReopened event) return List.of(words.of("step.due", event.due()));
        if (happened instanceof CaseAssigned event)
            return List.of(words.of(
                    "step.assignee", event.assigneePerson() == null ? event.assignee() : event.assigneePerson()));
        if (happened instanceof VerificationRequested event)
            return List.of(words.of("step.asked", words.source(event.source()), event.due()));
        if (happened instanceof VerificationAnswered event)
            return List.of(words.of(
                    "step.answered",
                    words.source(event.source()),
                    words.of("verdict." + event.verdict()),
                    event.handlingUnit(),
                    event.handlingPerson()));
        if (happened instanceof DecisionProposed event) return settlements(event.settlements());
        if (happened instanceof CaseEscalated event) return List.of(words.of("step.to", event.to()));
        if (happened instanceof CaseExtended event)
            return List.of(words.of("step.extended", event.workingDays(), event.consentedBy(), event.due()));
        if (happened instanceof CandidateNamed event) return List.of(words.of("step.candidate", event.other()));
        if (happened instanceof CaseClosed event)
            return List.of(words.of("outcome." + event.outcome()), words.of("step.told", told(event)));
        return List.of();
    }

    private String told(CaseClosed event) {
        List<String> names = new ArrayList<>();
        event.sources().forEach(source -> names.add(words.source(source)));
        event.reporters().forEach(reporter -> names.add(words.source(reporter)));
        return names.isEmpty() ? "-" : String.join(words.english() ? ", " : "、", names);
    }

    Proposal proposal(DecisionProposed proposed) {
        return new Proposal(
                who(proposed.by()), proposed.reason(), settlements(proposed.settlements()), proposed.evidence());
    }

    List<String> settlements(Collection<Settlement> settlements) {
        return settlements.stream().map(this::settlement).toList();
    }

    private String settlement(Settlement settlement) {
        return switch (settlement.way()) {
            case SOURCE_CORRECTS -> words.of("case.correct", words.source(settlement.source()));
            case DIFFERENT_SUBJECTS -> words.of("case.different");
            case CHOOSE ->
                switch (settlement.choice().how()) {
                    case TAKE ->
                        words.of(
                                "settlement.take",
                                words.source(settlement.choice().record().source()),
                                words.dataset(settlement.choice().record().dataset()),
                                settlement.choice().record().recordId());
                    case SET -> words.of("settlement.set", settlement.choice().value());
                    case TOLERATE -> words.of("case.tolerate");
                    case ACCEPT -> words.of("case.accept");
                };
        };
    }
}
