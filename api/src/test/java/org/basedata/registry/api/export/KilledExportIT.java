package org.basedata.registry.api.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.basedata.registry.api.Invented;
import org.basedata.registry.api.Row;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.RunningRegistry.Answer;
import org.basedata.registry.api.inquiry.SharingDesk;
import org.basedata.registry.core.account.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** An export whose program is killed goes on in another one: no row is there twice, none is missing. */
class KilledExportIT {
    private static final int PEOPLE = 2_000;

    static {
        // The server of this test takes orders and serves files; others work them off.
        System.setProperty("registry.jobs.here", "false");
    }

    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    @TempDir
    Path folder;

    @AfterAll
    static void usual() {
        System.clearProperty("registry.jobs.here");
    }

    /** @param step how many subjects it takes at once: few, and it is killed between two steps */
    private Process program(int step) throws Exception {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx512m",
                        "-Dregistry.jobs.step=" + step,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ExportProgram.class.getName(),
                        registry.database().url(),
                        registry.database().user(),
                        registry.database().password(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("program.log").toFile())
                .start();
    }

    private static long rows(String id) {
        return new JdbcTemplate(registry.database().dataSource())
                .queryForObject("SELECT row_count FROM job WHERE id = ?::uuid", Long.class, id);
    }

    @Test
    void none_is_there_twice_and_none_is_missing() throws Exception {
        SharingDesk desk = new SharingDesk(registry);
        desk.purpose("JY", "CHECK");
        desk.confidentiality("JY");
        Row[] people = new Row[PEOPLE];
        for (int i = 0; i < PEOPLE; i++)
            people[i] = Row.household(Invented.man(), "张若愚").with("sex", "1");
        registry.deliver("GA", people);
        String[] token = registry.system("JY", Role.CONSUMER);
        String[] as = {token[0], token[1], "X-Purpose", "CHECK"};
        Answer ordered = registry.post(
                "/api/v1/exports", Map.of("type", "PERSON", "items", List.of("name"), "format", "CSV"), as);
        String id = ordered.json().path("id").asString();

        long killedAt = 0;
        for (int kill = 1; kill <= 2; kill++) {
            Process first = program(5);
            long before = killedAt;
            await(() -> rows(id) > before + 100);
            first.destroyForcibly();
            assertThat(first.waitFor(30, TimeUnit.SECONDS)).isTrue();
            killedAt = rows(id);
            assertThat(killedAt).as("it was killed on the way").isLessThan(PEOPLE);
        }
        // Two at once: only one of them works on it.
        Process second = program(50);
        Process third = program(50);
        try {
            await(() -> registry.get("/api/v1/exports/" + id, as)
                    .json()
                    .path("state")
                    .asString()
                    .equals("DONE"));
        } finally {
            second.destroy();
            third.destroy();
        }
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(registry.url() + "/api/v1/exports/" + id + "/file"));
        for (int i = 0; i < as.length; i += 2) request.header(as[i], as[i + 1]);
        String text = HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8))
                .body();
        List<String> lines = text.lines().skip(1).toList();
        assertThat(lines).hasSize(PEOPLE);
        assertThat(new TreeSet<>(lines)).hasSize(PEOPLE);
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds();
    }

    private void await(Condition condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!condition.holds()) {
            if (System.nanoTime() > end)
                throw new AssertionError(java.nio.file.Files.readString(folder.resolve("program.log")));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
