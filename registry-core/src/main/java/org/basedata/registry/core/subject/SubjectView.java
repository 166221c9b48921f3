package org.basedata.registry.core.subject;

import java.util.Collection;
import java.util.Set;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.record.RecordKey;

/**
 * The tables that are kept in step with the events, in the transaction that appends them: master records, source records and
 * conflicts. The projections own them; this is what the domain needs of them.
 */
public interface SubjectView {
    /**
     * Keeps other writers from loading until this transaction ends, after those that have loaded have ended theirs. For whoever
     * changes whose records are: that rests on subjects to which a writer need not write, so their sequences would not tell.
     */
    void loadAlone();

    /**
     * Loads, each kind in one query: the given records with all their versions, the given subjects, every subject that a
     * version of those records names, and every record that belongs to one of these subjects.
     *
     * @param types of the given subjects; those that nobody has identified count as persons
     */
    WorkingSet load(Collection<SubjectId> subjects, Set<SubjectType> types, Collection<RecordKey> records);

    /**
     * Writes the rows of everything the working set's events touched, one statement a table.
     *
     * @throws org.axonframework.modelling.command.ConcurrencyException when another writer changed one of the rows since
     *     they were loaded
     */
    void write(WorkingSet changed);
}
