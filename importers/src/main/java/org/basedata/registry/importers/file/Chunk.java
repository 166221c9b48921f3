package org.basedata.registry.importers.file;

import java.util.List;
import java.util.UUID;
import org.basedata.registry.core.subject.RecordOutcome;
import org.basedata.registry.core.subject.SubmitRecord;
import org.basedata.registry.importers.ledger.RefusedRow;

/**
 * Rows that were read, mapped and checked together.
 *
 * @param known how many of them are unchanged by their fingerprints, and are nowhere else in here
 * @param rows all others, in order
 * @param fit those of them that go to the intake
 * @param present keys of the records that these rows are of; empty unless the file is a complete extract
 * @param bytesRead of the file once these rows are read
 */
record Chunk(long known, List<Checked> rows, List<SubmitRecord> fit, List<UUID> present, long bytesRead) {
    /** Most rows of a chunk: large enough that a commit is cheap beside them, small enough to keep several in memory. */
    static final int MOST_ROWS = 2_000;
    /** Most characters of a chunk, roughly. */
    static final int MOST_CHARACTERS = 4_000_000;

    /** @param refused the outcome of a row that never goes to the intake; null for a fit one */
    record Checked(FileRow row, RecordOutcome refused) {
        RefusedRow kept(RecordOutcome outcome) {
            return new RefusedRow(row.index(), row.line(), row.asSent().get(), outcome.faults());
        }
    }
}
