package org.basedata.registry.projections.sharing;

import java.util.List;

/**
 * Part of a list.
 *
 * @param next where it goes on; null at the end
 */
public record AgreementPage(List<ListedAgreement> results, String next) {
    public AgreementPage {
        results = List.copyOf(results);
    }
}
