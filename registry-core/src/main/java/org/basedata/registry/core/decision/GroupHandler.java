package org.basedata.registry.core.decision;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.decision.DecisionGroup.State;

/** Decides about decisions for many, each command in one unit of work: who may, in which state, and never alone. */
public final class GroupHandler {
    private final EventStore events;
    private final GroupView view;
    private final Clock clock;

    public GroupHandler(EventStore events, GroupView view, Clock clock) {
        this.events = events;
        this.view = view;
        this.clock = clock;
    }

    /** @throws DecisionRefused when it may not be done, or not any more */
    public DecisionGroup handle(GroupCommand command) {
        DecisionGroup before = load(command.group());
        GroupEvent event = decide(before, command);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        long sequence = before == null ? 0 : before.sequence() + 1;
        events.publish(List.of(new GenericDomainEventMessage<>(
                GroupEvent.STREAM,
                command.group().toString(),
                sequence,
                event,
                MetaData.emptyInstance(),
                UUID.randomUUID().toString(),
                now)));
        DecisionGroup after = DecisionGroup.after(before, event, sequence, now);
        view.write(after);
        return after;
    }

    private DecisionGroup load(UUID group) {
        DecisionGroup[] state = new DecisionGroup[1];
        events.readEvents(group.toString()).asStream().forEach((DomainEventMessage<?> message) -> {
            state[0] = DecisionGroup.after(
                    state[0], (GroupEvent) message.getPayload(), message.getSequenceNumber(), message.getTimestamp());
        });
        return state[0];
    }

    static GroupEvent decide(DecisionGroup state, GroupCommand command) {
        if (command instanceof GroupCommand.Propose proposal) return proposed(state, proposal);
        if (state == null)
            throw new DecisionRefused("GROUP_UNKNOWN", "group", "没有这一批量裁定", "there is no such decision for many");
        if (command instanceof GroupCommand.Approve approval) {
            mustBe(state, State.PROPOSED);
            mustBeSecond(state, approval.by());
            return new GroupApproved(approval.group(), approval.by());
        }
        if (command instanceof GroupCommand.Reject rejection) {
            mustBe(state, State.PROPOSED);
            mustBeSecond(state, rejection.by());
            mustBeReasoned(rejection.reason());
            return new GroupRejected(rejection.group(), rejection.by(), rejection.reason());
        }
        if (command instanceof GroupCommand.Undo undoing) {
            mustBe(state, State.APPLIED);
            mustHave(undoing.by(), Role.APPROVER);
            mustBeReasoned(undoing.reason());
            return new GroupUndone(undoing.group(), undoing.by(), undoing.reason());
        }
        if (command instanceof GroupCommand.FinishApplying end) {
            mustBe(state, State.APPLYING);
            return new GroupApplied(end.group(), end.settled(), end.passedOver());
        }
        GroupCommand.FinishUndoing end = (GroupCommand.FinishUndoing) command;
        mustBe(state, State.UNDOING);
        return new GroupRestored(end.group(), end.revoked());
    }

    private static GroupEvent proposed(DecisionGroup state, GroupCommand.Propose proposal) {
        if (state != null)
            throw new DecisionRefused(
                    "GROUP_KNOWN", "group", "该批量裁定已经提出", "this decision for many was proposed before");
        mustHave(proposal.by(), Role.STEWARD);
        mustBeReasoned(proposal.reason());
        Shape shape = proposal.shape();
        boolean fit =
                switch (proposal.how()) {
                    case TOLERATE -> proposal.source() == null;
                    case TAKE ->
                        shape.standing().equals(proposal.source())
                                || shape.rival().equals(proposal.source());
                    case SET, ACCEPT -> false;
                };
        if (!fit)
            throw new DecisionRefused(
                    "CHOICE_UNFIT",
                    "how",
                    "批量裁定可采信 " + shape.standing() + " 或 " + shape.rival() + " 的值,或容许差异",
                    "a decision for many takes the value of " + shape.standing() + " or of " + shape.rival()
                            + ", or tolerates the difference");
        if (proposal.conflicts() == 0)
            throw new DecisionRefused("GROUP_EMPTY", "shape", "没有这一形态的未了结冲突", "no conflict of this shape stands");
        return new GroupProposed(
                proposal.group(),
                proposal.by(),
                shape,
                proposal.how(),
                proposal.source(),
                proposal.reason(),
                proposal.evidence(),
                proposal.conflicts());
    }

    private static void mustBe(DecisionGroup group, State wanted) {
        if (group.state() == wanted) return;
        throw new DecisionRefused(
                "GROUP_STATE",
                "group",
                "该批量裁定" + group.state().zh() + ",不能再这样办理",
                "this decision for many is " + group.state() + ", not " + wanted);
    }

    private static void mustBeSecond(DecisionGroup group, Actor by) {
        mustHave(by, Role.APPROVER);
        if (by.name().equals(group.proposal().by().name()))
            throw new DecisionRefused(
                    "OWN_PROPOSAL",
                    "by",
                    "不能审批本人提出的裁定,请由另一名审批员办理",
                    "nobody approves or rejects a proposal of their own; somebody else has to");
    }

    private static void mustHave(Actor by, Role role) {
        if (by.is(role)) return;
        throw new DecisionRefused(
                "ROLE_MISSING", "by", "须由" + role.zh() + "办理", "only somebody with role " + role + " may do this");
    }

    private static void mustBeReasoned(String reason) {
        if (reason == null || reason.isBlank())
            throw new DecisionRefused("REASON_MISSING", "reason", "须说明理由", "a reason is wanted");
    }
}
