package org.basedata.registry.api.candidate;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A page of candidates, best first. */
@Schema(name = "Candidates", description = "疑似同一主体列表,按得分高低 / a page of candidates, best first")
@JsonInclude(JsonInclude.Include.ALWAYS)
record CandidatesAnswer(
        List<CandidateAnswer> results,

        @Schema(description = "Send it back with the same filters for the page that follows; null after the last page")
        String next) {}
