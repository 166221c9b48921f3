package org.basedata.registry.api.access;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Set;
import org.basedata.registry.api.document.Examples;
import org.basedata.registry.api.document.Refuses;
import org.basedata.registry.api.inquiry.Inquiry;
import org.basedata.registry.api.paging.PageMarks;
import org.basedata.registry.api.problem.Parameters;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.signin.Roles;
import org.basedata.registry.api.subject.Times;
import org.basedata.registry.core.access.Access;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.projections.access.AccessFilter;
import org.basedata.registry.projections.access.AccessPage;
import org.basedata.registry.projections.access.Accesses;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who read what. */
@Tag(name = "audit", description = "使用记录 / the record of accesses")
@Roles({Role.AUDITOR, Role.INFORMATION_OFFICER, Role.SOURCE})
@RestController
@RequestMapping(path = "/api/v1/audit/accesses", produces = MediaType.APPLICATION_JSON_VALUE)
final class AccessEndpoint {
    private static final int MOST_RESULTS = 1_000;

    private final Accesses accesses;
    private final AuditReading reading;
    private final Catalogue catalogue;
    private final PageMarks marks;

    AccessEndpoint(Accesses accesses, AuditReading reading, Catalogue catalogue, PageMarks marks) {
        this.accesses = accesses;
        this.reading = reading;
        this.catalogue = catalogue;
        this.marks = marks;
    }

    @Operation(
            operationId = "listAccesses",
            summary = "查询使用记录 / search the record of accesses",
            description =
                    "每一次应答都在发出之前记入使用记录,保存不少于三年(国务院令第 809 号第二十九条)。审计员见全部;信息主管见本部门的;"
                            + "提供部门见读取本部门所负责数据项的应答,不含账户、姓名和案卷。各条件须同时满足;查看本身也记录在案。\n\n"
                            + "Every answer was put on record before it left, and is kept for three years at least (Decree 809 article 29). Auditors"
                            + " see all, information officers what their own department has read, providers who has read the items they are the"
                            + " authority for, without accounts, names and files. All filters must hold; looking is on record too.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "A page of answers, newest first",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = AccessesAnswer.class),
                                            examples = @ExampleObject(AccessExamples.ACCESSES))))
    @Refuses({
        ProblemCode.ACCESS_NOT_RECORDED,
        ProblemCode.NEXT_INVALID,
        ProblemCode.NOT_ALLOWED,
        ProblemCode.PARAMETER_INVALID
    })
    @GetMapping
    ResponseEntity<AccessesAnswer> list(
            Actor actor,
            HttpServletRequest request,
            @Parameter(
                            description =
                                    "主体的 ref;并入该主体的其他主体一并查询 / reference of a subject; those merged with it are asked for too",
                            example = Examples.REF)
                    @RequestParam(required = false)
                    String subject,
            @Parameter(description = "用数部门 / code of the department that read", example = "JY")
                    @RequestParam(required = false)
                    String department,
            @Parameter(description = "账户;提供部门不能以此查询 / account; not for providers", example = "jy-xueji")
                    @RequestParam(required = false)
                    String account,
            @Parameter(description = "自此日或此时起 / from this day or time on", example = "2026-10-01")
                    @RequestParam(required = false)
                    String from,
            @Parameter(description = "至此日(含)或此时(不含) / to this day, or before this time", example = "2026-12-31")
                    @RequestParam(required = false)
                    String to,
            @Parameter(description = "操作,如 QUERY、VERIFY / kind of read, such as QUERY, VERIFY", example = "QUERY")
                    @RequestParam(required = false)
                    String operation,
            @Parameter(
                            description =
                                    "true:作为提供部门查看;兼任信息主管时用 / true: look as the provider, for whoever is an information officer too",
                            example = "false")
                    @RequestParam(required = false)
                    Boolean provided,
            @Parameter(description = "每页条数,1 至 1,000 / results a page, 1 to 1,000", example = "100")
                    @RequestParam(defaultValue = "100")
                    int limit,
            @Parameter(description = "上一页的 next / `next` of the page before", example = Examples.NEXT)
                    @RequestParam(required = false)
                    String next) {
        AuditSight sight = AuditSight.of(actor, provided, catalogue);
        if (account != null && !sight.seesPeople())
            throw Parameters.invalid("account", "提供部门不能按账户查询", "a provider cannot ask by account");
        SubjectId ref = Parameters.ref(subject);
        Parameters.within("limit", limit, 1, MOST_RESULTS);
        Access.Operation kind = Parameters.oneOf(Access.Operation.class, "operation", operation);
        Instant begins = moment("from", from, 0);
        Instant ends = moment("to", to, 1);
        Set<SubjectId> known = ref == null ? null : accesses.knownAs(ref);
        AccessFilter filter =
                new AccessFilter(known, sight.within(department), account, begins, ends, kind, sight.provided());
        String question = "accesses|" + ref + "|" + filter.department() + "|" + account + "|" + begins + "|" + ends
                + "|" + kind + "|" + sight + "|" + actor.name();
        AccessPage page = accesses.page(
                filter, next == null ? null : marks.read(question, next).get(0), limit);
        reading.record(actor, Inquiry.of(actor, request).caseReference(), known == null ? Set.of() : known);
        return ResponseEntity.ok()
                .header("Cache-Control", "no-store")
                .body(AccessesAnswer.of(page, page.next() == null ? null : marks.write(question, page.next()), sight));
    }

    /** @param days added to a date, not to a time */
    private static Instant moment(String name, String text, int days) {
        if (text == null) return null;
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).plusDays(days).atStartOfDay().toInstant(Times.CHINA)
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw Parameters.invalid(
                    name,
                    name + " 应为日期 2026-11-22 或 RFC 3339 时间(在地址中请将 + 写作 %2B)",
                    name + " is a date such as 2026-11-22 or an RFC 3339 time (in an address write + as %2B)");
        }
    }
}
