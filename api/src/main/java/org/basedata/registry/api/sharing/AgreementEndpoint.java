package org.basedata.registry.api.sharing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.basedata.registry.api.body.IfMatch;
import org.basedata.registry.api.body.RequestBody;
import org.basedata.registry.api.document.Examples;
import org.basedata.registry.api.document.Refuses;
import org.basedata.registry.api.paging.PageMarks;
import org.basedata.registry.api.problem.Parameters;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.api.signin.Roles;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.AgreementAct;
import org.basedata.registry.core.sharing.AgreementId;
import org.basedata.registry.core.sharing.AgreementState;
import org.basedata.registry.core.sharing.AgreementTaken;
import org.basedata.registry.core.sharing.SharingAgreement;
import org.basedata.registry.core.sharing.SharingOrders;
import org.basedata.registry.core.sharing.SharingRegistrar;
import org.basedata.registry.core.sharing.SharingStreams;
import org.basedata.registry.projections.sharing.AgreementFilter;
import org.basedata.registry.projections.sharing.AgreementPage;
import org.basedata.registry.projections.sharing.Agreements;
import org.basedata.registry.projections.sharing.ListedAgreement;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** Agreements: lists, drafts, applications, and each with all that happened to it. */
@Tag(name = "agreements", description = "共享授权 / agreements about sharing")
@Roles({Role.CONSUMER, Role.SOURCE, Role.INFORMATION_OFFICER, Role.CATALOGUE_ADMIN, Role.AUDITOR})
@RestController
@RequestMapping(path = "/api/v1/agreements", produces = MediaType.APPLICATION_JSON_VALUE)
final class AgreementEndpoint {
    private static final int MOST_BYTES = 1 << 18;
    private static final int MOST_RESULTS = 1_000;

    private final SharingOrders orders;
    private final SharingRegistrar registrar;
    private final SharingStreams streams;
    private final Agreements agreements;
    private final Applications applications;
    private final Catalogue catalogue;
    private final PageMarks marks;
    private final ObjectMapper json = new JsonMapper();

    AgreementEndpoint(
            SharingOrders orders,
            SharingRegistrar registrar,
            SharingStreams streams,
            Agreements agreements,
            Applications applications,
            Catalogue catalogue,
            PageMarks marks) {
        this.orders = orders;
        this.registrar = registrar;
        this.streams = streams;
        this.agreements = agreements;
        this.applications = applications;
        this.catalogue = catalogue;
        this.marks = marks;
    }

    @Operation(
            operationId = "listAgreements",
            summary = "列出授权 / list agreements",
            description = "最近申请的在前。各条件须同时满足。部门只见本部门申请的和已向本部门提出的(申请部门同意后);目录管理员、审计员见全部。\n\n"
                    + "The latest first. All filters must hold. A department sees what it applies for and what it has been asked for (once the"
                    + " applicant's own department has consented), the catalogue administrator and auditors see all.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "A page of agreements",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = AgreementsAnswer.class),
                                            examples = @ExampleObject(SharingExamples.AGREEMENTS))))
    @Refuses({
        ProblemCode.ITEM_UNKNOWN,
        ProblemCode.NEXT_INVALID,
        ProblemCode.NOT_ALLOWED,
        ProblemCode.NOT_SIGNED_IN,
        ProblemCode.PARAMETER_INVALID,
        ProblemCode.SOURCE_UNKNOWN
    })
    @GetMapping
    ResponseEntity<AgreementsAnswer> list(
            @Parameter(hidden = true) Actor actor,
            @Parameter(description = "申请部门 / the department that applies", example = "JY")
                    @RequestParam(required = false)
                    String department,
            @Parameter(description = "提供部门 / a department that provides", example = "MZ")
                    @RequestParam(required = false)
                    String provider,
            @Parameter(description = "用途代码 / code of the purpose", example = "ENROLMENT")
                    @RequestParam(required = false)
                    String purpose,
            @Parameter(description = "数据项 / an item that is applied for", example = "spouseName")
                    @RequestParam(required = false)
                    String item,
            @Parameter(description = "今日的状态 / state as of today", example = "IN_FORCE") @RequestParam(required = false)
                    String state,
            @Parameter(
                            description =
                                    "待办:consent 待本部门同意、answer 待答复、settle 待协调、file 待备案、dispose 待登记处置 / what waits to be done, by the caller's department",
                            example = "answer")
                    @RequestParam(required = false)
                    String todo,
            @Parameter(description = "true:已超期 / true: an answer or settlement is overdue", example = "true")
                    @RequestParam(defaultValue = "false")
                    boolean late,
            @Parameter(description = "每页条数,1 至 1,000 / results a page, 1 to 1,000", example = "50")
                    @RequestParam(defaultValue = "50")
                    int limit,
            @Parameter(description = "上一页的 next / `next` of the page before", example = Examples.NEXT)
                    @RequestParam(required = false)
                    String next) {
        SharingSight sight = SharingSight.of(actor);
        LocalDate today = applications.today();
        Parameters.within("limit", limit, 1, MOST_RESULTS);
        AgreementFilter filter = new AgreementFilter(
                sight.provides() ? sight.department() : null,
                Parameters.source(catalogue, department),
                Parameters.source(catalogue, provider),
                purpose,
                Parameters.item(catalogue, item),
                Parameters.oneOf(AgreementState.class, "state", state),
                Parameters.oneOf(AgreementFilter.Todo.class, "todo", todo),
                sight.department(),
                late,
                today);
        // Whoever does not answer for the department as a provider sees what it applies for.
        boolean applies = !sight.all() && !sight.provides();
        if (applies && department != null && !department.equals(sight.department()))
            return ResponseEntity.ok()
                    .header("Cache-Control", "private, no-cache")
                    .body(new AgreementsAnswer(List.of(), null));
        if (applies) filter = filter.ofDepartment(sight.department());
        String question = "agreements|" + filter;
        String after = next == null ? null : marks.read(question, next).get(0);
        AgreementPage page = agreements.list(filter, after, limit);
        return ResponseEntity.ok()
                .header("Cache-Control", "private, no-cache")
                .body(new AgreementsAnswer(
                        page.results().stream()
                                .map(row -> AgreementAnswer.of(row, today))
                                .toList(),
                        page.next() == null ? null : marks.write(question, page.next())));
    }

    @Operation(
            operationId = "getAgreement",
            summary = "查看授权 / an agreement",
            description = "申请、各提供部门的答复和期限、全部经过,以及本账户现在可办的事项。应答带 ETag,办理时作为 If-Match 送回。\n\n"
                    + "The application, the answers of providers with their clocks, every step, and what the caller can do now. Orders send"
                    + " the ETag back as If-Match.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The agreement",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = AgreementFileAnswer.class),
                                            examples = @ExampleObject(SharingExamples.FILE))))
    @Refuses({ProblemCode.AGREEMENT_UNKNOWN, ProblemCode.NOT_ALLOWED, ProblemCode.NOT_SIGNED_IN})
    @GetMapping("/{id}")
    ResponseEntity<AgreementFileAnswer> get(
            @Parameter(hidden = true) Actor actor,
            @Parameter(description = "授权的编号或 id / number or id of the agreement", example = SharingExamples.NUMBER)
                    @PathVariable
                    String id) {
        SharingSight sight = SharingSight.of(actor);
        LocalDate today = applications.today();
        ListedAgreement row = agreements.find(id, today).orElseThrow(SharingRefusals::unknown);
        SharingAgreement file = streams.agreement(row.id()).orElseThrow(SharingRefusals::unknown);
        // Whom it does not concern is not told that it is there.
        if (!sight.sees(file)) throw SharingRefusals.unknown();
        return ResponseEntity.ok()
                .header("Cache-Control", "private, no-cache")
                .header("ETag", IfMatch.tag(file.version()))
                .body(AgreementFileAnswer.of(
                        AgreementAnswer.of(row, today), file, registrar.possible(file, actor, today), today, json));
    }

    @Operation(
            operationId = "draftAgreement",
            summary = "申请草稿 / a draft of an application",
            description = "按所列数据项拟好申请表,附目录规定;补写使用场景后即可提交。不予共享的数据项不列入。\n\n"
                    + "The form, filled in for these items, with what the catalogue says of them; completed with a scenario it can be sent. Items"
                    + " that are shared with nobody are left out.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The draft",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = DraftAnswer.class),
                                            examples = @ExampleObject(SharingExamples.DRAFT))))
    @Refuses({
        ProblemCode.ITEM_UNKNOWN,
        ProblemCode.NOT_ALLOWED,
        ProblemCode.NOT_SIGNED_IN,
        ProblemCode.PARAMETER_INVALID
    })
    @GetMapping("/draft")
    ResponseEntity<DraftAnswer> draft(
            @Parameter(hidden = true) Actor actor,
            @Parameter(
                            description = "数据项代码,以逗号分隔 / codes of items, with commas between",
                            example = "spouseName,marriedOn")
                    @RequestParam
                    String items,
            @Parameter(description = "用途代码 / code of the purpose", example = "ENROLMENT")
                    @RequestParam(required = false)
                    String purpose,
            @Parameter(description = "PERSON 或 LEGAL_ENTITY / kind of subject", example = "PERSON")
                    @RequestParam(defaultValue = "PERSON")
                    String type) {
        SharingSight.of(actor);
        SubjectType of = Parameters.oneOf(SubjectType.class, "type", type);
        Set<String> codes = new LinkedHashSet<>();
        for (String code : items.split(",")) if (!code.isBlank()) codes.add(code.strip());
        if (codes.isEmpty()) throw Parameters.invalid("items", "须列明数据项", "name one item or more");
        for (String code : codes)
            if (catalogue.item(of, code).isEmpty())
                throw new RequestRefused(ProblemCode.ITEM_UNKNOWN, "目录中没有该数据项", "the catalogue has no such item")
                        .at("items");
        return ResponseEntity.ok()
                .header("Cache-Control", "no-store")
                .body(applications.draft(actor, codes, purpose, of));
    }

    @Operation(
            operationId = "requestSharing",
            summary = "申请共享 / apply for sharing",
            description = "部门按统一申请表提出(国务院令第 809 号第二十条),先由本部门信息主管同意,再由各数据项的权威数源答复。不予共享的数据项当即退回,并告知依据。"
                    + "所有错误一次告知。\n\n"
                    + "A department applies on the one form (Decree 809, article 20). Its own information officer consents first, then the"
                    + " authority of each item answers. Items that are shared with nobody are refused with their legal ground; everything that is"
                    + " wrong is told at once.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = SharingBodies.Application.class),
                                            examples = @ExampleObject(SharingExamples.APPLICATION))),
            responses =
                    @ApiResponse(
                            responseCode = "201",
                            description = "It is on record",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = AgreementTakenAnswer.class),
                                            examples = @ExampleObject(SharingExamples.TAKEN))))
    @Refuses({
        ProblemCode.AGREEMENT_REFUSED,
        ProblemCode.BODY_MALFORMED,
        ProblemCode.BODY_TOO_LARGE,
        ProblemCode.FIELD_TYPE,
        ProblemCode.FIELD_UNKNOWN,
        ProblemCode.MEDIA_TYPE_UNSUPPORTED,
        ProblemCode.NOT_ALLOWED,
        ProblemCode.NOT_SIGNED_IN,
        ProblemCode.PARAMETER_INVALID
    })
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<AgreementTakenAnswer> request(@Parameter(hidden = true) Actor actor, HttpServletRequest request) {
        SharingBody body = SharingBody.read(RequestBody.read(request, MOST_BYTES), SharingBody.APPLICATION);
        AgreementTaken taken = SharingRefusals.told(() -> orders.take(actor, body.application()));
        SharingAgreement file = taken.agreement();
        return ResponseEntity.created(URI.create("/api/v1/agreements/" + file.number()))
                .header("Cache-Control", "no-store")
                .header("ETag", IfMatch.tag(file.version()))
                .body(AgreementTakenAnswer.of(taken, applications.today(), applications.notes(file.application())));
    }

    @Operation(
            operationId = "actOnAgreement",
            summary = "办理授权 / do something to an agreement",
            description =
                    "act 与所用字段:consent、decline、withdrawal(reason);suspension、resumption(codes、reason);material(missing);material-supplied(provider、material);"
                            + "extension(provider、workingDays、reason);grant(items、reason);refusal(refused、legalGround、reason);silence(provider);"
                            + "escalation(provider、to、reason);settlement(provider、items、reason);filing(reference、reason);end(reason、consultation、filing);"
                            + "disposal(how、on、reference);widening(kind、scope、until、party、reason);widening-answer(widening、consents、reason)。"
                            + "何人可办何事,见授权的 acts。\n\n"
                            + "Each act has the fields in brackets above. Who can do what, and when, is in `acts` of the agreement. The applicant's own"
                            + " information officer consents (never the applicant); providers answer; the catalogue administrator extends, settles and files;"
                            + " a refusal names its legal ground; material is asked for once.",
            parameters =
                    @Parameter(
                            name = "If-Match",
                            schema = @Schema(type = "string"),
                            in = ParameterIn.HEADER,
                            required = true,
                            description = "所见版本的 ETag / the ETag of the version at hand",
                            example = "\"3\""),
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = SharingBodies.Order.class),
                                            examples = {
                                                @ExampleObject(name = "consent", value = SharingExamples.CONSENT),
                                                @ExampleObject(name = "grant", value = SharingExamples.GRANT),
                                                @ExampleObject(name = "refusal", value = SharingExamples.REFUSAL)
                                            })),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "It is done",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = AgreementTakenAnswer.class),
                                            examples = @ExampleObject(SharingExamples.TAKEN))))
    @Refuses({
        ProblemCode.AGREEMENT_CHANGED,
        ProblemCode.AGREEMENT_REFUSED,
        ProblemCode.AGREEMENT_UNKNOWN,
        ProblemCode.BODY_MALFORMED,
        ProblemCode.BODY_TOO_LARGE,
        ProblemCode.FIELD_TYPE,
        ProblemCode.FIELD_UNKNOWN,
        ProblemCode.IF_MATCH_MISSING,
        ProblemCode.MEDIA_TYPE_UNSUPPORTED,
        ProblemCode.NOT_ALLOWED,
        ProblemCode.NOT_SIGNED_IN,
        ProblemCode.PARAMETER_INVALID
    })
    @PostMapping(path = "/{id}/{act}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<AgreementTakenAnswer> act(
            @Parameter(hidden = true) Actor actor,
            HttpServletRequest request,
            @Parameter(description = "授权的编号或 id / number or id of the agreement", example = SharingExamples.NUMBER)
                    @PathVariable
                    String id,
            @Parameter(
                            description =
                                    "consent, decline, withdrawal, material, material-supplied, extension, grant, refusal, silence, escalation,"
                                            + " settlement, filing, suspension, resumption, end, disposal, widening, widening-answer",
                            example = "consent")
                    @PathVariable
                    String act) {
        AgreementAct what = Arrays.stream(AgreementAct.values())
                .filter(each -> each.path().equals(act))
                .findFirst()
                .orElseThrow(SharingRefusals::unknown);
        long version = IfMatch.version(request.getHeader("If-Match"));
        SharingSight sight = SharingSight.of(actor);
        LocalDate today = applications.today();
        AgreementId file = agreements.find(id, today).map(ListedAgreement::id).orElseThrow(SharingRefusals::unknown);
        if (!sight.sees(streams.agreement(file).orElseThrow(SharingRefusals::unknown))) throw SharingRefusals.unknown();
        SharingBody body = SharingBody.read(RequestBody.read(request, MOST_BYTES), fields(what));
        AgreementTaken taken = SharingRefusals.told(() -> orders.take(actor, body.command(what, file, version)));
        return ResponseEntity.ok()
                .header("Cache-Control", "no-store")
                .header("ETag", IfMatch.tag(taken.agreement().version()))
                .body(AgreementTakenAnswer.of(taken, today, List.of()));
    }

    private static String[] fields(AgreementAct act) {
        String fields =
                switch (act) {
                    case CONSENT, DECLINE, WITHDRAWAL -> "reason";
                    case SUSPENSION, RESUMPTION -> "codes,reason";
                    case MATERIAL -> "missing";
                    case MATERIAL_SUPPLIED -> "provider,material";
                    case EXTENSION -> "provider,workingDays,reason";
                    case GRANT -> "items,reason";
                    case REFUSAL -> "refused,legalGround,reason";
                    case SILENCE -> "provider";
                    case ESCALATION -> "provider,to,reason";
                    case SETTLEMENT -> "provider,items,reason";
                    case FILING -> "reference,reason";
                    case END -> "reason,consultation,filing";
                    case DISPOSAL -> "how,on,reference";
                    case WIDENING -> "kind,scope,until,party,reason";
                    case WIDENING_ANSWER -> "widening,consents,reason";
                };
        return fields.split(",");
    }
}
