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
import org.basedata.registry.core.account.Role;
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
    private final Client client;

    RemoteCalendar(String url, Client client) {
        this.url = url;
        this.client = client;
    }

    /** A system's account. */
    record Client(String id, String secret) {
        /** The first of a file of accounts that may upload years. */
        static Client of(byte[] accounts) {
            try {
                for (JsonNode each : JSON.readTree(accounts).path("clients"))
                    for (JsonNode role : each.path("roles"))
                        if (role.asString().equals(Role.OPERATOR.name())
                                || role.asString().equals(Role.CATALOGUE_ADMIN.name()))
                            return new Client(
                                    each.path("clientId").asString(),
                                    each.path("clientSecret").asString());
            } catch (JacksonException e) {
                throw none();
            }
            throw none();
        }

        private static CommandFailed none() {
            return new CommandFailed(
                    Main.MISUSED,
                    "CLIENT_MISSING: the file of accounts names no client with the role OPERATOR or CATALOGUE_ADMIN /"
                            + " 账户文件中没有运维员或目录管理员角色的系统账户");
        }
    }

    /** Asked for anew for each year: it takes no time, and never runs out. */
    private String token() throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(url + "/oauth2/token"))
                        .timeout(Duration.ofSeconds(60))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id="
                                + URLEncoder.encode(client.id(), StandardCharsets.UTF_8) + "&client_secret="
                                + URLEncoder.encode(client.secret(), StandardCharsets.UTF_8)))
                        .build(),
                BodyHandlers.ofString(StandardCharsets.UTF_8));
        if (response.statusCode() == 200)
            return JSON.readTree(response.body()).path("access_token").asString();
        throw new CommandFailed(
                Main.FAILED,
                "CLIENT_REFUSED: the server does not know client " + client.id()
                        + " by this secret / 登记系统不认可该系统账户或其密钥");
    }

    @Override
    public boolean publish(YearFile year, byte[] file, String by) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/v1/calendar/" + year.year()
                            + "?handlingPerson=" + URLEncoder.encode(by, StandardCharsets.UTF_8)))
                    .timeout(Duration.ofSeconds(60))
                    .header("Authorization", "Bearer " + token())
                    .header("Content-Type", "text/csv; charset=UTF-8")
                    .PUT(BodyPublishers.ofByteArray(file))
                    .build();
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
