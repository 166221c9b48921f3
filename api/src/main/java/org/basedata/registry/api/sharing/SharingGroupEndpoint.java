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
import java.util.List;
import org.basedata.registry.api.body.IfMatch;
import org.basedata.registry.api.body.RequestBody;
import org.basedata.registry.api.document.Examples;
import org.basedata.registry.api.document.Refuses;
import org.basedata.registry.api.paging.PageMarks;
import org.basedata.registry.api.problem.Parameters;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.signin.Roles;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.sharing.SharingGroup;
import org.basedata.registry.core.sharing.SharingGroupAct;
import org.basedata.registry.core.sharing.SharingOrders;
import org.basedata.registry.projections.sharing.ListedSharingGroup;
import org.basedata.registry.projections.sharing.SharingGroups;
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

/** Groups for special uses: a lead founds one, its members consent, and each part of it is an agreement. */
@Tag(name = "sharing-groups", description = "专项共享 / groups for special uses")
@Roles({Role.CONSUMER, Role.SOURCE, Role.INFORMATION_OFFICER, Role.CATALOGUE_ADMIN, Role.AUDITOR})
@RestController
@RequestMapping(path = "/api/v1/sharing-groups", produces = MediaType.APPLICATION_JSON_VALUE)
final class SharingGroupEndpoint {
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_RESULTS = 1_000;

    private final SharingOrders orders;
    private final SharingGroups groups;
    private final SharingGroupFiles files;
    private final PageMarks marks;
    private final ObjectMapper json = new JsonMapper();

    SharingGroupEndpoint(SharingOrders orders, SharingGroups groups, SharingGroupFiles files, PageMarks marks) {
        this.orders = orders;
        this.groups = groups;
        this.files = files;
        this.marks = marks;
    }

    @Operation(
            operationId = "listSharingGroups",
            summary = "列出专项共享 / list groups",
            description =
                    "最近发起的在前。部门只见与本部门有关的;目录管理员、审计员见全部。\n\n"
                            + "The latest first. A department sees those that concern it, the catalogue administrator and auditors see all.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "A page of groups",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = SharingGroupsAnswer.class),
                                            examples = @ExampleObject(SharingExamples.GROUPS))))
    @Refuses({
        ProblemCode.NEXT_INVALID,
        ProblemCode.NOT_ALLOWED,
        ProblemCode.NOT_SIGNED_IN,
        ProblemCode.PARAMETER_INVALID
    })
    @GetMapping
    ResponseEntity<SharingGroupsAnswer> list(
            @Parameter(hidden = true) Actor actor,
            @Parameter(
                            description =
                                    "待办:consent 待本部门同意、file 待备案 / what waits to be done, by the caller's department",
                            example = "consent")
                    @RequestParam(required = false)
                    String todo,
            @Parameter(description = "每页条数,1 至 1,000 / results a page, 1 to 1,000", example = "50")
                    @RequestParam(defaultValue = "50")
                    int limit,
            @Parameter(description = "上一页的 next / `next` of the page before", example = Examples.NEXT)
                    @RequestParam(required = false)
                    String next) {
        SharingSight sight = SharingSight.of(actor);
        LocalDate today = files.today();
        Parameters.within("limit", limit, 1, MOST_RESULTS);
        SharingGroups.Todo waits = Parameters.oneOf(SharingGroups.Todo.class, "todo", todo);
        String question = "groups|" + sight + "|" + waits;
        String after = next == null ? null : marks.read(question, next).get(0);
        List<ListedSharingGroup> found =
                groups.list(sight.department(), waits, actor.department(), after, limit + 1, today);
        boolean more = found.size() > limit;
        List<ListedSharingGroup> page = more ? found.subList(0, limit) : found;
        return ResponseEntity.ok()
                .header("Cache-Control", "private, no-cache")
                .body(new SharingGroupsAnswer(
                        page.stream()
                                .map(row -> SharingGroupAnswer.of(row, today))
                                .toList(),
                        more ? marks.write(question, page.get(limit - 1).code()) : null));
    }

    @Operation(
            operationId = "getSharingGroup",
            summary = "查看专项共享 / a group",
            description = "各项内容及其授权、各成员的同意和期限、周期交换是否按期、全部经过,以及本账户现在可办的事项。应答带 ETag,办理时作为 If-Match 送回。\n\n"
                    + "Its parts with their agreements, the consents of members with their last days, whether those who give have delivered in"
                    + " the cycle, every step, and what the caller can do now. Orders send the ETag back as If-Match.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The group",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = SharingGroupFileAnswer.class),
                                            examples = @ExampleObject(SharingExamples.GROUP_FILE))))
    @Refuses({ProblemCode.AGREEMENT_UNKNOWN, ProblemCode.NOT_ALLOWED, ProblemCode.NOT_SIGNED_IN})
    @GetMapping("/{code}")
    ResponseEntity<SharingGroupFileAnswer> get(
            @Parameter(hidden = true) Actor actor,
            @Parameter(description = "专项代码 / code of the group", example = SharingExamples.GROUP) @PathVariable
                    String code) {
        // Whom it does not concern is not told that it is there.
        SharingGroupFiles.File file = files.find(actor, code).orElseThrow(SharingRefusals::unknownGroup);
        return ResponseEntity.ok()
                .header("Cache-Control", "private, no-cache")
                .header("ETag", IfMatch.tag(file.group().version()))
                .body(SharingGroupFileAnswer.of(file, actor, files.today(), json));
    }

    @Operation(
            operationId = "foundSharingGroup",
            summary = "发起专项共享 / found a group",
            description = "由牵头部门发起(穗府令第 165 号第十六条):名称、用途、方式、周期、期限,以及何部门向何部门提供什么。各成员由本部门信息主管同意后生效;"
                    + "不予共享的数据项当即退回,并告知依据。所有错误一次告知。\n\n"
                    + "By the department that leads it (Guangzhou decree 165, article 16): name, purpose, ways, cycle, term, and who gives what"
                    + " to whom. Each member's own information officer consents. Items that are shared with nobody are refused with their legal"
                    + " ground; everything that is wrong is told at once.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = SharingBodies.NewGroup.class),
                                            examples = @ExampleObject(SharingExamples.GROUP_NEW))),
            responses =
                    @ApiResponse(
                            responseCode = "201",
                            description = "It is on record",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = SharingGroupAnswer.class),
                                            examples = @ExampleObject(SharingExamples.GROUP_TAKEN))))
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
    ResponseEntity<SharingGroupAnswer> found(@Parameter(hidden = true) Actor actor, HttpServletRequest request) {
        SharingGroupBody body = SharingGroupBody.read(RequestBody.read(request, MOST_BYTES), SharingGroupBody.FOUNDING);
        SharingGroup group =
                SharingRefusals.told(() -> orders.take(actor, body.founding()).group());
        return ResponseEntity.created(URI.create("/api/v1/sharing-groups/" + group.code()))
                .header("Cache-Control", "no-store")
                .header("ETag", IfMatch.tag(group.version()))
                .body(SharingGroupAnswer.of(files.of(group), files.today()));
    }

    @Operation(
            operationId = "actOnSharingGroup",
            summary = "办理专项共享 / do something to a group",
            description =
                    "act 与所用字段:consent、dropping(numbers、reason);decline(numbers、legalGround、reason);proposal(parts、reason);"
                            + "leaving(reason、consultation、filing);filing(reference、reason);suspension、resumption、prolongation-consent、end(reason);"
                            + "prolongation(until、reason)。何人可办何事,见专项共享的 acts。\n\n"
                            + "Each act has the fields in brackets above. Who can do what, and when, is in `acts` of the group. Members consent by their own"
                            + " information officers, never by whoever has proposed it; an agreement of the receiver begins with the receiver's consent, and is"
                            + " in force when the giver has consented too, here or in the agreement.",
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
                                            schema = @Schema(implementation = SharingBodies.GroupOrder.class),
                                            examples = {
                                                @ExampleObject(name = "consent", value = SharingExamples.GROUP_CONSENT),
                                                @ExampleObject(
                                                        name = "proposal",
                                                        value = SharingExamples.GROUP_PROPOSAL),
                                                @ExampleObject(name = "leaving", value = SharingExamples.GROUP_LEAVING)
                                            })),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "It is done",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = SharingGroupAnswer.class),
                                            examples = @ExampleObject(SharingExamples.GROUP_TAKEN))))
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
    @PostMapping(path = "/{code}/{act}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<SharingGroupAnswer> act(
            @Parameter(hidden = true) Actor actor,
            HttpServletRequest request,
            @Parameter(description = "专项代码 / code of the group", example = SharingExamples.GROUP) @PathVariable
                    String code,
            @Parameter(
                            description =
                                    "consent, decline, proposal, dropping, leaving, filing, suspension, resumption, prolongation,"
                                            + " prolongation-consent, end",
                            example = "consent")
                    @PathVariable
                    String act) {
        SharingGroupAct what = Arrays.stream(SharingGroupAct.values())
                .filter(each -> each.path().equals(act))
                .findFirst()
                .orElseThrow(SharingRefusals::unknownGroup);
        long version = IfMatch.version(request.getHeader("If-Match"));
        if (files.find(actor, code).isEmpty()) throw SharingRefusals.unknownGroup();
        SharingGroupBody body =
                SharingGroupBody.read(RequestBody.read(request, MOST_BYTES), SharingGroupBody.fields(what));
        SharingGroup group = SharingRefusals.told(
                () -> orders.take(actor, body.command(what, code, version)).group());
        return ResponseEntity.ok()
                .header("Cache-Control", "no-store")
                .header("ETag", IfMatch.tag(group.version()))
                .body(SharingGroupAnswer.of(files.of(group), files.today()));
    }
}
