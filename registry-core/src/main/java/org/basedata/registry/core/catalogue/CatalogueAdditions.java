package org.basedata.registry.core.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.basedata.registry.core.identifier.SubjectType;

/**
 * What a catalogue adds to another of which it leaves everything as it was. No record that is held says anything of what is new, so
 * no outcome can change.
 */
record CatalogueAdditions(List<Source> sources, List<Dataset> datasets, List<DataItem> items) {

    /** Empty when the later catalogue takes away or changes anything of the earlier one. */
    static Optional<CatalogueAdditions> of(Catalogue earlier, Catalogue later) {
        List<Source> sources = new ArrayList<>();
        List<Dataset> datasets = new ArrayList<>();
        List<DataItem> items = new ArrayList<>();
        boolean kept = add(earlier.sources(), later.sources(), Source::code, sources)
                && add(earlier.datasets(), later.datasets(), Dataset::code, datasets);
        for (SubjectType type : SubjectType.values())
            kept = kept && add(definitions(earlier.items(type)), definitions(later.items(type)), DataItem::code, items);
        return kept ? Optional.of(new CatalogueAdditions(sources, datasets, items)) : Optional.empty();
    }

    /** False when the later ones lack one of the earlier. */
    private static <T> boolean add(
            Collection<T> earlier, Collection<T> later, Function<T, String> code, List<T> additions) {
        List<T> more = new ArrayList<>(later);
        for (T each : earlier) if (!more.remove(each)) return false;
        additions.addAll(more);
        return true;
    }

    /** Comparators are not compared: what they do is said by their names, types and code lists. */
    private static List<DataItem> definitions(Collection<DataItem> items) {
        return items.stream()
                .map(i -> new DataItem(
                        i.code(),
                        i.nameZh(),
                        i.nameEn(),
                        i.subjectType(),
                        i.type(),
                        i.codeList(),
                        i.many(),
                        i.authorityOrder(),
                        i.corroborating(),
                        null,
                        i.comparatorName(),
                        i.severity(),
                        i.sharing(),
                        i.updateLimit(),
                        i.terms(),
                        i.legalGround()))
                .toList();
    }

    /** For the people who read the log. */
    String text() {
        return "sources, datasets and items were added, everything else is as it was: "
                + String.join(
                        ", ",
                        Stream.of(
                                        sources.stream().map(Source::code),
                                        datasets.stream().map(Dataset::code),
                                        items.stream().map(DataItem::code))
                                .flatMap(codes -> codes)
                                .toList());
    }
}
