package org.basedata.registry.core.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import org.basedata.registry.core.identifier.SubjectId;

/**
 * A case begins.
 *
 * @param number by which people call it, such as C-000017
 * @param scope as of the opening
 * @param division code of where the subject lives or is registered; null when nobody says
 * @param due last day on which it is to be closed
 * @param report the doubt that it was opened for; null for others
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CaseOpened(
        Who by,
        String reason,
        String number,
        SubjectId subject,
        CaseCause cause,
        CaseScope scope,
        String division,
        LocalDate due,
        Report report)
        implements CaseEvent {}
