package org.basedata.registry.importers.ledger;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.basedata.registry.core.database.Database;
import org.basedata.registry.core.delivery.DeliveryEvent;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/** Appends to the streams of deliveries, in one transaction with the tables of record. */
public final class DeliveryLog {
    private final PlatformTransactionManager transactions;
    private final EventStore events;
    private final Clock clock;

    public DeliveryLog(Database database, EventStore events, Clock clock) {
        this.transactions = database.transactionManager();
        this.events = events;
        this.clock = clock;
    }

    /**
     * Runs the work in a transaction of its own, whose events are appended at its end; readers that follow the log are woken
     * after its commit.
     */
    public <T> T inTransaction(Supplier<T> work) {
        DefaultUnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(null);
        ResultMessage<T> result;
        try {
            unit.attachTransaction(this::begin);
        } catch (RuntimeException e) {
            unit.rollback(e);
            throw e;
        }
        result = unit.executeWithResult(work::get);
        if (!result.isExceptional()) return result.getPayload();
        Throwable failure = result.exceptionResult();
        if (failure instanceof Error error) throw error;
        throw failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
    }

    private Transaction begin() {
        TransactionStatus status = transactions.getTransaction(
                new DefaultTransactionDefinition(DefaultTransactionDefinition.PROPAGATION_REQUIRES_NEW));
        return new Transaction() {
            @Override
            public void commit() {
                transactions.commit(status);
            }

            @Override
            public void rollback() {
                // A commit that failed has ended the transaction already.
                if (!status.isCompleted()) transactions.rollback(status);
            }
        };
    }

    /** Inside of {@link #inTransaction}, or of a command's unit of work. */
    public void append(List<Entry> entries) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<DomainEventMessage<DeliveryEvent>> messages = new ArrayList<>(entries.size());
        for (Entry entry : entries)
            messages.add(new GenericDomainEventMessage<>(
                    DeliveryEvent.STREAM,
                    entry.event().delivery().toString(),
                    entry.sequence(),
                    entry.event(),
                    MetaData.emptyInstance(),
                    eventId(),
                    now));
        events.publish(messages);
    }

    /** Names a message, guards nothing: ordinary randomness is enough, and a hundred times cheaper than the secure kind. */
    private static String eventId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    /** @param sequence zero-based place in the delivery's stream */
    public record Entry(long sequence, DeliveryEvent event) {}
}
