package org.basedata.registry.api.subject;

import io.swagger.v3.oas.annotations.media.Schema;

/** Nothing is on record under a key, or the key is no valid number: the two are not told apart. */
@Schema(name = "Miss", description = "没有记录,或号码无效;两者不作区分 / nothing on record, or no valid number; not told apart")
record Miss(
        SubjectAnswer.Key key,
        @Schema(example = "NO_RECORD") String code) implements QueryResult {}
