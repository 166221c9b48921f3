package org.basedata.registry.api.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.basedata.registry.core.sharing.Complaint;

/** A complaint. */
@Schema(name = "Complaint", description = "投诉 / a complaint of a department about another")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ComplaintAnswer(
        @Schema(description = "Number", example = "P-000017")
        String number,

        @Schema(description = "Code of the department that complains", example = "JY")
        String department,

        @Schema(description = "Code of the department that it is about", example = "GA")
        String about,

        @Schema(description = "What it is") String text,
        @Schema(description = "When it was filed") Instant filedAt,

        @Schema(description = "The answer; absent while there is none")
        String answer,

        @Schema(description = "What was done about it") String handling,
        @Schema(description = "When it was answered") Instant answeredAt) {
    static ComplaintAnswer of(Complaint complaint) {
        return new ComplaintAnswer(
                complaint.filed().number(),
                complaint.filed().department(),
                complaint.filed().about(),
                complaint.filed().text(),
                complaint.filedAt(),
                complaint.answer() == null ? null : complaint.answer().answer(),
                complaint.answer() == null ? null : complaint.answer().handling(),
                complaint.answeredAt());
    }
}
