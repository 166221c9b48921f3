package org.basedata.registry.api.subject;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;

/** How the body of a query looks; {@link QueryReading} reads it. */
@Schema(name = "Query", description = "查询:keys 与 search 二者择一 / either keys or search")
record QueryBody(
        @Schema(description = "1 to 1,000 keys") List<SubjectAnswer.Key> keys,
        SearchBody search,

        @Schema(description = Words.ITEMS, example = "[\"name\", \"sex\"]")
        List<String> items,

        @Schema(
                description = Words.VIEW,
                example = "full",
                allowableValues = {"values", "full"})
        String view,

        @Schema(description = Words.VALID_AT, example = "2010-01-01")
        String validAt,

        @Schema(description = Words.KNOWN_AT, example = "2026-11-22T08:00:00+08:00")
        String knownAt,

        @Schema(description = Words.AT_LEAST, example = "1234")
        String atLeast,

        @Schema(description = "Results a page of a search, 1 to 1,000; 100 by default", example = "20")
        Integer limit,

        @Schema(
                description =
                        "`next` of the page before, with the same search; validAt and knownAt stay those of the first"
                                + " page")
        String next) {

    /** What is known of the subjects looked for. */
    @Schema(
            name = "Search",
            description =
                    "查找条件,须同时满足;自然人须有姓名或出生日期,法人须有名称、名称片段或行政区划 / all must hold; persons need a name or a birth date, legal entities a name, a part of one, or a division")
    record SearchBody(
            @Schema(description = "The whole name, in any spelling that normalises to the same", example = "王小兰")
            String name,

            @Schema(description = "Part of the name, two characters or more; legal entities only", example = "示例科技")
            String nameContains,

            @Schema(description = "First 2 to 6 digits of the registered division's code (GB/T 2260)", example = "4401")
            String divisionPrefix,

            @Schema(description = "Persons only", example = "1949-12-31")
            LocalDate birthDate) {}
}
