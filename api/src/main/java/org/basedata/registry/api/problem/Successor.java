package org.basedata.registry.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;

/** A subject to ask for instead of the one that was asked for. */
@Schema(name = "Successor", description = "现应查询的主体 / the subject to ask for")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Successor(
        @Schema(example = "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10")
        String ref,

        @Schema(example = "RESIDENT_ID") String idType,
        @Schema(example = "11010519491231002X") String id) {}
