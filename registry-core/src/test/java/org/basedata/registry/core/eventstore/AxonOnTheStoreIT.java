package org.basedata.registry.core.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.core.eventstore.Ledger.Noted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Axon's own event store and streaming processors on this engine. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class AxonOnTheStoreIT {
    private static final int EVENTS = 2_500;

    @RegisterExtension
    static final TestDatabase db = new TestDatabase();

    /** Counts what a pooled streaming processor delivers to it. */
    private static final class Listener {
        final List<Integer> counts = new CopyOnWriteArrayList<>();
        final CountDownLatch all = new CountDownLatch(EVENTS);

        @EventHandler
        void on(Noted event) {
            counts.add(event.count());
            all.countDown();
        }
    }

    @Test
    void aPooledProcessorGetsWhatAUnitOfWorkPublishesOnceAndInOrder() throws Exception {
        PostgresEventStorageEngine engine = Ledger.engine(db.dataSource());
        Listener listener = new Listener();
        Configuration configuration = DefaultConfigurer.defaultConfiguration(false)
                .configureEventSerializer(c -> Ledger.SERIALIZER)
                .configureEventStore(
                        c -> EmbeddedEventStore.builder().storageEngine(engine).build())
                .registerComponent(TokenStore.class, c -> new InMemoryTokenStore())
                .eventProcessing(processing -> processing
                        .usingPooledStreamingEventProcessors()
                        .registerDefaultTransactionManager(c -> NoTransactionManager.INSTANCE)
                        .registerDefaultListenerInvocationErrorHandler(c -> PropagatingErrorHandler.INSTANCE)
                        .registerEventHandler(c -> listener))
                .buildConfiguration();
        configuration.start();
        try {
            UUID subject = UUID.randomUUID();
            for (int from = 0; from < EVENTS; from += 500) {
                int first = from;
                db.transactions().executeWithoutResult(status -> {
                    UnitOfWork<?> work = DefaultUnitOfWork.startAndGet(null);
                    configuration.eventStore().publish(Ledger.notes(subject, first, 500));
                    work.commit();
                });
            }
            assertThat(listener.all.await(30, TimeUnit.SECONDS)).isTrue();
            List<Integer> expected = new ArrayList<>();
            for (int i = 0; i < EVENTS; i++) {
                expected.add(i);
            }
            assertThat(listener.counts).isEqualTo(expected);
            assertThat(configuration.eventStore().readEvents(subject.toString()).asStream())
                    .hasSize(EVENTS);
        } finally {
            configuration.shutdown();
        }
    }
}
