package org.basedata.registry.core.survivorship;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;

/**
 * A question's point in time (时点): what held in the world on {@code validAt}, as far as the registry knew at {@code knownAt}.
 *
 * @param validAt a day, beginning at +08:00
 * @param knownAt inclusive; null for all that is known now
 */
public record AsOf(LocalDate validAt, Instant knownAt) {
    public AsOf {
        Objects.requireNonNull(validAt, "validAt");
    }
}
