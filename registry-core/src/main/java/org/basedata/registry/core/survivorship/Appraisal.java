package org.basedata.registry.core.survivorship;

import java.util.List;
import java.util.SortedMap;

/**
 * What the rules make of the records of one subject at one state of knowledge.
 *
 * @param items item code to timeline; of items with one value the segments are disjoint and in time order, of items with
 *     many values there is one entry a statement
 * @param conflicts in a fixed order: by kind, item, rule, period, record
 * @param present false when no record with a timeline is left: the subject answers as absent
 */
public record Appraisal(SortedMap<String, List<Segment>> items, List<Conflict> conflicts, boolean present) {}
