package org.basedata.registry.core.decision;

import java.util.List;
import org.axonframework.commandhandling.CommandBus;
import org.basedata.registry.core.subject.Commands;
import org.basedata.registry.core.submission.Attempts;
import org.basedata.registry.core.submission.IntakeUnavailable;

/**
 * Takes decisions and revokes them. Whoever writes to one of the subjects meanwhile, an importer or another decision, makes it try
 * again. Thread-safe.
 */
public final class Decisions {
    private final CommandBus commands;
    private final DecisionHandler handler;

    public Decisions(CommandBus commands, DecisionHandler handler) {
        this.commands = commands;
        this.handler = handler;
    }

    /**
     * Each is let in or refused by itself, all in one transaction; a decision that is on record already is refused with
     * {@link DecisionRefused#DECISION_KNOWN}, so that whoever was interrupted can send the same again.
     *
     * @return in the order of the commands
     * @throws IntakeUnavailable when the database is away; whether the decisions were recorded is not known
     */
    public List<Settled> settle(List<SettleConflict> all) {
        return Attempts.at(() -> Commands.send(commands, new SettleConflicts(all), SettleConflicts.class));
    }

    /** The same; one that is not on record, or not any more, is refused with {@link DecisionRefused#DECISION_UNKNOWN}. */
    public List<Settled> revoke(List<RevokeDecision> all) {
        return Attempts.at(() -> Commands.send(commands, new RevokeDecisions(all), RevokeDecisions.class));
    }

    /**
     * What a decision would make of the master record. Nothing is kept.
     *
     * @throws DecisionRefused when it would be refused
     */
    public DecisionHandler.Preview preview(SettleConflict command) {
        return handler.preview(command);
    }
}
