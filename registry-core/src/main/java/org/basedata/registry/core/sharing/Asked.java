package org.basedata.registry.core.sharing;

import java.util.Set;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.catalogue.ProvisionWay;
import org.basedata.registry.core.identifier.SubjectType;

/**
 * A request, as far as it decides what may be seen.
 *
 * @param purpose code; null when none is stated
 * @param agreement number of the only agreement that it is to be answered under; null for whatever the purpose allows
 * @param items codes; null for all that may be seen
 */
public record Asked(
        Actor by, String purpose, String agreement, SubjectType type, Set<String> items, ProvisionWay way) {}
