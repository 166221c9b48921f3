package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.basedata.registry.core.reconciliation.Who;

/**
 * A provider does not consent to it; it does not come about.
 *
 * @param reason why, in writing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WideningRefused(Who by, String reason, int widening, String provider) implements SharingEvent {}
