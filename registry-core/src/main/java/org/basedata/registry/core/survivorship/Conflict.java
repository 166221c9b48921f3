package org.basedata.registry.core.survivorship;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.basedata.registry.core.catalogue.Severity;
import org.basedata.registry.core.record.Days;
import org.basedata.registry.core.record.RecordKey;

/**
 * A difference that nobody may resolve silently (冲突).
 *
 * @param item the item in doubt; {@code name} for a hold; null for a reused version
 * @param rule name of the violated rule; null unless {@code kind} is RULE
 * @param from first day of the period in which the difference exists, null for since ever
 * @param to first day after it, null for until further notice
 * @param standing the value that the master record shows meanwhile; null when none is involved
 * @param values all competing values: the standing one first, of a hold the held name first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Conflict(
        ConflictKind kind,
        String item,
        String rule,
        LocalDate from,
        LocalDate to,
        Severity severity,
        String standing,
        List<ConflictValue> values) {

    /** True when its period is over: it is kept and shown in history, and opens no case unless it touches identity. */
    public boolean isOver(LocalDate today) {
        return to != null && !to.isAfter(today);
    }

    /** True when staff have to look at it. */
    public boolean isOpen(LocalDate today) {
        return severity == Severity.IDENTITY || !isOver(today);
    }

    public boolean involves(RecordKey record) {
        return values.stream()
                .anyMatch(v -> v.recordId().equals(record.recordId())
                        && v.source().equals(record.source())
                        && v.dataset().equals(record.dataset()));
    }

    /** True when the other is the same doubt, perhaps with other values or another end. */
    public boolean sameDoubt(Conflict other) {
        if (kind != other.kind || !Objects.equals(item, other.item) || !Objects.equals(rule, other.rule)) return false;
        return switch (kind) {
            case HOLD, VERSION_REUSED -> record().equals(other.record());
            case ITEM, RULE -> Days.from(from) < Days.to(other.to) && Days.from(other.from) < Days.to(to);
        };
    }

    /** The record that the first value comes from: the held one, or the one whose version was reused. */
    public RecordKey record() {
        ConflictValue v = values.get(0);
        return new RecordKey(v.source(), v.dataset(), v.recordId());
    }
}
