package org.basedata.registry.api.conflict;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A page of conflicts, oldest first. */
@Schema(name = "Conflicts", description = "冲突列表,按发现时间先后 / a page of conflicts, oldest first")
@JsonInclude(JsonInclude.Include.ALWAYS)
record ConflictsAnswer(
        List<ConflictAnswer> results,

        @Schema(description = "Send it back with the same filters for the page that follows; null after the last page")
        String next) {}
