package org.basedata.registry.core.identifier;

import java.util.Objects;

/**
 * A document type and its number in normalised form (half-width, upper case, citizen numbers with 18 characters).
 * Two identifiers are the same when both parts are equal.
 */
public record Identifier(IdType type, String number) {
    public Identifier {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(number, "number");
    }
}
