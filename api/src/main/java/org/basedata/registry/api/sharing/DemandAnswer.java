package org.basedata.registry.api.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.basedata.registry.core.sharing.Demand;

/** A demand. */
@Schema(name = "Demand", description = "数据需求 / a demand for what the catalogue does not have")
@JsonInclude(JsonInclude.Include.NON_NULL)
record DemandAnswer(
        @Schema(description = "Number", example = "D-000017")
        String number,

        @Schema(description = "Code of the department that needs it", example = "JY")
        String department,

        @Schema(description = "What is needed, and what for")
        String need,

        @Schema(description = "Codes of departments that may have it")
        List<String> providers,

        @Schema(description = "When it was recorded") Instant recordedAt,

        @Schema(description = "The answer; absent while there is none")
        String answer,

        @Schema(description = "Codes of items under which it can be had")
        List<String> items,

        @Schema(description = "When it was answered") Instant answeredAt) {
    static DemandAnswer of(Demand demand) {
        return new DemandAnswer(
                demand.recorded().number(),
                demand.recorded().department(),
                demand.recorded().need(),
                demand.recorded().providers(),
                demand.recordedAt(),
                demand.answer() == null ? null : demand.answer().answer(),
                demand.answer() == null ? null : demand.answer().items(),
                demand.answeredAt());
    }
}
