/**
 * Which value survives. The records of one subject enter; its master record leaves: item timelines with status and origin,
 * conflicts, held records. A pure function of the set of record versions and the catalogue; package {@code subject} turns
 * differences between two such results into events.
 */
package org.basedata.registry.core.survivorship;
