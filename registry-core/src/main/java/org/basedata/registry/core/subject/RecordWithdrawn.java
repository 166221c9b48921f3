package org.basedata.registry.core.subject;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.record.RecordVersion;

/** A source took back a record, giving a reason; what it had said stays in history. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RecordWithdrawn(
        RecordKey record, RecordVersion version, Identifier assigned, SubjectId elsewhere, Outcome outcome)
        implements RecordEvent {}
