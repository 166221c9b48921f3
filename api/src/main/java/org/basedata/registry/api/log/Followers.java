package org.basedata.registry.api.log;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.function.LongSupplier;
import org.basedata.registry.projections.following.Following;

/** Everything of this program that follows the log, and how far behind its end it is. */
public final class Followers implements MeterBinder {
    private final List<Following> all;
    private final LongSupplier head;

    public Followers(List<Following> all, LongSupplier head) {
        this.all = List.copyOf(all);
        this.head = head;
    }

    /** @param lag events that are in the log and not yet dealt with */
    record Place(String name, long position, long head, long lag) {}

    List<Place> places() {
        return all.stream().map(this::place).toList();
    }

    private Place place(Following follower) {
        // In this order: what is committed in between counts as lag, and there is never less than none.
        long position = follower.position();
        long end = Math.max(position, head.getAsLong());
        return new Place(follower.name(), position, end, end - position);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Following each : all)
            Gauge.builder("registry.follower.lag", each, follower -> place(follower)
                            .lag())
                    .description("Events in the log that the processor has not dealt with yet")
                    .baseUnit("events")
                    .tag("processor", each.name())
                    .register(registry);
    }
}
