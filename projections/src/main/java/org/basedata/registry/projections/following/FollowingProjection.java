package org.basedata.registry.projections.following;

import java.util.List;
import javax.sql.DataSource;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A projection that a streaming processor brings the log to, in batches. Its event handlers say which events it wants, and each
 * hands its one to {@link #alone}.
 */
public abstract class FollowingProjection {
    private final TransactionTemplate attempt;

    /**
     * Each attempt stands behind a savepoint: PostgreSQL gives up a whole transaction at the first error, and then nothing could be
     * parked.
     */
    protected FollowingProjection(DataSource dataSource) {
        attempt = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        attempt.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /**
     * Applies events on the connection of the open transaction. Those that were applied before change nothing.
     *
     * @param messages in the order of the log
     */
    protected abstract void apply(List<TrackedEventMessage<?>> messages);

    /** All of them, or, when it fails, nothing: the transaction is as it was before. */
    final void together(List<TrackedEventMessage<?>> messages) {
        attempt.executeWithoutResult(status -> apply(messages));
    }

    /** Likewise. */
    protected final void alone(TrackedEventMessage<?> message) {
        together(List.of(message));
    }
}
