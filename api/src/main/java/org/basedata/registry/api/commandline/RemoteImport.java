package org.basedata.registry.api.commandline;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.basedata.registry.core.delivery.DeliveryCompleted.Counts;
import org.basedata.registry.core.delivery.Waiver;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.importers.file.FileDelivery;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Imports files through the HTTP interface of a running server. */
final class RemoteImport {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(30);

    private final RunningServer server;

    RemoteImport(RunningServer server) {
        this.server = server;
    }

    String url() {
        return server.url();
    }

    FileOutcome run(FileDelivery delivery, PrintWriter out) throws InterruptedException {
        long begin = System.nanoTime();
        ProgressLine line = new ProgressLine(out, delivery.fileName());
        try {
            HttpResponse<String> accepted = server.send(upload(delivery));
            JsonNode answer = JSON.readTree(accepted.body());
            if (accepted.statusCode() != 202) return refused(delivery, answer);
            String progress = accepted.headers().firstValue("Location").orElseThrow();
            while (true) {
                JsonNode state = get(progress);
                switch (state.path("status").asString("")) {
                    case "RUNNING" -> show(line, state.path("progress"));
                    case "DONE" -> {
                        return done(delivery, state, (System.nanoTime() - begin) / 1e9);
                    }
                    default -> {
                        return refused(delivery, state);
                    }
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
            }
        } catch (IOException e) {
            throw new CommandFailed(
                    Main.FAILED,
                    "SERVER_LOST: the server at " + server.url()
                            + " did not answer; import the same file again to go on" + " / 与登记系统的连接中断,重新导入同一文件即可继续");
        } finally {
            line.end();
        }
    }

    private JsonNode get(String address) throws IOException, InterruptedException {
        return JSON.readTree(server.send(server.request(address)).body());
    }

    private static void show(ProgressLine line, JsonNode progress) {
        if (!progress.isObject()) return;
        line.show(
                progress.path("bytesDone").asLong(0),
                progress.path("bytesTotal").asLong(0),
                progress.path("rows").asLong(0),
                progress.path("rowsPerSecond").asDouble(0),
                progress.has("secondsLeft") ? progress.path("secondsLeft").asLong(0) : null);
    }

    private static FileOutcome done(FileDelivery delivery, JsonNode state, double seconds) {
        Map<String, Long> refusedByCode = new TreeMap<>();
        state.path("refusedByCode")
                .properties()
                .forEach(
                        each -> refusedByCode.put(each.getKey(), each.getValue().asLong()));
        return new FileOutcome(
                delivery.fileName(),
                state.path("deliveryId").asString(),
                JSON.treeToValue(state.path("counts"), Counts.class),
                refusedByCode,
                faults(state.path("warnings")),
                List.of(),
                seconds);
    }

    /** Of a problem document or of a delivery whose file was not taken. */
    private static FileOutcome refused(FileDelivery delivery, JsonNode answer) {
        List<Fault> faults = faults(answer.path("faults"));
        if (faults.isEmpty())
            faults = List.of(new Fault(
                    answer.path("code").asString("FAILED"),
                    answer.path("at").asString("file"),
                    null,
                    answer.path("detail").asString("导入失败"),
                    answer.path("detailEn").asString("the import failed")));
        return new FileOutcome(delivery.fileName(), null, null, Map.of(), List.of(), faults, 0);
    }

    private static List<Fault> faults(JsonNode array) {
        List<Fault> faults = new ArrayList<>();
        array.forEach(each -> faults.add(JSON.treeToValue(each, Fault.class)));
        return faults;
    }

    private static void waiver(Map<String, String> fields, String name, Waiver waiver) {
        if (waiver == null) return;
        fields.put(name + "By", waiver.by());
        fields.put(name + "Reason", waiver.reason());
    }

    private HttpRequest.Builder upload(FileDelivery delivery) throws IOException {
        String boundary = "registry-" + UUID.randomUUID();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("dataset", delivery.dataset());
        fields.put("source", delivery.source());
        fields.put("complete", Boolean.toString(delivery.complete()));
        if (delivery.extractTime() != null)
            fields.put("extractTime", delivery.extractTime().toString());
        if (delivery.charset() != null) fields.put("charset", delivery.charset().name());
        waiver(fields, "letIn", delivery.letIn());
        waiver(fields, "vanishedLimitLifted", delivery.vanishedLimitLifted());
        StringBuilder head = new StringBuilder();
        fields.forEach((name, value) -> head.append("--")
                .append(boundary)
                .append("\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append("\"\r\n\r\n")
                .append(value)
                .append("\r\n"));
        head.append("--")
                .append(boundary)
                .append("\r\nContent-Disposition: form-data; name=\"file\"; filename=\"")
                .append(delivery.fileName().replaceAll("[\"\\\\\r\n]", "_"))
                .append("\"\r\nContent-Type: application/octet-stream\r\n\r\n");
        // The file itself is streamed: it may be larger than the memory.
        BodyPublisher body = BodyPublishers.concat(
                BodyPublishers.ofString(head.toString(), StandardCharsets.UTF_8),
                BodyPublishers.ofFile(delivery.file()),
                BodyPublishers.ofString("\r\n--" + boundary + "--\r\n", StandardCharsets.UTF_8));
        return server.request("/api/v1/deliveries/files", LONGEST_ANSWER)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(body);
    }
}
