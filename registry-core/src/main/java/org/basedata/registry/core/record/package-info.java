/**
 * Source records and their versions. What a source submitted enters as a {@link
 * org.basedata.registry.core.record.RecordVersion}; the fold of a record's versions leaves as statements per item, which
 * package {@code survivorship} compares.
 */
package org.basedata.registry.core.record;
