package org.basedata.registry.api.recall;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A page of recalls, the latest first. */
@Schema(name = "Recalls", description = "召回列表,新的在前 / a page of recalls, the latest first")
@JsonInclude(JsonInclude.Include.ALWAYS)
record RecallsAnswer(
        List<RecallAnswer> results,

        @Schema(
                description =
                        "续页标记;末页为空 / send it back with the same filters for the page that follows; null after the last page")
        String next) {}
