package org.basedata.registry.importers.ledger;

import java.util.List;
import org.basedata.registry.core.fault.Fault;

/**
 * A refused row as it is kept.
 *
 * @param index zero-based place in the delivery
 * @param line line of the file on which it begins, 1-based; 0 where there is no file
 * @param record the row as it was sent, as JSON
 * @param faults every reason for the refusal
 */
public record RefusedRow(long index, long line, String record, List<Fault> faults) {}
