package org.basedata.registry.core.sharing;

import java.util.List;
import java.util.Map;

/**
 * All that a department was granted, as it stands.
 *
 * @param confidential whether a confidentiality agreement is on record: without it nothing personal and no business secret is read (GD
 *     trial measures article 34)
 * @param purposes by code, those that are in use
 * @param grants of agreements that are not suspended or ended; some may not have begun or be over by date
 */
public record Granted(boolean confidential, Map<String, Purpose> purposes, List<Grant> grants) {
    public static final Granted NOTHING = new Granted(false, Map.of(), List.of());

    public Granted {
        purposes = Map.copyOf(purposes);
        grants = List.copyOf(grants);
    }
}
