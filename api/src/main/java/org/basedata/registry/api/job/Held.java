package org.basedata.registry.api.job;

import java.sql.Connection;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * A job that this program works on, and nobody else: the connection holds it. Steps are committed by this very connection, so that a program
 * which has lost the job, because it was cut off, commits nothing more.
 */
public final class Held {
    private final Connection connection;
    private final BooleanSupplier open;

    Held(Connection connection, BooleanSupplier open) {
        this.connection = connection;
        this.open = open;
    }

    /** Does not commit by itself. */
    public Connection connection() {
        return connection;
    }

    /** @throws CancellationException when the program ends: another, or the next one, goes on */
    public void mustGoOn() {
        if (!open.getAsBoolean()) throw new CancellationException("the program ends");
    }
}
