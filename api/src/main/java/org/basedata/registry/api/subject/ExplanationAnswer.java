package org.basedata.registry.api.subject;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.basedata.registry.core.survivorship.Basis;
import org.basedata.registry.core.survivorship.ItemStatus;
import org.basedata.registry.projections.subject.Explanation;

/** Why an item has its value. */
@Schema(
        name = "Explanation",
        description = "取值说明:哪条陈述被采用、哪些未被采用、依据哪条规则 / which statement won, which lost, by which rule")
@JsonInclude(JsonInclude.Include.ALWAYS)
record ExplanationAnswer(
        @Schema(example = "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10")
        String ref,

        @Schema(example = "maritalStatus") String item,
        @Schema(example = "2026-11-22") LocalDate validAt,

        @Schema(description = "Null for all that is known now")
        Instant knownAt,

        @Schema(description = "Null when nothing gives the item a value on that day", example = "20")
        String value,

        @Schema(description = "As the master record shows it; null without a value", example = "DISPUTED")
        ItemStatus status,

        @Schema(example = "AUTHORITY") Basis basis,

        @Schema(description = "Stable name of the rule that chose the winner")
        String rule,

        @Schema(description = "Version of the catalogue that the rule was taken from")
        String catalogueVersion,

        @Schema(description = "The statement that the value is taken from")
        Explanation.Party winner,

        @Schema(description = "Every other statement for that day, with the part it played")
        List<Explanation.Party> losers,

        @Schema(description = "Acts in force by which records that name other numbers are this subject's")
        List<Explanation.Decision> decisions,

        Text text) {

    /** The same for people. */
    @Schema(name = "ExplanationText", description = "The same in words")
    record Text(String zh, String en) {}

    static ExplanationAnswer of(String ref, Explanation e) {
        return new ExplanationAnswer(
                ref,
                e.item(),
                e.validAt(),
                e.knownAt(),
                e.value(),
                e.status(),
                e.basis(),
                e.rule(),
                e.catalogueVersion(),
                e.winner(),
                e.losers(),
                e.decisions(),
                new Text(e.textZh(), e.textEn()));
    }
}
