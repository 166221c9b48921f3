package org.basedata.registry.projections.subject;

import java.util.Optional;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.survivorship.AsOf;

/** Why an item has its value: which statement won, which lost, and by which rule. */
public final class Explanations {
    public Explanations(SubjectStreams streams, Catalogue catalogue) {}

    /** Empty when the subject is unknown or the catalogue has no such item. */
    public Optional<Explanation> of(SubjectType type, SubjectId ref, String item, AsOf asOf) {
        throw new UnsupportedOperationException();
    }
}
