package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.basedata.registry.core.reconciliation.Who;

/**
 * It is on file with the authority (备案).
 *
 * @param reference file number
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SharingFiled(Who by, String reason, String reference) implements SharingEvent {}
