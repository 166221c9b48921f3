package org.basedata.registry.api.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import org.basedata.registry.core.sharing.AgreementAct;
import org.basedata.registry.core.sharing.AgreementStep;
import org.basedata.registry.core.sharing.Application;
import org.basedata.registry.core.sharing.Masking;
import org.basedata.registry.core.sharing.ProviderAnswer;
import org.basedata.registry.core.sharing.SharingAgreement;
import org.basedata.registry.core.sharing.SubjectScope;
import tools.jackson.databind.ObjectMapper;

/** An agreement with all that happened to it. */
@Schema(
        name = "AgreementFile",
        description = "授权、各提供部门的答复和全部经过 / an agreement, the answers of providers, and every step")
@JsonInclude(JsonInclude.Include.NON_NULL)
record AgreementFileAnswer(
        AgreementAnswer agreement,
        @Schema(description = "What was applied for") Application application,

        @Schema(description = "What is granted, and how much is shown of each; empty until all have answered")
        SortedMap<String, Masking> items,

        @Schema(description = "Which subjects, widened or as applied for")
        SubjectScope scope,

        @Schema(description = "A provider each") List<Answer> answers,

        @Schema(description = "What is wanted beyond what was granted")
        List<Wish> widenings,

        @Schema(description = "File number with the authority")
        String filedAs,

        @Schema(description = "Codes of single items that are suspended")
        Set<String> suspendedItems,

        @Schema(description = "Code of the sharing group that it is a part of; absent for one of its own")
        String group,

        @Schema(description = "What the caller can do now: the last part of the address to post to")
        List<String> acts,

        @Schema(description = "What happened, in order") List<Step> history) {
    @Schema(name = "ProviderAnswer", description = "一个提供部门的答复和期限 / the answer of a provider, and its clocks")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(
            @Schema(description = "Code", example = "MZ") String provider,

            @Schema(description = "False when all its items are shared unconditionally")
            boolean conditional,

            @Schema(description = "Last day for the answer; absent before the applicant's own department has consented")
            LocalDate due,

            @Schema(
                    description =
                            "Working days left for the answer while material is missing and the clock stands still")
            Integer stoppedWith,

            @Schema(description = "What the application lacked")
            String missing,

            @Schema(description = "Whether the answer is overdue")
            boolean late,

            @Schema(description = "Working days by which it was put off")
            int extended,

            @Schema(description = "Codes of items that are not answered for")
            SortedSet<String> open,

            @Schema(description = "Codes of items that are granted, and how much is shown")
            Map<String, Masking> granted,

            @Schema(description = "Codes of items that are refused, and the legal ground")
            Map<String, String> refused,

            @Schema(description = "1 the authority was asked, 2 the government; 0 nobody")
            int escalated,

            @Schema(description = "Last day on which the dispute is to be settled")
            LocalDate settleBy,

            @Schema(description = "Last day by which what was granted is shared")
            LocalDate accessBy) {
        static Answer of(ProviderAnswer answer, LocalDate today) {
            return new Answer(
                    answer.provider(),
                    answer.conditional(),
                    answer.isWaitingForMaterial() ? null : answer.due(),
                    answer.isWaitingForMaterial() ? answer.left() : null,
                    answer.missing(),
                    answer.isLate(today),
                    answer.extended(),
                    answer.open(),
                    answer.granted(),
                    answer.refused(),
                    answer.escalated(),
                    answer.settleBy(),
                    answer.accessBy());
        }
    }

    @Schema(name = "AskedWidening", description = "扩大使用的申请 / a wish for more than was granted")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Wish(
            @Schema(description = "Number within the agreement", example = "1")
            int number,

            @Schema(description = "SCOPE, PERIOD, PASSING_ON, PUBLICATION")
            String kind,

            @Schema(description = "Why") String reason,

            @Schema(description = "Codes of providers that have consented")
            SortedSet<String> consented,

            @Schema(description = "Whether it was refused or has come about")
            boolean over) {}

    @Schema(name = "AgreementStep", description = "经过的一步 / a step: who, when, what, why")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Step(
            @Schema(description = "Version of the agreement after it", example = "3")
            String version,

            @Schema(description = "Name of the event", example = "SharingConsented")
            String what,

            @Schema(description = "When") Instant at,

            @Schema(description = "Sign-in name; registry for what followed by itself")
            String by,

            @Schema(description = "The person's name") String person,
            @Schema(description = "The person's department") String department,
            @Schema(description = "Why") String reason,

            @Schema(description = "What else the event says, by the names of its fields")
            Map<String, Object> detail) {
        static Step of(AgreementStep step, ObjectMapper json) {
            @SuppressWarnings("unchecked") // an event is an object
            Map<String, Object> detail = json.convertValue(step.event(), Map.class);
            detail.keySet().removeAll(List.of("by", "reason", "application"));
            return new Step(
                    Long.toString(step.sequence()),
                    step.event().getClass().getSimpleName(),
                    step.recordedAt(),
                    step.event().by().name(),
                    step.event().by().person(),
                    step.event().by().department(),
                    step.event().reason(),
                    detail.isEmpty() ? null : detail);
        }
    }

    static AgreementFileAnswer of(
            AgreementAnswer row,
            SharingAgreement file,
            Set<AgreementAct> possible,
            LocalDate today,
            ObjectMapper json) {
        return new AgreementFileAnswer(
                row,
                file.application(),
                file.items(),
                file.scope(),
                file.answers().stream().map(each -> Answer.of(each, today)).toList(),
                file.widenings().stream()
                        .map(each -> new Wish(
                                each.number(), each.what().kind().name(), each.reason(), each.consented(), each.over()))
                        .toList(),
                file.filedAs(),
                file.suspendedItems().keySet(),
                file.group(),
                possible.stream().map(AgreementAct::path).toList(),
                file.history().stream().map(step -> Step.of(step, json)).toList());
    }
}
