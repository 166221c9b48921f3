package org.basedata.registry.core.subject;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.record.RecordVersion;

/** A higher version repeated the content of the one below it. It is kept because it takes part in the fold: a late version in between must not win. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RecordReaffirmed(
        RecordKey record, RecordVersion version, Identifier assigned, SubjectId elsewhere, Outcome outcome)
        implements RecordEvent {}
