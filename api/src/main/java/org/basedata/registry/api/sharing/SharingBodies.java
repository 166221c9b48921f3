package org.basedata.registry.api.sharing;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.basedata.registry.core.catalogue.ProvisionWay;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.ExchangeCycle;
import org.basedata.registry.core.sharing.Masking;
import org.basedata.registry.core.sharing.SubjectScope;
import org.basedata.registry.core.sharing.Widening;

/** What is sent about sharing, for the interface's own description; {@link SharingBody} reads it. */
final class SharingBodies {
    private SharingBodies() {}

    @Schema(name = "SharingApplication", description = "共享申请表 / the one form of an application")
    record Application(
            @Schema(description = "Code of a purpose of the department, in use", example = "ENROLMENT")
            String purpose,

            @Schema(description = "使用依据; left out for that of the purpose")
            String legalBasis,

            @Schema(description = "使用场景: what the data is used in")
            String scenario,

            @Schema(description = "PERSON or LEGAL_ENTITY", example = "PERSON")
            SubjectType type,

            @Schema(
                    description =
                            "使用范围: codes of items, and how much is wanted of each: FULL, PARTIAL, HASH or EXISTENCE; null means FULL")
            Map<String, Masking> items,

            @Schema(description = "Which subjects; left out for all")
            SubjectScope scope,

            @Schema(description = "共享方式: INTERFACE, BATCH, FILE")
            List<ProvisionWay> ways,

            @Schema(description = "使用时限: the first day", example = "2026-12-01")
            LocalDate from,

            @Schema(description = "The first day after the last", example = "2027-12-01")
            LocalDate until) {}

    @Schema(
            name = "AgreementOrder",
            description =
                    "办理授权;各事项所用字段见说明 / what is done to an agreement; which fields an act has is in its description")
    record Order(
            @Schema(description = "Why; conditions of a grant")
            String reason,

            @Schema(description = "Code of the provider that it is about", example = "MZ")
            String provider,

            @Schema(description = "Of material: what is missing, all of it")
            String missing,

            @Schema(description = "Of material-supplied: what is supplied")
            String material,

            @Schema(
                    description =
                            "Of grant and settlement: items, and how much is shown; left out for all, as applied for")
            Map<String, Masking> items,

            @Schema(description = "Of refusal: codes of items; left out for all that are open")
            List<String> refused,

            @Schema(description = "Of suspension and resumption: codes of items; left out for all of it")
            List<String> codes,

            @Schema(description = "Of refusal: law, regulation or central decision")
            String legalGround,

            @Schema(description = "Of extension: by how many", example = "5")
            int workingDays,

            @Schema(description = "Of escalation: who is asked")
            String to,

            @Schema(description = "Of end, by a provider: how the applicant was consulted")
            String consultation,

            @Schema(description = "Of end, by a provider: where it is on file")
            String filing,

            @Schema(description = "File number, of filing and disposal")
            String reference,

            @Schema(description = "Of disposal: what became of the data")
            String how,

            @Schema(description = "Of disposal: on which day")
            LocalDate on,

            @Schema(description = "Of widening: SCOPE, PERIOD, PASSING_ON, PUBLICATION")
            Widening.Kind kind,

            @Schema(description = "Of widening: the subjects from then on")
            SubjectScope scope,

            @Schema(description = "Of widening: the first day after the last")
            LocalDate until,

            @Schema(description = "Of widening: who is to receive the data")
            String party,

            @Schema(description = "Of widening-answer: its number", example = "1")
            int widening,

            @Schema(description = "Of widening-answer: whether the provider consents")
            Boolean consents) {}

    @Schema(name = "EnterPurpose", description = "登记用途 / enter a purpose")
    record NewPurpose(
            @Schema(description = "2 to 40 capitals, digits, - or _; of use once", example = "ENROLMENT")
            String code,

            @Schema(description = "In words") String wording,

            @Schema(description = "Rule that gives the duty")
            String legalBasis) {}

    @Schema(name = "ReasonOnly", description = "理由 / a reason")
    record Reason(@Schema(description = "Why") String reason) {}

    @Schema(name = "RecordConfidentiality", description = "登记保密协议 / put a confidentiality agreement on record")
    record Confidentiality(
            @Schema(description = "Code of the department", example = "JY")
            String department,

            @Schema(description = "Reference of the document")
            String reference,

            @Schema(description = "First day") LocalDate from,

            @Schema(description = "First day after the last")
            LocalDate until) {}

    @Schema(name = "EndConfidentiality", description = "终止保密协议 / end a confidentiality agreement")
    record ConfidentialityEnd(
            @Schema(description = "Code of the department", example = "JY")
            String department,

            @Schema(description = "Reference of the document")
            String reference,

            @Schema(description = "Why") String reason) {}

    @Schema(name = "RecordDemand", description = "提出数据需求 / a demand for what the catalogue does not have")
    record NewDemand(
            @Schema(description = "What is needed, and what for")
            String need,

            @Schema(description = "Codes of departments that may have it")
            List<String> providers) {}

    @Schema(name = "AnswerDemand", description = "答复数据需求 / the answer to a demand")
    record DemandAnswer(
            @Schema(description = "In words") String answer,

            @Schema(description = "Codes of items under which it can be had")
            List<String> codes) {}

    @Schema(name = "FileComplaint", description = "投诉 / a complaint about a department")
    record NewComplaint(
            @Schema(description = "Code of the department that it is about", example = "GA")
            String about,

            @Schema(description = "What it is") String text) {}

    @Schema(name = "AnswerComplaint", description = "书面答复投诉 / the answer to a complaint")
    record ComplaintAnswer(
            @Schema(description = "In words") String answer,
            @Schema(description = "What was done about it") String handling) {}

    @Schema(name = "WantedPart", description = "何部门向何部门提供什么 / what one member is to give another")
    record WantedPart(
            @Schema(description = "Code of the department that gives: the authority of the items", example = "SCJG")
            String giver,

            @Schema(description = "Code of the department that gets", example = "SW")
            String receiver,

            @Schema(description = "PERSON or LEGAL_ENTITY", example = "LEGAL_ENTITY")
            SubjectType type,

            @Schema(
                    description =
                            "Codes of items, and how much of each: FULL, PARTIAL, HASH or EXISTENCE; null means as much as `masking` says")
            Map<String, Masking> items,

            @Schema(description = "Codes of datasets: all of them that the giver is the authority of and may share")
            List<String> datasets,

            @Schema(description = "How much is given of all that `items` does not say otherwise of; left out for FULL")
            Masking masking,

            @Schema(description = "Which subjects; left out for all")
            SubjectScope scope) {}

    @Schema(name = "FoundSharingGroup", description = "发起专项共享 / found a group for a special use")
    record NewGroup(
            @Schema(
                    description =
                            "2 to 40 capitals, digits, - or _; of use once, and the purpose for which members read")
            String code,

            @Schema(description = "Name", example = "综合治税") String name,

            @Schema(description = "What it is for, in words")
            String purpose,

            @Schema(description = "使用依据: what the need rests on")
            String legalBasis,

            @Schema(description = "使用场景: what the data is used in")
            String scenario,

            @Schema(description = "共享方式: INTERFACE, BATCH, FILE")
            List<ProvisionWay> ways,

            @Schema(description = "交换周期: REAL_TIME, DAILY, WEEKLY, MONTHLY, QUARTERLY")
            ExchangeCycle cycle,

            @Schema(description = "The first day", example = "2026-12-01")
            LocalDate from,

            @Schema(description = "The first day after the last", example = "2027-12-01")
            LocalDate until,

            @Schema(description = "Who gives what to whom") List<WantedPart> parts) {}

    @Schema(
            name = "SharingGroupOrder",
            description = "办理专项共享 / what is done to a group; which fields an act has is in its description")
    record GroupOrder(
            @Schema(description = "Of consent, decline and dropping: numbers of parts; left out for all that wait")
            List<Integer> numbers,

            @Schema(description = "Of proposal: further parts")
            List<WantedPart> parts,

            @Schema(description = "Why") String reason,

            @Schema(description = "Of decline, by a giver: law, regulation or central decision")
            String legalGround,

            @Schema(description = "Of leaving, by a giver: how the others were consulted")
            String consultation,

            @Schema(description = "Of leaving, by a giver: where it is on file")
            String filing,

            @Schema(description = "Of filing: file number") String reference,

            @Schema(description = "Of prolongation: the first day after the last")
            LocalDate until) {}
}
