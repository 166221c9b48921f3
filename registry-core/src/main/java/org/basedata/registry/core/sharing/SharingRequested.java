package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.basedata.registry.core.reconciliation.Who;

/**
 * A department applies (申请).
 *
 * @param number by which people call it, such as A-000017
 * @param providers codes of the departments that answer, and the items that each of them answers for
 * @param group code of the sharing group that it is a part of; null for one of its own
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SharingRequested(
        Who by, String number, Application application, SortedMap<String, List<String>> providers, String group)
        implements SharingEvent {
    public SharingRequested {
        providers = new TreeMap<>(providers);
    }

    @Override
    public String reason() {
        return application.scenario();
    }
}
