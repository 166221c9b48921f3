package org.basedata.registry.api.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.basedata.registry.core.fault.Fault;
import tools.jackson.databind.JsonNode;

/** A page of refused rows. */
@Schema(name = "Refusals", description = "被拒绝的记录,按批次中的顺序 / refused rows, in the order of the delivery")
@JsonInclude(JsonInclude.Include.ALWAYS)
record RefusalsAnswer(
        List<Row> results,

        @Schema(description = "Send it back for the page that follows; null after the last page")
        String next) {

    /** A refused row as it is kept. */
    @Schema(name = "RefusedRow", description = "一条被拒绝的记录 / a refused row, as it was sent, with every reason")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Row(
            @Schema(description = "Zero-based place in the delivery", example = "48209")
            long index,

            @Schema(description = "Line of the file, from 1; absent where there is no file", example = "48211")
            Long line,

            @Schema(description = "The row as it was sent", implementation = Object.class)
            JsonNode record,

            List<Fault> faults) {}
}
