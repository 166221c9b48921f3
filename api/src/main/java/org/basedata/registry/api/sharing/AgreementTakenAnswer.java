package org.basedata.registry.api.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import org.basedata.registry.core.sharing.AgreementState;
import org.basedata.registry.core.sharing.AgreementTaken;

/** An order that was taken. */
@Schema(name = "AgreementTaken", description = "已办理,授权现状 / it is done; the agreement as it stands then")
@JsonInclude(JsonInclude.Include.NON_NULL)
record AgreementTakenAnswer(
        @Schema(description = "Id", example = "0b0e8f60-7a35-4f0e-9d6e-0f9a1f4f2f11")
        String id,

        @Schema(description = "Number", example = "A-000017")
        String number,

        @Schema(description = "Version now; also the ETag", example = "4")
        String version,

        @Schema(description = "State now", example = "ANSWERING")
        AgreementState state,

        @Schema(description = "Of an application: what its applicant should know, in Chinese and English")
        List<String> notes) {
    static AgreementTakenAnswer of(AgreementTaken taken, LocalDate today, List<String> notes) {
        return new AgreementTakenAnswer(
                taken.agreement().id().toString(),
                taken.agreement().number(),
                Long.toString(taken.agreement().version()),
                taken.agreement().state(today),
                notes.isEmpty() ? null : notes);
    }
}
