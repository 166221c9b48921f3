package org.basedata.registry.api.subject;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.basedata.registry.core.survivorship.Basis;
import org.basedata.registry.core.survivorship.ItemStatus;

/** What is known of one item. */
@Schema(
        name = "Item",
        description = "数据项的值;多值数据项为列表 / an item's value, or a list for items with many values",
        oneOf = {ItemAnswer.Value.class, ItemAnswer.Full.class, ItemAnswer.Many.class})
sealed interface ItemAnswer {
    /** {@code view=values}. */
    @Schema(name = "ItemValue", description = "view=values:值和状态 / value and status")
    record Value(
            @Schema(example = "王小兰") String value,
            @Schema(example = "SOLE") ItemStatus status) implements ItemAnswer {}

    /** {@code view=full}. */
    @Schema(name = "ItemFull", description = "view=full:值、状态和来历 / value, status and where it came from")
    record Full(
            @Schema(example = "王小兰") String value,

            @Schema(description = "存疑、已裁定、暂用、已佐证、单一来源", example = "DISPUTED")
            ItemStatus status,

            @Schema(description = "Code of the source that the value is taken from", example = "GA")
            String source,

            @Schema(
                    description = "Whether the value is of the authority, a fallback source or a decision",
                    example = "AUTHORITY")
            Basis basis,

            @Schema(description = "First day on which it holds; null for since ever", example = "1985-09-01")
            LocalDate validFrom,

            @Schema(description = "First day on which it no longer holds; null for until further notice")
            LocalDate validTo,

            @Schema(description = "When the registry learned it", example = "2026-11-22T01:02:03.000004Z")
            Instant recordedAt,

            @Schema(description = "Other sources that say the same", example = "[\"RS\"]")
            List<String> corroboratedBy,

            @Schema(
                    name = "case",
                    description = "Number of the open case that looks into it; only while the value is in dispute",
                    example = "C-000017")
            @JsonProperty("case")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            String caseNumber,

            @Schema(
                    description = "Since when the value is in dispute; only while it is",
                    example = "2026-11-22T01:02:03.000004Z")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            Instant disputedSince,

            @Schema(
                    description = "Names of the rules that the value breaks; only while it does",
                    example = "[\"SexMustMatchNumber\"]")
            @JsonInclude(JsonInclude.Include.NON_EMPTY)
            List<String> rules)
            implements ItemAnswer {}

    /** An item that a subject may have many of, each from its own record. */
    @Schema(name = "ItemList", description = "多值数据项,每条来源记录一个值 / an item with many values, one a source record")
    record Many(List<ItemAnswer> values) implements ItemAnswer {}
}
