package org.basedata.registry.api.delivery;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.basedata.registry.api.body.BodyBudget;
import org.basedata.registry.api.document.Examples;
import org.basedata.registry.api.document.Refuses;
import org.basedata.registry.api.paging.PageMarks;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.api.signin.Roles;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.delivery.Waiver;
import org.basedata.registry.importers.delivery.DeliveryDesk;
import org.basedata.registry.importers.delivery.SubmitDelivery;
import org.basedata.registry.importers.file.FileDelivery;
import org.basedata.registry.importers.file.ImportProgress;
import org.basedata.registry.importers.ledger.RefusedRow;
import org.basedata.registry.projections.delivery.DeliveryRecord;
import org.basedata.registry.projections.delivery.DeliveryRecords;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import tools.jackson.databind.ObjectMapper;

/** Where sources hand in what they know, and see what became of it. */
@Tag(name = "deliveries", description = "数源部门报送与回执 / what sources submit, and their receipts")
@Roles(Role.SOURCE)
@RestController
@RequestMapping(path = "/api/v1/deliveries", produces = MediaType.APPLICATION_JSON_VALUE)
final class DeliveryEndpoint {
    /** 5,000 records of 6 KB: well above what a full household record takes. */
    private static final int MOST_BYTES = 32 << 20;

    private static final int MOST_REFUSALS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final DeliveryDesk desk;
    private final DeliveryRecords deliveries;
    private final DeliveriesFollowed followed;
    private final Catalogue catalogue;
    private final PageMarks marks;
    private final ObjectMapper json;
    private final BodyBudget budget =
            new BodyBudget(Math.max(MOST_BYTES, Runtime.getRuntime().maxMemory() / 16), PATIENCE.toMillis());

    DeliveryEndpoint(
            DeliveryDesk desk,
            DeliveryRecords deliveries,
            DeliveriesFollowed followed,
            Catalogue catalogue,
            PageMarks marks,
            ObjectMapper json) {
        this.desk = desk;
        this.deliveries = deliveries;
        this.followed = followed;
        this.catalogue = catalogue;
        this.marks = marks;
        this.json = json;
    }

    @Operation(
            operationId = "submitDelivery",
            summary = "报送一个批次 / submit a delivery",
            description = "一次报送 1 至 5,000 条记录,应答为逐条回执:接受、未变、拒绝(附全部原因)。重复报送不产生变化。"
                    + "被拒绝的记录留存,可更正后重新报送。带 Idempotency-Key 时,同键同内容 7 天内返回原回执。\n\n"
                    + "1 to 5,000 records; the answer is a receipt that says for each record what became of it, with all faults of"
                    + " refused ones. Sending the same again changes nothing. With an `Idempotency-Key` the same body gets the stored"
                    + " receipt, byte for byte, for 7 days.",
            parameters =
                    @Parameter(
                            name = "Idempotency-Key",
                            in = ParameterIn.HEADER,
                            description =
                                    "本次报送的唯一键,最长 255 个可见 ASCII 字符 / a key of your own for this delivery, at most 255"
                                            + " visible ASCII characters",
                            example = "ga-20261122-0001",
                            schema = @Schema(type = "string", maxLength = 255)),
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = DeliveryBody.class),
                                            examples = @ExampleObject(Examples.DELIVERY))),
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The receipt",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = ReceiptBody.class),
                                            examples = @ExampleObject(Examples.RECEIPT))))
    @Refuses({
        ProblemCode.BODY_MALFORMED,
        ProblemCode.BODY_TOO_LARGE,
        ProblemCode.BUSY,
        ProblemCode.DATASET_UNKNOWN,
        ProblemCode.DELIVERY_UNFIT,
        ProblemCode.FIELD_MISSING,
        ProblemCode.FIELD_TYPE,
        ProblemCode.FIELD_UNKNOWN,
        ProblemCode.IDEMPOTENCY_KEY_FORMAT,
        ProblemCode.IDEMPOTENCY_KEY_REUSED,
        ProblemCode.IDEMPOTENCY_STILL_RUNNING,
        ProblemCode.MEDIA_TYPE_UNSUPPORTED,
        ProblemCode.NOT_ALLOWED,
        ProblemCode.RECORDS_TOO_MANY,
        ProblemCode.SOURCE_UNKNOWN
    })
    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> submit(
            Actor actor,
            HttpServletRequest request,
            @Parameter(hidden = true) @RequestHeader(name = "Idempotency-Key", required = false) String key) {
        byte[] receipt = receipt(actor, request, key);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header("Cache-Control", "no-store")
                .body(receipt);
    }

    /** What {@link #submit} answers. */
    byte[] receipt(Actor actor, HttpServletRequest request, String key) {
        if (key != null && !key.matches("[\\x21-\\x7E]{1,255}"))
            throw new RequestRefused(
                            ProblemCode.IDEMPOTENCY_KEY_FORMAT,
                            "Idempotency-Key 应为 1 至 255 个可见 ASCII 字符",
                            "an Idempotency-Key has 1 to 255 visible ASCII characters")
                    .at("Idempotency-Key");
        long said = request.getContentLengthLong();
        BodyBudget.Share share = budget.take(Math.min(said, MOST_BYTES));
        try {
            return submit(actor, request, said, key);
        } finally {
            share.close();
        }
    }

    private byte[] submit(Actor actor, HttpServletRequest request, long said, String key) {
        byte[] body = org.basedata.registry.api.body.RequestBody.read(request, MOST_BYTES);
        if (said >= 0) return submit(actor, body, key);
        BodyBudget.Share share = budget.take(body.length);
        try {
            return submit(actor, body, key);
        } finally {
            share.close();
        }
    }

    private byte[] submit(Actor actor, byte[] body, String key) {
        DeliveryReading.Delivery delivery = DeliveryReading.read(body);
        mustBeOwn(actor, delivery.source());
        return desk.submit(new SubmitDelivery(
                        delivery.source(),
                        delivery.dataset(),
                        delivery.extractTime(),
                        delivery.complete(),
                        delivery.records(),
                        actor.name(),
                        key,
                        key == null ? null : sha256(body),
                        delivery.letIn(),
                        delivery.vanishedLimitLifted()))
                .json();
    }

    @Operation(
            operationId = "submitFile",
            summary = "上传文件报送 / submit a file",
            description =
                    "上传 CSV 文件,后台导入;在应答的 Location 查看进度和回执。中断后可重新上传同一文件,从断点继续。\n\n"
                            + "A CSV file is taken in the background; the answer's Location shows progress and, at the end, the receipt.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                            schema = @Schema(implementation = FileBody.class))),
            responses =
                    @ApiResponse(
                            responseCode = "202",
                            description = "The file is kept and will be taken",
                            headers =
                                    @Header(
                                            name = "Location",
                                            description = "Where progress and receipt are",
                                            schema =
                                                    @Schema(
                                                            type = "string",
                                                            example = "/api/v1/deliveries/" + Examples.DELIVERY_ID)),
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = FileAccepted.class),
                                            examples = @ExampleObject(Examples.FILE_ACCEPTED))))
    @Refuses({
        ProblemCode.BODY_MALFORMED,
        ProblemCode.BODY_TOO_LARGE,
        ProblemCode.DATASET_UNKNOWN,
        ProblemCode.DELIVERY_UNFIT,
        ProblemCode.FIELD_MISSING,
        ProblemCode.MEDIA_TYPE_UNSUPPORTED,
        ProblemCode.NOT_ALLOWED,
        ProblemCode.PARAMETER_INVALID,
        ProblemCode.SOURCE_UNKNOWN
    })
    @PostMapping(path = "/files", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<FileAccepted> submitFile(
            Actor actor,
            @Parameter(hidden = true) @RequestPart("file") MultipartFile file,
            @Parameter(hidden = true) @RequestParam("dataset") String dataset,
            @Parameter(hidden = true) @RequestParam("source") String source,
            @Parameter(hidden = true) @RequestParam(name = "complete", required = false) String complete,
            @Parameter(hidden = true) @RequestParam(name = "extractTime", required = false) String extractTime,
            @Parameter(hidden = true) @RequestParam(name = "letInBy", required = false) String letInBy,
            @Parameter(hidden = true) @RequestParam(name = "letInReason", required = false) String letInReason,
            @Parameter(hidden = true) @RequestParam(name = "vanishedLimitLiftedBy", required = false)
                    String vanishedLimitLiftedBy,
            @Parameter(hidden = true) @RequestParam(name = "vanishedLimitLiftedReason", required = false)
                    String vanishedLimitLiftedReason,
            @Parameter(hidden = true) @RequestParam(name = "charset", required = false) String charset)
            throws IOException {
        if (catalogue.source(source).isEmpty())
            throw new RequestRefused(ProblemCode.SOURCE_UNKNOWN, "目录中没有该数源部门", "the catalogue has no such source")
                    .at("source");
        mustBeOwn(actor, source);
        if (catalogue.dataset(dataset).isEmpty())
            throw new RequestRefused(ProblemCode.DATASET_UNKNOWN, "目录中没有该信息组", "the catalogue has no such dataset")
                    .at("dataset");
        if (complete != null && !complete.equals("true") && !complete.equals("false"))
            throw invalid("complete", "complete 应为 true 或 false", "complete is true or false");
        if (file.isEmpty()) throw invalid("file", "文件为空", "the file is empty");
        boolean whole = "true".equals(complete);
        Instant extracted = extractTime == null || extractTime.isEmpty() ? null : time(extractTime);
        // The desk keeps a copy of its own before it answers, so that this one can go.
        Path copy = Files.createTempFile("delivery-", ".upload");
        try {
            file.transferTo(copy);
            UUID delivery = desk.receive(new FileDelivery(
                    copy,
                    plainName(file),
                    source,
                    dataset,
                    charset(charset),
                    extracted,
                    whole,
                    waiver("letIn", letInBy, letInReason),
                    waiver("vanishedLimitLifted", vanishedLimitLiftedBy, vanishedLimitLiftedReason)));
            return ResponseEntity.accepted()
                    .location(URI.create("/api/v1/deliveries/" + delivery))
                    .body(new FileAccepted(delivery, ImportProgress.State.RUNNING));
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private static Waiver waiver(String field, String by, String reason) {
        boolean named = by != null && !by.isBlank();
        boolean reasoned = reason != null && !reason.isBlank();
        if (named != reasoned)
            throw invalid(
                    field,
                    field + "By 与 " + field + "Reason 须同时填写",
                    field + "By and " + field + "Reason are given together");
        return named ? new Waiver(by, reason) : null;
    }

    @Operation(
            operationId = "getDelivery",
            summary = "查询批次进度与结果 / progress and receipt of a delivery",
            description =
                    "批次的状态、进度、各类条数和按代码统计的拒绝原因。\n\n"
                            + "State, progress, rows by outcome and refusals by code; of a JSON delivery also the outcome of every row.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "The delivery as far as it is",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = DeliveryAnswer.class),
                                            examples = @ExampleObject(Examples.DELIVERY_STATUS))))
    @Refuses(ProblemCode.DELIVERY_UNKNOWN)
    @GetMapping("/{id}")
    ResponseEntity<DeliveryAnswer> get(
            Actor actor,
            @Parameter(description = "批次号 / the delivery's id", example = Examples.DELIVERY_ID) @PathVariable
                    String id) {
        UUID delivery = id(id);
        DeliveryAnswer answer =
                find(delivery).filter(each -> isOwn(actor, each.source())).orElseThrow(DeliveryEndpoint::unknown);
        return ResponseEntity.ok().header("Cache-Control", "private, no-cache").body(answer);
    }

    @Operation(
            operationId = "listRefusals",
            summary = "查询被拒绝的记录 / the refused rows of a delivery",
            description = "逐行列出原始内容和全部原因,按批次中的顺序。\n\n"
                    + "Every refused row as it was sent, with all its faults, in the order of the delivery.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "A page of refused rows",
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = RefusalsAnswer.class),
                                            examples = @ExampleObject(Examples.REFUSALS))))
    @Refuses({ProblemCode.DELIVERY_UNKNOWN, ProblemCode.NEXT_INVALID, ProblemCode.PARAMETER_INVALID})
    @GetMapping("/{id}/refusals")
    ResponseEntity<RefusalsAnswer> refusals(
            Actor actor,
            @Parameter(description = "批次号 / the delivery's id", example = Examples.DELIVERY_ID) @PathVariable String id,
            @Parameter(description = "每页条数,1 至 1,000 / rows a page, 1 to 1,000", example = "100")
                    @RequestParam(defaultValue = "100")
                    int limit,
            @Parameter(description = "上一页的 next / `next` of the page before", example = Examples.NEXT)
                    @RequestParam(required = false)
                    String next) {
        UUID delivery = id(id);
        // Of others, not even that there is such a delivery.
        if (find(delivery).filter(each -> isOwn(actor, each.source())).isEmpty()) throw unknown();
        if (limit < 1 || limit > MOST_REFUSALS)
            throw invalid("limit", "limit 应为 1 至 " + MOST_REFUSALS, "limit is 1 to " + MOST_REFUSALS);
        String question = "refusals|" + delivery;
        long after =
                next == null ? -1 : Long.parseLong(marks.read(question, next).get(0));
        List<RefusedRow> rows = desk.refusals(delivery, after, limit + 1);
        List<RefusalsAnswer.Row> results = new ArrayList<>(Math.min(rows.size(), limit));
        for (RefusedRow row : rows.subList(0, Math.min(rows.size(), limit)))
            results.add(new RefusalsAnswer.Row(
                    row.index(), row.line() == 0 ? null : row.line(), json.readTree(row.record()), row.faults()));
        boolean more = rows.size() > limit;
        return ResponseEntity.ok()
                .header("Cache-Control", "private, no-cache")
                .body(new RefusalsAnswer(
                        results,
                        more
                                ? marks.write(
                                        question,
                                        Long.toString(results.get(limit - 1).index()))
                                : null));
    }

    /** A source hands in what it knows itself, and nobody else's. */
    private void mustBeOwn(Actor actor, String source) {
        if (isOwn(actor, source)) return;
        if (catalogue.source(source).isEmpty()) return; // said more plainly by what comes next
        throw new RequestRefused(
                        ProblemCode.NOT_ALLOWED,
                        "只能报送本部门的数据;本账户属于 " + department(actor),
                        "a source submits its own records only; this account is of " + department(actor))
                .at("source");
    }

    private static String department(Actor actor) {
        return actor.department() == null ? "-" : actor.department();
    }

    private static boolean isOwn(Actor actor, String source) {
        return source != null && source.equals(actor.department());
    }

    private Optional<DeliveryAnswer> find(UUID delivery) {
        Optional<ImportProgress> progress = desk.progress(delivery);
        Optional<DeliveryRecord> known = deliveries.find(delivery);
        // The table follows the log; what was answered a moment ago must not be unknown now.
        boolean behind = known.isEmpty() || known.get().completedAt() == null;
        if (behind && followed.upToNow(PATIENCE)) known = deliveries.find(delivery);
        if (known.isEmpty() && progress.isEmpty()) return Optional.empty();
        return Optional.of(DeliveryAnswer.of(delivery, known.orElse(null), progress.orElse(null)));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
    }

    private static RequestRefused unknown() {
        return new RequestRefused(
                ProblemCode.DELIVERY_UNKNOWN,
                "没有该批次;批次号见回执的 deliveryId 或上传应答的 Location",
                "there is no such delivery; its id is the deliveryId of the receipt or in the Location of the upload's"
                        + " answer");
    }

    private static RequestRefused invalid(String name, String zh, String en) {
        return new RequestRefused(ProblemCode.PARAMETER_INVALID, zh, en).at(name);
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw invalid(
                    "extractTime",
                    "extractTime 应为 RFC 3339 时间,如 2026-11-01T00:00:00+08:00",
                    "extractTime is an RFC 3339 time, such as 2026-11-01T00:00:00+08:00");
        }
    }

    private static Charset charset(String name) {
        if (name == null || name.isEmpty()) return null;
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw invalid(
                    "charset", "不支持该字符集;可用 UTF-8、GB18030", "the charset is not supported; there are UTF-8 and GB18030");
        }
    }

    /** Browsers and scripts send paths of the sender's machine; only the last part is of use. */
    private static String plainName(MultipartFile file) {
        String name = file.getOriginalFilename();
        if (name == null || name.isBlank()) return "upload";
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .replaceAll("\\p{Cntrl}", "");
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
