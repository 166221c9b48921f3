package org.basedata.registry.api.subject;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.basedata.registry.api.document.Examples;
import org.basedata.registry.api.document.Refuses;
import org.basedata.registry.api.inquiry.Inquiry;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.signin.Roles;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.identifier.SubjectType;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Natural persons. Their numbers stand in bodies only, never in an address, where proxies and logs would see them. */
@Tag(name = "persons", description = "自然人基础信息 / base data of natural persons")
@Roles({Role.CONSUMER, Role.STEWARD, Role.APPROVER, Role.AUDITOR})
@RestController
@RequestMapping(path = "/api/v1/persons", produces = MediaType.APPLICATION_JSON_VALUE)
final class PersonEndpoint {
    private final SubjectQueries queries;
    private final Answers answers;

    PersonEndpoint(SubjectQueries queries, Answers answers) {
        this.queries = queries;
        this.answers = answers;
    }

    @Operation(
            operationId = "queryPersons",
            summary = "按证件号码或条件查询自然人 / query persons by number or by search",
            description =
                    "按 1 至 1,000 个证件号码查询,或按条件查找。结果与号码一一对应、顺序相同;没有记录或号码无效的为 NO_RECORD。"
                            + "可指定时点:validAt 为事实时间,knownAt 为登记系统所知时间。\n\n"
                            + "By 1 to 1,000 keys or by search. One result a key, in order; nothing on record and an invalid number are both"
                            + " NO_RECORD. `validAt` asks for another day in the world, `knownAt` for what the registry knew then.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = QueryBody.class),
                                            examples = {
                                                @ExampleObject(name = "by number", value = Examples.PERSONS_BY_KEY),
                                                @ExampleObject(name = "as of a time", value = Examples.PERSONS_AS_OF),
                                                @ExampleObject(name = "by search", value = Examples.PERSONS_SEARCH)
                                            })),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "One result a key, in order; of a search, a page of master records",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = QueryAnswer.class),
                                            examples = @ExampleObject(Examples.QUERY_ANSWER))))
    @Refuses({
        ProblemCode.ACCESS_NOT_RECORDED,
        ProblemCode.AGREEMENT_NOT_IN_FORCE,
        ProblemCode.BODY_MALFORMED,
        ProblemCode.BODY_TOO_LARGE,
        ProblemCode.FIELD_MISSING,
        ProblemCode.FIELD_TYPE,
        ProblemCode.FIELD_UNKNOWN,
        ProblemCode.ITEM_UNKNOWN,
        ProblemCode.KEYS_TOO_MANY,
        ProblemCode.MEDIA_TYPE_UNSUPPORTED,
        ProblemCode.NEXT_INVALID,
        ProblemCode.NOT_ENTITLED,
        ProblemCode.NOT_YET,
        ProblemCode.PARAMETER_INVALID,
        ProblemCode.PURPOSE_MISSING,
        ProblemCode.PURPOSE_UNKNOWN,
        ProblemCode.UNAVAILABLE
    })
    @PostMapping(path = "/query", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> query(Actor actor, HttpServletRequest request) {
        return answers.toQuery(actor, SubjectType.PERSON, request);
    }

    @Operation(
            operationId = "verifyPersons",
            summary = "核验自然人的数据项,不披露值 / verify values of persons without being told any",
            description = "给出 1 至 10,000 个主体的标识和待核验的值,逐项答复一致、不一致、无记录、存疑或已注销;比对前先规范化,不返回任何登记值。"
                    + "同一账户对同一主体试错过多时,一段时间内不再答复(THROTTLED)。\n\n"
                    + "1 to 10,000 subjects with the values that the caller has. Each is compared after normalisation and answered by"
                    + " a verdict; no value on record is told. An account that tries too many wrong values on a subject is told"
                    + " nothing of it for a while (`THROTTLED`).",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = CheckBody.class),
                                            examples = @ExampleObject(Examples.PERSONS_TO_VERIFY))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "One result a subject, in order",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = CheckAnswer.class),
                                            examples = @ExampleObject(Examples.VERIFIED))))
    @Refuses({
        ProblemCode.ACCESS_NOT_RECORDED,
        ProblemCode.AGREEMENT_NOT_IN_FORCE,
        ProblemCode.BODY_MALFORMED,
        ProblemCode.BODY_TOO_LARGE,
        ProblemCode.FIELD_MISSING,
        ProblemCode.FIELD_TYPE,
        ProblemCode.FIELD_UNKNOWN,
        ProblemCode.ITEM_UNKNOWN,
        ProblemCode.KEYS_TOO_MANY,
        ProblemCode.MEDIA_TYPE_UNSUPPORTED,
        ProblemCode.NOT_ENTITLED,
        ProblemCode.PARAMETER_INVALID,
        ProblemCode.PURPOSE_MISSING,
        ProblemCode.PURPOSE_UNKNOWN,
        ProblemCode.THROTTLED
    })
    @PostMapping(path = "/verify", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<CheckAnswer> verify(Actor actor, HttpServletRequest request) {
        return answers.verified(actor, SubjectType.PERSON, request);
    }

    @Operation(
            operationId = "getPerson",
            summary = "按 ref 读取自然人主记录 / a person's master record by reference",
            description = "以应答中的 ref 读取。应答带 ETag,配合 If-None-Match 可得 304。证件号码不得写入地址。\n\n"
                    + "By the `ref` that every answer carries. The answer has an ETag; `If-None-Match` gets 304 while nothing"
                    + " changed. A number in the address is answered like an unknown reference.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The master record",
                        content =
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema = @Schema(implementation = SubjectAnswer.class),
                                        examples = @ExampleObject(Examples.MASTER_RECORD))),
                @ApiResponse(
                        responseCode = "304",
                        description = "Nothing changed since the answer with the ETag of If-None-Match",
                        content = @Content)
            })
    @Refuses({
        ProblemCode.ACCESS_NOT_RECORDED,
        ProblemCode.AGREEMENT_NOT_IN_FORCE,
        ProblemCode.AMBIGUOUS,
        ProblemCode.ITEM_UNKNOWN,
        ProblemCode.NOT_ENTITLED,
        ProblemCode.NOT_YET,
        ProblemCode.NO_RECORD,
        ProblemCode.PARAMETER_INVALID,
        ProblemCode.PURPOSE_MISSING,
        ProblemCode.PURPOSE_UNKNOWN,
        ProblemCode.SUPERSEDED,
        ProblemCode.UNAVAILABLE
    })
    @GetMapping("/{ref}")
    ResponseEntity<byte[]> get(
            Actor actor,
            HttpServletRequest request,
            @Parameter(description = Words.REF, example = Examples.REF) @PathVariable String ref,
            @Parameter(description = Words.ITEMS, example = "name,sex") @RequestParam(required = false) String items,
            @Parameter(description = Words.VIEW, example = "full") @RequestParam(required = false) String view,
            @Parameter(description = Words.VALID_AT, example = "2010-01-01") @RequestParam(required = false)
                    String validAt,
            @Parameter(description = Words.KNOWN_AT, example = "2026-11-22T00:00:00Z") @RequestParam(required = false)
                    String knownAt,
            @Parameter(description = Words.AT_LEAST, example = "1234") @RequestParam(required = false) String atLeast) {
        return answers.tagged(queries.one(
                Inquiry.of(actor, request), SubjectType.PERSON, ref, items, view, validAt, knownAt, atLeast));
    }

    @Operation(
            operationId = "getPersonHistory",
            summary = "自然人各数据项的历史 / a person's history on both time axes",
            description = "每个值在何时有效,以及登记系统在何时如此认定。\n\n"
                    + "Every value of every item: when it held in the world and when the registry showed it, with source and"
                    + " reason.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The whole history, by item, time of knowledge and valid time",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = HistoryAnswer.class),
                                            examples = @ExampleObject(Examples.HISTORY))))
    @Refuses({
        ProblemCode.ACCESS_NOT_RECORDED,
        ProblemCode.AGREEMENT_NOT_IN_FORCE,
        ProblemCode.ITEM_UNKNOWN,
        ProblemCode.NOT_ENTITLED,
        ProblemCode.NO_RECORD,
        ProblemCode.PURPOSE_MISSING,
        ProblemCode.PURPOSE_UNKNOWN,
        ProblemCode.UNAVAILABLE
    })
    @GetMapping("/{ref}/history")
    ResponseEntity<HistoryAnswer> history(
            Actor actor,
            HttpServletRequest request,
            @Parameter(description = Words.REF, example = Examples.REF) @PathVariable String ref,
            @Parameter(description = Words.ONE_ITEM, example = "registeredAddress") @RequestParam(required = false)
                    String item) {
        return answers.plain(queries.history(Inquiry.of(actor, request), SubjectType.PERSON, ref, item));
    }

    @Operation(
            operationId = "explainPersonItem",
            summary = "说明自然人某数据项为何取此值 / why a person's item has its value",
            description =
                    "哪条陈述被采用、哪些未被采用、依据哪条规则和哪版目录。\n\n"
                            + "Which statement won, which lost and what part each played, by which rule of which catalogue version.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The explanation",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = ExplanationAnswer.class),
                                            examples = @ExampleObject(Examples.EXPLANATION))))
    @Refuses({
        ProblemCode.ACCESS_NOT_RECORDED,
        ProblemCode.AGREEMENT_NOT_IN_FORCE,
        ProblemCode.AMBIGUOUS,
        ProblemCode.FIELD_MISSING,
        ProblemCode.ITEM_UNKNOWN,
        ProblemCode.NOT_ENTITLED,
        ProblemCode.NO_RECORD,
        ProblemCode.PARAMETER_INVALID,
        ProblemCode.PURPOSE_MISSING,
        ProblemCode.PURPOSE_UNKNOWN,
        ProblemCode.SUPERSEDED,
        ProblemCode.UNAVAILABLE
    })
    @GetMapping("/{ref}/explain")
    ResponseEntity<ExplanationAnswer> explain(
            Actor actor,
            HttpServletRequest request,
            @Parameter(description = Words.REF, example = Examples.REF) @PathVariable String ref,
            @Parameter(description = Words.EXPLAINED_ITEM, example = "maritalStatus") @RequestParam String item,
            @Parameter(description = Words.VALID_AT, example = "2010-01-01") @RequestParam(required = false)
                    String validAt,
            @Parameter(description = Words.KNOWN_AT, example = "2026-11-22T00:00:00Z") @RequestParam(required = false)
                    String knownAt) {
        return answers.plain(
                queries.explain(Inquiry.of(actor, request), SubjectType.PERSON, ref, item, validAt, knownAt));
    }
}
