package org.basedata.registry.api.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.basedata.registry.api.RunningRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The program as an operator runs it: a process with its own database on a new directory. */
class ServerProcessIT {
    @TempDir
    Path folder;

    @Test
    void serves_on_this_machine_only_and_ends_in_good_order_when_told_to() throws IOException, InterruptedException {
        int port = freePort();
        Path log = folder.resolve("server.log");
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "--port",
                        Integer.toString(port),
                        "--data-dir",
                        folder.resolve("data").toString(),
                        "--dev",
                        "--accounts-file",
                        folder.resolve("accounts.json").toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            String health = health(program, port, log);
            assertThat(health).contains("\"status\":\"UP\"", "\"db\":{\"status\":\"UP\"}");
            JsonNode accounts = RunningRegistry.JSON.readTree(Files.readString(folder.resolve("accounts.json")));
            assertThat(accounts.path("clients")
                            .valueStream()
                            .map(each -> each.path("department").asString() + " "
                                    + each.path("roles").path(0).asString()))
                    .contains("GA SOURCE", "GA CONSUMER", "GA STEWARD", "GA AUDITOR", "SCJG SOURCE", "RS CONSUMER")
                    .doesNotHaveDuplicates();
            assertThat(accounts.path("users").path(0).path("password").asString())
                    .isNotBlank();
            assertThat(Files.getPosixFilePermissions(folder.resolve("accounts.json")))
                    .as("for its owner only")
                    .hasSize(2);
            StringWriter out = new StringWriter();
            assertThat(Main.run(
                            new PrintWriter(out),
                            new PrintWriter(out),
                            "accounts",
                            "list",
                            "--data-dir",
                            folder.resolve("data").toString()))
                    .as("accounts are kept while the registry runs: " + out)
                    .isZero();
            assertThat(out.toString()).contains("steward  用户/person  林静  -  STEWARD");
            assertThat(Files.readString(log)).contains("for this machine only", "仅本机可访问");
            assertThat(listening(port)).containsExactly("127.0.0.1");
        } finally {
            program.destroy();
        }
        assertThat(program.waitFor(30, TimeUnit.SECONDS)).as("ended by SIGTERM").isTrue();
        assertThat(folder.resolve("data/postgres/postmaster.pid"))
                .as("its database ended too")
                .doesNotExist();
        assertThat(Files.readString(log)).doesNotContain("ERROR", "\tat ");
    }

    private static String health(Process program, int port, Path log) throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health"))
                .build();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (System.nanoTime() < end) {
            assertThat(program.isAlive()).as(Files.readString(log)).isTrue();
            try {
                HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
                if (answer.statusCode() == 200) return answer.body();
            } catch (IOException notYet) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }
        throw new AssertionError("not up within two minutes: " + Files.readString(log));
    }

    /** Addresses that somebody listens on at the port, from the kernel's own table. */
    private static Set<String> listening(int port) throws IOException {
        Set<String> addresses = new TreeSet<>();
        for (String table : new String[] {"/proc/net/tcp", "/proc/net/tcp6"}) {
            Path file = Path.of(table);
            if (!Files.exists(file)) continue;
            for (String line : Files.readAllLines(file)) {
                String[] columns = line.strip().split("\\s+");
                if (columns.length < 4 || !columns[3].equals("0A")) continue;
                String[] local = columns[1].split(":");
                if (Integer.parseInt(local[1], 16) != port) continue;
                boolean loopback = local[0].equals("0100007F") || local[0].equals("0000000000000000FFFF00000100007F");
                addresses.add(loopback ? "127.0.0.1" : local[0]);
            }
        }
        return addresses;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
