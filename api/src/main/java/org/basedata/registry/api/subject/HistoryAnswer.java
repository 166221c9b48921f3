package org.basedata.registry.api.subject;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.basedata.registry.projections.subject.HistoryEntry;

/** A subject's history on both time axes. */
@Schema(
        name = "History",
        description = "各数据项的历史:每个值何时有效(validFrom、validTo)、登记系统何时如此认定(knownFrom、knownTo)"
                + " / every value, when it held and when the registry showed it")
@JsonInclude(JsonInclude.Include.ALWAYS)
record HistoryAnswer(
        @Schema(example = "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10")
        String ref,

        List<HistoryEntry> results,

        @Schema(description = "Always null: a history comes whole")
        String next) {}
