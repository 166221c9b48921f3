package org.basedata.registry.api.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.basedata.registry.api.Registry;
import tools.jackson.databind.JsonNode;

/**
 * One person with a long history, asked for over HTTP at random points on both time axes: what held on a day, as known after one
 * of the events. Only after the last of them is the answer the stored row; any other is folded from the stream. The ceiling
 * reads the rows of the same stream with plain JDBC and makes nothing of them.
 */
final class AsOfBench {
    static final String NAME = "as-of reads";
    private static final int EVENTS = 200;
    private static final int POINTS = 5_000;
    private static final LocalDate FIRST_DAY = LocalDate.of(1998, 1, 1);
    private static final int DAYS = 40 * 365;
    /** So high that single deliveries never come to it. */
    private static final String NUMBER = SingleBench.citizenNumber(Integer.MAX_VALUE);

    private static final String[] ADDRESSES = {"合成路1号", "合成路22号", "合成路333号", "样例街4号", "样例街55号"};

    private final Map<String, BenchSystem> sources = new HashMap<>();
    private final Registry registry;
    private final int port;

    AsOfBench(Registry registry, int port) {
        this.registry = registry;
        this.port = port;
    }

    List<Figure> run(HttpLoad load) throws Exception {
        UUID subject = submit();
        List<Instant> recorded = recorded(subject);
        List<byte[]> questions = questions(subject, recorded);

        Clients asking = new Clients(load.clients(), () -> new Asking(questions));
        Clients reading = new Clients(load.clients(), () -> new Reading(subject, recorded.size()));
        WarmUp.with(load.warmUpSeconds(), () -> asking.flatOut(load.warmUpSeconds() / 2));
        WarmUp.with(load.warmUpSeconds() / 5, () -> reading.flatOut(load.warmUpSeconds() / 10));
        List<Double> rates = new ArrayList<>();
        List<Double> ceilings = new ArrayList<>();
        // In turns, so that whatever else the machine does falls on both.
        for (int run = 0; run < load.runs(); run++) {
            rates.add(asking.flatOut(load.seconds() / load.runs()).perSecond());
            ceilings.add(reading.flatOut(load.seconds() / load.runs()).perSecond());
        }
        Spread measured = new Spread(rates);
        List<Clients.Calls> half = new ArrayList<>();
        for (int run = 0; run < load.runs(); run++)
            half.add(asking.paced(load.seconds() / load.runs() / 2, measured.median() / 2));
        Spread latency = new Spread(half.stream().map(run -> run.millis(0.95)).toList());
        Clients.Calls all = Clients.Calls.together(half);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("clients", load.clients());
        details.put("events of the subject", recorded.size());
        details.put("points", questions.size());
        Map<String, Object> atHalf = new LinkedHashMap<>();
        atHalf.put("answers/s, half of the rate above", measured.median() / 2);
        atHalf.put("p50 ms", all.millis(0.5));
        atHalf.put("p99 ms", all.millis(0.99));
        return List.of(
                new Figure(
                        NAME,
                        "answers/s",
                        measured,
                        new Figure.Ceiling("plain reads of the rows of the subject's events", new Spread(ceilings)),
                        List.of(),
                        details),
                new Figure(
                        NAME + ", p95",
                        "ms",
                        latency,
                        null,
                        List.of(Figure.Target.under(latency.median(), 10, "ms")),
                        atHalf));
    }

    /** Delivers until the subject has its events: of four sources, with late facts, corrections and contradictions. */
    private UUID submit() throws Exception {
        try (HttpConnection http = new HttpConnection(port)) {
            UUID subject = null;
            for (int n = 0; subject == null || recorded(subject).size() < EVENTS; n++)
                subject = deliver(http, delivery(n));
            return subject;
        }
    }

    private UUID deliver(HttpConnection http, String body) throws IOException {
        int status = http.exchange(source(body).post("/api/v1/deliveries", body));
        String answer = new String(http.body(), StandardCharsets.UTF_8);
        JsonNode record = registry.json().readTree(answer).path("records").path(0);
        if (status != 200 || !record.path("outcome").asString("").equals("ACCEPTED"))
            throw new IllegalStateException("delivery answered " + status + ": " + answer);
        return UUID.fromString(record.path("ref").asString());
    }

    private BenchSystem source(String body) throws IOException {
        String code = registry.json().readTree(body).path("source").asString();
        BenchSystem known = sources.get(code);
        if (known == null) {
            known = BenchSystem.of(registry, port, code);
            sources.put(code, known);
        }
        return known;
    }

    private static String delivery(int n) {
        int version = n / 8 + 1;
        // Every third fact is told late: it began before one that is known already.
        LocalDate from = FIRST_DAY.plusDays(30L * (n % 3 == 2 ? n / 2 : n));
        String address = ADDRESSES[n % ADDRESSES.length];
        String household = "\"registeredAddress\":\"" + address + "\",\"householdNumber\":\"" + n
                + "\",\"maritalStatus\":\"" + (n % 16 < 8 ? 10 : 20) + '"';
        return switch (n % 8) {
            case 0 -> delivery("GA", "household-registration", 3 * version, "SUBMIT", from, household);
            case 2 -> delivery("GA", "household-registration", 3 * version + 1, "SUBMIT", from, household);
            case 4 -> delivery("GA", "household-registration", 3 * version + 2, "SUBMIT", from, household);
            case 1 -> delivery("MZ", "marriage-registration", version, "SUBMIT", from, "\"maritalStatus\":\"20\"");
            case 3 -> delivery("RS", "social-insurance", 2 * version, "SUBMIT", from, "\"insuranceStatus\":\"1\"");
            case 5 ->
                delivery(
                        "RS",
                        "social-insurance",
                        2 * version + 1,
                        "CORRECT",
                        from,
                        "\"insuranceStatus\":\"" + (version % 2 + 1) + '"');
            case 6 ->
                delivery(
                        "LS",
                        "residence-permit",
                        2 * version,
                        "SUBMIT",
                        from,
                        "\"residenceAddress\":\"" + address + '"');
            default ->
                delivery(
                        "LS",
                        "residence-permit",
                        2 * version + 1,
                        "CORRECT",
                        from,
                        "\"residenceAddress\":\"" + address + "之" + version + '"');
        };
    }

    private static String delivery(
            String source, String dataset, int version, String operation, LocalDate from, String items) {
        return "{\"source\":\"" + source + "\",\"complete\":false,\"records\":[{\"dataset\":\"" + dataset
                + "\",\"recordId\":\"BENCH-AS-OF-" + source + "\",\"version\":" + version + ",\"operation\":\""
                + operation + "\",\"subject\":{\"type\":\"PERSON\",\"idType\":\"RESIDENT_ID\",\"id\":\"" + NUMBER
                + "\"},\"name\":\"合成甲\",\"items\":{" + items + "},\"validFrom\":\"" + from + '"'
                + (operation.equals("CORRECT") ? ",\"reason\":\"登记差错\"" : "")
                + ",\"handledBy\":{\"unit\":\"合成数据\",\"person\":\"合成\"}}]}";
    }

    /** When each of the subject's events was recorded, in their order. */
    private List<Instant> recorded(UUID subject) throws SQLException {
        try (Connection connection = registry.database().dataSource().getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT recorded_at FROM event WHERE subject = ? ORDER BY sequence")) {
            select.setObject(1, subject);
            List<Instant> recorded = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next())
                    recorded.add(row.getObject(1, OffsetDateTime.class).toInstant());
            }
            return recorded;
        }
    }

    private List<byte[]> questions(UUID subject, List<Instant> recorded) {
        Random random = new Random(20_26);
        List<byte[]> questions = new ArrayList<>(POINTS);
        for (int i = 0; i < POINTS; i++)
            questions.add(sources.get("GA")
                    .get("/api/v1/persons/" + subject + "?view=full&validAt="
                            + FIRST_DAY.plusDays(random.nextInt(DAYS)) + "&knownAt="
                            + recorded.get(random.nextInt(recorded.size()))));
        return questions;
    }

    private final class Asking implements Clients.Client {
        private final HttpConnection http = new HttpConnection(port);
        private final List<byte[]> questions;

        Asking(List<byte[]> questions) throws IOException {
            this.questions = questions;
        }

        @Override
        public void call() throws IOException {
            int status = http.exchange(questions.get(ThreadLocalRandom.current().nextInt(questions.size())));
            if (status != 200)
                throw new IllegalStateException(
                        "as-of read answered " + status + ": " + new String(http.body(), StandardCharsets.UTF_8));
        }

        @Override
        public void close() throws IOException {
            http.close();
        }
    }

    private final class Reading implements Clients.Client {
        private final Connection connection;
        private final UUID subject;
        private final int events;

        Reading(UUID subject, int events) throws SQLException {
            this.connection = registry.database().dataSource().getConnection();
            this.subject = subject;
            this.events = events;
        }

        @Override
        public void call() throws SQLException {
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT sequence, recorded_at, type, payload FROM event WHERE subject = ? ORDER BY sequence")) {
                select.setObject(1, subject);
                int read = 0;
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) if (row.getBytes(4).length > 0) read++;
                }
                if (read != events) throw new IllegalStateException(read + " events instead of " + events);
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
