package org.basedata.registry.core.survivorship;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.record.Days;
import org.basedata.registry.core.record.Operation;
import org.basedata.registry.core.record.Provenance;
import org.basedata.registry.core.record.RecordContent;
import org.basedata.registry.core.record.RecordHistory;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.record.RecordTimeline;
import org.basedata.registry.core.record.RecordVersion;
import org.basedata.registry.core.record.Statement;

/**
 * A decision about an item, over the days for which it has not lapsed. The versions that count for the subject are looked at one by
 * one, and each can only shorten it: which of them arrived first plays no part, and what has lapsed does not come back.
 *
 * @param statement what it says, as if a record had said it
 */
record Ruling(Decision decision, long from, long to, Statement statement) {
    /** Those about the item that still hold for some day, in the order of decisions. */
    static List<Ruling> of(DataItem item, List<Decision> decisions, Collection<RecordHistory> records) {
        if (decisions.isEmpty()) return List.of();
        List<Ruling> rulings = new ArrayList<>(1);
        for (Decision decision : decisions) {
            if (decision.kind() != ConflictKind.ITEM || !item.code().equals(decision.item())) continue;
            long from = Days.from(decision.from());
            long to = new Lapse(item, decision, records).end();
            if (from < to) rulings.add(new Ruling(decision, from, to, statement(decision, from, to)));
        }
        return rulings;
    }

    boolean covers(long day) {
        return from <= day && day < to;
    }

    private static Statement statement(Decision decision, long from, long to) {
        RecordContent content = RecordContent.of(
                Operation.SUBMIT,
                null,
                null,
                Map.of(decision.item(), decision.value()),
                decision.from(),
                decision.to());
        Provenance provenance = new Provenance(null, 0, null, null, null, null, decision.at(), null);
        return new Statement(
                new RecordKey(decision.source(), Decision.DATASET, decision.id().toString()),
                decision.item(),
                decision.value(),
                from,
                to,
                new RecordVersion(0, "", null, content, provenance));
    }

    /** The last of those that hold on a day; null when none does. */
    static Ruling on(long day, List<Ruling> rulings) {
        for (int i = rulings.size() - 1; i >= 0; i--) if (rulings.get(i).covers(day)) return rulings.get(i);
        return null;
    }

    /** When a decision ends because of what the authority says after it. */
    private record Lapse(DataItem item, Decision decision, Collection<RecordHistory> records) {
        long end() {
            long end = Days.to(decision.to());
            if (decision.said() == null) {
                for (RecordHistory record : records) {
                    if (!record.key().source().equals(decision.authority())) continue;
                    Decision.Ground known = ground(record.key());
                    for (RecordVersion version : record.counted())
                        if (known == null || known.isBelow(version)) end = Math.min(end, spokenOtherwise(version));
                }
                return end;
            }
            Decision.Ground ground = decision.grounds().get(0);
            RecordHistory record = records.stream()
                    .filter(each -> each.key().equals(ground.record()))
                    .findFirst()
                    .orElse(null);
            // What it rests on is another subject's now, and so is the decision's occasion.
            if (record == null) return first();
            for (RecordVersion version : record.counted())
                if (ground.isBelow(version)) end = Math.min(end, takenBack(version));
            return end;
        }

        private long first() {
            return Days.from(decision.from());
        }

        private Decision.Ground ground(RecordKey record) {
            for (Decision.Ground each : decision.grounds()) if (each.record().equals(record)) return each;
            return null;
        }

        /** First day for which the version, by itself, does not say any more what was said; that of no day is the last. */
        private long takenBack(RecordVersion version) {
            RecordContent content = version.content();
            long from = Math.max(Days.from(content.validFrom()), first());
            long last = Days.to(decision.to());
            return switch (content.operation()) {
                case WITHDRAW -> first();
                case END -> Math.min(from, last);
                case SUBMIT -> overlaps(content) && !repeats(content) ? from : last;
                case CORRECT -> {
                    if (Days.from(content.validFrom()) > first() || !overlaps(content)) yield first();
                    yield repeats(content) ? Math.min(Days.to(content.validTo()), last) : first();
                }
            };
        }

        /** First day for which the version, by itself, says another value than the decided one. */
        private long spokenOtherwise(RecordVersion version) {
            RecordContent content = version.content();
            String value = value(content);
            boolean otherwise =
                    value != null && overlaps(content) && !item.comparator().same(decision.value(), value);
            return otherwise ? Math.max(Days.from(content.validFrom()), first()) : Days.to(decision.to());
        }

        private boolean overlaps(RecordContent content) {
            boolean speaks = content.operation() == Operation.SUBMIT || content.operation() == Operation.CORRECT;
            return speaks
                    && Days.from(content.validFrom()) < Days.to(decision.to())
                    && first() < Days.to(content.validTo());
        }

        private boolean repeats(RecordContent content) {
            String value = value(content);
            return value != null && item.comparator().normalise(value).equals(decision.said());
        }

        private String value(RecordContent content) {
            return item.code().equals(RecordTimeline.NAME)
                    ? content.name()
                    : content.items().get(item.code());
        }
    }
}
