package org.basedata.registry.core.decision;

import org.basedata.registry.core.fault.Fault;

/** A decision that is not let in; nothing of it is recorded. */
public final class DecisionRefused extends RuntimeException {
    private final transient Fault fault;

    public DecisionRefused(String code, String item, String zh, String en) {
        super(code + ": " + en);
        this.fault = new Fault(code, item, null, zh, en);
    }

    public Fault fault() {
        return fault;
    }
}
