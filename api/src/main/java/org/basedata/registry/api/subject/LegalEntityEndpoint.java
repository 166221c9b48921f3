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

/** Legal entities. Their codes are public and may stand in an address; licence numbers are asked for by query. */
@Tag(name = "legal-entities", description = "法人基础信息 / base data of legal entities")
@Roles({Role.CONSUMER, Role.STEWARD, Role.APPROVER, Role.AUDITOR})
@RestController
@RequestMapping(path = "/api/v1/legal-entities", produces = MediaType.APPLICATION_JSON_VALUE)
final class LegalEntityEndpoint {
    private final SubjectQueries queries;
    private final Answers answers;

    LegalEntityEndpoint(SubjectQueries queries, Answers answers) {
        this.queries = queries;
        this.answers = answers;
    }

    @Operation(
            operationId = "queryLegalEntities",
            summary = "按统一社会信用代码等或条件查询法人 / query legal entities by code or by search",
            description =
                    "按 1 至 1,000 个代码查询,或按条件查找。结果与号码一一对应、顺序相同;没有记录或号码无效的为 NO_RECORD。"
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
                                                @ExampleObject(name = "by code", value = Examples.ENTITIES_BY_KEY),
                                                @ExampleObject(name = "by search", value = Examples.ENTITIES_SEARCH)
                                            })),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "One result a key, in order; of a search, a page of master records",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = QueryAnswer.class),
                                            examples = @ExampleObject(Examples.ENTITY_ANSWER))))
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
        return answers.toQuery(actor, SubjectType.LEGAL_ENTITY, request);
    }

    @Operation(
            operationId = "verifyLegalEntities",
            summary = "核验法人的数据项,不披露值 / verify values of legal entities without being told any",
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
                                            examples = @ExampleObject(Examples.ENTITIES_TO_VERIFY))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "One result a subject, in order",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = CheckAnswer.class),
                                            examples = @ExampleObject(Examples.ENTITIES_VERIFIED))))
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
        return answers.verified(actor, SubjectType.LEGAL_ENTITY, request);
    }

    @Operation(
            operationId = "getLegalEntity",
            summary = "按 ref 或统一社会信用代码读取法人主记录 / a legal entity's master record by reference or USCC",
            description = "以应答中的 ref 或统一社会信用代码读取,执照号请用查询。应答带 ETag,配合 If-None-Match 可得 304。\n\n"
                    + "By the `ref` that every answer carries, or by USCC; licence numbers by query. The answer has an ETag; `If-None-Match` gets 304 while nothing"
                    + " changed.",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The master record",
                        content =
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                                        schema = @Schema(implementation = SubjectAnswer.class),
                                        examples = @ExampleObject(Examples.ENTITY_RECORD))),
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
    @GetMapping("/{refOrUscc}")
    ResponseEntity<byte[]> get(
            Actor actor,
            HttpServletRequest request,
            @Parameter(description = Words.REF_OR_USCC, example = "91350211M0000XUF46") @PathVariable String refOrUscc,
            @Parameter(description = Words.ITEMS, example = "name,status") @RequestParam(required = false) String items,
            @Parameter(description = Words.VIEW, example = "full") @RequestParam(required = false) String view,
            @Parameter(description = Words.VALID_AT, example = "2010-01-01") @RequestParam(required = false)
                    String validAt,
            @Parameter(description = Words.KNOWN_AT, example = "2026-11-22T00:00:00Z") @RequestParam(required = false)
                    String knownAt,
            @Parameter(description = Words.AT_LEAST, example = "1234") @RequestParam(required = false) String atLeast) {
        return answers.tagged(queries.one(
                Inquiry.of(actor, request),
                SubjectType.LEGAL_ENTITY,
                refOrUscc,
                items,
                view,
                validAt,
                knownAt,
                atLeast));
    }

    @Operation(
            operationId = "getLegalEntityHistory",
            summary = "法人各数据项的历史 / a legal entity's history on both time axes",
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
        ProblemCode.AMBIGUOUS,
        ProblemCode.ITEM_UNKNOWN,
        ProblemCode.NOT_ENTITLED,
        ProblemCode.NO_RECORD,
        ProblemCode.PURPOSE_MISSING,
        ProblemCode.PURPOSE_UNKNOWN,
        ProblemCode.SUPERSEDED,
        ProblemCode.UNAVAILABLE
    })
    @GetMapping("/{refOrUscc}/history")
    ResponseEntity<HistoryAnswer> history(
            Actor actor,
            HttpServletRequest request,
            @Parameter(description = Words.REF_OR_USCC, example = "91350211M0000XUF46") @PathVariable String refOrUscc,
            @Parameter(description = Words.ONE_ITEM, example = "address") @RequestParam(required = false) String item) {
        return answers.plain(queries.history(Inquiry.of(actor, request), SubjectType.LEGAL_ENTITY, refOrUscc, item));
    }

    @Operation(
            operationId = "explainLegalEntityItem",
            summary = "说明法人某数据项为何取此值 / why a legal entity's item has its value",
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
    @GetMapping("/{refOrUscc}/explain")
    ResponseEntity<ExplanationAnswer> explain(
            Actor actor,
            HttpServletRequest request,
            @Parameter(description = Words.REF_OR_USCC, example = "91350211M0000XUF46") @PathVariable String refOrUscc,
            @Parameter(description = Words.EXPLAINED_ITEM, example = "legalRepresentativeName") @RequestParam
                    String item,
            @Parameter(description = Words.VALID_AT, example = "2010-01-01") @RequestParam(required = false)
                    String validAt,
            @Parameter(description = Words.KNOWN_AT, example = "2026-11-22T00:00:00Z") @RequestParam(required = false)
                    String knownAt) {
        return answers.plain(queries.explain(
                Inquiry.of(actor, request), SubjectType.LEGAL_ENTITY, refOrUscc, item, validAt, knownAt));
    }
}
