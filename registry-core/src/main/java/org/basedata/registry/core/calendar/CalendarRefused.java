package org.basedata.registry.core.calendar;

import java.util.List;
import java.util.stream.Collectors;
import org.basedata.registry.core.fault.Fault;

/** A file of holidays that cannot be used. Carries all its faults, in the order of the lines; the calendar in force stays in force. */
public final class CalendarRefused extends RuntimeException {
    private final transient List<Fault> faults;

    CalendarRefused(List<Fault> faults) {
        super(faults.stream()
                .map(fault -> fault.code() + " (" + fault.item() + ")")
                .collect(Collectors.joining(", ", "CALENDAR_REFUSED: ", "")));
        this.faults = List.copyOf(faults);
    }

    /** At least one. Their {@code item} is {@code line[N].COLUMN}, lines counted from 1, or {@code file}. */
    public List<Fault> faults() {
        return faults;
    }
}
