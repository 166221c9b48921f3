package org.basedata.registry.api.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.AgreementState;
import org.basedata.registry.projections.sharing.ListedAgreement;

/** An agreement as lists show it. */
@Schema(name = "Agreement", description = "共享授权 / an agreement about sharing")
@JsonInclude(JsonInclude.Include.NON_NULL)
record AgreementAnswer(
        @Schema(description = "Id", example = "0b0e8f60-7a35-4f0e-9d6e-0f9a1f4f2f11")
        String id,

        @Schema(description = "Number; requests for data name it in X-Agreement", example = "A-000017")
        String number,

        @Schema(description = "Version; also the ETag of the agreement", example = "4")
        String version,

        @Schema(
                description =
                        "As of today: REQUESTED, DECLINED, WITHDRAWN, ANSWERING, REFUSED, DISPUTED, AGREED, IN_FORCE, SUSPENDED, ENDED,"
                                + " EXPIRED",
                example = "ANSWERING")
        AgreementState state,

        @Schema(description = "Code of the department that applies", example = "JY")
        String department,

        @Schema(description = "Code of the purpose", example = "ENROLMENT")
        String purpose,

        @Schema(description = "PERSON or LEGAL_ENTITY") SubjectType type,

        @Schema(description = "Codes of the items applied for")
        List<String> items,

        @Schema(description = "Codes of the departments that provide them")
        List<String> providers,

        @Schema(description = "Codes of providers that have not answered for all their items")
        List<String> waitingFor,

        @Schema(description = "First day by which an answer is due; absent when no clock runs")
        LocalDate answerDue,

        @Schema(description = "Day by which a dispute is to be settled")
        LocalDate settleDue,

        @Schema(description = "Day by which what was granted is shared")
        LocalDate accessDue,

        @Schema(description = "Whether one of these days is over without an answer")
        boolean late,

        @Schema(description = "First day") LocalDate from,
        @Schema(description = "First day after the last") LocalDate until,
        @Schema(description = "When it was applied for") Instant requestedAt,

        @Schema(description = "Whether it is on file with the authority")
        boolean filed,

        @Schema(description = "Whether it is on record what became of the data after the end")
        boolean disposed) {
    static AgreementAnswer of(ListedAgreement row, LocalDate today) {
        return new AgreementAnswer(
                row.id().toString(),
                row.number(),
                Long.toString(row.version()),
                row.state(),
                row.department(),
                row.purpose(),
                row.type(),
                row.items(),
                row.providers(),
                row.waitingFor(),
                row.answerDue(),
                row.settleDue(),
                row.accessDue(),
                row.isLate(today),
                row.from(),
                row.until(),
                row.requestedAt(),
                row.filed(),
                row.disposed());
    }
}
