package org.basedata.registry.api.conflict;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.core.survivorship.ConflictKind;
import org.basedata.registry.core.survivorship.ConflictValue;
import org.basedata.registry.projections.conflict.ListedConflict;

/** A conflict, hold, reused version or broken rule of a subject. */
@Schema(
        name = "Conflict",
        description = "冲突:存疑的数据项、挂起的记录、重复使用的版本号或违反的规则 / a doubt of any kind, with every competing value")
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ConflictAnswer(
        @Schema(description = "Reference of the subject", example = "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10")
        String ref,

        @Schema(description = "Unique within the subject", example = "4")
        long number,

        @Schema(
                description =
                        "ITEM: comparable statements differ; HOLD: the number fits and the name does not; VERSION_REUSED:"
                                + " two contents under one version; RULE: values contradict each other by a named rule",
                example = "ITEM")
        ConflictKind kind,

        @Schema(description = "The item in doubt; absent for a reused version", example = "maritalStatus")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        String item,

        @Schema(description = "Name of the broken rule; only for RULE", example = "SexMustMatchNumber")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        String rule,

        @Schema(
                description =
                        "Reference of the other subject that a rule across subjects looks at; absent for doubts within one subject",
                example = "d0fba20d-6f40-8ac9-aaee-677e860be2b8")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        String other,

        @Schema(description = "The valid period in which the doubt exists")
        Period period,

        @Schema(description = "identity, major or minor", example = "major")
        String severity,

        @Schema(description = "When it was raised") Instant since,

        @Schema(description = "When it went away; null while it stands")
        Instant settledAt,

        @Schema(description = "All competing values: the standing one first, of a hold the held name first")
        List<Competing> values,

        @Schema(description = "The value that the master record shows meanwhile", example = "20")
        String standing) {

    /** A half-open period. */
    @Schema(name = "Period", description = "左闭右开的期间 / a half-open period")
    public record Period(
            @Schema(description = "First day; null for since ever", example = "2000-01-01")
            LocalDate from,

            @Schema(description = "First day after it; null for until further notice")
            LocalDate to) {}

    /** One competing value. */
    @Schema(name = "CompetingValue", description = "各方的值及其来源 / a value and where it came from")
    public record Competing(
            @Schema(example = "20") String value,
            @Schema(example = "MZ") String source,
            @Schema(example = "marriage-registration") String dataset,
            @Schema(example = "MZ-0001") String recordId,
            @Schema(example = "1") long version,
            @Schema(example = "2000-01-01") LocalDate validFrom,

            @Schema(description = "When the registry learned it")
            Instant recordedAt) {
        static Competing of(ConflictValue v) {
            return new Competing(
                    v.value(), v.source(), v.dataset(), v.recordId(), v.version(), v.validFrom(), v.recordedAt());
        }
    }

    public static ConflictAnswer of(ListedConflict listed) {
        Conflict c = listed.conflict();
        return new ConflictAnswer(
                listed.ref().toString(),
                listed.number(),
                c.kind(),
                c.item(),
                c.rule(),
                listed.other() == null ? null : listed.other().toString(),
                new Period(c.from(), c.to()),
                c.severity().name().toLowerCase(Locale.ROOT),
                listed.since(),
                listed.settledAt(),
                c.values().stream().map(Competing::of).toList(),
                c.standing());
    }
}
