package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.basedata.registry.core.reconciliation.Who;

/**
 * The authority has looked into it, and answers in writing.
 *
 * @param handling what was done
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComplaintAnswered(Who by, String answer, String handling) implements ComplaintEvent {}
