package org.basedata.registry.core.catalogue;

import java.util.List;
import java.util.stream.Collectors;

/** A catalogue file that cannot be used. Carries all its faults, by line; the catalogue in force stays in force. */
public final class CatalogueRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<CatalogueFault> faults;

    CatalogueRefused(List<CatalogueFault> faults) {
        super(faults.stream()
                .map(CatalogueFault::toString)
                .collect(Collectors.joining(
                        "\n  ",
                        "CATALOGUE_REFUSED: " + (faults.size() == 1 ? "1 fault" : faults.size() + " faults")
                                + " in the catalogue file, nothing of it was taken / 目录文件有 " + faults.size()
                                + " 处错误，未予采用\n  ",
                        "")));
        this.faults = List.copyOf(faults);
    }

    /** At least one, ordered by line. */
    public List<CatalogueFault> faults() {
        return faults;
    }
}
