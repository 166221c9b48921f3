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
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.basedata.registry.api.server.Listening;
import tools.jackson.databind.json.JsonMapper;

/** A registry that runs, on this machine or another, as the client whose credentials were given. */
final class RunningServer {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);
    private static final String ITS_PROBLEMS = "urn:base-data-registry:problem:";

    private final HttpClient http;
    private final String url;
    private final ClientOptions.Credentials client;
    private String token;

    private RunningServer(Place place, ClientOptions.Credentials client) {
        this.url = place.url();
        this.client = client;
        HttpClient.Builder http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5));
        if (place.tls() != null) http.sslContext(place.tls());
        this.http = http.build();
    }

    /**
     * Where a server is.
     *
     * @param url without a slash at its end
     * @param tls which authorities are trusted, and with which certificate the client comes; null for what Java trusts, and none
     */
    record Place(String url, SSLContext tls) {
        static Place onThisMachine(int port) {
            return new Place("http://" + Listening.THIS_MACHINE + ":" + port, null);
        }
    }

    /** Whether a registry answers there: its refusals are its own. */
    static boolean answersAt(Place place) throws InterruptedException {
        RunningServer server = new RunningServer(place, null);
        try {
            HttpResponse<String> answer = server.http.send(
                    HttpRequest.newBuilder(URI.create(server.url + "/api/v1/deliveries/" + new UUID(0, 0)))
                            .timeout(Duration.ofSeconds(30))
                            .build(),
                    BodyHandlers.ofString(StandardCharsets.UTF_8));
            return answer.body().contains(ITS_PROBLEMS);
        } catch (SSLException e) {
            throw new CommandFailed(
                    Main.FAILED,
                    "SERVER_NOT_TRUSTED: the certificate of " + place.url() + " is not trusted: " + e.getMessage()
                            + "; give its authority by --ca / 服务器证书不受信任,请以 --ca 指定签发机构证书");
        } catch (IOException e) {
            return false;
        }
    }

    static RunningServer as(ClientOptions.Credentials client, Place place) {
        return new RunningServer(place, client);
    }

    String url() {
        return url;
    }

    HttpRequest.Builder request(String path) {
        return request(path, LONGEST_ANSWER);
    }

    HttpRequest.Builder request(String path, Duration longestAnswer) {
        return HttpRequest.newBuilder(URI.create(url).resolve(path)).timeout(longestAnswer);
    }

    /** Sends it with a token, and once more with another when that has expired meanwhile. */
    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        if (token == null) token = newToken();
        HttpResponse<String> answer = sendWithToken(request);
        if (answer.statusCode() != 401) return answer;
        token = newToken();
        return sendWithToken(request);
    }

    /** The header that makes a request the client's. */
    String header() throws IOException, InterruptedException {
        if (token == null) token = newToken();
        return "Authorization: Bearer " + token;
    }

    private HttpResponse<String> sendWithToken(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(
                request.setHeader("Authorization", "Bearer " + token).build(),
                BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private String newToken() throws IOException, InterruptedException {
        String pair = URLEncoder.encode(client.id(), StandardCharsets.UTF_8) + ":"
                + URLEncoder.encode(client.secret(), StandardCharsets.UTF_8);
        HttpResponse<String> answer = http.send(
                request("/oauth2/token")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header(
                                "Authorization",
                                "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII)))
                        .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                        .build(),
                BodyHandlers.ofString(StandardCharsets.UTF_8));
        return Optional.of(answer)
                .filter(each -> each.statusCode() == 200)
                .map(each -> JSON.readTree(each.body()).path("access_token").asString(null))
                .orElseThrow(() -> new CommandFailed(
                        Main.FAILED,
                        "CLIENT_REFUSED: the server at " + url + " does not take client id " + client.id()
                                + " with this secret / 客户端标识或密钥有误"));
    }
}
