package org.basedata.registry.core.eventstore;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.LazyDeserializingObject;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedMessage;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcaster;

/**
 * From rows of table {@code event} to messages. An event of a registered type in its current revision is never upcast;
 * any other goes through the upcasters, one event at a time (so an upcaster that carries context from one event to the
 * next does not work here). What is still unknown or of an old revision after that is refused: a reader that skipped
 * it would go on with a wrong state.
 */
final class StoredEvents {
    /** In the order that {@link #read} expects. */
    static final String COLUMNS = "subject, sequence, slot, recorded_at, event_id, type, payload, metadata";

    private static final byte[] NO_METADATA = "{}".getBytes(StandardCharsets.UTF_8);

    private final EventSerializer serializer;
    private final EventUpcaster upcasters;
    private final TypeIds ids;

    StoredEvents(EventSerializer serializer, EventUpcaster upcasters, TypeIds ids) {
        this.serializer = serializer;
        this.upcasters = upcasters;
        this.ids = ids;
    }

    /** One row, with its type looked up. */
    record Row(
            UUID subject,
            long sequence,
            long slot,
            Instant recordedAt,
            UUID eventId,
            TypeIds.Stored type,
            byte[] payload,
            byte[] metadata) {}

    Row read(ResultSet rows, Connection connection) throws SQLException {
        int type = rows.getInt(6);
        TypeIds.Stored stored = ids.stored(type, connection);
        if (stored == null) {
            throw new IllegalStateException("EVENT_TYPE_LOST: event type " + type + " is not in table event_type;"
                    + " restore that table together with table event");
        }
        return new Row(
                rows.getObject(1, UUID.class),
                rows.getLong(2),
                rows.getLong(3),
                rows.getObject(4, OffsetDateTime.class).toInstant(),
                rows.getObject(5, UUID.class),
                stored,
                rows.getBytes(7),
                rows.getBytes(8));
    }

    /**
     * The messages of one row: one, or as many as the upcasters make of it.
     *
     * @param position in the log; 0 when it is not known, as in a read of one subject
     */
    Stream<? extends GenericTrackedDomainEventMessage<?>> messages(Row row, long position) {
        EventTypes.Type<?> type = serializer.types().named(row.type().name());
        TrackingToken token = new GlobalSequenceTrackingToken(position);
        if (type == null || !type.revision().equals(row.type().revision())) {
            return upcast(row, token);
        }
        SerializedMessage<Object> message = new SerializedMessage<>(
                row.eventId().toString(),
                new LazyDeserializingObject<>(
                        new SimpleSerializedObject<>(row.payload(), byte[].class, type.name(), type.revision()),
                        serializer),
                row.metadata() == null
                        ? new LazyDeserializingObject<>(MetaData.emptyInstance())
                        : new LazyDeserializingObject<>(
                                new SerializedMetaData<>(row.metadata(), byte[].class), serializer));
        return Stream.of(new GenericTrackedDomainEventMessage<>(
                token, row.type().aggregateType(), row.subject().toString(), row.sequence(), message, row::recordedAt));
    }

    /** The events of one row without the messages around them: one, or as many as the upcasters make of it. */
    List<Object> payloads(Row row) {
        EventTypes.Type<?> type = serializer.types().named(row.type().name());
        if (type != null && type.revision().equals(row.type().revision()))
            return List.of(serializer.read(type, row.payload()));
        return upcast(row, new GlobalSequenceTrackingToken(0))
                .map(message -> (Object) message.getPayload())
                .toList();
    }

    private Stream<? extends GenericTrackedDomainEventMessage<?>> upcast(Row row, TrackingToken token) {
        var entry = new GenericDomainEventEntry<>(
                row.type().aggregateType(),
                row.subject().toString(),
                row.sequence(),
                row.eventId().toString(),
                row.recordedAt(),
                row.type().name(),
                row.type().revision(),
                row.payload(),
                row.metadata() == null ? NO_METADATA : row.metadata());
        List<TrackedEventMessage<?>> upcast = EventUtils.upcastAndDeserializeTrackedEvents(
                        Stream.of(new TrackedDomainEventData<>(token, entry)), serializer, upcasters)
                .toList();
        return upcast.stream().map(message -> known(message, row));
    }

    private static GenericTrackedDomainEventMessage<?> known(TrackedEventMessage<?> message, Row row) {
        // Asking for the class also refuses an old revision that no upcaster has brought up.
        if (UnknownSerializedType.class.equals(message.getPayloadType())) {
            throw new SerializationException("EVENT_TYPE_UNKNOWN: event " + row.sequence() + " of subject "
                    + row.subject() + " is a " + row.type().name() + " of revision "
                    + row.type().revision() + ", which this program does not know; it was written by a newer program");
        }
        return (GenericTrackedDomainEventMessage<?>) message;
    }
}
