package org.basedata.registry.api.bench;

import java.util.List;
import java.util.Map;

/**
 * One measured figure.
 *
 * @param unit what is counted, such as records/s
 * @param ceiling measured in the same run on the same database, in the same unit; null for what has none
 * @param targets what the figure has to keep; may be empty
 * @param details further figures of the run, in reading order
 */
public record Figure(
        String name, String unit, Spread measured, Ceiling ceiling, List<Target> targets, Map<String, Object> details) {

    /**
     * The most that could be had.
     *
     * @param what it does, in words
     */
    public record Ceiling(String what, Spread measured) {}

    /** Something promised, and whether it was kept. */
    public record Target(String text, boolean met) {
        static Target atLeast(double found, double wanted, String unit) {
            return new Target("≥ %,.0f %s".formatted(wanted, unit), found >= wanted);
        }

        static Target under(double found, double limit, String unit) {
            return new Target("< %,.0f %s".formatted(limit, unit), found < limit);
        }

        static Target share(double ratio, double wanted, String of) {
            return new Target("≥ %.0f %% of %s".formatted(100 * wanted, of), ratio >= wanted);
        }
    }

    /** Share of the ceiling that is reached, median by median; NaN without a ceiling. */
    public double ratio() {
        return ceiling == null
                ? Double.NaN
                : measured.median() / ceiling.measured().median();
    }

    public boolean met() {
        return targets.stream().allMatch(Target::met);
    }
}
