package org.basedata.registry.core.subject;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.record.RecordVersion;

/** A source replaced all it had said in a record, giving a reason: the registry was wrong, not the world. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RecordCorrected(
        RecordKey record, RecordVersion version, Identifier assigned, SubjectId elsewhere, Outcome outcome)
        implements RecordEvent {}
