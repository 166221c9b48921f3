package org.basedata.registry.core.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.basedata.registry.core.account.Actor;

/**
 * A decision for many conflicts as its events tell it (批量裁定). Immutable.
 *
 * @param sequence of the last event
 * @param decidedBy who approved or rejected it; null until then
 * @param undoneBy null until it is undone
 * @param reason of the rejection or of the undoing; null without one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DecisionGroup(
        GroupProposed proposal,
        long sequence,
        State state,
        Instant proposedAt,
        Actor decidedBy,
        Instant decidedAt,
        long settled,
        long passedOver,
        Actor undoneBy,
        Instant undoneAt,
        String reason,
        long revoked) {

    /** How far it is. */
    public enum State {
        PROPOSED("待审批"),
        REJECTED("已驳回"),
        APPLYING("执行中"),
        APPLIED("已执行"),
        UNDOING("撤销中"),
        UNDONE("已撤销");

        private final String zh;

        State(String zh) {
            this.zh = zh;
        }

        public String zh() {
            return zh;
        }

        /** Whether the registry itself has still work to do. */
        public boolean isUnfinished() {
            return this == APPLYING || this == UNDOING;
        }
    }

    public UUID id() {
        return proposal.group();
    }

    /** @param before null for the first event */
    public static DecisionGroup after(DecisionGroup before, GroupEvent happened, long sequence, Instant at) {
        if (happened instanceof GroupProposed event)
            return new DecisionGroup(event, sequence, State.PROPOSED, at, null, null, 0, 0, null, null, null, 0);
        if (happened instanceof GroupApproved event)
            return before.decided(State.APPLYING, sequence, event.by(), at, null);
        if (happened instanceof GroupRejected event)
            return before.decided(State.REJECTED, sequence, event.by(), at, event.reason());
        if (happened instanceof GroupApplied event)
            return new DecisionGroup(
                    before.proposal,
                    sequence,
                    State.APPLIED,
                    before.proposedAt,
                    before.decidedBy,
                    before.decidedAt,
                    event.settled(),
                    event.passedOver(),
                    null,
                    null,
                    null,
                    0);
        if (happened instanceof GroupUndone event)
            return before.undone(State.UNDOING, sequence, event.by(), at, event.reason(), 0);
        GroupRestored event = (GroupRestored) happened;
        return before.undone(State.UNDONE, sequence, before.undoneBy, before.undoneAt, before.reason, event.revoked());
    }

    private DecisionGroup decided(State next, long last, Actor by, Instant at, String why) {
        return new DecisionGroup(proposal, last, next, proposedAt, by, at, 0, 0, null, null, why, 0);
    }

    private DecisionGroup undone(State next, long last, Actor by, Instant at, String why, long count) {
        return new DecisionGroup(
                proposal, last, next, proposedAt, decidedBy, decidedAt, settled, passedOver, by, at, why, count);
    }
}
