package org.basedata.registry.api.bench;

import java.util.List;
import java.util.stream.Stream;
import org.basedata.registry.projections.rebuild.Rebuild;

/** The tables that a submission writes, all in one transaction. */
final class StoreTables {
    static final String EVENT = "event";
    /** Written with the events; deliveries follow later. */
    static final List<String> INLINE = Rebuild.DERIVED.stream()
            .filter(table -> !table.equals("delivery_status"))
            .toList();

    static final List<String> ALL =
            Stream.concat(Stream.of(EVENT), INLINE.stream()).toList();

    private StoreTables() {}
}
