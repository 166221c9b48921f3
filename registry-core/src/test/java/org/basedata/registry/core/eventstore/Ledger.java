package org.basedata.registry.core.eventstore;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;
import tools.jackson.databind.json.JsonMapper;

/** A small invented domain for the store's own tests. */
final class Ledger {
    static final Instant TIME = Instant.parse("2026-03-01T08:00:00.123456Z");

    /** Read and written by the object mapper; revision 1 had one field {@code text} of the form "unit/count". */
    record Noted(String unit, int count) {}

    /** Brings a codec of its own. */
    record Stamped(String mark) {}

    private static final PayloadCodec<Stamped> STAMPED = new PayloadCodec<>() {
        @Override
        public byte[] write(Stamped event) {
            return ("{\"m\":\"" + event.mark() + "\"}").getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Stamped read(byte[] stored) {
            String json = new String(stored, StandardCharsets.UTF_8);
            return new Stamped(json.substring(6, json.length() - 2));
        }
    };

    static final EventTypes TYPES = EventTypes.builder()
            .add(Noted.class, "Noted", "2", "Subject")
            .add(Stamped.class, "Stamped", "1", "Subject", STAMPED)
            .build();

    static final EventSerializer SERIALIZER =
            new EventSerializer(TYPES, JsonMapper.builder().build());

    private Ledger() {}

    static PostgresEventStorageEngine engine(DataSource dataSource) {
        return engine(dataSource, NoOpEventUpcaster.INSTANCE);
    }

    static PostgresEventStorageEngine engine(DataSource dataSource, EventUpcaster upcasters) {
        return new PostgresEventStorageEngine(dataSource, SERIALIZER, upcasters);
    }

    static DomainEventMessage<Noted> noted(UUID subject, long sequence) {
        return new GenericDomainEventMessage<>(
                "Subject",
                subject.toString(),
                sequence,
                new Noted("天河分局", (int) sequence),
                Map.of(),
                UUID.randomUUID().toString(),
                TIME.plusSeconds(sequence));
    }

    /** The events {@code from} to {@code from + count - 1} of one subject. */
    static List<DomainEventMessage<Noted>> notes(UUID subject, long from, int count) {
        return IntStream.range(0, count).mapToObj(i -> noted(subject, from + i)).toList();
    }
}
