package org.basedata.registry.importers.file;

import java.util.function.Supplier;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.submission.RawRecord;

/**
 * A row of a file.
 *
 * @param record null when the row is malformed
 * @param fault what is wrong with a malformed row; null otherwise
 * @param asSent the row as it stands in the file, as JSON; made only when it is refused
 */
record FileRow(long index, long line, RawRecord record, Fault fault, Supplier<String> asSent) {}
