package org.basedata.registry.api.inquiry;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.Lack;
import org.basedata.registry.core.sharing.Masking;

/** What a department may see, for each of its purposes. */
@Schema(
        name = "Entitlement",
        description = "本部门按各用途可读取的数据项及期限 / what the department may see for each purpose, and until when")
record OutlookAnswer(
        @Schema(example = "PERSON") SubjectType type,

        @Schema(description = "Of staff, the one of their office")
        List<Purpose> purposes) {

    /** One purpose. */
    @Schema(name = "EntitlementForPurpose", description = "一种用途 / one purpose")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Purpose(
            @Schema(description = "Its code, for X-Purpose", example = "SCHOOL-ENROLMENT")
            String purpose,

            @Schema(description = "The same in words", example = "入学资格审核")
            String wording,

            @Schema(description = "Every item that the catalogue has of subjects of the type")
            List<Item> items) {}

    /** One item. */
    @Schema(name = "EntitlementToItem", description = "一个数据项能否读取 / whether an item may be seen")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            @Schema(example = "maritalStatus") String item,

            @Schema(description = "How much of it is shown; absent when it may not be seen", example = "FULL")
            Masking masking,

            @Schema(description = "Number of the agreement that gives it", example = "A-000017")
            String agreement,

            @Schema(description = "First day on which the agreement gives it no more", example = "2027-01-01")
            LocalDate until,

            @Schema(description = "Why it may not be seen; absent when it may", example = "NEEDS_AGREEMENT")
            Lack lack,

            @Schema(description = "The same in words", example = "须先申请共享")
            String lackZh,

            @Schema(description = "The same in words", example = "needs a sharing agreement for this purpose")
            String lackEn) {}
}
