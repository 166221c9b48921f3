package org.basedata.registry.api.subject;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.Entitlement;
import org.basedata.registry.core.survivorship.AsOf;

/**
 * What is asked of a subject, whoever it is.
 *
 * @param items codes of the items wanted; null for all that may be seen
 * @param allowed what may be seen; null until that is decided
 * @param full true for values with all that is known of them, false for values and their status
 */
record Question(SubjectType type, Set<String> items, Entitlement allowed, boolean full, AsOf asOf) {
    /** @param items as asked; null for all */
    static Question of(
            SubjectType type,
            Collection<String> items,
            String view,
            String validAt,
            String knownAt,
            Catalogue catalogue,
            Clock clock) {
        LocalDate day = Times.validAt(validAt);
        if (day == null) day = LocalDate.ofInstant(clock.instant(), Times.CHINA);
        Instant known = Times.knownAt(knownAt);
        return new Question(type, known(type, items, catalogue), null, isFull(view), new AsOf(day, known));
    }

    Question at(AsOf other) {
        return new Question(type, items, allowed, full, other);
    }

    Question under(Entitlement entitlement) {
        return new Question(type, items, entitlement, full, asOf);
    }

    /** The numbers of the agreements that the answer rests on, as one text. */
    String agreements() {
        return allowed.agreements().stream().sorted().collect(Collectors.joining(","));
    }

    boolean shows(String item) {
        return allowed.sees(item);
    }

    private static boolean isFull(String view) {
        if (view == null || view.equals("values")) return false;
        if (view.equals("full")) return true;
        throw new RequestRefused(ProblemCode.PARAMETER_INVALID, "view 可为 values 或 full", "view is values or full")
                .at("view");
    }

    private static Set<String> known(SubjectType type, Collection<String> items, Catalogue catalogue) {
        if (items == null) return null;
        List<String> unknown = new ArrayList<>();
        for (String item : items) if (catalogue.item(type, item).isEmpty()) unknown.add(shown(item));
        if (!unknown.isEmpty()) throw unknownItem(String.join(", ", unknown));
        return new LinkedHashSet<>(items);
    }

    static RequestRefused unknownItem(String names) {
        return new RequestRefused(
                        ProblemCode.ITEM_UNKNOWN,
                        "目录中没有数据项 " + names,
                        "the catalogue has no item " + names + " for subjects of this type")
                .at("items");
    }

    /** What was asked for as an item may be a name or a number in the wrong place: only what looks like a code is repeated. */
    static String shown(String item) {
        return item != null && item.matches("[A-Za-z]{1,40}") ? item : "?";
    }
}
