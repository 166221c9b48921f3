package org.basedata.registry.api.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.basedata.registry.core.sharing.Member;

/** Purposes of departments. */
@Schema(name = "Purposes", description = "用途 / purposes")
@JsonInclude(JsonInclude.Include.ALWAYS)
record PurposesAnswer(
        List<Entered> results,

        @Schema(description = "Always null: there is one page")
        String next) {
    @Schema(name = "Purpose", description = "一项用途 / a purpose")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entered(
            @Schema(description = "Code of the department", example = "JY")
            String department,

            @Schema(description = "Code", example = "ENROLMENT")
            String code,

            @Schema(description = "In words") String wording,

            @Schema(description = "Rule that gives the duty")
            String legalBasis,

            @Schema(description = "Name of who entered it") String by,
            @Schema(description = "When it was entered") Instant at,

            @Schema(description = "Since when it is of no use any more")
            Instant endedAt) {}

    static PurposesAnswer of(List<Member> members) {
        List<Entered> entered = new ArrayList<>();
        for (Member member : members)
            member.purposes()
                    .values()
                    .forEach(each -> entered.add(new Entered(
                            member.department(),
                            each.purpose().code(),
                            each.purpose().wording(),
                            each.purpose().legalBasis(),
                            each.by().called(),
                            each.at(),
                            each.endedAt())));
        return new PurposesAnswer(entered, null);
    }
}
