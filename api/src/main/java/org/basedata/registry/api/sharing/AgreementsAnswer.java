package org.basedata.registry.api.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A page of agreements. */
@Schema(name = "Agreements", description = "授权列表 / a page of agreements")
@JsonInclude(JsonInclude.Include.ALWAYS)
record AgreementsAnswer(
        List<AgreementAnswer> results,

        @Schema(description = "Send it back with the same filters for the page that follows; null after the last page")
        String next) {}
