package org.basedata.registry.api.workbench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.core.reconciliation.CaseState;
import org.basedata.registry.projections.reconciliation.CaseCounts;
import org.basedata.registry.projections.reconciliation.Cases;
import org.springframework.stereotype.Component;

/** What else could be chosen in the queue of cases, and how many cases that would leave. */
@Component
final class Facets {
    private static final int COMMONEST = 6;

    private final Cases cases;
    private final Words words;

    Facets(Cases cases, Words words) {
        this.cases = cases;
        this.words = words;
    }

    /** All choices of one kind; each number is of the cases that all other kinds of choices let through. */
    public record Facet(String name, String label, List<Choice> choices) {}

    /**
     * @param count as it is shown; with a plus sign where there may be more
     * @param path where it leads: to the queue with this choice, or without it where it is chosen
     */
    public record Choice(String value, String label, String count, String path, boolean chosen) {}

    static String shown(int count, boolean more) {
        return more ? Math.min(count, CaseCounts.MOST) + "+" : Integer.toString(count);
    }

    /** @param counts under all that was chosen */
    List<Facet> of(Chosen chosen, CaseCounts counts, LocalDate today, LocalDate risk) {
        List<Facet> facets = new ArrayList<>();
        for (String name : List.of("severity", "due", "state", "item", "source")) {
            CaseCounts others = chosen.get(name).isEmpty()
                    ? counts
                    : cases.count(chosen.without(name).filter(today, risk), today, risk);
            facets.add(facet(name, chosen, others));
        }
        return facets;
    }

    private Facet facet(String name, Chosen chosen, CaseCounts counts) {
        return switch (name) {
            case "severity" ->
                facet(
                        name,
                        chosen,
                        counts,
                        names(Severity.values()),
                        counts.severities(),
                        "queue.severity",
                        "severity.");
            case "state" ->
                facet(
                        name,
                        chosen,
                        counts,
                        names(CaseState.values()).stream()
                                .filter(state -> !state.equals(CaseState.CLOSED.name()))
                                .toList(),
                        counts.states(),
                        "queue.state",
                        "case.state.");
            case "due" ->
                facet(
                        name,
                        chosen,
                        counts,
                        List.of(Chosen.OVERDUE, Chosen.RISK),
                        Map.of(Chosen.OVERDUE, counts.overdue(), Chosen.RISK, counts.atRisk()),
                        "queue.due",
                        "queue.due.");
            case "item" ->
                facet(
                        name,
                        chosen,
                        counts,
                        commonest(counts.items(), chosen.get(name)),
                        counts.items(),
                        "item.name",
                        null);
            default ->
                facet(
                        name,
                        chosen,
                        counts,
                        commonest(counts.sources(), chosen.get(name)),
                        counts.sources(),
                        "case.source",
                        null);
        };
    }

    private static List<String> names(Enum<?>[] values) {
        return Stream.of(values).map(Enum::name).toList();
    }

    /** And what is chosen, whether it is common or not. */
    private static Collection<String> commonest(Map<String, Integer> counts, String chosen) {
        LinkedHashSet<String> names = new LinkedHashSet<>();
        if (!chosen.isEmpty()) names.add(chosen);
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(COMMONEST)
                .forEach(each -> names.add(each.getKey()));
        return names;
    }

    private Facet facet(
            String name,
            Chosen chosen,
            CaseCounts counts,
            Collection<String> values,
            Map<String, Integer> numbers,
            String label,
            String prefix) {
        boolean more = counts.total() > CaseCounts.MOST;
        List<Choice> choices = new ArrayList<>();
        for (String value : values) {
            int number = numbers.getOrDefault(value, 0);
            boolean on = chosen.get(name).equals(value);
            // Of many cases only some were counted, and what is rare may be among the others.
            if (number == 0 && !more && !on) continue;
            choices.add(new Choice(
                    value,
                    prefix != null
                            ? words.of(prefix + value)
                            : name.equals("item") ? words.item(value) : words.source(value),
                    number == 0 && more ? "" : shown(number, more),
                    chosen.with(name, on ? "" : value).path(),
                    on));
        }
        return new Facet(name, words.of(label), choices);
    }
}
