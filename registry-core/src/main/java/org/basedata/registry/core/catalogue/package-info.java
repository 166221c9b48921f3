/**
 * What may be said, by whom, and whose word counts. In: the text of a catalogue file. Out: one immutable {@code
 * Catalogue}, or every fault of the file at once. Next: the packages that read records by it and derive master records
 * from it; they name its version in every outcome.
 */
package org.basedata.registry.core.catalogue;
