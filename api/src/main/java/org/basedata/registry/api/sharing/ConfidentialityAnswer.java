package org.basedata.registry.api.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.basedata.registry.core.sharing.Member;

/** Confidentiality agreements of departments. */
@Schema(name = "Confidentiality", description = "保密协议 / confidentiality agreements")
@JsonInclude(JsonInclude.Include.ALWAYS)
record ConfidentialityAnswer(
        List<OnRecord> results,

        @Schema(description = "Always null: there is one page")
        String next) {
    @Schema(name = "ConfidentialityOnRecord", description = "一份保密协议 / a confidentiality agreement")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OnRecord(
            @Schema(description = "Code of the department", example = "JY")
            String department,

            @Schema(description = "Reference of the document")
            String reference,

            @Schema(description = "First day") LocalDate from,

            @Schema(description = "First day after the last")
            LocalDate until,

            @Schema(description = "Name of who recorded it") String by,
            @Schema(description = "When it was recorded") Instant at,

            @Schema(description = "Since when it does not hold any more, if before its day")
            Instant endedAt) {}

    static ConfidentialityAnswer of(List<Member> members) {
        List<OnRecord> records = new ArrayList<>();
        for (Member member : members)
            member.confidentiality()
                    .forEach(each -> records.add(new OnRecord(
                            member.department(),
                            each.reference(),
                            each.from(),
                            each.until(),
                            each.by().called(),
                            each.at(),
                            each.endedAt())));
        return new ConfidentialityAnswer(records, null);
    }
}
