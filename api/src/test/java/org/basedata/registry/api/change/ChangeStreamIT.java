package org.basedata.registry.api.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.basedata.registry.api.Invented;
import org.basedata.registry.api.Row;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.account.Accounts;
import org.basedata.registry.api.inquiry.SharingDesk;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.Masking;
import org.basedata.registry.core.sharing.SharingAgreement;
import org.basedata.registry.core.sharing.SubjectScope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Changes over a connection that stays open. */
class ChangeStreamIT {
    static {
        System.setProperty("registry.changes.send-seconds", "15");
    }

    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    private static final SharingDesk DESK = new SharingDesk(registry);

    @BeforeAll
    static void department() {
        DESK.purpose("JY", "CHECK");
        DESK.confidentiality("JY");
    }

    @AfterAll
    static void usualPatience() {
        System.clearProperty("registry.changes.send-seconds");
    }

    private static String person() {
        return registry.deliverOne("GA", Row.household(Invented.man(), "张若愚"))
                .path("ref")
                .asString();
    }

    /** Events as they come, each by its fields; comments are a field without a name. */
    private static final class Events implements AutoCloseable {
        private final BlockingQueue<Map<String, String>> events = new LinkedBlockingQueue<>();
        private final HttpClient http = HttpClient.newHttpClient();
        private final Stream<String> lines;
        private final Thread reading;

        Events(String[] token, String after, String lastId) throws Exception {
            this(token, "", after, lastId);
        }

        Events(String[] token, String filter, String after, String lastId) throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create(registry.url() + "/api/v1/changes?type=PERSON&limit=1" + filter
                                    + (after == null ? "" : "&after=" + after)))
                    .header(token[0], token[1])
                    .header("X-Purpose", "CHECK")
                    .header("Accept", "text/event-stream");
            if (lastId != null) request.header("Last-Event-ID", lastId);
            HttpResponse<Stream<String>> response = http.send(request.build(), BodyHandlers.ofLines());
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
            lines = response.body();
            reading = new Thread(this::read);
            reading.setDaemon(true);
            reading.start();
        }

        private void read() {
            Map<String, String> event = new HashMap<>();
            try {
                for (String line : (Iterable<String>) lines::iterator) {
                    if (line.isEmpty()) {
                        events.add(event);
                        event = new HashMap<>();
                    } else {
                        int colon = line.indexOf(':');
                        event.put(line.substring(0, colon), line.substring(colon + 1));
                    }
                }
            } catch (java.io.UncheckedIOException closed) {
                // By this side or the other.
            }
            events.add(Map.of("event", "END"));
        }

        Map<String, String> next() throws InterruptedException {
            Map<String, String> next = events.poll(60, TimeUnit.SECONDS);
            assertThat(next).as("nothing came").isNotNull();
            return next.containsKey("") ? next() : next;
        }

        @Override
        public void close() {
            lines.close();
        }
    }

    private static String ref(Map<String, String> event) {
        JsonNode page = RunningRegistry.JSON.readTree(event.get("data"));
        assertThat(page.path("results")).hasSize(1);
        return page.at("/results/0/ref").asString();
    }

    @Test
    void changes_come_as_they_are_followed_and_go_on_after_the_last_one_that_was_had() throws Exception {
        String[] token = registry.system("JY", Role.CONSUMER);
        String last;
        String second;
        try (Events events = new Events(token, Follower.end(registry), null)) {
            String first = person();
            Map<String, String> event = events.next();
            assertThat(event.get("event")).isEqualTo("changes");
            assertThat(ref(event)).isEqualTo(first);
            last = event.get("id");
            second = person();
            assertThat(ref(events.next())).isEqualTo(second);
        }
        try (Events again = new Events(token, null, last)) {
            assertThat(ref(again.next())).isEqualTo(second);
            String third = person();
            assertThat(ref(again.next())).isEqualTo(third);
        }
    }

    @Test
    void it_ends_when_the_account_does() throws Exception {
        String[] token = registry.bearer("jy-stream", "JY", Role.CONSUMER);
        try (Events events = new Events(token, Follower.end(registry), null)) {
            String first = person();
            assertThat(ref(events.next())).isEqualTo(first);
            registry.server().bean("accounts", Accounts.class).disable("jy-stream");
            person();
            Map<String, String> end = events.next();
            assertThat(end.get("event")).isEqualTo("ended");
            assertThat(end.get("data")).contains("TOKEN_INVALID");
            assertThat(events.next().get("event")).isEqualTo("END");
        }
    }

    @Test
    void it_ends_when_the_agreement_does() throws Exception {
        SharingAgreement agreement =
                DESK.granted("JY", "CHECK", SubjectType.PERSON, SubjectScope.ALL, Masking.FULL, "motherName");
        try (Events events =
                new Events(registry.system("JY", Role.CONSUMER), "&items=motherName", Follower.end(registry), null)) {
            String first = person();
            assertThat(ref(events.next())).isEqualTo(first);
            DESK.suspended(agreement);
            Map<String, String> end = events.next();
            assertThat(end.get("event")).isEqualTo("ended");
            assertThat(end.get("data")).contains("NOT_ENTITLED");
            assertThat(events.next().get("event")).isEqualTo("END");
        }
    }

    /** Asks for the stream, and does not read it. */
    private static Socket asleep(String[] token, String after) throws IOException {
        URI registered = URI.create(registry.url());
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(registered.getHost(), registered.getPort()));
        socket.getOutputStream()
                .write(String.join(
                                "\r\n",
                                "GET /api/v1/changes?type=PERSON&after=" + after + " HTTP/1.1",
                                "Host: " + registered.getAuthority(),
                                token[0] + ": " + token[1],
                                "X-Purpose: CHECK",
                                "Accept: text/event-stream",
                                "",
                                "")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    @Test
    void readers_that_do_not_read_keep_nobody_waiting_and_are_given_up() throws Exception {
        String start = Follower.end(registry);
        // More than all that lies between a sender and a receiver holds.
        Row[] rows = new Row[3_000];
        for (int i = 0; i < rows.length; i++)
            rows[i] = Row.household(Invented.man(), "张若愚").with("registeredAddress", "示例路".repeat(190));
        registry.deliver("GA", rows);
        String[] token = registry.bearer("jy-asleep", "JY", Role.CONSUMER);
        List<Socket> asleep = new ArrayList<>();
        try (Events events = new Events(registry.system("JY", Role.CONSUMER), Follower.end(registry), null)) {
            for (int i = 0; i < 20; i++) asleep.add(asleep(token, start));
            for (Socket each : asleep) await(() -> each.getInputStream().available() > 0);
            RunningRegistry.Answer another = registry.get(
                    "/api/v1/changes?type=PERSON&wait=1&after=" + Follower.end(registry),
                    token[0],
                    token[1],
                    "X-Purpose",
                    "CHECK");
            assertThat(another.status()).as("no more than twenty wait").isEqualTo(503);
            String ref = person();
            long begun = System.nanoTime();
            assertThat(ref(events.next())).isEqualTo(ref);
            assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(15));
            await(() -> registry.get(
                                    "/api/v1/changes?type=PERSON&wait=1&after=" + Follower.end(registry),
                                    token[0],
                                    token[1],
                                    "X-Purpose",
                                    "CHECK")
                            .status()
                    == 200);
        } finally {
            for (Socket each : asleep) each.close();
        }
    }

    @Test
    void whoever_may_not_follow_is_refused_at_once() {
        String[] token = registry.system("JY", Role.CONSUMER);
        RunningRegistry.Answer answer = registry.get(
                "/api/v1/changes?type=PERSON&items=motherName",
                token[0],
                token[1],
                "X-Purpose",
                "CHECK",
                "Accept",
                "text/event-stream");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().path("code").asString()).isEqualTo("NOT_ENTITLED");
        assertThat(List.of(answer.header("Content-Type")))
                .allMatch(type -> type.startsWith("application/problem+json"));
    }
}
