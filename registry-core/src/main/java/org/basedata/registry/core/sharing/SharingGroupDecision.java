package org.basedata.registry.core.sharing;

import java.util.List;
import java.util.Map;

/**
 * What an order about a group amounts to.
 *
 * @param events of the group
 * @param agreements of its parts: what happens to each, those that begin included
 * @param entered the purpose that the member which consents reads for from now on; null when it has it already
 */
public record SharingGroupDecision(
        List<SharingGroupEvent> events, Map<AgreementId, List<SharingEvent>> agreements, PurposeEntered entered) {}
