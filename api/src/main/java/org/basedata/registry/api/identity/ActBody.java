package org.basedata.registry.api.identity;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** What an act is sent as, for the interface's own description; {@link ActReading} reads it. */
@Schema(
        name = "Act",
        description = "关于主体身份的处置:更换号码、合并、拆分、记录归属、法人承继、撤销 / what is decided about the identity of subjects")
record ActBody(
        @Schema(
                description =
                        "Chosen by the sender (a UUID), so that sending the act again takes it once: the answer then is"
                                + " ACT_REFUSED with ACT_KNOWN; left out, the registry allots one",
                example = "6f1c1d9e-3c55-4d3a-9a4b-6f0f3f6f5a10")
        String id,

        @Schema(
                description = "REPLACE_IDENTIFIER, MERGE, SPLIT, ASSIGN_RECORDS, SUCCESSION, REVOKE",
                example = "REPLACE_IDENTIFIER",
                requiredMode = Schema.RequiredMode.REQUIRED)
        String act,

        @Schema(
                description = "STAFF, or the code of the source that registers this kind of subject",
                example = "GA",
                requiredMode = Schema.RequiredMode.REQUIRED)
        String by,

        @Schema(example = "天河区公安分局户政大队") String handlingUnit,

        @Schema(example = "李警官", requiredMode = Schema.RequiredMode.REQUIRED)
        String handlingPerson,

        @Schema(example = "重号更正", requiredMode = Schema.RequiredMode.REQUIRED)
        String reason,

        @Schema(
                description = "File numbers, notices, minutes; one or more",
                example = "[\"穗公户〔2026〕18号\"]",
                requiredMode = Schema.RequiredMode.REQUIRED)
        List<String> evidence,

        @Schema(
                description = "Of REPLACE_IDENTIFIER: NUMBER_SHARED, NUMBER_WRONG, BIRTH_DATE_CORRECTED, SEX_CORRECTED,"
                        + " FIFTEEN_TO_EIGHTEEN, DOCUMENT_TYPE_CHANGED, CODE_REPLACED, LICENCE_TO_CODE",
                example = "NUMBER_SHARED")
        String cause,

        @Schema(description = "Whom it is about: by ref or by number. Not of SUCCESSION")
        Named subject,

        @Schema(description = "Of REPLACE_IDENTIFIER: the number that it has from now on")
        Named identifier,

        @Schema(description = "Of MERGE: the subject that goes on")
        Named into,

        @Schema(description = "Of SPLIT: two or more") List<Part> parts,

        @Schema(description = "Of ASSIGN_RECORDS: the subject that they are about")
        Named to,

        @Schema(description = "Of ASSIGN_RECORDS: records that stand with `subject`")
        List<Record> records,

        @Schema(description = "Of SUCCESSION: MERGER, DIVISION, CONVERSION, MOVE", example = "MERGER")
        String kind,

        @Schema(description = "Of SUCCESSION: one or more legal entities")
        List<Named> predecessors,

        @Schema(description = "Of SUCCESSION: one or more legal entities")
        List<Named> successors,

        @Schema(description = "Of SUCCESSION: when it took effect", example = "2024-07-01")
        String on,

        @Schema(description = "Of REVOKE: id of the act", example = "6f1c1d9e-3c55-4d3a-9a4b-6f0f3f6f5a10")
        String revokes) {
    /** A subject by reference or by number. */
    @Schema(name = "Named", description = "以 ref 或证件号码指明主体 / a subject by ref or by number")
    record Named(
            @Schema(example = "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10")
            String ref,

            @Schema(example = "RESIDENT_ID") String idType,
            @Schema(example = "11010519491231002X") String id) {}

    /** One of the subjects that a number turned out to be. */
    @Schema(name = "Part", description = "拆分出的一个主体及其来源记录 / one of those who share the number, with its records")
    record Part(
            @Schema(description = "The number that it has now; left out by whoever keeps the shared one")
            Named identifier,

            @Schema(description = "Records of the number that are about this one; may be none")
            List<Record> records) {}

    @Schema(name = "RecordKey", description = "来源记录 / a source record")
    record Record(
            @Schema(example = "RS") String source,
            @Schema(example = "social-insurance") String dataset,
            @Schema(example = "RS-000123") String recordId) {}
}
