package org.basedata.registry.projections.decision;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.CommandBus;
import org.basedata.registry.core.account.Act;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.decision.Choice;
import org.basedata.registry.core.decision.DecisionGroup;
import org.basedata.registry.core.decision.DecisionRefused;
import org.basedata.registry.core.decision.Decisions;
import org.basedata.registry.core.decision.GroupCommand;
import org.basedata.registry.core.decision.RevokeDecision;
import org.basedata.registry.core.decision.SettleConflict;
import org.basedata.registry.core.decision.Settled;
import org.basedata.registry.core.decision.Shape;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.subject.Commands;
import org.basedata.registry.core.submission.Attempts;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.core.survivorship.ConflictValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides for many conflicts at once: proposed by one person, approved by another, then carried out in the background batch by batch. Each
 * conflict's decision has an id that follows from the group's, so that work which was broken off goes on where it was. Thread-safe.
 */
public final class GroupDecisions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupDecisions.class);
    private static final int AT_ONCE = 500;

    private final CommandBus commands;
    private final Decisions decisions;
    private final DecisionGroups groups;
    private final AlikeConflicts conflicts;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "group-decisions");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean closed;

    public GroupDecisions(CommandBus commands, Decisions decisions, DecisionGroups groups, AlikeConflicts conflicts) {
        this.commands = commands;
        this.decisions = decisions;
        this.groups = groups;
        this.conflicts = conflicts;
    }

    /** Goes on with what a program before this one has not finished. */
    public void resume() {
        groups.unfinished().forEach(this::work);
    }

    /** @throws DecisionRefused when it may not be proposed */
    public DecisionGroup propose(
            UUID id, Actor by, Shape shape, Choice.How how, String source, String reason, List<String> evidence) {
        return send(new GroupCommand.Propose(id, by, shape, how, source, reason, evidence, conflicts.count(shape)));
    }

    /** Begins to settle; answers at once. */
    public DecisionGroup approve(UUID id, Actor by) {
        DecisionGroup group = send(new GroupCommand.Approve(id, by));
        work(group);
        return group;
    }

    public DecisionGroup reject(UUID id, Actor by, String reason) {
        return send(new GroupCommand.Reject(id, by, reason));
    }

    /** Begins to take back; answers at once. */
    public DecisionGroup undo(UUID id, Actor by, String reason) {
        DecisionGroup group = send(new GroupCommand.Undo(id, by, reason));
        work(group);
        return group;
    }

    private DecisionGroup send(GroupCommand command) {
        return Attempts.at(() -> Commands.send(commands, command, GroupCommand.class));
    }

    private void work(DecisionGroup group) {
        worker.execute(() -> {
            try {
                if (group.state() == DecisionGroup.State.APPLYING) apply(group);
                else restore(group);
            } catch (RuntimeException e) {
                if (closed)
                    LOG.info("decision for many {} was broken off; it goes on when a registry is opened", group.id());
                else
                    LOG.error(
                            "GROUP_BROKEN_OFF: decision for many {} goes on when a registry is opened", group.id(), e);
            }
        });
    }

    private void apply(DecisionGroup group) {
        long passedOver = 0;
        AlikeConflicts.Found last = null;
        while (!closed) {
            List<AlikeConflicts.Found> page =
                    conflicts.page(group.proposal().shape(), group.proposedAt(), last, AT_ONCE);
            if (page.isEmpty()) {
                long settled = conflicts.progress(group.id())[0];
                send(new GroupCommand.FinishApplying(group.id(), settled, passedOver));
                return;
            }
            List<SettleConflict> batch = new ArrayList<>(page.size());
            for (AlikeConflicts.Found each : page)
                batch.add(new SettleConflict(
                        act(group, each), each.subject(), each.number(), choice(group, each.conflict()), group.id()));
            for (Settled settled : decisions.settle(batch)) if (settled.fault() != null) passedOver++;
            last = page.get(page.size() - 1);
        }
    }

    private void restore(DecisionGroup group) {
        AlikeConflicts.Standing last = null;
        Actor by = group.undoneBy();
        while (!closed) {
            List<AlikeConflicts.Standing> page = conflicts.standing(group.id(), last, AT_ONCE);
            if (page.isEmpty()) {
                send(new GroupCommand.FinishUndoing(group.id(), conflicts.progress(group.id())[1]));
                return;
            }
            List<RevokeDecision> batch = new ArrayList<>(page.size());
            for (AlikeConflicts.Standing each : page)
                batch.add(new RevokeDecision(
                        new Act(
                                derived(group.id(), "undo/" + each.decision()),
                                Act.STAFF,
                                null,
                                by.person(),
                                group.reason(),
                                List.of()),
                        each.subject(),
                        each.decision()));
            decisions.revoke(batch);
            last = page.get(page.size() - 1);
        }
    }

    private static Act act(DecisionGroup group, AlikeConflicts.Found found) {
        return new Act(
                derived(group.id(), found.subject() + "/" + found.number()),
                Act.STAFF,
                null,
                group.proposal().by().person(),
                group.proposal().reason(),
                group.proposal().evidence());
    }

    private static UUID derived(UUID group, String name) {
        return UUID.nameUUIDFromBytes((group + "/" + name).getBytes(StandardCharsets.UTF_8));
    }

    /** What the group's choice is for one of its conflicts. */
    public static Choice choice(DecisionGroup group, Conflict conflict) {
        return choice(group.proposal().how(), group.proposal().source(), conflict);
    }

    public static Choice choice(Choice.How how, String source, Conflict conflict) {
        if (how != Choice.How.TAKE) return Choice.tolerate();
        ConflictValue value = conflict.values().stream()
                .filter(each -> each.source().equals(source))
                .findFirst()
                .orElseThrow();
        return Choice.take(new RecordKey(value.source(), value.dataset(), value.recordId()));
    }

    /** Lets the batch that is under way end. */
    @Override
    public void close() {
        closed = true;
        worker.shutdown();
        try {
            if (!worker.awaitTermination(30, TimeUnit.SECONDS)) worker.shutdownNow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
