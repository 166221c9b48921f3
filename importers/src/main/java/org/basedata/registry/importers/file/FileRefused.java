package org.basedata.registry.importers.file;

import java.util.List;
import org.basedata.registry.core.fault.Fault;

/** The file as a whole cannot be taken (unreadable, wrong header, unknown source or dataset); no row of it was sent. */
public final class FileRefused extends RuntimeException {
    private final transient List<Fault> faults;

    FileRefused(List<Fault> faults) {
        super(faults.get(0).code() + ": " + faults.get(0).messageEn());
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }
}
