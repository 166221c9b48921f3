package org.basedata.registry.api.comparison;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.basedata.registry.core.fault.Fault;

/** What became of the differences that were to be reported. */
@Schema(name = "ReportedDifferences", description = "逐项的办理结果,与请求顺序相同 / what happened to each, in order")
public record DoubtsAnswer(List<Result> results) {
    /** What happened to a difference. */
    @Schema(
            name = "DifferenceOutcome",
            description = "REPORTED 已提出;ALREADY 此前已提出;REFUSED 不能提出 / reported now, reported before, or not taken")
    public enum Outcome {
        REPORTED,
        ALREADY,
        REFUSED
    }

    /** Of one item of one row. */
    @Schema(name = "ReportedDifference", description = "一处差异的办理结果 / what happened to a difference")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Result(long row, String item, Outcome outcome, String doubt, Fault fault) {}
}
