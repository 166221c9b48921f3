package org.basedata.registry.core.eventstore;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The events that can be stored: which class goes by which stable name, in which revision, in whose stream. Java class
 * names are never stored, so classes can be renamed and moved.
 *
 * <p>Only the current revision of an event is listed. A stored event of an older one must be brought up by an upcaster.
 */
public final class EventTypes {
    /**
     * @param name stable name, such as {@code RecordSubmitted}; never used for another meaning
     * @param revision the current revision, such as {@code 1}
     * @param aggregateType kind of stream, such as {@code Subject}
     * @param codec null when the object mapper reads and writes it
     */
    public record Type<T>(
            Class<T> javaClass, String name, String revision, String aggregateType, PayloadCodec<T> codec) {
        public Type {
            Objects.requireNonNull(javaClass, "javaClass");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(revision, "revision");
            Objects.requireNonNull(aggregateType, "aggregateType");
        }
    }

    private final Map<Class<?>, Type<?>> byClass;
    private final Map<String, Type<?>> byName;

    private EventTypes(Map<Class<?>, Type<?>> byClass, Map<String, Type<?>> byName) {
        this.byClass = byClass;
        this.byName = byName;
    }

    public static Builder builder() {
        return new Builder();
    }

    public Collection<Type<?>> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    /** The type of this class's events; null when it is none. */
    @SuppressWarnings("unchecked") // the map's key is the type's own class
    public <T> Type<T> of(Class<T> javaClass) {
        return (Type<T>) byClass.get(javaClass);
    }

    /** The type of this name; null when there is none. */
    public Type<?> named(String name) {
        return byName.get(name);
    }

    Type<?> require(Class<?> javaClass) {
        Type<?> type = byClass.get(javaClass);
        if (type == null) {
            throw new IllegalArgumentException("EVENT_TYPE_UNKNOWN: " + javaClass.getName()
                    + " is not among the registered event types; add it with a stable name and revision");
        }
        return type;
    }

    /** Collects types; a class or a name that is there already is refused. */
    public static final class Builder {
        private final Map<Class<?>, Type<?>> byClass = new LinkedHashMap<>();
        private final Map<String, Type<?>> byName = new LinkedHashMap<>();

        private Builder() {}

        public <T> Builder add(Class<T> javaClass, String name, String revision, String aggregateType) {
            return add(javaClass, name, revision, aggregateType, null);
        }

        public <T> Builder add(
                Class<T> javaClass, String name, String revision, String aggregateType, PayloadCodec<T> codec) {
            Type<T> type = new Type<>(javaClass, name, revision, aggregateType, codec);
            if (byClass.putIfAbsent(javaClass, type) != null) {
                throw new IllegalArgumentException("event class twice: " + javaClass.getName());
            }
            if (byName.putIfAbsent(name, type) != null) {
                throw new IllegalArgumentException("event name twice: " + name);
            }
            return this;
        }

        public EventTypes build() {
            return new EventTypes(new LinkedHashMap<>(byClass), new LinkedHashMap<>(byName));
        }
    }
}
