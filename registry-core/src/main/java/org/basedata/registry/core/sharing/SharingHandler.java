package org.basedata.registry.core.sharing;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.basedata.registry.core.subject.SubmitRecordsHandler;

/**
 * Handles one order in one unit of work: loads the stream, decides, appends, and writes the row. Of two that meet on the same stream the
 * store refuses the second, which is then decided anew.
 */
public final class SharingHandler {
    private final SharingView view;
    private final SharingRegistrar registrar;
    private final SharingStreams streams;
    private final EventStore events;
    private final Clock clock;

    public SharingHandler(
            SharingView view, SharingRegistrar registrar, SharingStreams streams, EventStore events, Clock clock) {
        this.view = view;
        this.registrar = registrar;
        this.streams = streams;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @return {@link AgreementTaken}, {@link Member}, {@link Demand}, {@link Complaint} or {@link SharingGroupTaken}, by the kind of the command
     * @throws AgreementRefused when the order is not taken
     */
    public Object handle(SharingOrder order) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (order.command() instanceof SharingCommand.OfAgreement command) return agreement(command, order, now);
        if (order.command() instanceof SharingCommand.OfMember command) return member(command, order, now);
        if (order.command() instanceof SharingCommand.OfDemand command) return demand(command, order, now);
        if (order.command() instanceof SharingCommand.OfComplaint command) return complaint(command, order, now);
        return group((SharingCommand.OfGroup) order.command(), order, now);
    }

    private AgreementTaken agreement(SharingCommand.OfAgreement command, SharingOrder order, Instant now) {
        SharingAgreement file;
        List<SharingEvent> happened;
        if (command instanceof SharingCommand.Request request) {
            String department = order.by().department();
            Member member = department == null ? Member.none("") : streams.member(department);
            file = SharingAgreement.begun(new AgreementId(UUID.fromString(SubmitRecordsHandler.eventId())));
            happened = List.of(registrar.request(
                    request, order.by(), member, () -> view.number(SharingView.Numbered.AGREEMENT), now));
        } else {
            SharingCommand.OnAgreement on = (SharingCommand.OnAgreement) command;
            file = streams.agreement(on.id()).orElseThrow(AgreementRefused::unknown);
            happened = registrar.decide(file, on, order.by(), now);
        }
        Instant at = notBefore(
                file.history().isEmpty()
                        ? now
                        : file.history().get(file.history().size() - 1).recordedAt(),
                now);
        List<DomainEventMessage<Object>> messages = new ArrayList<>();
        for (SharingEvent event : happened) {
            AgreementStep step = new AgreementStep(file.id(), file.version() + 1, at, event);
            file.evolve(step);
            messages.add(SharingStreams.message(SharingEvent.STREAM, file.id().value(), step.sequence(), event, at));
        }
        append(messages, () -> view.write(file));
        return new AgreementTaken(file, happened);
    }

    private Member member(SharingCommand.OfMember command, SharingOrder order, Instant now) {
        String department = command.department();
        Member before = department == null ? Member.none("") : streams.member(department);
        MemberEvent event = registrar.decide(before, command, order.by(), now);
        Member after = before.after(event, before.sequence() + 1, now);
        append(
                List.of(SharingStreams.message(
                        MemberEvent.STREAM, Member.id(department), after.sequence(), event, now)),
                () -> view.write(after));
        return after;
    }

    private Demand demand(SharingCommand.OfDemand command, SharingOrder order, Instant now) {
        Demand before = command instanceof SharingCommand.AnswerDemand answer
                ? streams.demands(List.of(answer.id())).stream().findFirst().orElse(null)
                : null;
        DemandEvent event =
                registrar.decide(before, command, order.by(), () -> view.number(SharingView.Numbered.DEMAND));
        UUID id = before == null ? UUID.fromString(SubmitRecordsHandler.eventId()) : before.id();
        Demand after = Demand.after(id, before, event, before == null ? 0 : before.sequence() + 1, now);
        append(
                List.of(SharingStreams.message(DemandEvent.STREAM, id, after.sequence(), event, now)),
                () -> view.write(after));
        return after;
    }

    private Complaint complaint(SharingCommand.OfComplaint command, SharingOrder order, Instant now) {
        Complaint before = command instanceof SharingCommand.AnswerComplaint answer
                ? streams.complaints(List.of(answer.id())).stream().findFirst().orElse(null)
                : null;
        ComplaintEvent event =
                registrar.decide(before, command, order.by(), () -> view.number(SharingView.Numbered.COMPLAINT));
        UUID id = before == null ? UUID.fromString(SubmitRecordsHandler.eventId()) : before.id();
        Complaint after = Complaint.after(id, before, event, before == null ? 0 : before.sequence() + 1, now);
        append(
                List.of(SharingStreams.message(ComplaintEvent.STREAM, id, after.sequence(), event, now)),
                () -> view.write(after));
        return after;
    }

    /** The group's stream, and those of the agreements that follow it, in one transaction. */
    private SharingGroupTaken group(SharingCommand.OfGroup command, SharingOrder order, Instant clock) {
        SharingGroup group = streams.group(command.code()).orElseGet(SharingGroup::begun);
        Map<AgreementId, SharingAgreement> files = new LinkedHashMap<>();
        streams.agreements(group.agreements().stream().map(AgreementId::value).toList())
                .forEach(file -> files.put(file.id(), file));
        String department = order.by().department();
        Member member = department == null ? Member.none("") : streams.member(department);
        Instant now = clock;
        for (SharingAgreement file : files.values())
            now = notBefore(file.history().get(file.history().size() - 1).recordedAt(), now);
        if (!group.history().isEmpty())
            now = notBefore(group.history().get(group.history().size() - 1).recordedAt(), now);
        SharingGroupDecision decided = registrar
                .groups()
                .decide(
                        group,
                        files,
                        member,
                        command,
                        order.by(),
                        new SharingGroupRegistrar.Begins(
                                () -> new AgreementId(UUID.fromString(SubmitRecordsHandler.eventId())),
                                () -> view.number(SharingView.Numbered.AGREEMENT)),
                        now);
        List<DomainEventMessage<Object>> messages = new ArrayList<>();
        List<Runnable> rows = new ArrayList<>();
        for (SharingGroupEvent event : decided.events()) {
            SharingGroupStep step = new SharingGroupStep(group.version() + 1, now, event);
            group.evolve(step);
            messages.add(SharingStreams.message(
                    SharingGroupEvent.STREAM, SharingGroup.id(group.code()), step.sequence(), event, now));
        }
        if (decided.entered() != null) {
            Member after = member.after(decided.entered(), member.sequence() + 1, now);
            messages.add(SharingStreams.message(
                    MemberEvent.STREAM, Member.id(member.department()), after.sequence(), decided.entered(), now));
            rows.add(() -> view.write(after));
        }
        for (Map.Entry<AgreementId, List<SharingEvent>> each :
                decided.agreements().entrySet()) {
            SharingAgreement file = files.computeIfAbsent(each.getKey(), SharingAgreement::begun);
            for (SharingEvent event : each.getValue()) {
                AgreementStep step = new AgreementStep(file.id(), file.version() + 1, now, event);
                file.evolve(step);
                messages.add(
                        SharingStreams.message(SharingEvent.STREAM, file.id().value(), step.sequence(), event, now));
            }
            rows.add(() -> view.write(file));
        }
        rows.add(() -> view.write(group));
        append(messages, () -> rows.forEach(Runnable::run));
        return new SharingGroupTaken(group, decided.events());
    }

    /** Clocks of two nodes may differ: time does not go back along a stream. */
    private static Instant notBefore(Instant last, Instant now) {
        return last.isAfter(now) ? last : now;
    }

    private void append(List<DomainEventMessage<Object>> messages, Runnable write) {
        events.publish(messages);
        CurrentUnitOfWork.get().onPrepareCommit(work -> write.run());
    }
}
