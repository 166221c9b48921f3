package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.basedata.registry.core.reconciliation.Who;

/**
 * The authority was told of the group and has put it on file.
 *
 * @param reference file number
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SharingGroupFiled(Who by, String reason, String reference) implements SharingGroupEvent {}
