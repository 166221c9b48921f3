package org.basedata.registry.api.change;

import java.util.Set;
import java.util.TreeSet;
import org.basedata.registry.api.inquiry.Inquiry;
import org.basedata.registry.core.identifier.SubjectType;

/**
 * Who wants to be told of which changes.
 *
 * @param items codes; null for all that may be seen
 * @param division beginning of the codes of a region; null for anywhere
 */
public record ChangeQuestion(Inquiry inquiry, SubjectType type, Set<String> items, String division) {
    /** A place that was told in answer to one question is of no use for another. */
    String key() {
        return String.join(
                "|",
                "changes",
                type.name(),
                items == null ? "*" : String.join(",", new TreeSet<>(items)),
                String.valueOf(division),
                inquiry.by().name(),
                String.valueOf(inquiry.by().department()),
                String.valueOf(inquiry.purpose()),
                String.valueOf(inquiry.agreement()));
    }
}
