package org.basedata.registry.api.subject;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** How the answer to a query looks; {@link AnswerWriter} writes it. */
@Schema(name = "QueryAnswer", description = "查询结果,与所给标识逐一对应、顺序相同 / one result a key, in the order of the keys")
@JsonInclude(JsonInclude.Include.ALWAYS)
record QueryAnswer(
        @Schema(description = "Opaque position of the log that the answer covers", example = "1234")
        String position,

        List<QueryResult> results,

        @Schema(description = "Send it back with the same search for the page that follows; null after the last page")
        String next) {}
