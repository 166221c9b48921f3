package org.basedata.registry.core.decision;

import org.basedata.registry.core.fault.Fault;

/** A decision that is not let in; nothing of it is recorded. */
public final class DecisionRefused extends RuntimeException {
    /** The decision is on record already; sending it again changes nothing. */
    public static final String DECISION_KNOWN = "DECISION_KNOWN";
    /** There is no such decision, or not any more. */
    public static final String DECISION_UNKNOWN = "DECISION_UNKNOWN";

    private static final long serialVersionUID = 1;

    private final transient Fault fault;

    public DecisionRefused(String code, String item, String zh, String en) {
        this(new Fault(code, item, null, zh, en));
    }

    DecisionRefused(Fault fault) {
        super(fault.code() + ": " + fault.messageEn());
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
