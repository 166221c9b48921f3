package org.basedata.registry.api.subject;

import org.basedata.registry.projections.subject.StoredSubject;

/**
 * A subject that was asked for by itself.
 *
 * @param position of the log, which the answer covers
 * @param caseNumber of the subject's open case; null when there is none, or it was not asked for
 */
record FoundSubject(Question question, StoredSubject subject, long position, String caseNumber) {}
