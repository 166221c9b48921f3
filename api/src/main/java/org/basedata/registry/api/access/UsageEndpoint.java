package org.basedata.registry.api.access;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.basedata.registry.api.document.Refuses;
import org.basedata.registry.api.inquiry.Inquiry;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.signin.Roles;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.projections.access.Usage;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How much each department uses, by quarter. */
@Tag(name = "audit", description = "使用记录 / the record of accesses")
@Roles({Role.AUDITOR, Role.INFORMATION_OFFICER, Role.SOURCE})
@RestController
@RequestMapping("/api/v1/audit")
final class UsageEndpoint {
    private final Usage usage;
    private final AuditReading reading;
    private final Catalogue catalogue;
    private final Clock clock;

    UsageEndpoint(Usage usage, AuditReading reading, Catalogue catalogue, Clock clock) {
        this.usage = usage;
        this.reading = reading;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    @Operation(
            operationId = "getUsage",
            summary = "按季度汇总使用情况 / the use of a quarter",
            description = "按用数部门、用途、主体类型、数据项汇总应答次数、主体数和未查到数。谁能看什么与使用记录相同:提供部门见本部门所负责的数据项被谁用了多少。"
                    + "`/usage.xlsx` 给出同样内容的电子表格。\n\n"
                    + "Answers, subjects and misses by department, purpose, type of subject and item. Who sees what is as in the record: a"
                    + " provider sees who used its items how often. `/usage.xlsx` gives the same as a workbook.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The quarter",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = UsageAnswer.class),
                                            examples = @ExampleObject(AccessExamples.USAGE))))
    @Refuses({ProblemCode.ACCESS_NOT_RECORDED, ProblemCode.NOT_ALLOWED, ProblemCode.PARAMETER_INVALID})
    @GetMapping(path = "/usage", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<UsageAnswer> usage(
            Actor actor,
            HttpServletRequest request,
            @Parameter(
                            description = "季度,缺省为本季度 / the quarter; this one if none is given",
                            example = AccessExamples.QUARTER)
                    @RequestParam(required = false)
                    String quarter,
            @Parameter(description = "用数部门 / code of the department that read", example = "JY")
                    @RequestParam(required = false)
                    String department,
            @Parameter(
                            description =
                                    "true:作为提供部门查看;兼任信息主管时用 / true: look as the provider, for whoever is an information officer too",
                            example = "false")
                    @RequestParam(required = false)
                    Boolean provided) {
        AuditSight sight = AuditSight.of(actor, provided, catalogue);
        Quarter asked = Quarter.of(quarter, clock);
        List<UsageAnswer.Line> lines = new ArrayList<>();
        usage.read(
                asked.from(),
                asked.to(),
                sight.within(department),
                sight.provided(),
                line -> lines.add(UsageAnswer.Line.of(line, catalogue)));
        reading.record(actor, Inquiry.of(actor, request).caseReference(), Set.of());
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(new UsageAnswer(asked.toString(), AccessesAnswer.time(usage.countedUntil()), lines, null));
    }

    @Operation(
            operationId = "getUsageWorkbook",
            summary = "按季度汇总使用情况的电子表格 / the use of a quarter as a workbook",
            description = "内容与 `/usage` 相同,XLSX。\n\nThe same as `/usage`, as XLSX.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The workbook",
                            content =
                                    @Content(
                                            mediaType = UsageWorkbook.TYPE,
                                            schema = @Schema(type = "string", format = "binary"),
                                            examples = @ExampleObject("(XLSX)"))))
    @Refuses({ProblemCode.ACCESS_NOT_RECORDED, ProblemCode.NOT_ALLOWED, ProblemCode.PARAMETER_INVALID})
    @GetMapping(path = "/usage.xlsx", produces = UsageWorkbook.TYPE)
    void workbook(
            Actor actor,
            HttpServletRequest request,
            HttpServletResponse response,
            @Parameter(
                            description = "季度,缺省为本季度 / the quarter; this one if none is given",
                            example = AccessExamples.QUARTER)
                    @RequestParam(required = false)
                    String quarter,
            @Parameter(description = "用数部门 / code of the department that read", example = "JY")
                    @RequestParam(required = false)
                    String department,
            @Parameter(
                            description =
                                    "true:作为提供部门查看;兼任信息主管时用 / true: look as the provider, for whoever is an information officer too",
                            example = "false")
                    @RequestParam(required = false)
                    Boolean provided)
            throws IOException {
        AuditSight sight = AuditSight.of(actor, provided, catalogue);
        Quarter asked = Quarter.of(quarter, clock);
        String of = sight.within(department);
        reading.record(actor, Inquiry.of(actor, request).caseReference(), Set.of());
        response.setContentType(UsageWorkbook.TYPE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"usage-" + asked + ".xlsx\"");
        try (UsageWorkbook workbook = new UsageWorkbook(response.getOutputStream(), asked, catalogue)) {
            usage.read(asked.from(), asked.to(), of, sight.provided(), workbook::add);
        }
    }
}
