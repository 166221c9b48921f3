package org.basedata.registry.projections.subject;

import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.subject.SubjectLinks;
import org.basedata.registry.core.survivorship.MasterRecord;

/**
 * A subject that answers as present.
 *
 * @param identifier null only while nothing has named the subject
 * @param master over all valid time, as known at the time that was asked for
 */
public record SubjectRecord(SubjectId ref, Identifier identifier, MasterRecord master, SubjectLinks links) {}
