package org.basedata.registry.api.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.basedata.registry.api.Registry;

/**
 * Deliveries of one record over HTTP, answered after the durable commit, by several clients at once. The ceiling is one
 * committed INSERT of as many bytes a time, over as many connections, without HTTP and without deciding.
 */
public final class SingleBench {
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

    private final Registry registry;
    private final String url;
    private final int clients;
    private final AtomicInteger number = new AtomicInteger();

    public SingleBench(Registry registry, String url, int clients) {
        this.registry = registry;
        this.url = url;
        this.clients = clients;
    }

    public Figure run(int warmUpSeconds, int seconds) throws Exception {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        Callable<Boolean> call = () -> deliver(http);
        timed(call, warmUpSeconds);
        long[] nanos = timed(call, seconds);
        Map<String, Object> details = new TreeMap<>();
        details.put("clients", clients);
        details.put("p50ms", Math.round(nanos[nanos.length / 2] / 1e5) / 10.0);
        details.put("p99ms", Math.round(nanos[(int) (nanos.length * 0.99)] / 1e5) / 10.0);
        return new Figure(
                "single", "deliveries", nanos.length / (double) seconds, "committed INSERTs", insertCeiling(), details);
    }

    private boolean deliver(HttpClient http) throws Exception {
        int n = number.incrementAndGet();
        String body = """
                {"source":"GA","complete":false,"records":[{"dataset":"household-registration","recordId":"BENCH-%d",
                "version":1,"operation":"SUBMIT","subject":{"type":"PERSON","idType":"RESIDENT_ID","id":"%s"},
                "name":"合成甲","items":{"householdNumber":"%d"},"validFrom":"2001-01-01",
                "handledBy":{"unit":"合成数据","person":"合成"}}]}""".formatted(n, citizenNumber(n), n);
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(url + "/api/v1/deliveries"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200 || !answer.body().contains("\"accepted\":1"))
            throw new IllegalStateException("delivery answered " + answer.statusCode() + ": " + answer.body());
        return true;
    }

    /** A synthetic number of the nineteenth century, which no sample uses; its check digit is right. */
    private static String citizenNumber(int n) {
        int day = n / 999;
        String body = String.format(
                "4406%02d18%02d%02d%02d%03d",
                1 + day / 33_600 % 90, day / 336 % 100, 1 + day / 28 % 12, 1 + day % 28, n % 999);
        int sum = 0;
        for (int i = 0; i < 17; i++) sum += (body.charAt(i) - '0') * WEIGHTS[i];
        return body + "10X98765432".charAt(sum % 11);
    }

    /** Durations of all calls in nanoseconds, sorted. */
    private long[] timed(Callable<Boolean> call, int seconds) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            long end = System.nanoTime() + seconds * 1_000_000_000L;
            List<Future<long[]>> running = new ArrayList<>();
            for (int c = 0; c < clients; c++)
                running.add(threads.submit(() -> {
                    long[] taken = new long[1 << 20];
                    int count = 0;
                    while (System.nanoTime() < end && count < taken.length) {
                        long started = System.nanoTime();
                        call.call();
                        taken[count++] = System.nanoTime() - started;
                    }
                    return Arrays.copyOf(taken, count);
                }));
            List<long[]> parts = new ArrayList<>();
            for (Future<long[]> each : running) parts.add(each.get());
            return parts.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        } finally {
            threads.shutdownNow();
        }
    }

    private double insertCeiling() throws Exception {
        int seconds = 5;
        byte[] bytes = new byte[1_500];
        try (Connection connection = registry.database().dataSource().getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(
                    "CREATE TABLE bench_insert (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, payload bytea)");
        }
        ThreadLocal<Connection> connections = new ThreadLocal<>();
        List<Connection> all = new ArrayList<>();
        try {
            long[] nanos = timed(
                    () -> {
                        Connection connection = connections.get();
                        if (connection == null) {
                            connection = registry.database().dataSource().getConnection();
                            connections.set(connection);
                            synchronized (all) {
                                all.add(connection);
                            }
                        }
                        try (PreparedStatement insert =
                                connection.prepareStatement("INSERT INTO bench_insert (payload) VALUES (?)")) {
                            insert.setBytes(1, bytes);
                            insert.executeUpdate();
                        }
                        return true;
                    },
                    seconds);
            return nanos.length / (double) seconds;
        } finally {
            for (Connection each : all) each.close();
            try (Connection connection = registry.database().dataSource().getConnection();
                    Statement sql = connection.createStatement()) {
                sql.execute("DROP TABLE bench_insert");
            }
        }
    }
}
