package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import org.basedata.registry.core.reconciliation.Who;

/**
 * A confidentiality agreement is on record (GD trial measures article 34).
 *
 * @param reference of the document
 * @param from first day
 * @param until first day after the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConfidentialityAgreed(Who by, String department, String reference, LocalDate from, LocalDate until)
        implements MemberEvent {}
