package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import org.basedata.registry.core.reconciliation.Who;

/**
 * What became of the data after the end (处置).
 *
 * @param reason how: destroyed, returned, kept by law
 * @param on the day it was done
 * @param reference file number of the record; may be null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DisposalRecorded(Who by, String reason, LocalDate on, String reference) implements SharingEvent {}
