package org.basedata.registry.api.reconciliation;

import io.swagger.v3.oas.annotations.media.Schema;
import org.basedata.registry.core.reconciliation.CaseState;
import org.basedata.registry.core.reconciliation.CaseTaken;

/** An order that was taken. */
@Schema(name = "CaseTaken", description = "已办理,工单现状 / it is done; the case as it stands then")
record OrderAnswer(
        @Schema(description = "Id of the case", example = "0b0e8f60-7a35-4f0e-9d6e-0f9a1f4f2f11")
        String id,

        @Schema(description = "Number of the case", example = "C-000017")
        String number,

        @Schema(description = "Version of the case now; also the ETag", example = "4")
        long version,

        @Schema(description = "State of the case now", example = "ASSIGNED")
        CaseState state,

        @Schema(description = "Opaque position of the log that covers it", example = "1234")
        String position) {
    static OrderAnswer of(CaseTaken taken, long position) {
        return new OrderAnswer(
                taken.id().toString(), taken.number(), taken.version(), taken.state(), Long.toString(position));
    }
}
