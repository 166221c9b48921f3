package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Which subjects an agreement is about; both conditions must hold. What is outside answers like what does not exist.
 *
 * @param divisions beginnings of codes of where subjects live or are registered; empty for anywhere
 * @param entityTypes codes of the item {@code entityType}; empty for any, and always empty of persons
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record SubjectScope(Set<String> divisions, Set<String> entityTypes) {
    /** Where a person lives or is registered, and where a legal entity is: one of them is enough. */
    public static final List<String> DIVISIONS = List.of("registeredDivision", "residenceDivision", "division");

    private static final String ENTITY_TYPE = "entityType";

    public static final SubjectScope ALL = new SubjectScope(Set.of(), Set.of());

    public SubjectScope {
        divisions = sorted(divisions);
        entityTypes = sorted(entityTypes);
        for (String division : divisions)
            if (!division.matches("[0-9]{2,12}"))
                throw new IllegalArgumentException("a division is the beginning of a code, 2 to 12 digits");
    }

    /** So that the same scope is always written the same. */
    private static Set<String> sorted(Set<String> codes) {
        return codes == null ? Set.of() : Collections.unmodifiableSortedSet(new TreeSet<>(codes));
    }

    @JsonIgnore
    public boolean isAll() {
        return divisions.isEmpty() && entityTypes.isEmpty();
    }

    /** The items that must be looked at to tell whether a subject is covered. */
    public Collection<String> lookedAt() {
        Set<String> items = new TreeSet<>();
        if (!divisions.isEmpty()) items.addAll(DIVISIONS);
        if (!entityTypes.isEmpty()) items.add(ENTITY_TYPE);
        return items;
    }

    /** @param value of an item of the subject on the day that is asked about; null when it has none */
    public boolean covers(Function<String, String> value) {
        if (!entityTypes.isEmpty()) {
            String type = value.apply(ENTITY_TYPE);
            if (type == null || !entityTypes.contains(type)) return false;
        }
        if (divisions.isEmpty()) return true;
        for (String item : DIVISIONS) {
            String division = value.apply(item);
            if (division != null && divisions.stream().anyMatch(division::startsWith)) return true;
        }
        return false;
    }
}
