package org.basedata.registry.projections.recall;

import java.util.List;

/** @param next where the page ended; null for the last one */
public record RecallPage(List<Recall> results, String next) {}
