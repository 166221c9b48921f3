package org.basedata.registry.api.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.basedata.registry.core.catalogue.SharingType;

/** An application that is ready to be completed and sent. */
@Schema(name = "SharingDraft", description = "申请草稿 / an application, ready to be completed and sent")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DraftAnswer(
        @Schema(description = "The body of POST /api/v1/agreements; `scenario` is still to be written")
        SharingBodies.Application application,

        @Schema(description = "What the catalogue says of each named item")
        List<Item> items) {
    @Schema(name = "DraftItem", description = "目录对该数据项的规定 / what the catalogue says of an item")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            @Schema(description = "Code", example = "spouseName")
            String item,

            @Schema(description = "Name in Chinese") String nameZh,
            @Schema(description = "Name in English") String nameEn,

            @Schema(description = "UNCONDITIONAL, CONDITIONAL or NOT_SHARED")
            SharingType sharing,

            @Schema(description = "Code of the department that answers", example = "MZ")
            String provider,

            @Schema(description = "Ways in which it is given out")
            List<String> ways,

            @Schema(description = "On which condition; absent without one")
            String condition,

            @Schema(description = "Legal ground of the sharing type")
            String legalGround,

            @Schema(description = "What the applicant should know, in Chinese and English; absent where nothing")
            String note) {}
}
