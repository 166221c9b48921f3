package org.basedata.registry.core.identity;

import org.axonframework.commandhandling.CommandBus;
import org.basedata.registry.core.database.Failures;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.subject.Commands;
import org.basedata.registry.core.submission.IntakeUnavailable;

/**
 * Takes acts about identity, each in a transaction of its own. Whoever writes to one of the subjects meanwhile, an importer or
 * another act, makes it try again. Thread-safe.
 */
public final class IdentityActs {
    private static final int MOST_ATTEMPTS = 60;

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
        for (int attempt = 1; ; attempt++) {
            try {
                return Commands.send(commands, command, IdentityCommand.class);
            } catch (RuntimeException e) {
                if (Failures.isUnreachable(e)) throw new IntakeUnavailable("the database cannot be reached", e);
                if (!Commands.isContention(e) || attempt >= MOST_ATTEMPTS) throw e;
                Commands.stepAside(attempt);
            }
        }
    }
}
