package org.basedata.registry.api.bench;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Figures for people: a line each, with what was found beside it. */
public final class FigureTable {
    private static final String LINE = "%-22s %12s %25s %-14s %12s %8s  %-4s %s%n";

    private FigureTable() {}

    public static void print(List<Figure> figures, PrintWriter out) {
        out.println();
        out.printf(LINE, "figure", "median", "min .. max", "unit", "ceiling", "ratio", "met", "target");
        for (Figure figure : figures) {
            Spread measured = figure.measured();
            out.printf(
                    LINE,
                    figure.name(),
                    number(measured.median()),
                    number(measured.min()) + " .. " + number(measured.max()),
                    figure.unit(),
                    figure.ceiling() == null
                            ? ""
                            : number(figure.ceiling().measured().median()),
                    figure.ceiling() == null ? "" : "%.1f %%".formatted(100 * figure.ratio()),
                    figure.targets().isEmpty() ? "" : figure.met() ? "yes" : "no",
                    figure.targets().stream()
                            .map(target -> target.text() + (target.met() ? "" : " (missed)"))
                            .collect(Collectors.joining(", ")));
        }
        for (Figure figure : figures) {
            out.println();
            out.println(figure.name());
            if (figure.ceiling() != null)
                out.printf(
                        "  ceiling: %s; %s .. %s %s%n",
                        figure.ceiling().what(),
                        number(figure.ceiling().measured().min()),
                        number(figure.ceiling().measured().max()),
                        figure.unit());
            for (Map.Entry<String, Object> detail : figure.details().entrySet())
                out.printf(
                        "  %s: %s%n",
                        detail.getKey(), detail.getValue() instanceof Double d ? number(d) : detail.getValue());
        }
        out.flush();
    }

    /** Three digits that count are enough for what varies by some percent. */
    private static String number(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f", value);
    }
}
