package org.basedata.registry.api.bench;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.basedata.registry.projections.rebuild.Rebuild;

/** The tables that a submission writes, all in one transaction. */
final class StoreTables {
    static final String EVENT = "event";
    /** Written by processors that follow the log, or when people decide. */
    private static final Set<String> OTHERS = Set.of(
            "delivery_status",
            "search_period",
            "subject_change",
            "subject_tie",
            "tie_violation",
            "decision_log",
            "decision_group",
            "reconciliation_case",
            "case_verification",
            "sharing_agreement",
            "sharing_member",
            "sharing_demand",
            "sharing_complaint",
            "sharing_group");

    /** Written with the events. */
    static final List<String> INLINE =
            Rebuild.DERIVED.stream().filter(table -> !OTHERS.contains(table)).toList();

    static final List<String> ALL =
            Stream.concat(Stream.of(EVENT), INLINE.stream()).toList();

    /** Written by a rebuild, as often as there are subjects or records. */
    static final List<String> REBUILT = Stream.concat(
                    INLINE.stream(), Stream.of("search_period", "subject_change", "subject_tie"))
            .toList();

    private StoreTables() {}
}
