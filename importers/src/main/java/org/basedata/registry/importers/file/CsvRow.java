package org.basedata.registry.importers.file;

import java.util.List;
import org.basedata.registry.core.fault.Fault;

/**
 * A row of a delimited file.
 *
 * @param line on which it begins, 1-based
 * @param fields empty when it is malformed
 * @param raw the malformed line as it stands in the file; null for a row that is well formed
 * @param fault null for a row that is well formed
 */
record CsvRow(long line, List<String> fields, String raw, Fault fault) {}
