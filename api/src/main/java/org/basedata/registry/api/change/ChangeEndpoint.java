package org.basedata.registry.api.change;

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
import java.time.Duration;
import org.basedata.registry.api.document.Refuses;
import org.basedata.registry.api.inquiry.Inquiry;
import org.basedata.registry.api.problem.Parameters;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.signin.Roles;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where systems of consuming departments follow changes. */
@Tag(name = "changes", description = "变更订阅 / what is answered otherwise than before")
@Roles(Role.CONSUMER)
@RestController
@RequestMapping("/api/v1/changes")
final class ChangeEndpoint {
    private static final int MOST_RESULTS = 1_000;
    /** Each of those whose readers are slow stands in memory. */
    private static final int MOST_STREAMED = 100;

    private static final int LONGEST_WAIT = 60;
    private static final String LAST_EVENT = "Last-Event-ID";

    private final ChangeFeed feed;
    private final ChangeQuestions questions;
    private final ChangeWatch watch;
    private final ChangeSettings settings;

    ChangeEndpoint(ChangeFeed feed, ChangeQuestions questions, ChangeWatch watch, Environment environment) {
        this.feed = feed;
        this.questions = questions;
        this.watch = watch;
        this.settings = ChangeSettings.of(environment);
    }

    @Operation(
            operationId = "listChanges",
            summary = "订阅变更 / follow changes",
            description =
                    "按登记先后给出有权读取的变更,每条附变更后的主记录(仅含有权读取的数据项)。无权读取的数据项的变更、范围以外的主体均不出现,也不留空缺;"
                            + "因变更离开范围或地区的主体只告知离开。division 为行政区划代码的前几位,用于向下级回流。next 总是给出,下次作为 after 送回;"
                            + "可长期保存,只对同一账户、用途、授权和条件有效。wait 秒内没有变更则等到有为止;Accept: text/event-stream 时以"
                            + " Server-Sent Events 持续发送(id 即 next,断线后以 Last-Event-ID 续传)。\n\n"
                            + "Changes of what the caller may see, in the order of the log, each with the record as it was after the change, entitled items"
                            + " only. Changes of other items and other subjects do not appear and leave no gap; of a subject that goes from the scope or the"
                            + " region by a change only that is told. `division` is the beginning of the codes of a region (return flow to lower levels)."
                            + " `next` is always there: send it as `after` the next time; it is good for as long as changes are kept, for the same account,"
                            + " purpose, agreement and filter. `wait` holds the answer back until there is something to tell. With `Accept:"
                            + " text/event-stream` changes are sent as they come (Server-Sent Events, `id` is `next`, go on by `Last-Event-ID`).",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "A page of changes",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = ChangesAnswer.class),
                                            examples = @ExampleObject(ChangeExamples.CHANGES))))
    @Refuses({
        ProblemCode.ACCESS_NOT_RECORDED,
        ProblemCode.AGREEMENT_NOT_IN_FORCE,
        ProblemCode.CHANGES_TOO_OLD,
        ProblemCode.FIELD_MISSING,
        ProblemCode.ITEM_UNKNOWN,
        ProblemCode.NEXT_INVALID,
        ProblemCode.NOT_ENTITLED,
        ProblemCode.PARAMETER_INVALID,
        ProblemCode.PURPOSE_MISSING,
        ProblemCode.PURPOSE_UNKNOWN,
        ProblemCode.UNAVAILABLE
    })
    @GetMapping(produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_EVENT_STREAM_VALUE})
    Object list(
            @Parameter(hidden = true) Actor actor,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response,
            @Parameter(
                            description = "上一页的 next,或某次应答的 position;缺省从仍保留的最早变更开始"
                                    + " / `next` of the page before, or the `position` of any answer; by default the oldest change"
                                    + " that is kept",
                            example = ChangeExamples.MARK)
                    @RequestParam(required = false)
                    String after,
            @Parameter(description = "每页条数,1 至 1,000 / results a page, 1 to 1,000", example = "100")
                    @RequestParam(defaultValue = "100")
                    int limit,
            @Parameter(
                            description =
                                    "没有变更时至多等待的秒数,0 至 60 / how many seconds to wait for something to tell, 0 to 60",
                            example = "30")
                    @RequestParam(defaultValue = "0")
                    int wait,
            @Parameter(
                            description = "PERSON, LEGAL_ENTITY;用途下的授权只涉及一类主体时可省略"
                                    + " / may be left out where the agreements for the purpose are all about one kind",
                            example = "PERSON")
                    @RequestParam(required = false)
                    String type,
            @Parameter(
                            description = "地区:行政区划代码前 2 至 12 位 / a region: the first 2 to 12 digits of division codes",
                            example = "440106")
                    @RequestParam(required = false)
                    String division,
            @Parameter(
                            description =
                                    "所需数据项代码,逗号分隔,缺省为全部有权读取的 / codes of the items wanted, by commas; by default all that"
                                            + " may be seen",
                            example = "name,registeredAddress")
                    @RequestParam(required = false)
                    String items)
            throws IOException {
        Parameters.within("limit", limit, 1, MOST_RESULTS);
        Parameters.within("wait", wait, 0, LONGEST_WAIT);
        ChangeQuestion question = questions.of(Inquiry.of(actor, request), type, items, division);
        String last = request.getHeader(LAST_EVENT);
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        boolean streamed = accept != null && accept.contains(MediaType.TEXT_EVENT_STREAM_VALUE);
        long place = feed.place(question, streamed && last != null && !last.isBlank() ? last.strip() : after);
        if (streamed) {
            feed.look(question, place);
            ChangeStream stream =
                    new ChangeStream(feed, watch, question, place, Math.min(limit, MOST_STREAMED), settings.sending());
            watch.add(stream);
            stream.open(request, response);
            return null;
        }
        if (wait == 0) return LongPoll.answer(feed.tell(question, place, limit));
        LongPoll poll = new LongPoll(feed, question, place, limit, Duration.ofSeconds(wait));
        watch.add(poll);
        return poll.result();
    }
}
