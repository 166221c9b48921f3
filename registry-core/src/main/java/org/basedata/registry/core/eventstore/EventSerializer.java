package org.basedata.registry.core.eventstore;

import java.util.Objects;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Axon's view of stored payloads: events under the stable names of {@link EventTypes}, as UTF-8 JSON; everything else
 * (metadata, snapshots, tokens) as Axon's own Jackson 3 serializer has it. Give it to Axon as the event serializer, so
 * that the dead-letter queue keeps events under the same names.
 */
public final class EventSerializer implements Serializer {
    private final EventTypes types;
    private final ObjectMapper mapper;
    private final Jackson3Serializer others;

    public EventSerializer(EventTypes types, ObjectMapper mapper) {
        this.types = Objects.requireNonNull(types, "types");
        this.mapper = Objects.requireNonNull(mapper, "mapper");
        this.others = Jackson3Serializer.builder().build();
    }

    public EventTypes types() {
        return types;
    }

    /** The stored form of an event of a registered type. */
    <T> byte[] write(EventTypes.Type<T> type, Object event) {
        return type.codec() != null
                ? type.codec().write(type.javaClass().cast(event))
                : mapper.writeValueAsBytes(event);
    }

    /** An event of the current revision from its stored form. */
    <T> T read(EventTypes.Type<T> type, byte[] stored) {
        try {
            return type.codec() != null ? type.codec().read(stored) : mapper.readValue(stored, type.javaClass());
        } catch (JacksonException e) {
            throw unreadable(type, e);
        }
    }

    private <T> T read(EventTypes.Type<T> type, SerializedObject<?> stored) {
        try {
            if (type.codec() != null) {
                byte[] bytes = getConverter().convert(stored, byte[].class).getData();
                return type.codec().read(bytes);
            }
            if (stored.getContentType() == byte[].class) {
                return mapper.readValue((byte[]) stored.getData(), type.javaClass());
            }
            JsonNode tree = getConverter().convert(stored, JsonNode.class).getData();
            return mapper.treeToValue(tree, type.javaClass());
        } catch (JacksonException e) {
            throw unreadable(type, e);
        }
    }

    private static SerializationException unreadable(EventTypes.Type<?> type, JacksonException cause) {
        // Jackson's own message quotes the payload, which holds personal data.
        return new SerializationException("EVENT_UNREADABLE: a stored " + type.name() + " of revision "
                + type.revision() + " does not fit " + type.javaClass().getName() + " at " + cause.getPathReference());
    }

    @Override
    public <T> SerializedObject<T> serialize(Object object, Class<T> expected) {
        EventTypes.Type<?> type = object == null ? null : types.of(object.getClass());
        if (type == null) {
            return others.serialize(object, expected);
        }
        SerializedType name = new SimpleSerializedType(type.name(), type.revision());
        return getConverter().convert(new SimpleSerializedObject<>(write(type, object), byte[].class, name), expected);
    }

    @Override
    public <T> boolean canSerializeTo(Class<T> expected) {
        return others.canSerializeTo(expected);
    }

    @Override
    @SuppressWarnings("unchecked") // Axon's contract: T is what the serialized type names
    public <S, T> T deserialize(SerializedObject<S> stored) {
        EventTypes.Type<?> type = current(stored.getType());
        return type == null ? others.deserialize(stored) : (T) read(type, stored);
    }

    /** Null when the name is none of ours; refuses another revision than the current one. */
    private EventTypes.Type<?> current(SerializedType stored) {
        EventTypes.Type<?> type = types.named(stored.getName());
        if (type != null && !type.revision().equals(stored.getRevision())) {
            throw new SerializationException("EVENT_REVISION: a stored " + type.name() + " has revision "
                    + stored.getRevision() + ", the program reads " + type.revision()
                    + "; an upcaster is missing, or the event was written by a newer program");
        }
        return type;
    }

    @Override
    public Class<?> classForType(SerializedType stored) {
        if (SerializedType.isEmptyType(stored)) {
            return Void.class;
        }
        EventTypes.Type<?> type = current(stored);
        if (type != null) {
            return type.javaClass();
        }
        return stored.getName().indexOf('.') < 0 ? UnknownSerializedType.class : others.classForType(stored);
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"}) // raw in Axon's interface
    public SerializedType typeForClass(Class javaClass) {
        EventTypes.Type<?> type = javaClass == null ? null : types.of(javaClass);
        return type == null ? others.typeForClass(javaClass) : new SimpleSerializedType(type.name(), type.revision());
    }

    @Override
    public Converter getConverter() {
        return others.getConverter();
    }
}
