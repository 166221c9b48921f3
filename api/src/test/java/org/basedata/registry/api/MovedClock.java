package org.basedata.registry.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time that it is, and as much later as a test has gone on. */
public final class MovedClock extends Clock {
    private volatile Duration later = Duration.ZERO;

    public void forward(Duration more) {
        later = later.plus(more);
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(later);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("days are told by their own zone");
    }
}
