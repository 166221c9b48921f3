package org.basedata.registry.core.record;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * The fold of a record's counted versions: disjoint periods in time order, each ruled by one version. Built in version order,
 * so that a version which arrives late lands where it would have landed in time.
 */
public final class RecordTimeline {
    /** The pseudo item under which the record's name takes part in comparison. */
    public static final String NAME = "name";

    /** A period [from, to) in which the record says what {@code version} says. */
    public record Span(long from, long to, RecordVersion version) {}

    private final RecordKey record;
    private final List<Span> spans;

    private RecordTimeline(RecordKey record, List<Span> spans) {
        this.record = record;
        this.spans = spans;
    }

    /** @param counted versions in version order, one a number */
    public static RecordTimeline fold(RecordKey record, List<RecordVersion> counted) {
        List<Span> spans = new ArrayList<>(counted.size());
        for (RecordVersion version : counted) {
            RecordContent content = version.content();
            long from = Days.from(content.validFrom());
            long to = Days.to(content.validTo());
            switch (content.operation()) {
                case SUBMIT -> overwrite(spans, new Span(from, to, version));
                case CORRECT -> {
                    spans.clear();
                    spans.add(new Span(from, to, version));
                }
                case END -> cut(spans, from, Days.FOREVER);
                case WITHDRAW -> spans.clear();
            }
        }
        return new RecordTimeline(record, spans);
    }

    public RecordKey record() {
        return record;
    }

    public boolean isEmpty() {
        return spans.isEmpty();
    }

    /** The name that the timeline ends with: the latest period that has one; null when none has. */
    public String lastName() {
        for (int i = spans.size() - 1; i >= 0; i--) {
            String name = spans.get(i).version().content().name();
            if (name != null) return name;
        }
        return null;
    }

    /** The version that rules the latest period with a name; null when none has one. */
    public RecordVersion lastNamed() {
        for (int i = spans.size() - 1; i >= 0; i--)
            if (spans.get(i).version().content().name() != null)
                return spans.get(i).version();
        return null;
    }

    /** The version that rules the latest period; the timeline must not be empty. */
    public RecordVersion last() {
        return spans.get(spans.size() - 1).version();
    }

    /** First day after the latest period, or {@link Days#FOREVER}; the timeline must not be empty. */
    public long until() {
        return spans.get(spans.size() - 1).to();
    }

    /**
     * Adds the statements of items to the lists by item code; adjacent equal periods are one statement since the first.
     *
     * @param only the items asked for; null for all
     */
    public void statements(Map<String, List<Statement>> byItem, Set<String> only) {
        if (spans.size() == 1) {
            Span span = spans.get(0);
            said(span, only, (item, value) -> add(byItem, statement(item, value, span)));
            return;
        }
        Map<String, Statement> open = new HashMap<>();
        for (Span span : spans) said(span, only, (item, value) -> extend(open, byItem, statement(item, value, span)));
        open.values().forEach(statement -> add(byItem, statement));
    }

    private static void said(Span span, Set<String> only, BiConsumer<String, String> statement) {
        RecordContent content = span.version().content();
        if (content.name() != null && (only == null || only.contains(NAME))) statement.accept(NAME, content.name());
        for (Map.Entry<String, String> entry : content.items().entrySet())
            if (only == null || only.contains(entry.getKey())) statement.accept(entry.getKey(), entry.getValue());
    }

    /** All values that the timeline has of an item, or of the name, at whatever time. */
    public Set<String> values(String item) {
        Set<String> values = new TreeSet<>();
        for (Span span : spans) {
            RecordContent content = span.version().content();
            String value = item.equals(NAME) ? content.name() : content.items().get(item);
            if (value != null) values.add(value);
        }
        return values;
    }

    private Statement statement(String item, String value, Span span) {
        return new Statement(record, item, value, span.from(), span.to(), span.version());
    }

    private static void extend(Map<String, Statement> open, Map<String, List<Statement>> byItem, Statement next) {
        Statement last = open.get(next.item());
        if (last != null && last.to() == next.from() && last.value().equals(next.value())) {
            open.put(
                    last.item(),
                    new Statement(last.record(), last.item(), last.value(), last.from(), next.to(), last.version()));
            return;
        }
        if (last != null) add(byItem, last);
        open.put(next.item(), next);
    }

    private static void add(Map<String, List<Statement>> byItem, Statement statement) {
        byItem.computeIfAbsent(statement.item(), item -> new ArrayList<>(4)).add(statement);
    }

    private static void overwrite(List<Span> spans, Span added) {
        int at = cut(spans, added.from(), added.to());
        spans.add(at, added);
    }

    /** Takes [from, to) out of the timeline and returns the place where a span over it belongs. */
    private static int cut(List<Span> spans, long from, long to) {
        int place = 0;
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            if (span.to() <= from) {
                place = i + 1;
                continue;
            }
            if (span.from() >= to) break;
            spans.remove(i--);
            if (span.from() < from) {
                spans.add(++i, new Span(span.from(), from, span.version()));
                place = i + 1;
            }
            if (span.to() > to) spans.add(++i, new Span(to, span.to(), span.version()));
        }
        return place;
    }
}
