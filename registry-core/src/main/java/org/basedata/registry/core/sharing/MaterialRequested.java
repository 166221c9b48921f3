package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.basedata.registry.core.reconciliation.Who;

/**
 * A provider says, once, what the application lacks (Decree 809 article 21); its clock stands still until that is there.
 *
 * @param reason what is missing
 * @param left working days that it has left for the answer
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MaterialRequested(Who by, String reason, String provider, int left) implements SharingEvent {}
