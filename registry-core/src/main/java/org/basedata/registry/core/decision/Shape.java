package org.basedata.registry.core.decision;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.core.survivorship.ConflictKind;
import org.basedata.registry.core.survivorship.ConflictValue;
import org.basedata.registry.core.survivorship.Decision;

/**
 * What many conflicts may have in common (冲突形态): the same item, the same two sources, the same kind of difference. Conflicts of
 * one shape can be settled by one decision.
 *
 * @param standing source of the value that stands
 * @param rival source of the one that contradicts it
 */
public record Shape(SubjectType type, String item, String standing, String rival, Difference difference) {
    private static final String SEPARATOR = "/";

    /** Null where there is not just one rival, or where a decision stands. */
    public static Shape of(SubjectType type, Conflict conflict) {
        if (conflict.kind() != ConflictKind.ITEM || conflict.values().size() != 2) return null;
        ConflictValue standing = conflict.values().get(0);
        ConflictValue rival = conflict.values().get(1);
        if (Decision.DATASET.equals(standing.dataset())) return null;
        return new Shape(
                type,
                conflict.item(),
                standing.source(),
                rival.source(),
                Difference.of(type, conflict.item(), standing.value(), rival.value()));
    }

    /** As {@link #text} wrote it. */
    @JsonCreator
    public static Shape parse(String text) {
        String[] parts = text.split(SEPARATOR, -1);
        if (parts.length != 5) throw new IllegalArgumentException("no shape: " + text);
        return new Shape(SubjectType.valueOf(parts[0]), parts[1], parts[2], parts[3], Difference.valueOf(parts[4]));
    }

    /** Such as {@code PERSON/name/GA/RS/VARIANT_CHARACTERS}; no code has a slash. */
    @JsonValue
    public String text() {
        return String.join(SEPARATOR, type.name(), item, standing, rival, difference.name());
    }
}
