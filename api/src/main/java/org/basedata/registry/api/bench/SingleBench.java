package org.basedata.registry.api.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.basedata.registry.api.Registry;

/**
 * Deliveries of one record over HTTP, answered after the durable commit, by several clients at once. The ceiling is one
 * committed INSERT of as many bytes a time, over as many connections, without HTTP and without deciding.
 */
final class SingleBench {
    static final String NAME = "single deliveries";
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final int BYTES = 1_500;
    private static final byte[] ACCEPTED = "\"accepted\":1,".getBytes(StandardCharsets.US_ASCII);

    private final Registry registry;
    private final int port;
    private BenchSystem police;
    private final AtomicInteger number = new AtomicInteger();

    SingleBench(Registry registry, int port) {
        this.registry = registry;
        this.port = port;
    }

    List<Figure> run(HttpLoad load) throws Exception {
        police = BenchSystem.of(registry, port, "GA");
        Clients clients = new Clients(load.clients(), Delivering::new);
        WarmUp.with(load.warmUpSeconds(), () -> clients.flatOut(load.warmUpSeconds() / 2));
        List<Clients.Calls> runs = new ArrayList<>();
        for (int run = 0; run < load.runs(); run++) runs.add(clients.flatOut(load.seconds() / load.runs()));
        Spread measured = new Spread(runs.stream().map(Clients.Calls::perSecond).toList());
        Spread latency = new Spread(runs.stream().map(run -> run.millis(0.99)).toList());
        Clients.Calls all = Clients.Calls.together(runs);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("clients", load.clients());
        details.put("deliveries", all.nanos().length);
        details.put("p50 ms", all.millis(0.5));
        details.put("p99 ms", all.millis(0.99));
        return List.of(
                new Figure(
                        NAME,
                        "deliveries/s",
                        measured,
                        new Figure.Ceiling(
                                "committed INSERTs of " + BYTES + " bytes, " + load.clients() + " connections",
                                inserts(load)),
                        List.of(Figure.Target.atLeast(measured.median(), 2_500, "deliveries/s")),
                        details),
                new Figure(
                        NAME + ", p99",
                        "ms",
                        latency,
                        null,
                        List.of(Figure.Target.under(latency.median(), 40, "ms")),
                        Map.of()));
    }

    private final class Delivering implements Clients.Client {
        private final HttpConnection http = new HttpConnection(port);

        Delivering() throws IOException {}

        @Override
        public void call() throws Exception {
            int n = number.incrementAndGet();
            String body = "{\"source\":\"GA\",\"complete\":false,\"records\":[{\"dataset\":\"household-registration\","
                    + "\"recordId\":\"BENCH-" + n + "\",\"version\":1,\"operation\":\"SUBMIT\",\"subject\":{\"type\":"
                    + "\"PERSON\",\"idType\":\"RESIDENT_ID\",\"id\":\"" + citizenNumber(n) + "\"},\"name\":\"合成甲\","
                    + "\"items\":{\"householdNumber\":\"" + n + "\"},\"validFrom\":\"2001-01-01\",\"handledBy\":"
                    + "{\"unit\":\"合成数据\",\"person\":\"合成\"}}]}";
            int status = http.exchange(police.post("/api/v1/deliveries", body));
            if (status != 200 || !http.bodyHolds(ACCEPTED))
                throw new IllegalStateException(
                        "delivery answered " + status + ": " + new String(http.body(), StandardCharsets.UTF_8));
        }

        @Override
        public void close() throws IOException {
            http.close();
        }
    }

    /** A synthetic number of the nineteenth century, which no sample uses; its check digit is right. */
    static String citizenNumber(int n) {
        int day = n / 999;
        String body = String.format(
                "4406%02d18%02d%02d%02d%03d",
                1 + day / 33_600 % 90, day / 336 % 100, 1 + day / 28 % 12, 1 + day % 28, n % 999);
        int sum = 0;
        for (int i = 0; i < 17; i++) sum += (body.charAt(i) - '0') * WEIGHTS[i];
        return body + "10X98765432".charAt(sum % 11);
    }

    private Spread inserts(HttpLoad load) throws Exception {
        BenchTables.create(
                registry.database(),
                "bench_insert",
                "(id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, payload bytea NOT NULL)");
        try {
            Clients clients = new Clients(load.clients(), Inserting::new);
            clients.flatOut(load.warmUpSeconds() / 5);
            List<Double> rates = new ArrayList<>();
            for (int run = 0; run < load.runs(); run++)
                rates.add(clients.flatOut(load.seconds() / load.runs()).perSecond());
            return new Spread(rates);
        } finally {
            BenchTables.drop(registry.database(), "bench_insert");
        }
    }

    private final class Inserting implements Clients.Client {
        private final byte[] payload = new byte[BYTES];
        private final Connection connection;

        Inserting() throws SQLException {
            connection = registry.database().dataSource().getConnection();
        }

        @Override
        public void call() throws SQLException {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO bench_insert (payload) VALUES (?)")) {
                insert.setBytes(1, payload);
                insert.executeUpdate();
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
