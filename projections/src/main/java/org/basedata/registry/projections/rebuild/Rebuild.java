package org.basedata.registry.projections.rebuild;

import java.util.function.Consumer;

/** Builds the derived tables again from the events. */
public final class Rebuild {
    public RebuildReport run(Consumer<RebuildProgress> progress) {
        throw new UnsupportedOperationException();
    }
}
