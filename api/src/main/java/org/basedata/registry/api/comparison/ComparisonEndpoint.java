package org.basedata.registry.api.comparison;

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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.basedata.registry.api.body.JsonBody;
import org.basedata.registry.api.body.RequestBody;
import org.basedata.registry.api.document.Examples;
import org.basedata.registry.api.document.Refuses;
import org.basedata.registry.api.inquiry.Inquiry;
import org.basedata.registry.api.job.Job;
import org.basedata.registry.api.job.JobKind;
import org.basedata.registry.api.job.Jobs;
import org.basedata.registry.api.paging.PageMarks;
import org.basedata.registry.api.problem.Parameters;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
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
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Where departments compare their own lists with the registry. */
@Tag(name = "comparisons", description = "名单比对 / comparisons of lists")
@Roles(Role.CONSUMER)
@RestController
@RequestMapping("/api/v1/comparisons")
final class ComparisonEndpoint {
    private static final int MOST_BYTES = 256 * 1024;
    private static final int MOST_RESULTS = 1_000;
    private static final String JOB = "作业编号 / id of the job";

    private final Lists lists;
    private final Reporting reporting;
    private final Jobs jobs;
    private final PageMarks marks;

    ComparisonEndpoint(Lists lists, Reporting reporting, Jobs jobs, PageMarks marks) {
        this.lists = lists;
        this.reporting = reporting;
        this.jobs = jobs;
        this.marks = marks;
    }

    @Operation(
            operationId = "orderComparison",
            summary = "上传名单比对 / compare a list",
            description = "本部门的名单与登记逐行逐项比对(共享方式“批量交换”)。所比对的数据项须有权读取;不能完整读取的只答复一致与否,试错过多时停答。"
                    + "名单和结果保存 7 天,可随时删除。文件有误时以 400 FILE_REFUSED 逐条说明;单行有误的行留在结果中并说明原因。\n\n"
                    + "Each row is compared item by item, by the way of sharing BATCH. Items must be ones that may be seen; of those that"
                    + " may not be seen as they are only a verdict is told, and guessing is throttled as with verification. The list and"
                    + " its results are kept for 7 days and can be removed at any time. What is wrong with the file is told at once"
                    + " (FILE_REFUSED), what is wrong with a row stands in its result.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                            schema = @Schema(implementation = ComparisonBody.class))),
            responses =
                    @ApiResponse(
                            responseCode = "202",
                            description = "It is ordered; Location says where it is followed",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = ComparisonAnswer.class),
                                            examples = @ExampleObject(ComparisonExamples.COMPARISON))))
    @Refuses({
        ProblemCode.AGREEMENT_NOT_IN_FORCE,
        ProblemCode.BODY_MALFORMED,
        ProblemCode.BODY_TOO_LARGE,
        ProblemCode.FIELD_MISSING,
        ProblemCode.FILE_REFUSED,
        ProblemCode.ITEM_UNKNOWN,
        ProblemCode.MEDIA_TYPE_UNSUPPORTED,
        ProblemCode.NOT_ENTITLED,
        ProblemCode.PARAMETER_INVALID,
        ProblemCode.PURPOSE_MISSING,
        ProblemCode.PURPOSE_UNKNOWN,
        ProblemCode.THROTTLED
    })
    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ComparisonAnswer> order(
            Actor actor,
            HttpServletRequest request,
            @Parameter(hidden = true) @RequestPart("file") MultipartFile file,
            @Parameter(hidden = true) @RequestParam("type") String type,
            @Parameter(hidden = true) @RequestParam(name = "form", required = false) String form,
            @Parameter(hidden = true) @RequestParam(name = "idColumn", required = false) String idColumn,
            @Parameter(hidden = true) @RequestParam(name = "idType", required = false) String idType,
            @Parameter(hidden = true) @RequestParam(name = "mapping", required = false) String mapping,
            @Parameter(hidden = true) @RequestParam(name = "complete", required = false) String complete,
            @Parameter(hidden = true) @RequestParam(name = "charset", required = false) String charset)
            throws IOException {
        Job job =
                lists.order(Inquiry.of(actor, request), file, type, form, idColumn, idType, mapping, complete, charset);
        return ResponseEntity.accepted()
                .location(URI.create("/api/v1/comparisons/" + job.id()))
                .header("Cache-Control", "no-store")
                .body(ComparisonAnswer.of(job));
    }

    @Operation(
            operationId = "listComparisons",
            summary = "列出本部门的名单比对 / list comparisons",
            description = "新的在前。\n\nThose of the department, the latest first.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "A page of comparisons",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = ComparisonsAnswer.class),
                                            examples = @ExampleObject(ComparisonExamples.LIST))))
    @Refuses({ProblemCode.NEXT_INVALID, ProblemCode.PARAMETER_INVALID})
    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ComparisonsAnswer> list(
            Actor actor,
            @Parameter(description = "每页条数,1 至 1,000 / results a page, 1 to 1,000", example = "100")
                    @RequestParam(defaultValue = "100")
                    int limit,
            @Parameter(description = "上一页的 next / `next` of the page before", example = Examples.NEXT)
                    @RequestParam(required = false)
                    String next) {
        Parameters.within("limit", limit, 1, MOST_RESULTS);
        String question = "comparisons|" + actor.department();
        Job after = next == null
                ? null
                : jobs.ofDepartment(
                        JobKind.COMPARISON, actor, marks.read(question, next).get(0));
        List<Job> page = jobs.list(JobKind.COMPARISON, actor.department(), after, limit + 1);
        boolean more = page.size() > limit;
        List<Job> shown = more ? page.subList(0, limit) : page;
        return ResponseEntity.ok()
                .header("Cache-Control", "private, no-cache")
                .body(new ComparisonsAnswer(
                        shown.stream().map(ComparisonAnswer::of).toList(),
                        more ? marks.write(question, shown.get(limit - 1).id().toString()) : null));
    }

    @Operation(
            operationId = "getComparison",
            summary = "查看比对进度和计数 / how far a comparison is",
            description =
                    "counts 为按结果计的行数和按数据项、结论计的值数。\n\n`counts` has rows by outcome, and values by item and verdict.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The comparison",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = ComparisonAnswer.class),
                                            examples = @ExampleObject(ComparisonExamples.COMPARISON))))
    @Refuses(ProblemCode.JOB_UNKNOWN)
    @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ComparisonAnswer> get(
            Actor actor, @Parameter(description = JOB, example = ComparisonExamples.ID) @PathVariable String id) {
        return ResponseEntity.ok()
                .header("Cache-Control", "private, no-cache")
                .body(ComparisonAnswer.of(jobs.ofDepartment(JobKind.COMPARISON, actor, id)));
    }

    @Operation(
            operationId = "listDifferences",
            summary = "列出差异 / rows that are not the same",
            description = "按名单顺序,不含一致的行;可按结果、数据项和结论筛选。登记值仅在可完整读取时给出。授权重新判定。\n\n"
                    + "In the order of the list, without those that are the same. What the registry has is told where it may be seen as it is."
                    + " What may be seen is decided anew.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "A page of rows",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = DifferencesAnswer.class),
                                            examples = @ExampleObject(ComparisonExamples.DIFFERENCES))))
    @Refuses({
        ProblemCode.ACCESS_NOT_RECORDED,
        ProblemCode.FILE_GONE,
        ProblemCode.FILE_NOT_READY,
        ProblemCode.JOB_UNKNOWN,
        ProblemCode.NEXT_INVALID,
        ProblemCode.NOT_ENTITLED,
        ProblemCode.PARAMETER_INVALID
    })
    @GetMapping(path = "/{id}/differences", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<DifferencesAnswer> differences(
            Actor actor,
            @Parameter(description = JOB, example = ComparisonExamples.ID) @PathVariable String id,
            @Parameter(description = "只要该结果的行 / rows of this outcome only", example = "DIFFERS")
                    @RequestParam(required = false)
                    String outcome,
            @Parameter(description = "只要有该数据项的行 / rows with this item only", example = "name")
                    @RequestParam(required = false)
                    String item,
            @Parameter(description = "该数据项的结论 / what is said of that item", example = "MISMATCH")
                    @RequestParam(required = false)
                    String verdict,
            @Parameter(description = "每页条数,1 至 1,000 / results a page, 1 to 1,000", example = "100")
                    @RequestParam(defaultValue = "100")
                    int limit,
            @Parameter(description = "上一页的 next / `next` of the page before", example = Examples.NEXT)
                    @RequestParam(required = false)
                    String next) {
        Parameters.within("limit", limit, 1, MOST_RESULTS);
        Job job = jobs.ofDepartment(JobKind.COMPARISON, actor, id);
        String question = String.join("|", "differences", job.id().toString(), "" + outcome, "" + item, "" + verdict);
        long after =
                next == null ? 0 : Long.parseLong(marks.read(question, next).get(0));
        List<DifferencesAnswer.Row> page = lists.differences(actor, job, outcome, item, verdict, after, limit + 1);
        boolean more = page.size() > limit;
        List<DifferencesAnswer.Row> shown = more ? page.subList(0, limit) : page;
        return ResponseEntity.ok()
                .header("Cache-Control", "no-store")
                .body(new DifferencesAnswer(
                        shown,
                        more
                                ? marks.write(
                                        question,
                                        Long.toString(shown.get(limit - 1).row()))
                                : null));
    }

    @Operation(
            operationId = "getComparisonFile",
            summary = "下载差异或清洗后的名单 / fetch the differences, or the list back",
            description =
                    "form=differences:每处差异一行;form=cleansed:名单原样返回,含义相同的值改为登记写法,空缺的值在可见时补全,不一致的保留原值并注明。"
                            + "授权重新判定。\n\n"
                            + "`differences`: a row a difference. `cleansed`: the list with all its rows and columns; values that mean the same are"
                            + " written as the registry writes them, missing ones completed where they may be seen, others kept and named.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The file",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                                            schema = @Schema(type = "string", format = "binary"),
                                            examples = @ExampleObject("..."))))
    @Refuses({
        ProblemCode.ACCESS_NOT_RECORDED,
        ProblemCode.FILE_GONE,
        ProblemCode.FILE_NOT_READY,
        ProblemCode.JOB_UNKNOWN,
        ProblemCode.NOT_ENTITLED,
        ProblemCode.PARAMETER_INVALID
    })
    @GetMapping("/{id}/file")
    void file(
            Actor actor,
            @Parameter(description = JOB, example = ComparisonExamples.ID) @PathVariable String id,
            @Parameter(description = "differences 或 cleansed / which file", example = "cleansed")
                    @RequestParam(defaultValue = "differences")
                    String form,
            @Parameter(description = "CSV、XLSX 或 JSONL", example = "CSV") @RequestParam(defaultValue = "CSV")
                    String format,
            HttpServletResponse response)
            throws IOException {
        lists.send(actor, jobs.ofDepartment(JobKind.COMPARISON, actor, id), form, format, response);
    }

    @Operation(
            operationId = "reportDifferences",
            summary = "把差异转为校核申请 / report differences as doubts",
            description =
                    "对所选的行和数据项逐处提出校核申请(国务院令第 809 号第二十六条),一处只提一次,重复提交答复此前的申请编号。"
                            + "办理情况见 GET /api/v1/doubts/{id}。\n\n"
                            + "A doubt for each of the chosen differences, each once: whoever asks again is told the doubt that there is.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = DoubtsBody.class),
                                            examples = @ExampleObject(ComparisonExamples.REPORT))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "What happened to each",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = DoubtsAnswer.class),
                                            examples = @ExampleObject(ComparisonExamples.REPORTED))))
    @Refuses({
        ProblemCode.ACCESS_NOT_RECORDED,
        ProblemCode.BODY_MALFORMED,
        ProblemCode.BODY_TOO_LARGE,
        ProblemCode.FIELD_MISSING,
        ProblemCode.FIELD_TYPE,
        ProblemCode.FIELD_UNKNOWN,
        ProblemCode.FILE_GONE,
        ProblemCode.FILE_NOT_READY,
        ProblemCode.JOB_UNKNOWN,
        ProblemCode.KEYS_TOO_MANY,
        ProblemCode.MEDIA_TYPE_UNSUPPORTED,
        ProblemCode.NOT_ENTITLED
    })
    @PostMapping(
            path = "/{id}/doubts",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<DoubtsAnswer> doubts(
            Actor actor,
            @Parameter(description = JOB, example = ComparisonExamples.ID) @PathVariable String id,
            HttpServletRequest request) {
        Job job = jobs.ofDepartment(JobKind.COMPARISON, actor, id);
        Map<Long, List<String>> rows = new LinkedHashMap<>();
        String[] text = new String[1];
        JsonBody.read(RequestBody.read(request, MOST_BYTES), (field, json) -> {
            switch (field) {
                case "rows" -> json.array(each -> row(each, rows));
                case "text" -> text[0] = json.text();
                default -> {
                    return false;
                }
            }
            return true;
        });
        if (rows.isEmpty() || text[0] == null || text[0].isBlank())
            throw new RequestRefused(ProblemCode.FIELD_MISSING, "须有 rows 和 text", "rows and text are needed");
        return ResponseEntity.ok()
                .header("Cache-Control", "no-store")
                .body(reporting.report(actor, job, rows, text[0]));
    }

    private static void row(JsonBody json, Map<Long, List<String>> rows) {
        Integer[] number = new Integer[1];
        List<String> items = new ArrayList<>();
        json.object((field, value) -> {
            switch (field) {
                case "row" -> number[0] = value.integer();
                case "items" -> value.array(each -> items.add(each.text()));
                default -> {
                    return false;
                }
            }
            return true;
        });
        if (number[0] == null) throw json.refuse(ProblemCode.FIELD_MISSING, "缺少 row", "row is missing");
        rows.merge(number[0].longValue(), items, (before, more) -> {
            List<String> both = new ArrayList<>(before);
            more.stream().filter(each -> !both.contains(each)).forEach(both::add);
            return both;
        });
    }

    @Operation(
            operationId = "dropComparison",
            summary = "删除名单和比对结果 / remove a list and its results",
            description =
                    "未完成的作业停止,名单和结果删除;作业记录保留。\n\nStops what is not done, removes the list and its results; that it was"
                            + " ordered stays on record.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The comparison, dropped",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = ComparisonAnswer.class),
                                            examples = @ExampleObject(ComparisonExamples.COMPARISON))))
    @Refuses(ProblemCode.JOB_UNKNOWN)
    @DeleteMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ComparisonAnswer> drop(
            Actor actor, @Parameter(description = JOB, example = ComparisonExamples.ID) @PathVariable String id) {
        Job job = jobs.ofDepartment(JobKind.COMPARISON, actor, id);
        jobs.drop(job.id());
        return ResponseEntity.ok()
                .header("Cache-Control", "no-store")
                .body(ComparisonAnswer.of(jobs.find(job.id()).orElseThrow()));
    }
}
