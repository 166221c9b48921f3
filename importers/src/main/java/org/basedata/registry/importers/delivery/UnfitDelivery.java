package org.basedata.registry.importers.delivery;

import java.util.List;
import org.basedata.registry.core.fault.Fault;

/** What the delivery says of itself does not hold together; nothing of it was looked at further. */
public final class UnfitDelivery extends RuntimeException {
    private final transient List<Fault> faults;

    UnfitDelivery(List<Fault> faults) {
        super(faults.get(0).code() + ": " + faults.get(0).messageEn());
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }
}
