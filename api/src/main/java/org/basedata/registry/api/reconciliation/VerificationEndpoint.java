package org.basedata.registry.api.reconciliation;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.basedata.registry.api.document.Examples;
import org.basedata.registry.api.document.Refuses;
import org.basedata.registry.api.paging.PageMarks;
import org.basedata.registry.api.problem.Parameters;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.signin.Roles;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.reconciliation.CaseRegistrar;
import org.basedata.registry.projections.reconciliation.ListedVerification;
import org.basedata.registry.projections.reconciliation.Verifications;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The inbox of a source. */
@Tag(name = "cases", description = "核查工单 / reconciliation cases")
@Roles({Role.STEWARD, Role.APPROVER, Role.AUDITOR, Role.SOURCE, Role.CONSUMER})
@RestController
@RequestMapping(path = "/api/v1/verifications", produces = MediaType.APPLICATION_JSON_VALUE)
final class VerificationEndpoint {
    private static final int MOST_RESULTS = 1_000;

    private final Verifications verifications;
    private final PageMarks marks;
    private final Clock clock;

    VerificationEndpoint(Verifications verifications, PageMarks marks, Clock clock) {
        this.verifications = verifications;
        this.marks = marks;
        this.clock = clock;
    }

    @Operation(
            operationId = "listVerifications",
            summary = "列出核实请求 / list requests for verification",
            description = "缺省列出待答复的,按期限先后;open=false 列出已答复或已失效的,含工单结果。数源部门只见本部门的。\n\n"
                    + "Those that wait for an answer, what is due first; with `open=false` the others, with how their cases ended. A source"
                    + " sees its own.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "A page of requests",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = InboxAnswer.class),
                                            examples = @ExampleObject(CaseExamples.INBOX))))
    @Refuses({
        ProblemCode.NEXT_INVALID,
        ProblemCode.NOT_ALLOWED,
        ProblemCode.NOT_SIGNED_IN,
        ProblemCode.PARAMETER_INVALID
    })
    @GetMapping
    ResponseEntity<InboxAnswer> list(
            @Parameter(hidden = true) Actor actor,
            @Parameter(description = "数源部门 / code of the source", example = "MZ") @RequestParam(required = false)
                    String source,
            @Parameter(description = "true:待答复;false:其余 / true: those that wait; false: the others", example = "true")
                    @RequestParam(defaultValue = "true")
                    boolean open,
            @Parameter(description = "每页条数,1 至 1,000 / results a page, 1 to 1,000", example = "50")
                    @RequestParam(defaultValue = "50")
                    int limit,
            @Parameter(description = "上一页的 next / `next` of the page before", example = Examples.NEXT)
                    @RequestParam(required = false)
                    String next) {
        CaseSight sight = CaseSight.of(actor);
        if (!sight.all() && (sight.source() == null || source != null && !source.equals(sight.source())))
            throw CaseSight.notYours();
        String of = sight.all() ? source : sight.source();
        Parameters.within("limit", limit, 1, MOST_RESULTS);
        String question = "verifications|" + of + "|" + open;
        int offset =
                next == null ? 0 : Integer.parseInt(marks.read(question, next).get(0));
        LocalDate today = LocalDate.ofInstant(clock.instant(), CaseRegistrar.DAY_ZONE);
        List<ListedVerification> found = verifications.list(of, open, offset, limit + 1);
        boolean more = found.size() > limit;
        return ResponseEntity.ok()
                .header("Cache-Control", "private, no-cache")
                .body(new InboxAnswer(
                        found.stream()
                                .limit(limit)
                                .map(row -> InboxAnswer.Entry.of(row, today))
                                .toList(),
                        more ? marks.write(question, Integer.toString(offset + limit)) : null));
    }
}
