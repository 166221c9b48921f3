package org.basedata.registry.api.recall;

import io.swagger.v3.oas.annotations.media.Schema;

/** What a department says to a recall. */
@Schema(name = "AcknowledgementBody", description = "对召回的确认 / what a department says to a recall")
record AcknowledgementBody(
        @Schema(
                description =
                        "所见召回的 revision;此后有变化则不予确认 / the revision that was seen: a recall that has changed since is not"
                                + " acknowledged",
                example = "1",
                requiredMode = Schema.RequiredMode.REQUIRED)
        int revision,

        @Schema(
                description = "说明,可空,至多 1,000 字 / a note of up to 1,000 characters; may be left out",
                example = "已重新读取并更正")
        String note) {}
