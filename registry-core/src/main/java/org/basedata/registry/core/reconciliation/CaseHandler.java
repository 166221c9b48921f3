package org.basedata.registry.core.reconciliation;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.subject.SubmitRecordsHandler;

/**
 * Handles one order in one unit of work: locks the case, loads it with what is in doubt about its subject, decides, carries out what was decided
 * about conflicts, appends, and writes the queue's rows.
 */
public final class CaseHandler {
    private final CaseView view;
    private final CaseRegistrar registrar;
    private final CaseStreams streams;
    private final Settling settling;
    private final EventStore events;
    private final Clock clock;

    public CaseHandler(
            CaseView view,
            CaseRegistrar registrar,
            CaseStreams streams,
            Settling settling,
            EventStore events,
            Clock clock) {
        this.view = view;
        this.registrar = registrar;
        this.streams = streams;
        this.settling = settling;
        this.events = events;
        this.clock = clock;
    }

    /** @throws CaseRefused when the order is not taken */
    public CaseTaken handle(CaseOrder order) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        LocalDate today = LocalDate.ofInstant(now, CaseRegistrar.DAY_ZONE);
        if (order.command() instanceof OpenCase command) return open(command, order, now, today);
        if (order.command() instanceof ReportDoubt command) return report(command, order, now, today);
        if (order.command() instanceof NameCandidate command) return candidate(command, order, now, today);
        if (order.command() instanceof JoinCases command) return join(command, order, now, today);
        CaseCommand.OnCase command = (CaseCommand.OnCase) order.command();
        view.lock(Set.of(command.id()));
        ReconciliationCase file = load(Set.of(command.id())).get(command.id());
        if (file == null) throw CaseRefused.unknown();
        CaseRegistrar.Decided decided = registrar.decide(file, command, order.by(), facts(file, today), now);
        List<CaseEvent> taken = append(file, decided.events(), now);
        if (!decided.settle().isEmpty() || !decided.revoke().isEmpty())
            settling.settle(decided.settle(), decided.revoke());
        write(List.of(file));
        return taken(file, taken);
    }

    private CaseTaken open(OpenCase command, CaseOrder order, Instant now, LocalDate today) {
        if (!order.by().is(Role.STEWARD))
            throw new CaseRefused(
                    CaseRefused.NOT_YOURS,
                    "role",
                    "此操作须由" + Role.STEWARD.zh() + "办理",
                    "this takes the role " + Role.STEWARD + "; you do not have it");
        CaseRegistrar.Facts facts = view.facts(command.subject(), today).orElseThrow(() -> unknown("ref"));
        view.openCase(command.subject()).ifPresent(open -> {
            throw new CaseRefused(
                    "CASE_OPEN_ALREADY",
                    "ref",
                    "该主体已有未办结的工单 " + number(open),
                    "the subject has an open case already, " + number(open));
        });
        ReconciliationCase file = ReconciliationCase.begun(new CaseId(UUID.fromString(SubmitRecordsHandler.eventId())));
        CaseOpened opened =
                registrar.open(command, order.by(), facts, view.numbers(1).get(0), now);
        List<CaseEvent> taken = append(file, List.of(opened), now);
        write(List.of(file));
        return taken(file, taken);
    }

    private CaseTaken report(ReportDoubt command, CaseOrder order, Instant now, LocalDate today) {
        CaseRegistrar.Facts facts = view.facts(command.subject(), today).orElseThrow(() -> unknown("subject"));
        Report report = new Report(
                UUID.fromString(SubmitRecordsHandler.eventId()),
                order.by().department(),
                command.text(),
                command.item(),
                command.believed(),
                command.evidence());
        CaseId open = view.openCase(command.subject()).orElse(null);
        if (open != null) view.lock(Set.of(open));
        ReconciliationCase file = open == null ? null : load(Set.of(open)).get(open);
        String number = open == null ? view.numbers(1).get(0) : null;
        List<CaseEvent> events = registrar.report(file, command, report, order.by(), facts, number, now);
        if (file == null) file = ReconciliationCase.begun(new CaseId(UUID.fromString(SubmitRecordsHandler.eventId())));
        List<CaseEvent> taken = append(file, events, now);
        write(List.of(file));
        return taken(file, taken);
    }

    private CaseTaken candidate(NameCandidate command, CaseOrder order, Instant now, LocalDate today) {
        CaseRegistrar.Facts facts = view.facts(command.subject(), today).orElseThrow(() -> unknown("ref"));
        view.facts(command.other(), today).orElseThrow(() -> unknown("candidate"));
        CaseId open = view.openCase(command.subject()).orElse(null);
        if (open != null) view.lock(Set.of(open));
        ReconciliationCase file = open == null ? null : load(Set.of(open)).get(open);
        String number = open == null ? view.numbers(1).get(0) : null;
        List<CaseEvent> events = registrar.candidate(file, command, order.by(), facts, number, now);
        if (file == null) file = ReconciliationCase.begun(new CaseId(UUID.fromString(SubmitRecordsHandler.eventId())));
        List<CaseEvent> taken = append(file, events, now);
        write(List.of(file));
        return taken(file, taken);
    }

    private static CaseRefused unknown(String item) {
        return new CaseRefused("SUBJECT_UNKNOWN", item, "没有该主体", "there is no such subject");
    }

    private String number(CaseId id) {
        return load(Set.of(id)).get(id).number();
    }

    private CaseTaken join(JoinCases command, CaseOrder order, Instant now, LocalDate today) {
        Set<CaseId> both =
                command.id().equals(command.into()) ? Set.of(command.id()) : Set.of(command.id(), command.into());
        view.lock(both);
        Map<CaseId, ReconciliationCase> files = load(both);
        ReconciliationCase file = files.get(command.id());
        ReconciliationCase into = files.get(command.into());
        if (file == null || into == null) throw CaseRefused.unknown();
        CaseRegistrar.Joined joined = registrar.join(file, into, command, order.by(), facts(file, today));
        List<CaseEvent> taken = append(file, List.of(joined.end()), now);
        append(into, List.of(joined.note()), now);
        write(List.of(file, into));
        return taken(file, taken);
    }

    private Map<CaseId, ReconciliationCase> load(Set<CaseId> ids) {
        return streams.load(ids);
    }

    private CaseRegistrar.Facts facts(ReconciliationCase file, LocalDate today) {
        return view.facts(file.subject(), today)
                .orElseGet(() -> new CaseRegistrar.Facts(
                        file.subject(), SubjectType.PERSON, file.division(), Set.of(), List.of()));
    }

    private List<CaseEvent> append(ReconciliationCase file, List<CaseEvent> happened, Instant now) {
        // Clocks of two nodes may differ: time does not go back along a stream.
        Instant last = file.history().isEmpty()
                ? now
                : file.history().get(file.history().size() - 1).recordedAt();
        Instant at = last.isAfter(now) ? last : now;
        List<CaseStep> steps = new ArrayList<>();
        for (CaseEvent event : happened) {
            CaseStep step = new CaseStep(file.id(), file.version() + 1, at, event);
            file.evolve(step);
            steps.add(step);
        }
        events.publish(steps.stream().map(CaseStreams::message).toList());
        return happened;
    }

    private void write(List<ReconciliationCase> changed) {
        CurrentUnitOfWork.get().onPrepareCommit(work -> view.write(changed));
    }

    private static CaseTaken taken(ReconciliationCase file, List<CaseEvent> events) {
        return new CaseTaken(file.id(), file.number(), file.version(), file.state(), events);
    }
}
