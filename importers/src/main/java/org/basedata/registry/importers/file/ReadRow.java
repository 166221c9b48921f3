package org.basedata.registry.importers.file;

import java.util.List;
import org.basedata.registry.core.fault.Fault;

/**
 * A row as it was read: nothing is mapped yet, so that the one thread that reads has little to do.
 *
 * @param index zero-based place in the file
 * @param line on which it begins, 1-based
 * @param fields of a delimited row; empty otherwise, and when it is malformed
 * @param text the row as it stands in the file; null for a delimited row that is well formed
 * @param fault what is wrong with a malformed row; null otherwise
 * @param size in characters, roughly
 */
record ReadRow(long index, long line, List<String> fields, String text, Fault fault, int size) {}
