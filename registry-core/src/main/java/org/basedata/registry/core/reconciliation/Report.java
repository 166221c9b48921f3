package org.basedata.registry.core.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;

/**
 * A doubt that somebody has reported and a case looks into (校核申请).
 *
 * @param id of the report; null when a steward wrote it down
 * @param department whose doubt it is, and who is told what came of it
 * @param text what is doubted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Report(UUID id, String department, String text) {}
