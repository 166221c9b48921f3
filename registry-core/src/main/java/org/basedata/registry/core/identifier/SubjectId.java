package org.basedata.registry.core.identifier;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/**
 * Opaque id of a subject, 128 bits. It is the {@code ref} in answers and the id of the subject's event stream; no number of
 * a person can be derived from it without the registry's key.
 */
public record SubjectId(@JsonValue UUID value) implements Comparable<SubjectId> {
    public SubjectId {
        Objects.requireNonNull(value, "value");
    }

    @JsonCreator
    public static SubjectId of(String text) {
        return new SubjectId(UUID.fromString(text));
    }

    /** PostgreSQL's order of uuid (unsigned bytes), so that rows locked in id order are locked in index order. */
    @Override
    public int compareTo(SubjectId other) {
        int high = Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
