package org.basedata.registry.core.identity;

import org.axonframework.commandhandling.CommandBus;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.subject.Commands;
import org.basedata.registry.core.submission.Attempts;
import org.basedata.registry.core.submission.IntakeUnavailable;

/**
 * Takes acts about identity, each in a transaction of its own. Whoever writes to one of the subjects meanwhile, an importer or
 * another act, makes it try again. Thread-safe.
 */
public final class IdentityActs {
    private final CommandBus commands;

    public IdentityActs(CommandBus commands) {
        this.commands = commands;
    }

    /**
     * @return the subject that the act was about, as it stands when the act is durable
     * @throws IdentityRefused when it is not let in; nothing is recorded then
     * @throws IntakeUnavailable when the database is away; whether the act was recorded is not known
     */
    public SubjectId take(IdentityCommand command) {
        return Attempts.at(() -> Commands.send(commands, command, IdentityCommand.class));
    }
}
