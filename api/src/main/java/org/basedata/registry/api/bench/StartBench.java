package org.basedata.registry.api.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.basedata.registry.api.home.Home;

/** Starts the program as an operator does, on a data directory that holds a registry, until it says that it is well. */
final class StartBench {
    static final String NAME = "start-up";
    private static final double MOST_SECONDS = 120;
    private static final byte[] HEALTH = HttpConnection.get("/actuator/health");

    private final Home home;
    private final Path work;
    private final String mainClass;

    /** @param mainClass of the command line, which knows the command serve */
    StartBench(Home home, Path work, String mainClass) {
        this.home = home;
        this.work = work;
        this.mainClass = mainClass;
    }

    Figure run(int runs) throws IOException, InterruptedException {
        List<Double> seconds = new ArrayList<>();
        for (int run = 0; run < runs; run++) seconds.add(once());
        Spread measured = new Spread(seconds);
        return new Figure(
                NAME,
                "s",
                measured,
                null,
                List.of(Figure.Target.under(measured.median(), 8, "s")),
                Map.of("of", "a process of its own, until /actuator/health answers UP"));
    }

    private double once() throws IOException, InterruptedException {
        int port = freePort();
        Path log = work.resolve("serve.log");
        ProcessBuilder builder =
                new ProcessBuilder(command(port)).redirectErrorStream(true).redirectOutput(log.toFile());
        if (home.dbPassword() != null) builder.environment().put("REGISTRY_DB_PASSWORD", home.dbPassword());
        long started = System.nanoTime();
        Process program = builder.start();
        try {
            while (!well(port)) {
                if (!program.isAlive() || (System.nanoTime() - started) / 1e9 > MOST_SECONDS)
                    throw new IllegalStateException("the server did not start: " + Files.readString(log));
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
            return (System.nanoTime() - started) / 1e9;
        } finally {
            program.destroy();
            if (!program.waitFor(60, TimeUnit.SECONDS))
                program.destroyForcibly().waitFor();
        }
    }

    private List<String> command(int port) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx1g");
        String classPath = System.getProperty("java.class.path");
        // The packed program holds its libraries inside: only its own start finds them.
        boolean packed =
                StartBench.class.getResource("StartBench.class").toString().contains("BOOT-INF");
        command.addAll(packed ? List.of("-jar", classPath) : List.of("-cp", classPath, mainClass));
        command.addAll(List.of(
                "serve",
                "--port",
                Integer.toString(port),
                "--data-dir",
                home.dataDir().toString()));
        if (home.dbUrl() != null) command.addAll(List.of("--db-url", home.dbUrl(), "--db-user", home.dbUser()));
        if (home.catalogue() != null)
            command.addAll(List.of("--catalogue", home.catalogue().toString()));
        return command;
    }

    private static boolean well(int port) {
        try (HttpConnection http = new HttpConnection(port)) {
            return http.exchange(HEALTH) == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
