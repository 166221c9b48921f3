package org.basedata.registry.api.commandline;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.basedata.registry.core.identity.IdentityRefused;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends acts to a running server, each as a request of its own. */
final class RemoteActs implements ActFile.Desk {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(2);

    private final RunningServer server;

    RemoteActs(RunningServer server) {
        this.server = server;
    }

    @Override
    public ActOutcome take(byte[] act) throws InterruptedException {
        HttpRequest.Builder request = server.request("/api/v1/identity/acts", LONGEST_ANSWER)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(act));
        try {
            HttpResponse<String> response = server.send(request);
            JsonNode answer = JSON.readTree(response.body());
            if (response.statusCode() == 200) return taken(answer);
            if (response.statusCode() >= 500) throw lost(answer.path("code").asString("HTTP " + response.statusCode()));
            return refused(answer);
        } catch (IOException | JacksonException e) {
            throw lost("no answer");
        }
    }

    private static ActOutcome taken(JsonNode answer) {
        List<String> parts = new ArrayList<>();
        answer.path("parts").forEach(part -> parts.add(part.asString()));
        return ActOutcome.taken(
                answer.path("act").asString(), answer.path("ref").asString(), parts);
    }

    private static ActOutcome refused(JsonNode problem) {
        JsonNode fault = problem.path("faults").path(0);
        if (fault.path("code").asString("").equals(IdentityRefused.ACT_KNOWN)) return ActOutcome.known();
        if (fault.isObject())
            return ActOutcome.refused(
                    fault.path("code").asString(),
                    fault.path("item").asString(null),
                    fault.path("message").asString(""),
                    fault.path("messageEn").asString(""));
        return ActOutcome.refused(
                problem.path("code").asString("FAILED"),
                problem.path("at").asString(null),
                problem.path("detail").asString(""),
                problem.path("detailEn").asString(""));
    }

    private CommandFailed lost(String why) {
        return new CommandFailed(
                Main.FAILED,
                "SERVER_LOST: the server at " + server.url() + " did not say what became of this act (" + why
                        + "); give the same file again to go on: acts with an id are taken once"
                        + " / 登记系统未答复本条处置,请以同一文件继续;带 id 的处置只办理一次");
    }
}
