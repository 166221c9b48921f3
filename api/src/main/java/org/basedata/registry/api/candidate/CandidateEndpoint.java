package org.basedata.registry.api.candidate;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.UUID;
import org.basedata.registry.api.document.Examples;
import org.basedata.registry.api.document.Refuses;
import org.basedata.registry.api.paging.PageMarks;
import org.basedata.registry.api.problem.Parameters;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.api.signin.Roles;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.candidate.CandidateReason;
import org.basedata.registry.core.candidate.Likeness;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.projections.candidate.CandidateFilter;
import org.basedata.registry.projections.candidate.CandidatePage;
import org.basedata.registry.projections.candidate.CandidateSearches;
import org.basedata.registry.projections.candidate.Candidates;
import org.basedata.registry.projections.candidate.SearchRunning;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where staff search for subjects that may be one, and see them. */
@Tag(name = "candidates", description = "疑似同一主体 / subjects that may be one")
@Roles({Role.STEWARD, Role.APPROVER, Role.OPERATOR})
@RestController
@RequestMapping(path = "/api/v1/identity/candidates", produces = MediaType.APPLICATION_JSON_VALUE)
final class CandidateEndpoint {
    private static final String SEARCHES = "/api/v1/identity/candidates/searches/";
    private static final int MOST_RESULTS = 1_000;
    private static final int MOST_SCORE = 99;
    private static final int RETRY_SECONDS = 10;

    private final Candidates candidates;
    private final CandidateSearches searches;
    private final PageMarks marks;

    CandidateEndpoint(Candidates candidates, CandidateSearches searches, PageMarks marks) {
        this.candidates = candidates;
        this.searches = searches;
        this.marks = marks;
    }

    @Operation(
            operationId = "startCandidateSearch",
            summary = "查找疑似同一主体 / search for subjects that may be one",
            description = "后台查找全部主记录;同一时间只有一次。完成后以新结果取代旧结果,不再成立的对子随之消失。绝不自行合并。\n\n"
                    + "Searches all master records in the background, one search at a time. When it is done, what it found takes the"
                    + " place of what was found before; pairs that no longer hold vanish. Nothing is merged by itself.",
            responses =
                    @ApiResponse(
                            responseCode = "202",
                            description = "It has begun",
                            headers =
                                    @Header(
                                            name = "Location",
                                            description = "Where its progress is",
                                            schema =
                                                    @Schema(
                                                            type = "string",
                                                            example = SEARCHES + Examples.DELIVERY_ID)),
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = SearchAnswer.class),
                                            examples = @ExampleObject(Examples.SEARCH))))
    @Refuses(ProblemCode.SEARCH_RUNNING)
    @PostMapping("/searches")
    ResponseEntity<SearchAnswer> start() {
        try {
            UUID run = searches.start();
            return ResponseEntity.accepted()
                    .location(URI.create(SEARCHES + run))
                    .body(SearchAnswer.of(searches.find(run).orElseThrow()));
        } catch (SearchRunning e) {
            throw new RequestRefused(
                            ProblemCode.SEARCH_RUNNING,
                            "正在查找疑似同一主体,请待其完成后再试",
                            "candidates are being searched for already; wait until that is done")
                    .retryAfter(RETRY_SECONDS);
        }
    }

    @Operation(
            operationId = "readCandidateSearch",
            summary = "查看一次查找的进度 / the progress of a search",
            description = "进行中给出步骤和已比对的对数;完成后给出各理由的对数、因过大而未比对的分组和用时。\n\n"
                    + "While it runs: the step, and pairs compared. When it is done: pairs by reason, blocks that were too large to be"
                    + " compared, and seconds.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The search",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = SearchAnswer.class),
                                            examples = @ExampleObject(Examples.SEARCH))))
    @Refuses(ProblemCode.SEARCH_UNKNOWN)
    @GetMapping("/searches/{id}")
    ResponseEntity<SearchAnswer> search(
            @Parameter(description = "查找的编号 / id of the search", example = Examples.DELIVERY_ID) @PathVariable
                    String id) {
        return ResponseEntity.ok()
                .header("Cache-Control", "no-store")
                .body(searches.find(uuid(id)).map(SearchAnswer::of).orElseThrow(CandidateEndpoint::unknown));
    }

    private static UUID uuid(String id) {
        try {
            return UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static RequestRefused unknown() {
        return new RequestRefused(
                ProblemCode.SEARCH_UNKNOWN,
                "没有该次查找;编号见发起查找时应答的 Location",
                "there is no such search; its id is in the Location of the answer that began it");
    }

    @Operation(
            operationId = "listCandidates",
            summary = "列出疑似同一主体 / list subjects that may be one",
            description = "按得分高低;各条件须同时满足。只列两个主体都仍存在的对子。不给 minScore 时列 50 分及以上。\n\n"
                    + "Best first; all filters must hold. Only pairs of which both subjects are still there. Without `minScore` those"
                    + " from 50 on.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "A page of candidates, best first",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = CandidatesAnswer.class),
                                            examples = @ExampleObject(Examples.CANDIDATES))))
    @Refuses({ProblemCode.NEXT_INVALID, ProblemCode.PARAMETER_INVALID})
    @GetMapping
    ResponseEntity<CandidatesAnswer> list(
            @Parameter(description = "PERSON, LEGAL_ENTITY", example = "PERSON") @RequestParam(required = false)
                    String type,
            @Parameter(description = "理由之一 / one of the reasons", example = "NUMBER_ONE_DIGIT_APART")
                    @RequestParam(required = false)
                    String reason,
            @Parameter(description = "最低得分,0 至 99 / the least score, 0 to 99", example = "50")
                    @RequestParam(defaultValue = "" + Likeness.EVEN)
                    int minScore,
            @Parameter(description = "其中一个主体的 ref / reference of one of the two", example = Examples.REF)
                    @RequestParam(required = false)
                    String ref,
            @Parameter(description = "每页条数,1 至 1,000 / results a page, 1 to 1,000", example = "100")
                    @RequestParam(defaultValue = "100")
                    int limit,
            @Parameter(description = "上一页的 next / `next` of the page before", example = Examples.NEXT)
                    @RequestParam(required = false)
                    String next) {
        Parameters.within("limit", limit, 1, MOST_RESULTS);
        Parameters.within("minScore", minScore, 0, MOST_SCORE);
        CandidateFilter filter = new CandidateFilter(
                Parameters.oneOf(SubjectType.class, "type", type),
                Parameters.oneOf(CandidateReason.class, "reason", reason),
                minScore,
                Parameters.ref(ref));
        String question = "candidates|" + filter;
        String after = next == null ? null : marks.read(question, next).get(0);
        CandidatePage page = candidates.list(filter, after, limit);
        return ResponseEntity.ok()
                .header("Cache-Control", "private, no-cache")
                .body(new CandidatesAnswer(
                        page.results().stream().map(CandidateAnswer::of).toList(),
                        page.next() == null ? null : marks.write(question, page.next())));
    }
}
