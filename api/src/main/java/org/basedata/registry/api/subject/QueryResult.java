package org.basedata.registry.api.subject;

import io.swagger.v3.oas.annotations.media.Schema;

/** One entry of a query's results. */
@Schema(
        name = "QueryResult",
        description = "一个标识的结果:主记录,或 NO_RECORD / a master record, or a miss",
        oneOf = {SubjectAnswer.class, Miss.class})
sealed interface QueryResult permits SubjectAnswer, Miss {}
