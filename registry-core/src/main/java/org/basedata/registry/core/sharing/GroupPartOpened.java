package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.basedata.registry.core.reconciliation.Who;

/**
 * An agreement of the receiver begins for the part.
 *
 * @param part its number
 * @param agreement id of the agreement
 * @param number by which people call it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GroupPartOpened(Who by, String reason, int part, AgreementId agreement, String number)
        implements SharingGroupEvent {}
