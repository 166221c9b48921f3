package org.basedata.registry.core.delivery;

import java.util.Objects;

/**
 * A person let pass what the registry would have stopped; on record with the delivery.
 *
 * @param by user name of the person
 * @param reason why, in the person's words
 */
public record Waiver(String by, String reason) {
    public Waiver {
        Objects.requireNonNull(by, "by");
        Objects.requireNonNull(reason, "reason");
        if (by.isBlank() || reason.isBlank())
            throw new IllegalArgumentException("a waiver names a person and a reason");
    }
}
