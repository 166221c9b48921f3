package org.basedata.registry.core.decision;

/** The table of decisions for many that is kept in step with their events. */
@FunctionalInterface
public interface GroupView {
    /** In the transaction that appends the event. */
    void write(DecisionGroup group);
}
