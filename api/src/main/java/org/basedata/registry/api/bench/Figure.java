package org.basedata.registry.api.bench;

import java.util.Map;

/**
 * One measured figure.
 *
 * @param perSecond rate of the registry
 * @param ceiling what the rate is measured against, in words
 * @param ceilingPerSecond rate of the ceiling, measured in the same run
 * @param details further figures of the run, in reading order
 */
public record Figure(
        String name,
        String unit,
        double perSecond,
        String ceiling,
        double ceilingPerSecond,
        Map<String, Object> details) {
    public double ratio() {
        return perSecond / ceilingPerSecond;
    }

    /** One line for people. */
    public String line() {
        return String.format(
                "%-8s %,10.0f %s/s = %5.1f %% of %s (%,.0f/s) %s",
                name, perSecond, unit, 100 * ratio(), ceiling, ceilingPerSecond, details);
    }
}
