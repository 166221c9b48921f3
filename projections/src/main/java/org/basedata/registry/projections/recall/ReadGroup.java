package org.basedata.registry.projections.recall;

import java.time.Instant;
import java.util.Set;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.recall.Reading;

/**
 * Answers to one department by which it learned the same of a subject.
 *
 * @param type null where subjects of no type were asked for
 * @param caseReference null for none
 * @param first when the first of them was put on record
 */
record ReadGroup(
        SubjectId subject,
        String department,
        SubjectType type,
        Set<String> items,
        Reading reading,
        String caseReference,
        int count,
        Instant first,
        Instant last) {}
