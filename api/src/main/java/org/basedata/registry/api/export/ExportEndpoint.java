package org.basedata.registry.api.export;

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
import java.net.URI;
import java.util.List;
import org.basedata.registry.api.body.RequestBody;
import org.basedata.registry.api.document.Examples;
import org.basedata.registry.api.document.Refuses;
import org.basedata.registry.api.inquiry.Inquiry;
import org.basedata.registry.api.job.Job;
import org.basedata.registry.api.job.JobKind;
import org.basedata.registry.api.job.Jobs;
import org.basedata.registry.api.job.KeptFile;
import org.basedata.registry.api.paging.PageMarks;
import org.basedata.registry.api.problem.Parameters;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.signin.Roles;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Files of all subjects that a department may see something of. */
@Tag(name = "exports", description = "批量导出 / exports")
@Roles(Role.CONSUMER)
@RestController
@RequestMapping("/api/v1/exports")
final class ExportEndpoint {
    private static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_RESULTS = 1_000;

    private final Exports exports;
    private final Jobs jobs;
    private final KeptFile files;
    private final PageMarks marks;

    ExportEndpoint(Exports exports, Jobs jobs, KeptFile files, PageMarks marks) {
        this.exports = exports;
        this.jobs = jobs;
        this.files = files;
        this.marks = marks;
    }

    @Operation(
            operationId = "orderExport",
            summary = "提交批量导出 / order an export",
            description =
                    "把有权读取的主体和数据项导出为文件(共享方式“批量交换”)。授权在提交时、每批读取前和下载时各判定一次,不足即以 403 拒绝并附申请草稿;"
                            + "脱敏和主体范围与查询相同。作业在后台进行,程序重启后自断点继续;进度见 GET /api/v1/exports/{id}。\n\n"
                            + "A file of all subjects and items that may be seen by the way of sharing BATCH. What may be seen is decided when it is"
                            + " ordered, before every step and when the file is fetched; a lack is refused with 403 and a draft of what to apply for."
                            + " Masks and scopes are those of queries. It goes on in the background, also after a restart of the program.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = ExportBody.class),
                                            examples = @ExampleObject(ExportExamples.ORDER))),
            responses =
                    @ApiResponse(
                            responseCode = "202",
                            description = "It is ordered; Location says where it is followed",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = ExportAnswer.class),
                                            examples = @ExampleObject(ExportExamples.WAITING))))
    @Refuses({
        ProblemCode.AGREEMENT_NOT_IN_FORCE,
        ProblemCode.BODY_MALFORMED,
        ProblemCode.BODY_TOO_LARGE,
        ProblemCode.FIELD_MISSING,
        ProblemCode.FIELD_TYPE,
        ProblemCode.FIELD_UNKNOWN,
        ProblemCode.ITEM_UNKNOWN,
        ProblemCode.MEDIA_TYPE_UNSUPPORTED,
        ProblemCode.NOT_ENTITLED,
        ProblemCode.PARAMETER_INVALID,
        ProblemCode.PURPOSE_MISSING,
        ProblemCode.PURPOSE_UNKNOWN,
        ProblemCode.THROTTLED
    })
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ExportAnswer> order(Actor actor, HttpServletRequest request) {
        Job job = exports.order(Inquiry.of(actor, request), RequestBody.read(request, MOST_BYTES));
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/exports/" + job.id()))
                .header("Cache-Control", "no-store")
                .body(ExportAnswer.of(job));
    }

    @Operation(
            operationId = "listExports",
            summary = "列出本部门的导出 / list exports",
            description = "新的在前。\n\nThose of the department, the latest first.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "A page of exports",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = ExportsAnswer.class),
                                            examples = @ExampleObject(ExportExamples.LIST))))
    @Refuses({ProblemCode.NEXT_INVALID, ProblemCode.PARAMETER_INVALID})
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ExportsAnswer> list(
            Actor actor,
            @Parameter(description = "每页条数,1 至 1,000 / results a page, 1 to 1,000", example = "100")
                    @RequestParam(defaultValue = "100")
                    int limit,
            @Parameter(description = "上一页的 next / `next` of the page before", example = Examples.NEXT)
                    @RequestParam(required = false)
                    String next) {
        Parameters.within("limit", limit, 1, MOST_RESULTS);
        String question = "exports|" + actor.department();
        Job after = next == null
                ? null
                : jobs.ofDepartment(
                        JobKind.EXPORT, actor, marks.read(question, next).get(0));
        List<Job> page = jobs.list(JobKind.EXPORT, actor.department(), after, limit + 1);
        boolean more = page.size() > limit;
        List<Job> shown = more ? page.subList(0, limit) : page;
        return ResponseEntity.ok()
                .header("Cache-Control", "private, no-cache")
                .body(new ExportsAnswer(
                        shown.stream().map(ExportAnswer::of).toList(),
                        more ? marks.write(question, shown.get(limit - 1).id().toString()) : null));
    }

    @Operation(
            operationId = "getExport",
            summary = "查看导出进度 / how far an export is",
            description =
                    "position 为开始读取前的日志位置:从该位置起跟随变更,不会漏掉导出之后的变化。\n\n"
                            + "`position` is the end of the log before the first subject was read: whoever follows the changes from there on misses none.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The export",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = ExportAnswer.class),
                                            examples = @ExampleObject(ExportExamples.DONE))))
    @Refuses(ProblemCode.JOB_UNKNOWN)
    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ExportAnswer> get(
            Actor actor,
            @Parameter(description = "作业编号 / id of the job", example = ExportExamples.ID) @PathVariable String id) {
        return ResponseEntity.ok()
                .header("Cache-Control", "private, no-cache")
                .body(ExportAnswer.of(jobs.ofDepartment(JobKind.EXPORT, actor, id)));
    }

    @Operation(
            operationId = "getExportFile",
            summary = "下载导出的文件 / fetch the file",
            description =
                    "下载前按提交时的用途和授权重新判定,授权已终止或缩小则不给。可断点续传:Range、If-Range,ETag 为强校验值,Repr-Digest 为整个文件的 SHA-256(RFC 9530)。"
                            + "文件保存 7 天(registry.jobs.keep-days)。\n\n"
                            + "Decided anew under the purpose and agreement of the order: an agreement that has ended gives no file. Downloads"
                            + " go on where they broke off: `Range` with `If-Range` and the strong ETag; `Repr-Digest` has the SHA-256 of the whole"
                            + " file (RFC 9530). Files are kept for 7 days.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The file",
                        content =
                                @Content(
                                        mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                                        schema = @Schema(type = "string", format = "binary"),
                                        examples = @ExampleObject("..."))),
                @ApiResponse(
                        responseCode = "206",
                        description = "The range that was asked for",
                        content =
                                @Content(
                                        mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                                        schema = @Schema(type = "string", format = "binary"),
                                        examples = @ExampleObject("...")))
            })
    @Refuses({
        ProblemCode.ACCESS_NOT_RECORDED,
        ProblemCode.AGREEMENT_NOT_IN_FORCE,
        ProblemCode.FILE_GONE,
        ProblemCode.FILE_NOT_READY,
        ProblemCode.JOB_UNKNOWN,
        ProblemCode.NOT_ENTITLED,
        ProblemCode.PURPOSE_UNKNOWN,
        ProblemCode.RANGE_INVALID
    })
    @GetMapping("/{id}/file")
    void file(
            Actor actor,
            @Parameter(description = "作业编号 / id of the job", example = ExportExamples.ID) @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Job job = jobs.ofDepartment(JobKind.EXPORT, actor, id);
        exports.send(actor, job, request, response);
    }

    @Operation(
            operationId = "dropExport",
            summary = "撤销导出或删除文件 / drop an export",
            description =
                    "未完成的作业停止,已生成的文件删除;作业记录保留。\n\nStops what is not done, removes the file; that it was ordered stays on record.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The export, dropped",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = ExportAnswer.class),
                                            examples = @ExampleObject(ExportExamples.WAITING))))
    @Refuses(ProblemCode.JOB_UNKNOWN)
    @DeleteMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ExportAnswer> drop(
            Actor actor,
            @Parameter(description = "作业编号 / id of the job", example = ExportExamples.ID) @PathVariable String id) {
        Job job = jobs.ofDepartment(JobKind.EXPORT, actor, id);
        jobs.drop(job.id());
        return ResponseEntity.ok()
                .header("Cache-Control", "no-store")
                .body(ExportAnswer.of(jobs.find(job.id()).orElseThrow()));
    }
}
