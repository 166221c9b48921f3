package org.basedata.registry.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.basedata.registry.api.account.Account;
import org.basedata.registry.api.account.Accounts;
import org.basedata.registry.api.home.OpenHome;
import org.basedata.registry.api.server.Server;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.catalogue.CatalogueLoader;
import org.basedata.registry.core.database.TestDatabase;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A registry that serves on a free port over a database of the test class's own, and what a department's system does with it. */
public final class RunningRegistry implements BeforeAllCallback, AfterAllCallback {
    public static final JsonMapper JSON = new JsonMapper();

    private final TestDatabase database;
    private final Clock clock;
    private HttpClient http = HttpClient.newHttpClient();
    /** A header that is not sent, and keeps the usual token from being sent. */
    public static final String NOBODY = "X-Nobody";

    private static final Pattern SOURCE =
            Pattern.compile("\"source\"\\s*:\\s*\"([A-Z]{1,8})\"|name=\"source\"\\s+([A-Z]{1,8})\\s");

    private final Map<String, String[]> systems = new ConcurrentHashMap<>();
    private volatile String lastSource = "GA";
    private Server server;

    public RunningRegistry() {
        this(new TestDatabase());
    }

    public RunningRegistry(TestDatabase database) {
        this(database, Clock.systemUTC());
    }

    /** @param clock by which all of it goes */
    public RunningRegistry(TestDatabase database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** An answer as it came. */
    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public String text() {
            return response.body();
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        database.open();
        Registry registry = Registry.open(
                database.database(),
                CatalogueLoader.standardYaml(),
                clock,
                2,
                Files.createTempDirectory("registry-spool-"));
        server = Server.start(new OpenHome(database.database(), registry), 0);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        server.close();
        database.close();
    }

    public TestDatabase database() {
        return database;
    }

    public Server server() {
        return server;
    }

    public String url() {
        return server.url();
    }

    /** Requests go over TLS from now on, as whoever has the certificate in it. */
    public RunningRegistry over(SSLContext tls) {
        http = HttpClient.newBuilder().sslContext(tls).build();
        return this;
    }

    /** The header of a system of a department, or of the office, that has got itself a token. */
    public String[] bearer(String name, String department, Role... roles) {
        Accounts.Made made = server.bean("accounts", Accounts.class)
                .add(name, Account.Kind.SYSTEM, name, department, Set.of(roles), false)
                .orElseThrow();
        Answer answer = send(HttpRequest.newBuilder(URI.create(url() + "/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        "grant_type=client_credentials&client_id=" + name + "&client_secret=" + made.secret())));
        return new String[] {
            "Authorization", "Bearer " + answer.json().path("access_token").asString()
        };
    }

    /** A file as {@code demo} writes it, with one system of the department or of the office. */
    public Path accountsFile(Path folder, String department, Role... roles) {
        String name = "of-file-" + systems.size() + "-" + System.nanoTime();
        Accounts.Made made = server.bean("accounts", Accounts.class)
                .add(name, Account.Kind.SYSTEM, name, department, Set.of(roles), false)
                .orElseThrow();
        Map<String, Object> client = new java.util.LinkedHashMap<>();
        client.put("clientId", name);
        client.put("clientSecret", made.secret());
        client.put("department", department);
        client.put("roles", List.of(roles));
        try {
            return Files.writeString(
                    folder.resolve(name + ".json"), JSON.writeValueAsString(Map.of("clients", List.of(client))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The header of a system of the department that hands in records, or reads as its consumer does. */
    public String[] system(String department, Role role) {
        return systems.computeIfAbsent(
                department + "-" + role,
                name -> bearer("default-" + name.toLowerCase(Locale.ROOT).replace('_', '-'), department, role));
    }

    /** Whoever a test does not name: for deliveries the source itself, else a system of the office that may do all that staff may. */
    private String[] usual(URI address, byte[] body) {
        if (address.getPath().startsWith("/api/v1/deliveries")) {
            Matcher source = body == null ? null : SOURCE.matcher(new String(body, StandardCharsets.UTF_8));
            if (source != null && source.find())
                lastSource = source.group(1) == null ? source.group(2) : source.group(1);
            return system(lastSource, Role.SOURCE);
        }
        return systems.computeIfAbsent(
                "office",
                name -> bearer(
                        "default-office",
                        null,
                        Role.STEWARD,
                        Role.APPROVER,
                        Role.AUDITOR,
                        Role.OPERATOR,
                        Role.CATALOGUE_ADMIN));
    }

    public Answer get(String path, String... headers) {
        return send(HttpRequest.newBuilder(URI.create(url() + path)).GET(), headers);
    }

    public Answer post(String path, Object body, String... headers) {
        return postRaw(path, JSON.writeValueAsBytes(body), headers);
    }

    public Answer postRaw(String path, byte[] body, String... headers) {
        return send(
                HttpRequest.newBuilder(URI.create(url() + path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(body)),
                body,
                headers);
    }

    public Answer send(HttpRequest.Builder request, String... headers) {
        return send(request, null, headers);
    }

    /** @param body as it is sent, where that tells whose delivery it is */
    public Answer send(HttpRequest.Builder request, byte[] body, String... headers) {
        HttpRequest plain = request.build();
        boolean known = plain.headers().firstValue("Authorization").isPresent()
                || plain.headers().firstValue("Cookie").isPresent()
                || List.of(headers).contains("Authorization")
                || List.of(headers).contains("Cookie")
                || List.of(headers).contains(NOBODY);
        if (!known && plain.uri().getPath().startsWith("/api/")) {
            String[] usual = usual(plain.uri(), body);
            request.setHeader(usual[0], usual[1]);
        }
        for (int i = 0; i < headers.length; i += 2)
            if (!headers[i].equals(NOBODY)) request.setHeader(headers[i], headers[i + 1]);
        try {
            return new Answer(http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The receipt of a delivery that is taken. */
    public JsonNode deliver(String source, Row... rows) {
        Answer answer = post("/api/v1/deliveries", delivery(source, rows));
        if (answer.status() != 200) throw new AssertionError(answer.status() + " " + answer.text());
        return answer.json();
    }

    public static Map<String, Object> delivery(String source, Row... rows) {
        return Map.of(
                "source",
                source,
                "complete",
                false,
                "records",
                List.of(rows).stream().map(Row::json).toList());
    }

    /** What became of the only row of a delivery. */
    public JsonNode deliverOne(String source, Row row) {
        return deliver(source, row).path("records").path(0);
    }

    /** The result for one citizen number, with all that is known of each item. */
    public JsonNode person(String number) {
        return person(number, Map.of());
    }

    public JsonNode person(String number, Map<String, Object> options) {
        Map<String, Object> query = new java.util.HashMap<>(options);
        query.put("keys", List.of(Map.of("idType", "RESIDENT_ID", "id", number)));
        query.putIfAbsent("view", "full");
        Answer answer = post("/api/v1/persons/query", query);
        if (answer.status() != 200) throw new AssertionError(answer.status() + " " + answer.text());
        return answer.json().path("results").path(0);
    }

    /** An item's value today; empty when it has none. */
    public String value(String number, String item) {
        return person(number).path("items").path(item).path("value").asString("");
    }

    public String valueOn(String number, String item, String day) {
        return person(number, Map.of("validAt", day))
                .path("items")
                .path(item)
                .path("value")
                .asString("");
    }

    public JsonNode openConflicts(String ref) {
        return get("/api/v1/conflicts?open=true&ref=" + ref).json().path("results");
    }
}
