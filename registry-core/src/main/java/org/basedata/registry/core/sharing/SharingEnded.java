package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.basedata.registry.core.reconciliation.Who;

/**
 * It ended before its day.
 *
 * @param side whose wish it was
 * @param consultation of a provider: how the applicant was consulted (Decree 809 article 27); else null
 * @param filing of a provider: where that is on file with the authority; else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SharingEnded(Who by, String reason, EndedBy side, String consultation, String filing)
        implements SharingEvent {}
