package org.basedata.registry.api.subject;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.SubjectType;

/** A master record as of a point in time, as answers tell it; {@link AnswerWriter} writes it. */
@Schema(name = "MasterRecord", description = "主记录:一个主体在某一时点的数据项 / a subject's items as of a point in time")
@JsonInclude(JsonInclude.Include.NON_NULL)
record SubjectAnswer(
        @Schema(description = "The key as it was asked; in answers to queries by key only")
        Key key,

        @Schema(
                description = "Opaque, stable reference of the subject; the only thing of a person that may stand in an"
                        + " address",
                example = "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10")
        String ref,

        Subject subject,

        @Schema(description = "Opaque position of the log that the answer covers", example = "1234")
        String position,

        @Schema(description = "ACTIVE while a record stands for the subject", example = "ACTIVE")
        String lifecycle,

        @Schema(
                description =
                        "Item code to what is known of it. Items that are not valid at the asked time are left out",
                additionalPropertiesSchema = ItemAnswer.class)
        Map<String, ItemAnswer> items,

        @Schema(description = "Identifiers that the subject had before; with `view=full`, where anything was decided")
        List<Key> formerIdentifiers,

        @Schema(description = "Legal entities that it came from; with `view=full`")
        List<Relative> predecessors,

        @Schema(description = "Legal entities that it went over into; with `view=full`")
        List<Relative> successors)
        implements QueryResult {

    /** A key as it was asked. */
    @Schema(name = "Key", description = "标识:证件类型和号码 / document type and number")
    record Key(
            @Schema(
                    description = "RESIDENT_ID, HMT_RESIDENCE_PERMIT, FOREIGN_PERMANENT_RESIDENCE, PASSPORT,"
                            + " HM_TRAVEL_PERMIT, TW_TRAVEL_PERMIT for persons; USCC, ORG_CODE, BUSINESS_LICENCE for"
                            + " legal entities",
                    example = "RESIDENT_ID",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            String idType,

            @Schema(example = "11010519491231002X", requiredMode = Schema.RequiredMode.REQUIRED)
            String id) {}

    /** Who the record is of. */
    @Schema(name = "Subject", description = "主体及其规范化后的标识 / the subject and its identifier, normalised")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Subject(
            @Schema(example = "PERSON") SubjectType type,
            @Schema(example = "RESIDENT_ID") IdType idType,
            @Schema(example = "11010519491231002X") String id) {}

    /** A legal entity before or after another. */
    @Schema(name = "Relative", description = "前身或后继法人单位 / a legal entity before or after this one")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Relative(
            @Schema(example = "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10")
            String ref,

            @Schema(description = "MERGER, DIVISION, CONVERSION, MOVE", example = "MERGER")
            String kind,

            @Schema(description = "When it took effect; null when unknown", example = "2024-07-01")
            String on) {}
}
