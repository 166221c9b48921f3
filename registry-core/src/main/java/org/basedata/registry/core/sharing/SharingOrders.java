package org.basedata.registry.core.sharing;

import org.axonframework.commandhandling.CommandBus;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.subject.Commands;
import org.basedata.registry.core.submission.Attempts;
import org.basedata.registry.core.submission.IntakeUnavailable;

/** Takes orders about sharing, each in a transaction of its own. Thread-safe. */
public final class SharingOrders {
    private final CommandBus commands;

    public SharingOrders(CommandBus commands) {
        this.commands = commands;
    }

    /**
     * @return the agreement when the order is durable
     * @throws AgreementRefused when it is not taken; nothing is recorded then
     * @throws IntakeUnavailable when the database is away; whether the order was recorded is not known
     */
    public AgreementTaken take(Actor by, SharingCommand.OfAgreement command) {
        return send(new SharingOrder(by, command));
    }

    public Member take(Actor by, SharingCommand.OfMember command) {
        return send(new SharingOrder(by, command));
    }

    public Demand take(Actor by, SharingCommand.OfDemand command) {
        return send(new SharingOrder(by, command));
    }

    public Complaint take(Actor by, SharingCommand.OfComplaint command) {
        return send(new SharingOrder(by, command));
    }

    public SharingGroupTaken take(Actor by, SharingCommand.OfGroup command) {
        return send(new SharingOrder(by, command));
    }

    private <R> R send(SharingOrder order) {
        return Attempts.at(() -> Commands.send(commands, order, SharingOrder.class));
    }
}
