package org.basedata.registry.core.subject;

import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.record.RecordKey;

/** Versions of the record that name the one subject are the other's, also those that come later. */
public record Assignment(RecordKey record, SubjectId named, SubjectId to) {}
