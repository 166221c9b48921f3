package org.basedata.registry.importers.delivery;

import org.basedata.registry.core.fault.Fault;

/** The catalogue has no such source; nothing of the delivery was looked at. */
public final class UnknownSource extends RuntimeException {
    private final transient Fault fault;

    UnknownSource(Fault fault) {
        super(fault.code() + ": " + fault.messageEn());
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
