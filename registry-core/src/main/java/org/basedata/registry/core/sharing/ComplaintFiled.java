package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.basedata.registry.core.reconciliation.Who;

/**
 * A department complains of another (投诉; GD trial measures article 39).
 *
 * @param number such as P-000017
 * @param about code of the department that it complains of
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComplaintFiled(Who by, String number, String department, String about, String text)
        implements ComplaintEvent {}
