package org.basedata.registry.api.commandline;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.basedata.registry.core.calendar.YearFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Puts years in force through a running server. */
final class RemoteCalendar implements CalendarCommand.Desk {
    private static final JsonMapper JSON = new JsonMapper();

    private final RunningServer server;

    RemoteCalendar(RunningServer server) {
        this.server = server;
    }

    @Override
    public boolean publish(YearFile year, byte[] file, String by) throws InterruptedException {
        HttpRequest.Builder request = server.request("/api/v1/calendar/" + year.year() + "?handlingPerson="
                        + URLEncoder.encode(by, StandardCharsets.UTF_8))
                .header("Content-Type", "text/csv; charset=UTF-8")
                .PUT(BodyPublishers.ofByteArray(file));
        try {
            HttpResponse<String> response = server.send(request);
            JsonNode answer = JSON.readTree(response.body());
            if (response.statusCode() == 200) return answer.path("changed").asBoolean();
            throw new CommandFailed(
                    Main.FAILED,
                    answer.path("code").asString("FAILED") + ": " + year.year() + ": "
                            + answer.path("detailEn").asString("HTTP " + response.statusCode()) + " / "
                            + answer.path("detail").asString(""));
        } catch (IOException | JacksonException e) {
            throw new CommandFailed(
                    Main.FAILED,
                    "SERVER_LOST: the server at " + server.url() + " did not say what became of " + year.year()
                            + "; give the same files again / 登记系统未答复,请以同样的文件再试");
        }
    }
}
