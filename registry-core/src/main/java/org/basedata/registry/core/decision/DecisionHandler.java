package org.basedata.registry.core.decision;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.subject.RecordedEvent;
import org.basedata.registry.core.subject.SubjectView;
import org.basedata.registry.core.subject.SubmitRecordsHandler;
import org.basedata.registry.core.subject.WorkingSet;
import org.basedata.registry.core.survivorship.MasterRecord;

/**
 * Handles decisions in the caller's unit of work: loads all subjects at once, decides one after another, appends, and writes the
 * tables that must be in step. What is refused leaves no trace among what is let in.
 */
public final class DecisionHandler {
    private final SubjectView view;
    private final DecisionRegistrar registrar;
    private final EventStore events;
    private final Clock clock;

    public DecisionHandler(SubjectView view, DecisionRegistrar registrar, EventStore events, Clock clock) {
        this.view = view;
        this.registrar = registrar;
        this.events = events;
        this.clock = clock;
    }

    /** In the order of the commands. */
    public List<Settled> handle(SettleConflicts command) {
        return decide(
                command.all(),
                SettleConflict::subject,
                each -> each.act().id(),
                (state, each, now, recorded) -> registrar.settle(state, each, now, recorded));
    }

    /** All or none; those to be taken that are on record already are passed over. */
    public void settle(List<SettleConflict> settle, List<RevokeDecision> revoke) {
        for (Settled settled : settle.isEmpty() ? List.<Settled>of() : handle(new SettleConflicts(settle)))
            if (settled.fault() != null && !settled.fault().code().equals(DecisionRefused.DECISION_KNOWN))
                throw new DecisionRefused(settled.fault());
        for (Settled settled : revoke.isEmpty() ? List.<Settled>of() : handle(new RevokeDecisions(revoke)))
            if (settled.fault() != null) throw new DecisionRefused(settled.fault());
    }

    /** In the order of the commands. */
    public List<Settled> handle(RevokeDecisions command) {
        return decide(
                command.all(),
                RevokeDecision::subject,
                RevokeDecision::decision,
                (state, each, now, recorded) -> registrar.revoke(state, each, now, recorded));
    }

    private interface Step<C> {
        void take(WorkingSet state, C command, Instant now, List<RecordedEvent> recorded);
    }

    private <C> List<Settled> decide(
            List<C> commands, Function<C, SubjectId> subject, Function<C, UUID> decision, Step<C> step) {
        WorkingSet state = load(commands.stream().map(subject).toList());
        Instant now = now();
        List<RecordedEvent> recorded = new ArrayList<>();
        Settled[] settled = new Settled[commands.size()];
        // In the order of subjects, so that writers of other processes lock the same keys in the same order.
        IntStream.range(0, settled.length)
                .boxed()
                .sorted(Comparator.comparing(i -> subject.apply(commands.get(i))))
                .forEach(i -> {
                    C each = commands.get(i);
                    Fault fault = null;
                    try {
                        step.take(state, each, now, recorded);
                    } catch (DecisionRefused refused) {
                        fault = refused.fault();
                    }
                    settled[i] = new Settled(subject.apply(each), decision.apply(each), fault);
                });
        if (!recorded.isEmpty()) {
            events.publish(recorded.stream().map(SubmitRecordsHandler::message).toList());
            CurrentUnitOfWork.get().onPrepareCommit(work -> view.write(state));
        }
        return List.of(settled);
    }

    /** The master record as it is, and as it would be. */
    public record Preview(MasterRecord before, MasterRecord after) {}

    /**
     * Tries a decision and keeps nothing of it.
     *
     * @throws DecisionRefused when it would be refused
     */
    public Preview preview(SettleConflict command) {
        WorkingSet state = load(List.of(command.subject()));
        MasterRecord before = state.subject(command.subject()).master();
        registrar.settle(state, command, now(), new ArrayList<>());
        return new Preview(before, state.subject(command.subject()).master());
    }

    private WorkingSet load(List<SubjectId> subjects) {
        return view.load(new HashSet<>(subjects), EnumSet.allOf(SubjectType.class), List.of());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
