package org.basedata.registry.core.subject;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.record.RecordVersion;

/** A subject left a source, or a record was missing from a complete extract. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RecordEnded(
        RecordKey record, RecordVersion version, Identifier assigned, SubjectId elsewhere, Outcome outcome)
        implements RecordEvent {}
