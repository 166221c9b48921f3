package org.basedata.registry.core.identity;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.subject.RecordedEvent;
import org.basedata.registry.core.subject.SubjectView;
import org.basedata.registry.core.subject.SubmitRecordsHandler;
import org.basedata.registry.core.subject.WorkingSet;

/**
 * Handles one act in one unit of work: loads the subjects it names with all that they are tied to, decides, appends, and writes the
 * tables that must be in step.
 */
public final class IdentityHandler {
    private final SubjectView view;
    private final IdentityRegistrar registrar;
    private final Admission admission;
    private final KnownActs known;
    private final EventStore events;
    private final Clock clock;

    public IdentityHandler(
            SubjectView view, IdentityRegistrar registrar, Catalogue catalogue, EventStore events, Clock clock) {
        this.view = view;
        this.registrar = registrar;
        this.admission = new Admission(catalogue);
        this.known = new KnownActs(events);
        this.events = events;
        this.clock = clock;
    }

    /**
     * @return the subject that the act was about, as it stands now
     * @throws IdentityRefused when the act is not let in
     */
    public SubjectId handle(IdentityCommand command) {
        view.loadAlone();
        WorkingSet state = load(view, command);
        known.mustNotHold(state, command);
        admission.check(state, command);
        List<RecordedEvent> recorded = new ArrayList<>();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        SubjectId subject = registrar.decide(state, command, now, recorded);
        events.publish(recorded.stream().map(SubmitRecordsHandler::message).toList());
        CurrentUnitOfWork.get().onPrepareCommit(work -> view.write(state));
        return subject;
    }

    /** The subjects that an act names, all that they are tied to, and their records. */
    public static WorkingSet load(SubjectView view, IdentityCommand command) {
        Set<SubjectId> subjects = new HashSet<>(command.subjects());
        while (true) {
            WorkingSet state = view.load(subjects, EnumSet.allOf(SubjectType.class), records(command));
            if (!subjects.addAll(IdentityRegistrar.tied(state, subjects))) return state;
        }
    }

    private static List<RecordKey> records(IdentityCommand command) {
        if (command instanceof AssignRecords act) return act.records();
        if (command instanceof SplitSubject act)
            return act.parts().stream().flatMap(part -> part.records().stream()).toList();
        return List.of();
    }
}
