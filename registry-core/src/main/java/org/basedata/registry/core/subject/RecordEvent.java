package org.basedata.registry.core.subject;

import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.record.RecordVersion;

/** A version of a source record was accepted into this stream. */
public sealed interface RecordEvent extends OutcomeEvent
        permits RecordSubmitted, RecordCorrected, RecordEnded, RecordWithdrawn, RecordReaffirmed {
    RecordKey record();

    RecordVersion version();

    /** The identifier that this event assigns to the subject, in the first event of a stream; else null. */
    Identifier assigned();

    /** The subject that the record now belongs to, if it is another than this stream's; else null. */
    SubjectId elsewhere();
}
