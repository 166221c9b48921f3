package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.basedata.registry.core.reconciliation.Who;

/** A provider consents to it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WideningConsented(Who by, String reason, int widening, String provider) implements SharingEvent {}
