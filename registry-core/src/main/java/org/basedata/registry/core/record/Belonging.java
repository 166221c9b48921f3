package org.basedata.registry.core.record;

import org.basedata.registry.core.identifier.SubjectId;

/**
 * Whose a record is that names a subject (归属): that subject's, unless somebody has decided that the number led to another one,
 * that two subjects are one, or that this record is another's. A function of the decisions alone: which versions have arrived
 * plays no part.
 */
@FunctionalInterface
public interface Belonging {
    SubjectId holder(RecordKey record, SubjectId named);
}
