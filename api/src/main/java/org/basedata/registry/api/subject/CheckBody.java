package org.basedata.registry.api.subject;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

/** How the body of a verification looks; {@link CheckReading} reads it. */
@Schema(
        name = "Verification",
        description = "核验:逐个主体给出标识和待核验的值 / for each subject its key and the values to be verified")
record CheckBody(
        @Schema(description = "1 to 10,000 subjects", requiredMode = Schema.RequiredMode.REQUIRED)
        List<Subject> subjects,

        @Schema(description = Words.VALID_AT, example = "2010-01-01")
        String validAt) {

    /** What the caller holds to be true of one subject. */
    @Schema(name = "SubjectToVerify", description = "一个主体的标识和待核验的值 / a subject's key, and values by item")
    record Subject(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            SubjectAnswer.Key key,

            @Schema(
                    description = "Item code to the value that the caller has",
                    example = "{\"name\": \"王小兰\", \"sex\": \"2\"}",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            Map<String, String> items) {}
}
