package org.basedata.registry.api.subject;

import io.swagger.v3.oas.annotations.media.Schema;

/** One entry of a query's results. */
@Schema(
        name = "QueryResult",
        description = "一个标识的结果:主记录,NO_RECORD,或号码已更换、由多个主体共用 / a master record, a miss, or whom to ask for instead",
        oneOf = {SubjectAnswer.class, Miss.class, Elsewhere.class})
sealed interface QueryResult permits SubjectAnswer, Miss, Elsewhere {}
