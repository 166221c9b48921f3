package org.basedata.registry.projections.subject;

import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.subject.SubjectLinks;
import org.basedata.registry.core.survivorship.MasterForm;

/**
 * A subject, its master record as it is stored.
 *
 * @param identifier null only while nothing has named the subject
 * @param sequence of the last event that it shows; the same sequence always shows the same
 * @param present whether it answers with a master record
 * @param master over all valid time, in the form that {@link MasterForm} describes
 */
public record StoredSubject(
        SubjectId ref, Identifier identifier, long sequence, boolean present, byte[] master, SubjectLinks links) {
    SubjectRecord read() {
        return new SubjectRecord(ref, identifier, MasterForm.read(master), links);
    }
}
