package org.basedata.registry.api.subject;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.record.StoredJson;
import org.basedata.registry.core.sharing.SubjectScope;
import org.basedata.registry.core.survivorship.Basis;
import org.basedata.registry.core.survivorship.ConflictKind;
import org.basedata.registry.core.survivorship.ItemStatus;
import org.basedata.registry.core.survivorship.MasterForm;
import org.basedata.registry.core.survivorship.Spells;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * A master record over all valid time, cut down to one day and to what was asked for. It is read from the form that {@link
 * MasterForm} describes, front to back, and what is not asked for is passed over: these bytes are read for every answer.
 */
final class MasterRecordCut {
    private final Question question;
    private final Catalogue catalogue;
    private final JsonParser json;
    private final LocalDate day;
    private final List<Origin> origins = new ArrayList<>(4);
    private final List<Item> items = new ArrayList<>(24);
    private final List<Doubt> doubts = new ArrayList<>(0);
    /** Items that only tell whether the subject may be seen. */
    private final Collection<String> beside;

    private final List<Item> lookedAt = new ArrayList<>(0);

    /** An item that has a value on the day. */
    record Item(String code, boolean many, List<Line> values) {}

    /**
     * A value.
     *
     * @param from with {@code to} the period of the value, whoever began or ceased to corroborate it meanwhile; of one of many
     *     values, the period of its segment
     */
    record Line(
            String value,
            String status,
            String basis,
            Origin origin,
            List<String> corroboratedBy,
            LocalDate from,
            LocalDate to) {
        boolean isDisputed() {
            return status.equals(DISPUTED);
        }
    }

    /** Where values come from, and the period that they then usually have. */
    record Origin(String source, String recordedAt, LocalDate from, LocalDate to) {}

    /** An open conflict over an item on the day. */
    record Doubt(Instant since, boolean dispute, String item, String rule, String standing) {}

    private static final String SOLE = ItemStatus.SOLE.name();
    private static final String DISPUTED = ItemStatus.DISPUTED.name();
    private static final String AUTHORITY = Basis.AUTHORITY.name();

    private MasterRecordCut(Question question, Catalogue catalogue, JsonParser json) {
        this.question = question;
        this.catalogue = catalogue;
        this.json = json;
        this.day = question.asOf().validAt();
        this.beside = question.allowed().lookedAt();
    }

    static MasterRecordCut of(byte[] stored, Question question, Catalogue catalogue) {
        return StoredJson.read(stored, json -> {
            MasterRecordCut cut = new MasterRecordCut(question, catalogue, json);
            cut.read();
            return cut;
        });
    }

    /** In order of code. */
    List<Item> items() {
        return items;
    }

    /** Whether the subject lies in what the agreements are about, on the day. */
    boolean isInScope() {
        for (SubjectScope scope : question.allowed().scopes()) if (!scope.covers(this::value)) return false;
        return true;
    }

    private String value(String code) {
        for (List<Item> some : List.of(items, lookedAt))
            for (Item item : some)
                if (item.code().equals(code)) return item.values().get(0).value();
        return null;
    }

    /** The conflicts that are open over a value's item on the day; empty unless all is asked for that is known of values. */
    List<Doubt> doubts() {
        return doubts;
    }

    private void read() {
        String part;
        while ((part = json.nextName()) != null) {
            json.nextToken();
            switch (part) {
                case "origins" -> {
                    while (json.nextToken() != JsonToken.END_ARRAY) origins.add(origin());
                }
                case "items" -> {
                    String code;
                    while ((code = json.nextName()) != null) {
                        json.nextToken();
                        if (question.shows(code)) item(code, items);
                        else if (beside.contains(code)) item(code, lookedAt);
                        else json.skipChildren();
                    }
                    // Conflicts come last and show in full answers only.
                    if (!question.full()) return;
                }
                case "conflicts" -> {
                    while (json.nextToken() != JsonToken.END_ARRAY) doubt();
                }
                default -> json.skipChildren();
            }
        }
    }

    private Origin origin() {
        json.nextToken();
        String source = json.getString();
        json.nextToken(); // dataset
        json.nextToken(); // record id
        json.nextToken(); // version
        json.nextToken();
        String recordedAt = question.full() ? StoredJson.time(json).toString() : null;
        LocalDate from = null;
        LocalDate to = null;
        if (json.nextToken() != JsonToken.END_ARRAY) {
            from = StoredJson.date(json);
            if (json.nextToken() != JsonToken.END_ARRAY) {
                to = StoredJson.date(json);
                json.nextToken();
            }
        }
        return new Origin(source, recordedAt, from, to);
    }

    private void item(String code, List<Item> into) {
        boolean many = catalogue.item(question.type(), code).map(DataItem::many).orElse(false);
        List<Line> shown = json.currentToken() == JsonToken.VALUE_STRING
                ? covering(line())
                : many ? allCovering() : onlyCovering();
        if (!shown.isEmpty()) into.add(new Item(code, many, shown));
    }

    private List<Line> covering(Line line) {
        return covers(line.from(), line.to()) ? List.of(line) : List.of();
    }

    private List<Line> allCovering() {
        List<Line> lines = new ArrayList<>(2);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            Line line = line();
            if (covers(line.from(), line.to())) lines.add(line);
        }
        return lines;
    }

    /** The value on the day, with the period of its spell as {@link Spells} joins them. */
    private List<Line> onlyCovering() {
        Line found = null;
        Line last = null;
        LocalDate spellFrom = null;
        boolean inSpell = false;
        LocalDate from = null;
        LocalDate to = null;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (found != null && !inSpell) {
                json.skipChildren();
                continue;
            }
            Line line = line();
            boolean continues = last != null
                    && last.to() != null
                    && last.to().equals(line.from())
                    && last.value().equals(line.value())
                    && last.origin() == line.origin();
            if (!continues) spellFrom = line.from();
            if (found == null && covers(line.from(), line.to())) {
                found = line;
                inSpell = question.full();
                from = spellFrom;
                to = line.to();
            } else if (found != null) {
                inSpell = continues;
                if (continues) to = line.to();
            }
            last = line;
        }
        if (found == null) return List.of();
        return List.of(new Line(
                found.value(), found.status(), found.basis(), found.origin(), found.corroboratedBy(), from, to));
    }

    /** The segment at hand. */
    private Line line() {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            Origin first = origins.get(0);
            return new Line(json.getString(), SOLE, AUTHORITY, first, List.of(), first.from(), first.to());
        }
        json.nextToken();
        String value = json.getString();
        json.nextToken();
        Origin origin = origins.get(json.getIntValue());
        String status = SOLE;
        String basis = AUTHORITY;
        List<String> corroboratedBy = List.of();
        LocalDate from = origin.from();
        LocalDate to = origin.to();
        if (json.nextToken() != JsonToken.END_ARRAY) {
            status = json.getString();
            json.nextToken();
            basis = json.getString();
            json.nextToken();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (corroboratedBy.isEmpty()) corroboratedBy = new ArrayList<>(2);
                corroboratedBy.add(json.getString());
            }
            if (json.nextToken() != JsonToken.END_ARRAY) {
                from = StoredJson.date(json);
                json.nextToken();
                to = StoredJson.date(json);
                json.nextToken();
            }
        }
        return new Line(value, status, basis, origin, corroboratedBy, from, to);
    }

    private void doubt() {
        json.nextToken(); // number
        json.nextToken();
        Instant since = StoredJson.time(json);
        json.nextToken();
        ConflictKind kind = ConflictKind.valueOf(json.getString());
        json.nextToken();
        String item = StoredJson.text(json);
        json.nextToken();
        String rule = StoredJson.text(json);
        json.nextToken();
        LocalDate from = StoredJson.date(json);
        json.nextToken();
        LocalDate to = StoredJson.date(json);
        json.nextToken(); // severity
        json.nextToken();
        String standing = StoredJson.text(json);
        json.nextToken();
        json.skipChildren(); // rivals
        json.nextToken();
        boolean shows = kind == ConflictKind.ITEM || kind == ConflictKind.RULE;
        if (shows && item != null && covers(from, to))
            doubts.add(new Doubt(since, kind == ConflictKind.ITEM, item, rule, standing));
    }

    private boolean covers(LocalDate from, LocalDate to) {
        return (from == null || !day.isBefore(from)) && (to == null || day.isBefore(to));
    }
}
