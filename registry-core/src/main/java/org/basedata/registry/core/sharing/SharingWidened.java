package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import org.basedata.registry.core.reconciliation.Who;

/**
 * All providers have consented to a widening.
 *
 * @param widening its number; 0 when the group that it is a part of lasts longer
 * @param scope the subjects from now on
 * @param until first day after the last from now on
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SharingWidened(Who by, String reason, int widening, SubjectScope scope, LocalDate until)
        implements SharingEvent {}
