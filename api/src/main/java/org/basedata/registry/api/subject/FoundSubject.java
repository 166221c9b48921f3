package org.basedata.registry.api.subject;

import org.basedata.registry.projections.subject.StoredSubject;

/**
 * A subject that was asked for by itself.
 *
 * @param position of the log, which the answer covers
 */
record FoundSubject(Question question, StoredSubject subject, long position) {}
