package org.basedata.registry.core.identity;

import java.util.TreeSet;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.basedata.registry.core.account.Act;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.subject.IdentityEvent;
import org.basedata.registry.core.subject.WorkingSet;

/**
 * Takes each act once: whoever sends one under an id of its own, and does not learn what became of it, sends it again. Acts that
 * were revoked have left the links of the subjects, so their streams are read.
 */
final class KnownActs {
    private final EventStore events;

    KnownActs(EventStore events) {
        this.events = events;
    }

    /** @throws IdentityRefused when an act with this id is on record of one of the subjects */
    void mustNotHold(WorkingSet state, IdentityCommand command) {
        for (SubjectId subject : new TreeSet<>(IdentityRegistrar.tied(state, command.subjects()))) {
            if (state.subject(subject).sequence() < 0) continue;
            events.readEvents(subject.toString())
                    .asStream()
                    .map(DomainEventMessage::getPayload)
                    .filter(IdentityEvent.class::isInstance)
                    .map(event -> ((IdentityEvent) event).act())
                    .filter(act -> act.id().equals(command.act().id()))
                    .findFirst()
                    .ifPresent(act -> {
                        throw refused(act, command.act());
                    });
        }
    }

    private static IdentityRefused refused(Act known, Act sent) {
        return known.equals(sent)
                ? new IdentityRefused(
                        IdentityRefused.ACT_KNOWN,
                        "id",
                        "该处置此前已办理,本次没有改变任何内容",
                        "this act was taken before; nothing has changed")
                : new IdentityRefused("ACT_ID_USED", "id", "该编号已用于另一处置", "this id was used for another act");
    }
}
