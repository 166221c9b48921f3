package org.basedata.registry.api.subject;

import java.time.Instant;
import java.time.LocalDate;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.sharing.Entitlement;
import org.basedata.registry.core.sharing.Masks;
import org.basedata.registry.core.subject.SubjectSnapshot;
import org.basedata.registry.core.survivorship.AsOf;
import org.basedata.registry.core.survivorship.MasterForm;
import org.basedata.registry.projections.subject.StoredSubject;
import org.springframework.stereotype.Component;

/** Writes master records as they were after an event, in the form of all other answers. */
@Component
public final class PastRecords {
    private final AnswerWriter writer;

    PastRecords(Catalogue catalogue, Masks masks) {
        this.writer = new AnswerWriter(catalogue, masks);
    }

    /**
     * With all that is known of values, as {@code view=full} shows it, but for cases.
     *
     * @param subject known to be in scope
     */
    public byte[] written(SubjectSnapshot subject, Instant knownAt, Entitlement allowed, LocalDate day) {
        Question question = new Question(allowed.type(), null, allowed, true, new AsOf(day, knownAt));
        StoredSubject stored = new StoredSubject(
                subject.subject(),
                subject.identifier(),
                subject.sequence(),
                true,
                MasterForm.write(subject.master()),
                subject.links());
        return writer.subject(stored, question);
    }
}
