package org.basedata.registry.core.sharing;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
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
     * @return {@link AgreementTaken}, {@link Member}, {@link Demand} or {@link Complaint}, by the kind of the command
     * @throws AgreementRefused when the order is not taken
     */
    public Object handle(SharingOrder order) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (order.command() instanceof SharingCommand.OfAgreement command) return agreement(command, order, now);
        if (order.command() instanceof SharingCommand.OfMember command) return member(command, order, now);
        if (order.command() instanceof SharingCommand.OfDemand command) return demand(command, order, now);
        return complaint((SharingCommand.OfComplaint) order.command(), order, now);
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

    /** Clocks of two nodes may differ: time does not go back along a stream. */
    private static Instant notBefore(Instant last, Instant now) {
        return last.isAfter(now) ? last : now;
    }

    private void append(List<DomainEventMessage<Object>> messages, Runnable write) {
        events.publish(messages);
        CurrentUnitOfWork.get().onPrepareCommit(work -> write.run());
    }
}
