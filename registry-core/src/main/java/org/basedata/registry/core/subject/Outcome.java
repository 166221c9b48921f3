package org.basedata.registry.core.subject;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.basedata.registry.core.survivorship.ItemTimelines;

/**
 * What an event changed in the master record: timelines by item, never "the value now", so that a fact of the future takes
 * effect on its day without a job.
 *
 * @param catalogue version of the catalogue whose rules led to this
 * @param present whether the subject has a record with a timeline now
 * @param items changed timelines only; an empty one means that the item is gone
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Outcome(String catalogue, boolean present, ItemTimelines items) {
    public Outcome {
        items = items == null ? ItemTimelines.NONE : items;
    }
}
