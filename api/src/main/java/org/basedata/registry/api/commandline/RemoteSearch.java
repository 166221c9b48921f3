package org.basedata.registry.api.commandline;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.basedata.registry.projections.candidate.SearchReport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Searches for candidates through the HTTP interface of a running server. */
final class RemoteSearch {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SEARCHES = "/api/v1/identity/candidates/searches";

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String url;

    private RemoteSearch(String url) {
        this.url = url;
    }

    String url() {
        return url;
    }

    /** The server on the port, when there is one and it is a registry. */
    static Optional<RemoteSearch> find(int port) throws InterruptedException {
        return RemoteImport.find(port).map(server -> new RemoteSearch(server.url()));
    }

    /** Begins a search and waits for its end. */
    SearchReport run() throws InterruptedException {
        try {
            HttpResponse<String> begun =
                    send(HttpRequest.newBuilder(URI.create(url + SEARCHES)).POST(BodyPublishers.noBody()));
            JsonNode state = JSON.readTree(begun.body());
            if (begun.statusCode() != 202)
                throw failed(state.path("code").asString("FAILED") + ": "
                        + state.path("detailEn").asString("") + " / "
                        + state.path("detail").asString(""));
            URI progress = URI.create(url)
                    .resolve(begun.headers().firstValue("Location").orElseThrow());
            while (state.path("status").asString("").equals("RUNNING")) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
                state = JSON.readTree(send(HttpRequest.newBuilder(progress)).body());
            }
            if (!state.path("status").asString("").equals("DONE"))
                throw failed("SEARCH_FAILED: the search ended as "
                        + state.path("status").asString("")
                        + "; what was found before stands, the server's log says why / 查找未完成,原有结果不变");
            return JSON.treeToValue(state.path("report"), SearchReport.class);
        } catch (IOException e) {
            throw failed("SERVER_LOST: the server at " + url + " did not answer / 与登记系统的连接中断");
        }
    }

    private static CommandFailed failed(String message) {
        return new CommandFailed(Main.FAILED, message);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(
                request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }
}
