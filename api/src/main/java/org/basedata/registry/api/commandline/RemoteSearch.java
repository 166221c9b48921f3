package org.basedata.registry.api.commandline;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.basedata.registry.projections.candidate.SearchReport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Searches for candidates through the HTTP interface of a running server. */
final class RemoteSearch {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SEARCHES = "/api/v1/identity/candidates/searches";

    private final RunningServer server;

    RemoteSearch(RunningServer server) {
        this.server = server;
    }

    String url() {
        return server.url();
    }

    /** Begins a search and waits for its end. */
    SearchReport run() throws InterruptedException {
        try {
            HttpResponse<String> begun = server.send(server.request(SEARCHES).POST(BodyPublishers.noBody()));
            JsonNode state = JSON.readTree(begun.body());
            if (begun.statusCode() != 202)
                throw failed(state.path("code").asString("FAILED") + ": "
                        + state.path("detailEn").asString("") + " / "
                        + state.path("detail").asString(""));
            String progress = begun.headers().firstValue("Location").orElseThrow();
            while (state.path("status").asString("").equals("RUNNING")) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
                state = JSON.readTree(server.send(server.request(progress)).body());
            }
            if (!state.path("status").asString("").equals("DONE"))
                throw failed("SEARCH_FAILED: the search ended as "
                        + state.path("status").asString("")
                        + "; what was found before stands, the server's log says why / 查找未完成,原有结果不变");
            return JSON.treeToValue(state.path("report"), SearchReport.class);
        } catch (IOException e) {
            throw failed("SERVER_LOST: the server at " + server.url() + " did not answer / 与登记系统的连接中断");
        }
    }

    private static CommandFailed failed(String message) {
        return new CommandFailed(Main.FAILED, message);
    }
}
