package org.basedata.registry.api.identity;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The receipt of an act that was taken. */
@Schema(name = "ActTaken", description = "处置已生效 / the act is in force")
record ActAnswer(
        @Schema(description = "Id of the act; it is revoked by it", example = "6f1c1d9e-3c55-4d3a-9a4b-6f0f3f6f5a10")
        String act,

        @Schema(
                description = "The subject that it was about, as it stands now",
                example = "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10")
        String ref,

        @Schema(description = "Of SPLIT: refs of the parts, in their order; else empty")
        List<String> parts,

        @Schema(description = "Opaque position of the log that covers the act", example = "1234")
        String position) {}
