package org.basedata.registry.api.workbench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.basedata.registry.api.Invented;
import org.basedata.registry.api.Row;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.core.reconciliation.CaseRegistrar;
import org.basedata.registry.projections.reconciliation.ListedCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Pages of the workbench over HTTP, with a million open cases. Run by {@code -Dtest=QueueBenchmark}; {@code -Dcases} are in the queue,
 * {@code -Dreal} of them came through the registry and have steps and values, {@code -Dseconds} each kind of page is asked for.
 */
class QueueBenchmark {
    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry(TestDatabase.durable(16));

    private static final int CASES = Integer.getInteger("cases", 1_000_000);
    private static final int REAL = Integer.getInteger("real", 200);
    private static final int SECONDS = Integer.getInteger("seconds", 8);
    private static final int[] CLIENTS = {1, 4};
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
    private static final Pattern MORE =
            Pattern.compile("id=\"more\"[^>]*href=\"([^\"]+)\"|href=\"([^\"]+)\"[^>]*id=\"more\"");
    private static final Pattern NEWS = Pattern.compile("hx-get=\"([^\"]*/news[^\"]*)\"");

    private final CaseDesk desk = new CaseDesk(registry);
    private final JdbcTemplate jdbc = new JdbcTemplate(registry.database().dataSource());
    private String session;

    @Test
    void a_million_open_cases() throws Exception {
        List<ListedCase> real = real();
        fill();
        session = signIn();
        System.out.println("load average before: " + load());
        LocalDate today = LocalDate.ofInstant(Instant.now(), CaseRegistrar.DAY_ZONE);
        Map<String, List<String>> pages = new LinkedHashMap<>();
        pages.put("ceiling: a stored file", List.of("/assets/mark.svg"));
        pages.put("ceiling: a page without data", List.of("/workbench/subjects"));
        List<String> queue = new ArrayList<>();
        for (String sort : List.of("DUE", "OPENED", "NEWEST", "SEVERITY"))
            for (String filter : filters(today)) queue.add("/workbench/cases?sort=" + sort + filter);
        pages.put("queue, all filters and orders", queue);
        pages.put("queue, further pages", further(queue));
        pages.put(
                "queue, counts",
                queue.stream()
                        .map(path -> path.replace("cases?", "cases/counts?"))
                        .toList());
        pages.put("queue, has it changed", List.of(found(NEWS, get("/workbench/cases?item=name"))));
        List<String> files =
                real.stream().map(each -> "/workbench/cases/" + each.number()).toList();
        pages.put("case", files);
        pages.put(
                "case, has it changed",
                real.stream()
                        .map(each -> "/workbench/cases/" + each.number() + "/news?version=" + desk.version(each.id())
                                + "&told=" + desk.version(each.id()))
                        .toList());
        pages.put("home", List.of("/workbench"));
        for (List<String> each : pages.values()) measure(each, 4, 3);
        for (int clients : CLIENTS) {
            System.out.printf(
                    "%-34s %9s %9s %9s %9s   %d clients%n", "milliseconds", "p50", "p95", "most", "a second", clients);
            for (Map.Entry<String, List<String>> each : pages.entrySet())
                print(each.getKey(), measure(each.getValue(), clients, SECONDS), clients);
        }
        for (String kind : List.of("", "/counts")) {
            System.out.println("slowest of the queue" + kind + ", median of five, alone:");
            slowest(queue.stream()
                    .map(path -> path.replace("cases?", "cases" + kind + "?"))
                    .toList());
        }
        System.out.println("load average after: " + load());
    }

    private static List<String> filters(LocalDate today) {
        return List.of(
                "",
                "&item=name",
                "&item=taxStatus",
                "&source=RS",
                "&item=maritalStatus&source=MZ",
                "&severity=IDENTITY",
                "&severity=MINOR&state=VERIFYING",
                "&division=44",
                "&division=440106",
                "&division=45",
                "&state=PROPOSED",
                "&assignee=steward.7",
                "&due=overdue",
                "&due=risk",
                "&age=last-1",
                "&age=over-90",
                "&openedFrom=" + today.minusDays(40) + "&openedUntil=" + today.minusDays(40),
                "&dueFrom=" + today.plusDays(20) + "&dueUntil=" + today.plusDays(25) + "&item=sex",
                "&shape=PERSON/name/GA/RS/VARIANT_CHARACTERS",
                "&shape=PERSON/ethnicity/GA/JY/OTHER&severity=MAJOR",
                "&item=name&source=RS&severity=IDENTITY&division=4401&state=VERIFYING&due=overdue",
                "&item=name&source=GJJ&severity=IDENTITY");
    }

    /** Through the registry: three departments each, some of them at work on. */
    private List<ListedCase> real() {
        List<String> numbers =
                IntStream.range(0, REAL).mapToObj(n -> Invented.man()).toList();
        for (int from = 0; from < REAL; from += 100) {
            List<String> some = numbers.subList(from, Math.min(REAL, from + 100));
            registry.deliver(
                    "GA",
                    some.stream()
                            .map(each -> Row.household(each, "王建国")
                                    .with("maritalStatus", "10")
                                    .with("sex", "1"))
                            .toArray(Row[]::new));
            registry.deliver(
                    "MZ",
                    some.stream()
                            .map(each -> Row.marriage(each, "王建國").with("maritalStatus", "20"))
                            .toArray(Row[]::new));
            registry.deliver(
                    "WJ",
                    some.stream()
                            .map(each -> Row.person("birth-registration", each, "王建国")
                                    .with("sex", "2"))
                            .toArray(Row[]::new));
        }
        List<ListedCase> real = numbers.stream().map(desk::about).toList();
        for (int i = 0; i < REAL; i++) {
            if (i % 2 == 0) desk.assign(real.get(i), CaseDesk.ZHAO);
            if (i % 3 == 0) desk.ask(real.get(i), "GA", "请核对");
            if (i % 4 == 0) for (int note = 0; note < 5; note++) desk.note(real.get(i));
        }
        return real;
    }

    /** As a queue is after months: items fall off as in life, the first is in half of all conflicts, the twentieth in one of a million. */
    private void fill() {
        long begun = System.nanoTime();
        // Made anew from all rows afterwards, in a fraction of the time.
        List<String> indexes = jdbc.queryForList(
                "SELECT indexdef FROM pg_indexes JOIN pg_index ON indexrelid = indexname::regclass"
                        + " WHERE tablename IN ('reconciliation_case', 'subject_conflict') AND NOT indisprimary",
                String.class);
        for (String index : indexes) jdbc.execute("DROP INDEX " + index.replaceFirst(".* INDEX (\\S+) ON .*", "$1"));
        jdbc.update(
                "INSERT INTO reconciliation_case (case_id, version, number, subject, cause, state, severity, items, sources, division, shapes,"
                        + " conflicts, opened_at, due, assignee, waiting_for, reporters, escalated, changed_at)"
                        + " SELECT gen_random_uuid(), 0, 'C-' || 1000000 + n, md5('s' || n)::uuid, 'CONFLICT',"
                        + " (ARRAY['OPENED','OPENED','OPENED','ASSIGNED','VERIFYING','PROPOSED'])[1 + floor(random() * 6)::int], severity,"
                        + " CASE WHEN n % 9 = 0 THEN ARRAY(SELECT DISTINCT unnest(ARRAY[item, 'sex']) ORDER BY 1) ELSE ARRAY[item] END,"
                        + " ARRAY['GA', source], lpad((440000 + floor(random() * 999)::int)::text, 6, '0'),"
                        + " ARRAY['PERSON/' || item || '/GA/' || source || CASE WHEN n % 5 = 0 THEN '/VARIANT_CHARACTERS' ELSE '/OTHER' END],"
                        + " 1, opened, now()::date + floor(random() * 200)::int - 100,"
                        + " CASE WHEN random() < 0.4 THEN 'steward.' || floor(random() * 50)::int END, '{}', '{}', 0, opened"
                        + " FROM (" + drawn() + ") AS drawn",
                CASES - REAL);
        jdbc.update(
                "INSERT INTO subject_conflict (subject, number, kind, item, rule, severity, sources, valid_from, valid_to, since, settled_at, detail, shape)"
                        + " SELECT md5('s' || n)::uuid, 1, kind, drawn.item, rule, drawn.severity, ARRAY['GA', drawn.source], valid_from, valid_to,"
                        + " opened, NULL, detail, NULL FROM (" + drawn() + ") AS drawn,"
                        + " (SELECT * FROM subject_conflict WHERE item = 'maritalStatus' LIMIT 1) AS model",
                CASES - REAL);
        indexes.forEach(jdbc::execute);
        jdbc.execute("VACUUM (ANALYZE) reconciliation_case");
        jdbc.execute("VACUUM (ANALYZE) subject_conflict");
        System.out.printf(
                "%,d cases there, filled in %.0f s; %s%n",
                jdbc.queryForObject("SELECT count(*) FROM reconciliation_case", Integer.class),
                (System.nanoTime() - begun) / 1e9,
                jdbc.queryForList("SELECT pg_size_pretty(pg_table_size('reconciliation_case')) AS rows,"
                        + " pg_size_pretty(pg_indexes_size('reconciliation_case')) AS indexes"));
    }

    private static String drawn() {
        return "SELECT n, items[i] AS item, others[1 + n % 8] AS source,"
                + " (ARRAY['MAJOR','MINOR','MINOR','IDENTITY'])[1 + (n % 40) / 10] AS severity,"
                + " now() - random() * interval '200 days' AS opened FROM generate_series(1, ?) AS n,"
                + " LATERAL (SELECT least(20, 1 + floor(-log(2.0, (random() + n * 0)::numeric)))::int AS i) AS d,"
                + " (SELECT ARRAY['name','maritalStatus','sex','birthDate','registeredAddress','ethnicity','residenceAddress','formerName',"
                + "'registeredDivision','birthPlace','householdNumber','relationToHead','registrationStatus','residenceDivision','deathDate',"
                + "'lifeStatus','address','industry','status','taxStatus'] AS items,"
                + " ARRAY['MZ','RS','JY','WJ','GJJ','SW','CL','LS'] AS others) AS named";
    }

    private String signIn() throws Exception {
        String password = Workbench.person(registry, "steward.7", null, Role.STEWARD, Role.APPROVER);
        CookieManager cookies = new CookieManager();
        HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();
        String form = http.send(
                        HttpRequest.newBuilder(URI.create(registry.url() + "/sign-in"))
                                .GET()
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        String body = "name=steward.7&password=" + encoded(password) + "&_csrf=" + encoded(found(CSRF, form));
        http.send(
                HttpRequest.newBuilder(URI.create(registry.url() + "/sign-in"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        return String.join(
                "; ",
                cookies.getCookieStore().getCookies().stream()
                        .map(each -> each.getName() + "=" + each.getValue())
                        .toList());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) throw new AssertionError(pattern + " is not in " + text);
        String found = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return found.replace("&amp;", "&");
    }

    private List<String> further(List<String> queue) {
        List<String> further = new ArrayList<>();
        for (String path : queue) {
            String page = get(path);
            for (int i = 0; i < 3 && page.contains("id=\"more\""); i++) {
                String next = found(MORE, page);
                further.add(next);
                page = get(next);
            }
        }
        return further;
    }

    private String get(String path) {
        try {
            HttpURLConnection asked = (HttpURLConnection)
                    URI.create(registry.url() + path).toURL().openConnection();
            asked.setInstanceFollowRedirects(false);
            asked.setRequestProperty("Cookie", session);
            if (asked.getResponseCode() != 200 && asked.getResponseCode() != 204)
                throw new AssertionError(asked.getResponseCode() + " " + path);
            try (InputStream in = asked.getInputStream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    private List<Double> measure(List<String> paths, int clients, int seconds)
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            long end = System.nanoTime() + seconds * 1_000_000_000L;
            List<Future<List<Double>>> running = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                int first = client * paths.size() / clients;
                running.add(threads.submit(() -> {
                    List<Double> millis = new ArrayList<>();
                    for (int i = first; System.nanoTime() < end || millis.size() < paths.size() / clients; i++) {
                        long begun = System.nanoTime();
                        get(paths.get(i % paths.size()));
                        millis.add((System.nanoTime() - begun) / 1e6);
                    }
                    return millis;
                }));
            }
            List<Double> all = new ArrayList<>();
            for (Future<List<Double>> each : running) all.addAll(each.get());
            Collections.sort(all);
            return all;
        } finally {
            threads.shutdown();
        }
    }

    private static void print(String what, List<Double> sorted, int clients) {
        double spent = sorted.stream().mapToDouble(each -> each).sum();
        System.out.printf(
                "%-34s %9.1f %9.1f %9.1f %9.0f%n",
                what,
                sorted.get(sorted.size() / 2),
                sorted.get(Math.min(sorted.size() - 1, sorted.size() * 95 / 100)),
                sorted.get(sorted.size() - 1),
                clients * sorted.size() / (spent / 1_000));
    }

    private void slowest(List<String> paths) {
        Map<String, Double> medians = new LinkedHashMap<>();
        for (String path : paths) {
            double[] millis = new double[5];
            for (int i = 0; i < millis.length; i++) {
                long begun = System.nanoTime();
                get(path);
                millis[i] = (System.nanoTime() - begun) / 1e6;
            }
            Arrays.sort(millis);
            medians.put(path, millis[2]);
        }
        medians.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(8)
                .forEach(each -> System.out.printf("%9.1f %s%n", each.getValue(), each.getKey()));
    }

    private static String load() throws IOException {
        Path file = Path.of("/proc/loadavg");
        return Files.isReadable(file) ? Files.readString(file).strip() : "not known";
    }
}
