package org.basedata.registry.api.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A page. */
@Schema(name = "Demands", description = "数据需求列表 / a page of them")
@JsonInclude(JsonInclude.Include.ALWAYS)
record DemandsAnswer(
        List<DemandAnswer> results,

        @Schema(description = "Send it back with the same filters for the page that follows; null after the last page")
        String next) {}
