package org.basedata.registry.core.recall;

import java.util.List;
import org.basedata.registry.core.subject.DecisionRevoked;
import org.basedata.registry.core.subject.IdentityEvent;
import org.basedata.registry.core.subject.ItemDecided;
import org.basedata.registry.core.subject.RecordCorrected;
import org.basedata.registry.core.subject.RecordEnded;
import org.basedata.registry.core.subject.RecordEvent;
import org.basedata.registry.core.subject.RecordMoved;
import org.basedata.registry.core.subject.RecordWithdrawn;
import org.basedata.registry.core.subject.RecordedEvent;
import org.basedata.registry.core.subject.SubjectEvent;

/** By what the registry came to say otherwise of a day that somebody had asked about. */
public enum Cause {
    /** A source told late, or otherwise than before. */
    SUBMITTED,
    CORRECTED,
    ENDED,
    WITHDRAWN,
    DECIDED,
    DECISION_REVOKED,
    /** It was decided whose numbers and records are: merged, split, assigned, or that taken back. */
    IDENTITY,
    /** A source says that its record is another subject's. */
    MOVED,
    /** The same records by other rules. */
    REASSESSED;

    /** @param events what was recorded at once, the one that changed the value among them */
    static Cause of(SubjectEvent changing, List<RecordedEvent> events) {
        if (changing instanceof RecordCorrected) return CORRECTED;
        if (changing instanceof RecordEnded) return ENDED;
        if (changing instanceof RecordWithdrawn) return WITHDRAWN;
        if (changing instanceof RecordEvent) return SUBMITTED;
        for (RecordedEvent each : events) {
            if (each.event() instanceof ItemDecided) return DECIDED;
            if (each.event() instanceof DecisionRevoked) return DECISION_REVOKED;
            if (each.event() instanceof IdentityEvent) return IDENTITY;
        }
        return changing instanceof RecordMoved ? MOVED : REASSESSED;
    }
}
