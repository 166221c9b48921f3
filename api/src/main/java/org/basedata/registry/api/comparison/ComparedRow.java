package org.basedata.registry.api.comparison;

import java.util.List;
import java.util.Map;
import org.basedata.registry.api.subject.ListComparing;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.identifier.SubjectId;

/**
 * A row of a list and what came of it.
 *
 * @param number of the row, from 1
 * @param line of the file on which it begins
 * @param asked the subject that its key leads to; null where it has none
 * @param subject who answers to the key; null for nobody
 * @param cells as they were sent; what could be read of a malformed row
 * @param faults why it could not be compared; empty otherwise
 */
record ComparedRow(
        long number,
        long line,
        ListComparing.Outcome outcome,
        SubjectId asked,
        SubjectId subject,
        List<String> cells,
        Map<String, ListComparing.Finding> findings,
        List<Fault> faults) {}
