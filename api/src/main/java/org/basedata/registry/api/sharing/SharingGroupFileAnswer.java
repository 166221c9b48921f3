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
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.catalogue.ProvisionWay;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.Masking;
import org.basedata.registry.core.sharing.SharingGroup;
import org.basedata.registry.core.sharing.SharingGroupAct;
import org.basedata.registry.core.sharing.SharingGroupStep;
import org.basedata.registry.core.sharing.SubjectScope;
import tools.jackson.databind.ObjectMapper;

/** A group with its parts and all that happened to it. */
@Schema(name = "SharingGroupFile", description = "专项共享、各项内容和全部经过 / a group, its parts, and every step")
@JsonInclude(JsonInclude.Include.NON_NULL)
record SharingGroupFileAnswer(
        SharingGroupAnswer group,
        @Schema(description = "What it is for, in words") String purpose,

        @Schema(description = "使用依据: what the need rests on")
        String legalBasis,

        @Schema(description = "使用场景: what the data is used in")
        String scenario,

        @Schema(description = "How it is given out") Set<ProvisionWay> ways,

        @Schema(description = "Who gives what to whom") List<Part> parts,

        @Schema(description = "What is brought up to date in each period of the cycle, and when it last was")
        List<Exchange> exchanges,

        @Schema(description = "Codes of members that did not deliver in the period that is over")
        List<String> lateMembers,

        @Schema(description = "Codes of members whose consent to some part is waited for, and the last day for each")
        SortedMap<String, LocalDate> consentDue,

        @Schema(description = "The longer term that is wanted: first day after the last")
        LocalDate prolongUntil,

        @Schema(description = "Codes of members that have not consented to it")
        SortedSet<String> prolongationWaitsFor,

        @Schema(description = "File number with the authority")
        String filedAs,

        @Schema(description = "What the caller can do now: the last part of the address to post to")
        List<String> acts,

        @Schema(description = "What happened, in order") List<Step> history) {
    @Schema(name = "SharingGroupPart", description = "专项共享的一项 / what one member gives another")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Part(
            @Schema(description = "Number within the group", example = "1")
            int number,

            @Schema(description = "Code of the member that gives", example = "SCJG")
            String giver,

            @Schema(description = "Code of the member that gets", example = "SW")
            String receiver,

            @Schema(description = "PERSON or LEGAL_ENTITY") SubjectType type,

            @Schema(description = "Codes of items, and how much is given of each")
            SortedMap<String, Masking> items,

            @Schema(description = "Which subjects") SubjectScope scope,

            @Schema(description = "Codes of the datasets by which the giver delivers them")
            SortedSet<String> datasets,

            @Schema(
                    description =
                            "PROPOSED before the receiver has consented; then the state of the agreement; DECLINED, DROPPED, LEFT when it is over"
                                    + " otherwise",
                    example = "IN_FORCE")
            String state,

            @Schema(description = "Whether the giver has consented")
            boolean given,

            @Schema(description = "Whether the receiver has consented")
            boolean received,

            @Schema(description = "Number of the agreement by which it is given out", example = "A-000017")
            String agreement) {}

    @Schema(name = "Exchange", description = "周期交换 / what a member brings up to date in each period")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Exchange(
            @Schema(description = "Code of the member", example = "SCJG")
            String giver,

            @Schema(description = "Code of the dataset", example = "enterprise-registration")
            String dataset,

            @Schema(description = "Codes of the members that get it")
            Set<String> receivers,

            @Schema(description = "Day of the last delivery; absent when there was none")
            LocalDate last,

            @Schema(description = "Last day of the period at hand; absent in real time")
            LocalDate due,

            @Schema(description = "Whether it is delivered in the period at hand")
            boolean made,

            @Schema(description = "Whether it was not in the period before")
            boolean missed,

            @Schema(
                    description =
                            "Since when it is late: the day after the last one of the first period in which it was not delivered; absent when it is not")
            LocalDate lateSince) {}

    @Schema(name = "SharingGroupStep", description = "经过的一步 / a step: who, when, what, why")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Step(
            @Schema(description = "Version of the group after it", example = "3")
            String version,

            @Schema(description = "Name of the event", example = "GroupPartsConsented")
            String what,

            @Schema(description = "When") Instant at,

            @Schema(description = "Sign-in name; registry for what followed by itself")
            String by,

            @Schema(description = "The person's name") String person,
            @Schema(description = "The person's department") String department,
            @Schema(description = "Why") String reason,

            @Schema(description = "What else the event says, by the names of its fields")
            Map<String, Object> detail) {
        static Step of(SharingGroupStep step, ObjectMapper json) {
            @SuppressWarnings("unchecked") // an event is an object
            Map<String, Object> detail = json.convertValue(step.event(), Map.class);
            detail.keySet().removeAll(List.of("by", "reason", "terms"));
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

    static SharingGroupFileAnswer of(SharingGroupFiles.File file, Actor actor, LocalDate today, ObjectMapper json) {
        SharingGroup group = file.group();
        return new SharingGroupFileAnswer(
                SharingGroupAnswer.of(file, today),
                group.terms().purpose(),
                group.terms().legalBasis(),
                group.terms().scenario(),
                group.terms().ways(),
                group.parts().stream().map(each -> part(file, each, today)).toList(),
                file.exchanges().stream()
                        .map(each -> new Exchange(
                                each.giver(),
                                each.dataset(),
                                each.receivers(),
                                each.last(),
                                each.due(),
                                each.made(),
                                each.isLate(),
                                each.lateSince()))
                        .toList(),
                file.exchanges().stream()
                        .filter(SharingGroupFiles.Exchange::isLate)
                        .map(SharingGroupFiles.Exchange::giver)
                        .distinct()
                        .toList(),
                group.waitingFor(),
                group.prolongation() == null ? null : group.prolongation().until(),
                group.prolongation() == null ? null : group.prolongationWaitsFor(),
                group.filedAs(),
                SharingGroupAct.possible(group, file.agreements(), actor, today).stream()
                        .map(SharingGroupAct::path)
                        .toList(),
                group.history().stream().map(step -> Step.of(step, json)).toList());
    }

    private static Part part(SharingGroupFiles.File file, SharingGroup.Part part, LocalDate today) {
        return new Part(
                part.what().number(),
                part.what().giver(),
                part.what().receiver(),
                part.what().type(),
                part.what().items(),
                part.what().scope(),
                part.what().datasets(),
                file.state(part, today),
                part.given() != null,
                part.received() != null,
                part.number());
    }
}
