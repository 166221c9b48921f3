package org.basedata.registry.core.reconciliation;

import org.axonframework.commandhandling.CommandBus;
import org.basedata.registry.core.subject.Commands;
import org.basedata.registry.core.submission.Attempts;
import org.basedata.registry.core.submission.IntakeUnavailable;

/**
 * Takes orders about cases, each in a transaction of its own. Whoever comes second to the same case is told what the first did. Thread-safe.
 */
public final class CaseOrders {
    private final CommandBus commands;

    public CaseOrders(CommandBus commands) {
        this.commands = commands;
    }

    /**
     * @return the case when the order is durable
     * @throws CaseRefused when it is not taken; nothing is recorded then
     * @throws org.basedata.registry.core.decision.DecisionRefused when what was decided cannot be carried out; likewise
     * @throws IntakeUnavailable when the database is away; whether the order was recorded is not known
     */
    public CaseTaken take(CaseOrder order) {
        return Attempts.at(() -> Commands.send(commands, order, CaseOrder.class));
    }
}
