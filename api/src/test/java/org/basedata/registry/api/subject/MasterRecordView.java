package org.basedata.registry.api.subject;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.record.Days;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.core.survivorship.ConflictKind;
import org.basedata.registry.core.survivorship.ItemStatus;
import org.basedata.registry.core.survivorship.MasterRecord;
import org.basedata.registry.core.survivorship.OpenConflict;
import org.basedata.registry.core.survivorship.Segment;
import org.basedata.registry.core.survivorship.Spells;

/** What answers are to say: a master record cut down to one day and to what was asked for, without regard to its stored form. */
final class MasterRecordView {
    static final String POSITION = "1234";
    /** Every subject here has one. */
    static final String CASE = "C-000017";

    private final Catalogue catalogue;

    MasterRecordView(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    SubjectAnswer show(SubjectAnswer.Key key, SubjectId ref, Identifier about, MasterRecord master, Question question) {
        SubjectAnswer.Subject subject = about == null
                ? new SubjectAnswer.Subject(question.type(), null, null)
                : new SubjectAnswer.Subject(question.type(), about.type(), about.number());
        return new SubjectAnswer(
                key, ref.toString(), subject, POSITION, "ACTIVE", items(master, question), null, null, null);
    }

    private Map<String, ItemAnswer> items(MasterRecord master, Question question) {
        LocalDate day = question.asOf().validAt();
        Map<String, ItemAnswer> items = new TreeMap<>();
        master.items().byItem().forEach((code, segments) -> {
            if (!question.shows(code)) return;
            boolean many =
                    catalogue.item(question.type(), code).map(DataItem::many).orElse(false);
            ItemAnswer answer = many
                    ? many(code, segments, master, question)
                    : one(code, covering(segments, day), covering(Spells.of(segments), day), master, question);
            if (answer != null) items.put(code, answer);
        });
        return items;
    }

    private static ItemAnswer many(String code, List<Segment> segments, MasterRecord master, Question question) {
        List<ItemAnswer> values = new ArrayList<>();
        for (Segment segment : segments)
            if (segment.covers(question.asOf().validAt())) values.add(one(code, segment, segment, master, question));
        return values.isEmpty() ? null : new ItemAnswer.Many(values);
    }

    /** @param spell the period of the value, whoever began or ceased to corroborate it meanwhile */
    private static ItemAnswer one(String code, Segment segment, Segment spell, MasterRecord master, Question question) {
        if (segment == null) return null;
        if (!question.full()) return new ItemAnswer.Value(segment.value(), segment.status());
        LocalDate day = question.asOf().validAt();
        Instant disputedSince = null;
        List<String> rules = new ArrayList<>(0);
        for (OpenConflict open : master.conflicts()) {
            Conflict conflict = open.conflict();
            if (!code.equals(conflict.item()) || !covers(conflict, day)) continue;
            boolean dispute = conflict.kind() == ConflictKind.ITEM && segment.status() == ItemStatus.DISPUTED;
            if (dispute && (disputedSince == null || open.since().isBefore(disputedSince)))
                disputedSince = open.since();
            // Of a list, only the value that stands in the conflict is in doubt.
            if (conflict.kind() == ConflictKind.RULE
                    && segment.value().equals(conflict.standing())
                    && !rules.contains(conflict.rule())) rules.add(conflict.rule());
        }
        return new ItemAnswer.Full(
                segment.value(),
                segment.status(),
                segment.origin().source(),
                segment.basis(),
                spell.from(),
                spell.to(),
                segment.origin().recordedAt(),
                segment.corroboratedBy(),
                segment.status() == ItemStatus.DISPUTED ? CASE : null,
                disputedSince,
                rules);
    }

    private static Segment covering(List<Segment> segments, LocalDate day) {
        for (Segment segment : segments) if (segment.covers(day)) return segment;
        return null;
    }

    private static boolean covers(Conflict conflict, LocalDate day) {
        long d = day.toEpochDay();
        return Days.from(conflict.from()) <= d && d < Days.to(conflict.to());
    }
}
