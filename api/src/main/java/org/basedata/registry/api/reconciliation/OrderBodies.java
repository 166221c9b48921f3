package org.basedata.registry.api.reconciliation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** What orders about cases are sent as, for the interface's own description; {@link OrderReading} reads them. */
final class OrderBodies {
    private OrderBodies() {}

    private static final String REASON = "Why; never blank";

    @Schema(name = "OpenCase", description = "人工建单 / open a case about a subject")
    record Opening(
            @Schema(
                    description = "Reference of the subject",
                    example = "6f1c1d9e-3c55-8d3a-9a4b-6f0f3f6f5a10",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            String ref,

            @Schema(description = REASON, requiredMode = Schema.RequiredMode.REQUIRED)
            String reason,

            @Schema(description = "Where nothing is in conflict: IDENTITY, MAJOR (when left out), MINOR")
            String severity,

            @Schema(
                    description =
                            "Reference of another subject that may be the same; the subject's open case looks into it, or a new one")
            String candidate,

            @Schema(description = "The doubt that it is opened for")
            Doubt report) {}

    @Schema(name = "ReportedDoubt", description = "有关部门提出的疑问 / a doubt of a department")
    record Doubt(
            @Schema(description = "Id of the report, if it has one")
            UUID id,

            @Schema(description = "Code of the department, which is told what came of it", example = "JY")
            String department,

            @Schema(description = "What is doubted") String text) {}

    @Schema(name = "AssignCase", description = "受理或分派 / take a case, or give it to somebody")
    record Assignment(
            @Schema(description = "Sign-in name; left out: the caller takes it", example = "steward.qian")
            String assignee,

            @Schema(description = "The name of that person", example = "钱核查")
            String assigneePerson,

            @Schema(description = "Needed where somebody else had it")
            String reason) {}

    @Schema(name = "RequestVerification", description = "请数源核实 / ask sources")
    record Question(
            @Schema(description = "Codes of the sources", requiredMode = Schema.RequiredMode.REQUIRED)
            List<String> sources,

            @Schema(description = "What they are asked", requiredMode = Schema.RequiredMode.REQUIRED)
            String question,

            @Schema(description = "Items that it is about; left out for all of the case")
            List<String> items,

            @Schema(description = "Last day for the answer; left out for that of the case", example = "2026-12-04")
            LocalDate due) {}

    @Schema(name = "AnswerVerification", description = "数源答复 / the answer of a source")
    record Reply(
            @Schema(
                    description = "Number of the request within the case",
                    example = "1",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            int request,

            @Schema(
                    description = "CONFIRMED 核实无误, CORRECTED 已更正, CANNOT_VERIFY 无法核实, NOT_OURS 不属本部门",
                    example = "CORRECTED",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            String verdict,

            @Schema(description = "The answer in words", requiredMode = Schema.RequiredMode.REQUIRED)
            String text,

            @Schema(description = "Where it was looked into", requiredMode = Schema.RequiredMode.REQUIRED)
            String handlingUnit,

            @Schema(description = "Who looked into it", requiredMode = Schema.RequiredMode.REQUIRED)
            String handlingPerson,

            @Schema(description = "Of CORRECTED: the delivery with the correction")
            UUID delivery,

            @Schema(description = "Ids of up to 5 files that were sent before")
            List<UUID> attachments) {}

    @Schema(name = "ProposeDecision", description = "提出处理意见 / propose what is to be done")
    record Proposal(
            @Schema(description = "What is to be done about each conflict", requiredMode = Schema.RequiredMode.REQUIRED)
            List<Part> settlements,

            @Schema(description = REASON, requiredMode = Schema.RequiredMode.REQUIRED)
            String reason,

            @Schema(description = "File numbers, notices, minutes; needed for SET")
            List<String> evidence) {}

    @Schema(name = "ProposedSettlement", description = "一项冲突的处理 / what is to be done about one conflict")
    record Part(
            @Schema(
                    description = "Number of the conflict within the subject",
                    example = "4",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            long conflict,

            @Schema(
                    description = "CHOOSE 裁定, DIFFERENT_SUBJECTS 不属同一主体, SOURCE_CORRECTS 由数源更正",
                    example = "CHOOSE",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            String way,

            @Schema(description = "Of CHOOSE: TAKE 采信来源值, SET 依据材料定值, TOLERATE 容许差异, ACCEPT 认定为同一主体", example = "TAKE")
            String how,

            @Schema(description = "Of TAKE: the record whose value holds")
            Source record,

            @Schema(description = "Of SET: the value that holds")
            String value,

            @Schema(description = "Of DIFFERENT_SUBJECTS: id of the act about identity, if it is known")
            UUID act,

            @Schema(description = "Of SOURCE_CORRECTS: code of the source", example = "GA")
            String source) {}

    @Schema(name = "SourceRecordName", description = "来源记录 / a source record")
    record Source(
            @Schema(description = "Code of the source", example = "MZ")
            String source,

            @Schema(description = "Code of the dataset", example = "marriage-registration")
            String dataset,

            @Schema(description = "The source's own id of the record", example = "MZ-0001")
            String recordId) {}

    @Schema(name = "TakeBackDecision", description = "撤销裁定 / revoke a decision of the case")
    record TakingBack(
            @Schema(description = "Id of the decision", requiredMode = Schema.RequiredMode.REQUIRED)
            UUID decision,

            @Schema(description = REASON, requiredMode = Schema.RequiredMode.REQUIRED)
            String reason) {}

    @Schema(name = "CaseReason", description = "理由 / a reason")
    record Reason(@Schema(description = REASON) String reason) {}

    @Schema(name = "EscalateCase", description = "提请协调 / ask somebody above to coordinate")
    record Escalation(
            @Schema(description = "Who is asked", example = "市政务数据管理局", requiredMode = Schema.RequiredMode.REQUIRED)
            String to,

            @Schema(description = REASON, requiredMode = Schema.RequiredMode.REQUIRED)
            String reason) {}

    @Schema(name = "ExtendCase", description = "延期 / let the case take longer")
    record Extension(
            @Schema(
                    description = "By how many working days; at most 10 in all",
                    example = "5",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            int workingDays,

            @Schema(description = "Who consented", requiredMode = Schema.RequiredMode.REQUIRED)
            String consentedBy,

            @Schema(description = REASON, requiredMode = Schema.RequiredMode.REQUIRED)
            String reason) {}

    @Schema(name = "NoteOnCase", description = "记事 / put something on record with the case")
    record Note(
            @Schema(description = "The note", requiredMode = Schema.RequiredMode.REQUIRED)
            String text,

            @Schema(description = "A doubt that the case shall look into; stewards only")
            Doubt report) {}

    @Schema(name = "JoinCases", description = "并案 / let the case go on as another one")
    record Joining(
            @Schema(
                    description = "Number or id of the case that goes on",
                    example = "C-000018",
                    requiredMode = Schema.RequiredMode.REQUIRED)
            String into,

            @Schema(description = REASON, requiredMode = Schema.RequiredMode.REQUIRED)
            String reason) {}
}
