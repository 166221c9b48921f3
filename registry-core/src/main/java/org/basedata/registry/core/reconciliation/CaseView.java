package org.basedata.registry.core.reconciliation;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.basedata.registry.core.identifier.SubjectId;

/**
 * What the domain needs of the tables, in the caller's transaction: the subjects' conflicts, and the queue of cases, which is kept in step with
 * the events. The projections own them.
 */
public interface CaseView {
    /** Keeps others from taking steps in these cases until the transaction ends, after those that have begun have ended. */
    void lock(Collection<CaseId> cases);

    /** The subject's open case. */
    Optional<CaseId> openCase(SubjectId subject);

    /** Empty for a subject of which nothing is known. */
    Optional<CaseRegistrar.Facts> facts(SubjectId subject, LocalDate today);

    /** Numbers for new cases; they are never given again. */
    List<String> numbers(int count);

    /**
     * Writes the rows of these cases.
     *
     * @throws org.axonframework.modelling.command.ConcurrencyException when another writer has changed one since it was loaded, or has
     *     opened a case of the same subject
     */
    void write(Collection<ReconciliationCase> changed);
}
