package org.basedata.registry.api.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.basedata.registry.core.reconciliation.CaseOutcome;
import org.basedata.registry.core.reconciliation.CaseState;
import org.basedata.registry.core.reconciliation.CaseStep;
import org.basedata.registry.core.reconciliation.Verdict;
import org.basedata.registry.core.reconciliation.VerificationAnswered;

@Schema(name = "Doubt", description = "校核申请及其办理情况 / a doubt, and what became of it")
@JsonInclude(JsonInclude.Include.NON_NULL)
record DoubtAnswer(
        String id,
        @JsonProperty("case") String caseNumber,
        String item,
        String text,
        String believed,
        List<String> evidence,
        Instant reportedAt,
        CaseState state,
        LocalDate due,
        List<Answer> answers,
        CaseOutcome outcome,
        String reason,
        Instant closedAt) {

    @Schema(name = "ProvidersAnswer", description = "提供部门的答复 / what the provider answered")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(
            String source,
            Verdict verdict,
            String text,
            String handlingUnit,
            String handlingPerson,
            Instant answeredAt) {
        static Answer of(CaseStep step) {
            VerificationAnswered event = (VerificationAnswered) step.event();
            return new Answer(
                    event.source(),
                    event.verdict(),
                    event.text(),
                    event.handlingUnit(),
                    event.handlingPerson(),
                    step.recordedAt());
        }
    }

    static DoubtAnswer of(Doubts.Doubt doubt) {
        var file = doubt.file();
        return new DoubtAnswer(
                doubt.id(),
                file.number(),
                doubt.report().item(),
                doubt.report().text(),
                doubt.report().believed(),
                doubt.report().evidence(),
                doubt.reported().recordedAt(),
                file.state(),
                file.due(),
                doubt.answers().stream().map(Answer::of).toList(),
                file.closed() == null ? null : file.closed().outcome(),
                file.closed() == null ? null : file.closed().reason(),
                file.closedAt());
    }
}
