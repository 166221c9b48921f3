package org.basedata.registry.api.bench;

import java.util.List;

/**
 * The same figure, measured several times.
 *
 * @param runs in the order in which they were measured, at least one
 */
public record Spread(List<Double> runs) {
    public Spread {
        runs = List.copyOf(runs);
        if (runs.isEmpty()) throw new IllegalArgumentException("nothing was measured");
    }

    static Spread of(double value) {
        return new Spread(List.of(value));
    }

    public double median() {
        List<Double> sorted = runs.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    public double min() {
        return runs.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    public double max() {
        return runs.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    Spread times(double factor) {
        return new Spread(runs.stream().map(run -> run * factor).toList());
    }
}
