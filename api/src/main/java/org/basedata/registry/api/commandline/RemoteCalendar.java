package org.basedata.registry.api.commandline;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.basedata.registry.core.calendar.YearFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Puts years in force through a running server. */
final class RemoteCalendar implements CalendarCommand.Desk {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final String url;

    RemoteCalendar(String url) {
        this.url = url;
    }

    @Override
    public boolean publish(YearFile year, byte[] file, String by) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/v1/calendar/" + year.year()
                        + "?handlingPerson=" + URLEncoder.encode(by, StandardCharsets.UTF_8)))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "text/csv; charset=UTF-8")
                .PUT(BodyPublishers.ofByteArray(file))
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
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
                    "SERVER_LOST: the server at " + url + " did not say what became of " + year.year()
                            + "; give the same files again / 登记系统未答复,请以同样的文件再试");
        }
    }
}
