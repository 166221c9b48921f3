package org.basedata.registry.projections.subject;

import java.util.List;

/**
 * Subjects as one statement saw them.
 *
 * @param position end of the log at that moment: what is told of the subjects covers it
 * @param subjects one entry a subject that was asked for, in that order; null for one that is absent
 */
public record StoredSubjects(long position, List<StoredSubject> subjects) {}
