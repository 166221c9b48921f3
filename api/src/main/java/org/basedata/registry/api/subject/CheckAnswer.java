package org.basedata.registry.api.subject;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;

/** What was verified. No value is told. */
@Schema(name = "VerificationResults", description = "核验结果,与请求一一对应 / one result a subject, in order; no value is told")
record CheckAnswer(
        @Schema(description = "Opaque position of the log that the answer covers", example = "1234")
        String position,

        List<Result> results) {

    /** Of one subject. */
    @Schema(name = "VerificationResult", description = "一个主体逐项的核验结果 / the verdict on each item of a subject")
    record Result(
            SubjectAnswer.Key key,

            @Schema(
                    description = "Item code to the verdict on it",
                    example = "{\"name\": \"MATCH\", \"sex\": \"MATCH\"}")
            Map<String, Verdict> items) {}

    /** What is said of one item. */
    @Schema(
            name = "Verdict",
            description =
                    "一致、不一致、无记录、存疑、主体已注销、猜测过多 / the same after normalisation; another; nothing on record; in dispute;"
                            + " the subject's registration was cancelled; too many wrong values were tried")
    enum Verdict {
        /** The value on record means the same. */
        MATCH,
        /** It means something else. */
        MISMATCH,
        /** There is no such subject, or it has no value. */
        NO_RECORD,
        /** Sources disagree about the value. */
        IN_DOUBT,
        /** The person has died or the registration was cancelled: what is on record is of the past. */
        CANCELLED,
        /** The account has tried too many wrong values on this subject; nothing is told for a while. */
        THROTTLED
    }
}
