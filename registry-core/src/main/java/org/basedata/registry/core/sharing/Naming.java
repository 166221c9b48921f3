package org.basedata.registry.core.sharing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.catalogue.Dataset;
import org.basedata.registry.core.catalogue.SharingType;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.rule.SubjectRule;

/**
 * Which departments and rules an answer names beside its values. That a department knows somebody can tell what is not to be seen: whose
 * name the disabled persons' federation confirms has a certificate. So a source is named of an item only where each of its
 * datasets from which the word may come shows the reader something else, that is an item other than those that most datasets have (name, sex,
 * birth date) and that needs no agreement or is granted. Immutable.
 */
public final class Naming {
    private static final Map<String, SubjectRule> RULES =
            SubjectRule.ALL.stream().collect(Collectors.toMap(SubjectRule::name, Function.identity()));

    /** By item and source: of each dataset that shows nothing without an agreement, the items one of which has to be granted. */
    private final Map<SubjectType, Map<String, Map<String, List<Set<String>>>>> closed =
            new EnumMap<>(SubjectType.class);

    public Naming(Catalogue catalogue) {
        for (SubjectType type : SubjectType.values()) {
            List<Dataset> datasets = catalogue.datasets().stream()
                    .filter(each -> each.subjectType() == type)
                    .toList();
            Set<String> common = common(datasets);
            Map<String, Map<String, List<Set<String>>>> ofType = new HashMap<>();
            for (Dataset dataset : datasets)
                dataset.itemsBySource().forEach((source, items) -> {
                    Set<String> own = new HashSet<>(items);
                    own.removeAll(common);
                    if (own.stream().anyMatch(item -> isUnconditional(catalogue, type, item))) return;
                    for (String item : items)
                        ofType.computeIfAbsent(item, each -> new HashMap<>())
                                .computeIfAbsent(source, each -> new ArrayList<>(1))
                                .add(own);
                });
            closed.put(type, ofType);
        }
    }

    private static boolean isUnconditional(Catalogue catalogue, SubjectType type, String item) {
        return catalogue.item(type, item).map(DataItem::sharing).equals(Optional.of(SharingType.UNCONDITIONAL));
    }

    /** Items of more than half of the datasets. */
    private static Set<String> common(List<Dataset> datasets) {
        Map<String, Integer> count = new HashMap<>();
        for (Dataset dataset : datasets) {
            Set<String> items = new HashSet<>();
            dataset.itemsBySource().values().forEach(items::addAll);
            items.forEach(item -> count.merge(item, 1, Integer::sum));
        }
        Set<String> common = new HashSet<>();
        count.forEach((item, times) -> {
            if (2 * times > datasets.size()) common.add(item);
        });
        return common;
    }

    /** Whether a source is named that says something of the item. */
    public boolean names(Entitlement allowed, String item, String source) {
        if (allowed.rivals()) return true;
        Map<String, List<Set<String>>> bySource = closed.get(allowed.type()).get(item);
        if (bySource == null) return true;
        for (Set<String> own : bySource.getOrDefault(source, List.of()))
            if (Collections.disjoint(own, allowed.items().keySet())) return false;
        return true;
    }

    /**
     * Whether a rule is named that the item's value breaks: one that looks at items of the same subject only, all of them to be seen. What
     * another subject's record says is not told in passing.
     */
    public boolean namesRule(Entitlement allowed, String rule) {
        if (allowed.rivals()) return true;
        SubjectRule known = RULES.get(rule);
        return known != null && allowed.items().keySet().containsAll(known.besides());
    }
}
