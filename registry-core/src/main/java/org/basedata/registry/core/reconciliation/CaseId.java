package org.basedata.registry.core.reconciliation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.UUID;

/** Opaque id of a case and of its stream. People call it by its number. */
public record CaseId(@JsonValue UUID value) implements Comparable<CaseId> {
    public CaseId {
        Objects.requireNonNull(value, "value");
    }

    @JsonCreator
    public static CaseId of(String text) {
        return new CaseId(UUID.fromString(text));
    }

    /** PostgreSQL's order of uuid, so that rows are locked in one order. */
    @Override
    public int compareTo(CaseId other) {
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
