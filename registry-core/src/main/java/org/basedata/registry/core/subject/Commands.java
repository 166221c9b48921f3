package org.basedata.registry.core.subject;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.modelling.command.ConcurrencyException;
import org.basedata.registry.core.database.Failures;

/** Commands on their way to their handlers. */
public final class Commands {
    private Commands() {}

    /**
     * Waits for the answer; what the handler or the commit failed with is thrown here.
     *
     * @param kind the class by whose name the handler subscribed
     */
    public static <C, R> R send(CommandBus commands, C command, Class<? super C> kind) {
        FutureCallback<C, R> callback = new FutureCallback<>();
        commands.dispatch(new GenericCommandMessage<>(new GenericMessage<>(command), kind.getName()), callback);
        var result = callback.getResult();
        if (!result.isExceptional()) return result.getPayload();
        Throwable cause = result.exceptionResult();
        throw cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
    }

    /** Another writer was quicker; decided anew, the same command may pass. */
    public static boolean isContention(RuntimeException failure) {
        return failure instanceof ConcurrencyException || Failures.isContention(failure);
    }

    /** Waits a little before the next attempt, longer each time, and at random, so that the same two do not meet again. */
    public static void stepAside(int attempt) {
        LockSupport.parkNanos(
                TimeUnit.MICROSECONDS.toNanos(ThreadLocalRandom.current().nextInt(500, 500 + 500 * attempt)));
    }
}
