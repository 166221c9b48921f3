package org.basedata.registry.core.eventstore;

/**
 * A faster way to store one type of event than by reflection. The bytes should be UTF-8 JSON: upcasters and people
 * with {@code psql} read them.
 *
 * @param <T> the event's class
 */
public interface PayloadCodec<T> {
    byte[] write(T event);

    T read(byte[] stored);
}
