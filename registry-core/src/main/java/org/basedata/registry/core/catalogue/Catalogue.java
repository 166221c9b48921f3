package org.basedata.registry.core.catalogue;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.basedata.registry.core.identifier.SubjectType;

/** One version of the catalogue (目录): sources, datasets and items. Immutable; every outcome names its version. */
public final class Catalogue {
    private final String version;
    private final Map<String, Source> sources;
    private final Map<String, Dataset> datasets;
    private final Map<SubjectType, Map<String, DataItem>> items;

    public Catalogue(
            String version, Collection<Source> sources, Collection<Dataset> datasets, Collection<DataItem> items) {
        this.version = version;
        this.sources = new LinkedHashMap<>();
        sources.forEach(s -> this.sources.put(s.code(), s));
        this.datasets = new LinkedHashMap<>();
        datasets.forEach(d -> this.datasets.put(d.code(), d));
        this.items = new LinkedHashMap<>();
        for (SubjectType type : SubjectType.values()) this.items.put(type, new LinkedHashMap<>());
        items.forEach(i -> this.items.get(i.subjectType()).put(i.code(), i));
    }

    public String version() {
        return version;
    }

    public Collection<Source> sources() {
        return sources.values();
    }

    public Collection<Dataset> datasets() {
        return datasets.values();
    }

    public Collection<DataItem> items(SubjectType type) {
        return items.get(type).values();
    }

    public Optional<Source> source(String code) {
        return Optional.ofNullable(sources.get(code));
    }

    public Optional<Dataset> dataset(String code) {
        return Optional.ofNullable(datasets.get(code));
    }

    public Optional<DataItem> item(SubjectType type, String code) {
        return Optional.ofNullable(items.get(type).get(code));
    }
}
