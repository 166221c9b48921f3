package org.basedata.registry.api.webhook;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.basedata.registry.api.account.Account;
import org.basedata.registry.api.account.Accounts;
import org.basedata.registry.api.body.RequestBody;
import org.basedata.registry.api.change.ChangeFeed;
import org.basedata.registry.api.change.ChangeQuestion;
import org.basedata.registry.api.change.ChangeQuestions;
import org.basedata.registry.api.document.Refuses;
import org.basedata.registry.api.inquiry.Inquiry;
import org.basedata.registry.api.problem.Parameters;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.api.signin.Roles;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.projections.change.Changes;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where systems of consuming departments say where changes are to be sent. */
@Tag(name = "webhooks", description = "推送订阅 / changes that are sent")
@Roles(Role.CONSUMER)
@RestController
@RequestMapping(path = "/api/v1/webhooks", produces = MediaType.APPLICATION_JSON_VALUE)
final class WebhookEndpoint {
    private static final int MOST_BYTES = 16 * 1024;
    private static final int MOST = 50;
    private static final int USUAL_LIMIT = 100;
    private static final int MOST_RESULTS = 1_000;

    private final Webhooks webhooks;
    private final WebhookSecrets secrets;
    private final WebhookHosts hosts;
    private final ChangeFeed feed;
    private final ChangeQuestions questions;
    private final Changes changes;
    private final Accounts accounts;
    private final Clock clock;

    WebhookEndpoint(
            Webhooks webhooks,
            WebhookSecrets secrets,
            WebhookHosts hosts,
            ChangeFeed feed,
            ChangeQuestions questions,
            Changes changes,
            Accounts accounts,
            Clock clock) {
        this.webhooks = webhooks;
        this.secrets = secrets;
        this.hosts = hosts;
        this.feed = feed;
        this.questions = questions;
        this.changes = changes;
        this.accounts = accounts;
        this.clock = clock;
    }

    @Operation(
            operationId = "addWebhook",
            summary = "建立推送订阅 / have changes sent",
            description =
                    "条件同 GET /changes,用途和授权取自请求头,推送以本系统的名义进行。secret 只在此处给出一次,用于核验签名(Standard Webhooks)。\n\nWhat is sent is as of GET /changes; purpose and agreement are those of the headers, and it is sent on behalf of this system. The `secret` is given here once; signatures are checked by it (Standard Webhooks).",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = WebhookBody.class),
                                            examples = @ExampleObject(WebhookExamples.BODY))),
            responses =
                    @ApiResponse(
                            responseCode = "201",
                            description = "The webhook, with its secret",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = WebhookAnswer.class),
                                            examples = @ExampleObject(WebhookExamples.WITH_SECRET))))
    @Refuses({
        ProblemCode.ACCESS_NOT_RECORDED,
        ProblemCode.AGREEMENT_NOT_IN_FORCE,
        ProblemCode.BODY_MALFORMED,
        ProblemCode.BODY_TOO_LARGE,
        ProblemCode.CHANGES_TOO_OLD,
        ProblemCode.FIELD_MISSING,
        ProblemCode.FIELD_TYPE,
        ProblemCode.FIELD_UNKNOWN,
        ProblemCode.ITEM_UNKNOWN,
        ProblemCode.MEDIA_TYPE_UNSUPPORTED,
        ProblemCode.NEXT_INVALID,
        ProblemCode.NOT_ALLOWED,
        ProblemCode.NOT_ENTITLED,
        ProblemCode.PARAMETER_INVALID,
        ProblemCode.PURPOSE_MISSING,
        ProblemCode.PURPOSE_UNKNOWN,
        ProblemCode.WEBHOOK_REFUSED
    })
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<WebhookAnswer> add(@Parameter(hidden = true) Actor actor, HttpServletRequest request) {
        WebhookBody body = WebhookBody.read(RequestBody.read(request, MOST_BYTES));
        if (body.url() == null)
            throw new RequestRefused(ProblemCode.FIELD_MISSING, "须以 url 说明接收地址", "`url` says where to send to")
                    .at("$.url");
        int limit = body.limit() == null ? USUAL_LIMIT : body.limit();
        Parameters.within("limit", limit, 1, MOST_RESULTS);
        mustBeSystem(actor);
        Inquiry inquiry = Inquiry.of(actor, request);
        ChangeQuestion question = questions.of(inquiry, body.type(), body.items(), body.division());
        long place = feed.place(question, body.after() == null ? Long.toString(changes.end()) : body.after());
        // Whether it may be followed at all; nothing leaves.
        feed.nothingUpTo(question, changes.end());
        hosts.refusal(body.url()).ifPresent(why -> {
            throw new RequestRefused(ProblemCode.WEBHOOK_REFUSED, why.zh(), why.en()).at("$.url");
        });
        if (webhooks.of(actor.department()).size() >= MOST)
            throw new RequestRefused(
                    ProblemCode.WEBHOOK_REFUSED,
                    "本部门的推送订阅已达 " + MOST + " 个",
                    "the department has " + MOST + " webhooks already");
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Webhook made = new Webhook(
                UUID.randomUUID(),
                actor.name(),
                actor.department(),
                body.url(),
                inquiry.purpose(),
                inquiry.agreement(),
                inquiry.caseReference(),
                question.type(),
                question.items(),
                question.division(),
                limit,
                place,
                null,
                Webhook.State.ACTIVE,
                null,
                0,
                null,
                now,
                now,
                null);
        byte[] secret = secrets.fresh();
        webhooks.insert(made, secret);
        return ResponseEntity.created(URI.create("/api/v1/webhooks/" + made.id()))
                .header("Cache-Control", "no-store")
                .body(WebhookAnswer.of(made, secret));
    }

    /** It is sent on behalf of the account, day and night. */
    private void mustBeSystem(Actor actor) {
        boolean system = accounts.find(actor.name())
                .filter(account -> account.kind() == Account.Kind.SYSTEM)
                .isPresent();
        if (!system || actor.department() == null)
            throw new RequestRefused(
                    ProblemCode.NOT_ALLOWED,
                    "推送订阅由用数部门的系统账户建立",
                    "webhooks are entered by the systems of consuming departments");
    }

    @Operation(
            operationId = "listWebhooks",
            summary = "列出本部门的推送订阅 / list webhooks",
            description =
                    "含状态和最近一次失败的原因。\n\nThose of the department, with their state and the reason of the last failure.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "All of the department, the oldest first",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = WebhooksAnswer.class),
                                            examples = @ExampleObject(WebhookExamples.WEBHOOKS))))
    @Refuses({ProblemCode.NOT_ALLOWED})
    @GetMapping
    ResponseEntity<WebhooksAnswer> list(@Parameter(hidden = true) Actor actor) {
        return ResponseEntity.ok()
                .header("Cache-Control", "private, no-cache")
                .body(new WebhooksAnswer(
                        webhooks.of(actor.department()).stream()
                                .map(each -> WebhookAnswer.of(each, null))
                                .toList(),
                        null));
    }

    @Operation(
            operationId = "getWebhook",
            summary = "查看推送订阅 / a webhook",
            description = "状态为 FAILED 时 reason 说明原因。\n\nWhile it is FAILED, `reason` says why.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The webhook",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = WebhookAnswer.class),
                                            examples = @ExampleObject(WebhookExamples.WEBHOOK))))
    @Refuses({ProblemCode.NOT_ALLOWED, ProblemCode.WEBHOOK_UNKNOWN})
    @GetMapping("/{id}")
    ResponseEntity<WebhookAnswer> get(
            @Parameter(hidden = true) Actor actor,
            @Parameter(description = "编号 / id", example = WebhookExamples.ID) @PathVariable String id) {
        return answer(own(actor, id), null);
    }

    @Operation(
            operationId = "deleteWebhook",
            summary = "删除推送订阅 / end a webhook",
            description = "不再推送;正在进行的一次可能仍会送达。\n\nNothing is sent any more; what is under way may still arrive.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The webhook as it was",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = WebhookAnswer.class),
                                            examples = @ExampleObject(WebhookExamples.WEBHOOK))))
    @Refuses({ProblemCode.NOT_ALLOWED, ProblemCode.WEBHOOK_UNKNOWN})
    @DeleteMapping("/{id}")
    ResponseEntity<WebhookAnswer> delete(
            @Parameter(hidden = true) Actor actor,
            @Parameter(description = "编号 / id", example = WebhookExamples.ID) @PathVariable String id) {
        Webhook webhook = own(actor, id);
        webhooks.delete(webhook.id());
        return answer(webhook, null);
    }

    @Operation(
            operationId = "resumeWebhook",
            summary = "恢复推送 / resume a webhook",
            description =
                    "自停止处继续;等待重试的立即重试。\n\nGoes on from where it stood; one that waits for another attempt is tried at once.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The webhook as it is now",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = WebhookAnswer.class),
                                            examples = @ExampleObject(WebhookExamples.WEBHOOK))))
    @Refuses({ProblemCode.NOT_ALLOWED, ProblemCode.WEBHOOK_REFUSED, ProblemCode.WEBHOOK_UNKNOWN})
    @PostMapping("/{id}/resumptions")
    ResponseEntity<WebhookAnswer> resume(
            @Parameter(hidden = true) Actor actor,
            @Parameter(description = "编号 / id", example = WebhookExamples.ID) @PathVariable String id) {
        Webhook webhook = own(actor, id);
        if (webhook.state() == Webhook.State.ENDED)
            throw new RequestRefused(
                    ProblemCode.WEBHOOK_REFUSED,
                    "其账户已停用或不再是用数系统;请另行建立",
                    "its account has ended or consumes no more; enter another one");
        webhooks.resume(webhook.id(), clock.instant());
        return answer(own(actor, id), null);
    }

    @Operation(
            operationId = "renewWebhookSecret",
            summary = "更换签名密钥 / another secret",
            description = "新密钥只在此处给出一次;此后 24 小时内两个密钥都签名。\n\nThe new secret is given here once; for 24 hours both sign.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The webhook, with its new secret",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = WebhookAnswer.class),
                                            examples = @ExampleObject(WebhookExamples.WITH_SECRET))))
    @Refuses({ProblemCode.NOT_ALLOWED, ProblemCode.WEBHOOK_UNKNOWN})
    @PostMapping("/{id}/secrets")
    ResponseEntity<WebhookAnswer> renew(
            @Parameter(hidden = true) Actor actor,
            @Parameter(description = "编号 / id", example = WebhookExamples.ID) @PathVariable String id) {
        Webhook webhook = own(actor, id);
        byte[] secret = secrets.fresh();
        webhooks.rotate(webhook.id(), secret, clock.instant());
        return answer(webhook, secret);
    }

    private static ResponseEntity<WebhookAnswer> answer(Webhook webhook, byte[] secret) {
        return ResponseEntity.ok().header("Cache-Control", "no-store").body(WebhookAnswer.of(webhook, secret));
    }

    private Webhook own(Actor actor, String id) {
        UUID known;
        try {
            known = UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
        return webhooks.find(known)
                .filter(each -> each.department().equals(actor.department()))
                .orElseThrow(WebhookEndpoint::unknown);
    }

    private static RequestRefused unknown() {
        return new RequestRefused(ProblemCode.WEBHOOK_UNKNOWN, "本部门没有该推送订阅", "the department has no such webhook");
    }
}
