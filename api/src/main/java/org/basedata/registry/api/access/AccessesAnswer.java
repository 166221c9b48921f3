package org.basedata.registry.api.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.basedata.registry.api.subject.Times;
import org.basedata.registry.core.access.Access;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.projections.access.AccessPage;
import org.basedata.registry.projections.access.ListedAccess;

/** A page of the record of accesses, newest first. */
@Schema(name = "Accesses", description = "使用记录,新的在前 / a page of the record of accesses, newest first")
@JsonInclude(JsonInclude.Include.ALWAYS)
record AccessesAnswer(
        List<Entry> results,

        @Schema(description = "Send it back with the same filters for the page that follows; null after the last page")
        String next) {
    @Schema(name = "Access", description = "一次应答 / one answer that was given")
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Entry(
            @Schema(description = "应答的编号 / id of the answer")
            UUID id,

            @Schema(description = "记录时间,应答在其后发出 / when it was put on record; it left after that")
            OffsetDateTime at,

            @Schema(description = "账户;提供部门不见 / account; null for providers")
            String account,

            @Schema(description = "账户的名称;提供部门不见 / name of the account's holder; null for providers")
            String person,

            @Schema(description = "用数部门;null 为核查办公室 / department that read; null for the office itself")
            String department,

            @Schema(description = "用途代码 / code of the purpose")
            String purpose,

            @Schema(description = "所依据的共享授权 / agreements that it rests on")
            List<String> agreements,

            @Schema(name = "case", description = "用数部门自己的案卷;提供部门不见 / the department's own file; null for providers")
            String caseReference,

            @Schema(description = "操作 / what kind of read it was")
            Access.Operation operation,

            @Schema(description = "主体类型 / type of the subjects")
            SubjectType subjectType,

            @Schema(
                    description =
                            "许可读取的数据项;提供部门只见本部门的 / items that were allowed and asked for; a provider sees its own")
            List<String> items,

            @Schema(description = "所问生效日 / day in the world that was asked about")
            LocalDate validAt,

            @Schema(description = "所问入库时点;null 为当时所知 / null for what was known at the time")
            OffsetDateTime knownAt,

            @Schema(description = "涉及主体数 / how many subjects it was about")
            int subjects,

            @Schema(description = "其中未查到的 / how many of them were not found")
            int misses,

            @Schema(description = "对所查主体说了什么;只在按主体查询时有 / what it said of the subject; only where asked by subject")
            Access.Outcome outcome,

            @Schema(
                    description =
                            "所涵盖的该主体最后一个事件的序号,-1 为不详;只在按主体查询时有 / sequence of the subject's last event that it covers, -1 where that is not told; only where asked by subject")
            Long sequence) {
        @com.fasterxml.jackson.annotation.JsonProperty("case")
        public String caseReference() {
            return caseReference;
        }

        static Entry of(ListedAccess access, AuditSight sight) {
            boolean people = sight.seesPeople();
            return new Entry(
                    access.id(),
                    time(access.at()),
                    people ? access.account() : null,
                    people ? access.person() : null,
                    access.department(),
                    access.purpose(),
                    access.agreements(),
                    people ? access.caseReference() : null,
                    access.operation(),
                    access.type(),
                    access.items().stream()
                            .filter(item -> sight.sees(access.type(), item))
                            .toList(),
                    access.validAt(),
                    time(access.knownAt()),
                    access.subjects(),
                    access.misses(),
                    access.outcome(),
                    access.sequence());
        }
    }

    static AccessesAnswer of(AccessPage page, String next, AuditSight sight) {
        return new AccessesAnswer(
                page.results().stream().map(each -> Entry.of(each, sight)).toList(), next);
    }

    static OffsetDateTime time(Instant time) {
        return time == null ? null : time.atOffset(Times.CHINA);
    }
}
