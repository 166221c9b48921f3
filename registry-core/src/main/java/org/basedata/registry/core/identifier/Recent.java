package org.basedata.registry.core.identifier;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/**
 * Remembers some of the last results of a function, one a place, without locks: on its way a row asks several times for the same
 * keyed hash, on different threads. Two threads may work out the same result; nobody ever gets that of another key.
 */
public final class Recent<K, V> {
    private record Known<K, V>(K key, V value) {}

    private final AtomicReferenceArray<Known<K, V>> places;
    private final Function<K, V> function;

    /** @param bits of the number of places: 15 for as many as the batches in work have rows */
    public Recent(int bits, Function<K, V> function) {
        this.places = new AtomicReferenceArray<>(1 << bits);
        this.function = function;
    }

    public V of(K key) {
        int hash = key.hashCode();
        int place = (hash ^ hash >>> 16) & places.length() - 1;
        Known<K, V> known = places.getPlain(place);
        if (known != null && known.key().equals(key)) return known.value();
        V value = function.apply(key);
        places.lazySet(place, new Known<>(key, value));
        return value;
    }
}
