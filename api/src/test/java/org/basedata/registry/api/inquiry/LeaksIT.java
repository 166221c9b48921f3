package org.basedata.registry.api.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.basedata.registry.api.Invented;
import org.basedata.registry.api.Row;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.RunningRegistry.Answer;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.Masking;
import org.basedata.registry.core.sharing.SubjectScope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * What is not to be seen changes nothing that can be seen. Every way in which a consumer may ask is tried before and after random things
 * happened to items outside of what it is granted: values, their absence, disputes, records of departments whose mere word would tell. The
 * answers have to be the same, character by character, but for the position of the log, which moves with whatever happens to anybody.
 */
class LeaksIT {
    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    private static final SharingDesk DESK = new SharingDesk(registry);
    private static final String QUERY = "/api/v1/persons/query";
    private static final String NAME = "张若愚";
    private static final String BORN = "1980-01-01";
    /** Stands in every hidden value, and in nothing else. */
    private static final String SECRET = "匿";

    /** The position of the log, the encrypted place of the feed, and the number of a problem's report. */
    private static final String MOVES = "(\"(?:position|next|instance)\":\")[^\"]*";

    private static final List<String> SEEN =
            List.of("name", "sex", "birthDate", "residenceAddress", "registeredAddress");

    /** What each purpose is granted beyond what needs no agreement. */
    private static final Map<String, Map<String, Masking>> GRANTED = new TreeMap<>(Map.of(
            "NOTHING-MORE", Map.of(),
            "MOTHER-PARTLY", Map.of("motherName", Masking.PARTIAL),
            "MOTHER-EXISTS", Map.of("motherName", Masking.EXISTENCE),
            "CARD", Map.of("socialSecurityCardNumber", Masking.FULL, "birthFacility", Masking.HASH)));

    private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();
    private static final Set<String> NUMBERS = new TreeSet<>();

    @BeforeAll
    static void grants() {
        DESK.confidentiality("JY");
        GRANTED.forEach((purpose, items) -> {
            DESK.purpose("JY", purpose);
            if (!items.isEmpty())
                DESK.granted(DESK.applied(
                        "JY", purpose, SubjectType.PERSON, items, SubjectScope.ALL, LocalDate.parse("2090-01-01")));
        });
        LOG.start();
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).addAppender(LOG);
    }

    @AfterAll
    static void detach() {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).detachAppender(LOG);
    }

    private static String[] as(String purpose) {
        String[] token = registry.system("JY", Role.CONSUMER);
        return new String[] {token[0], token[1], "X-Purpose", purpose};
    }

    private static String somePerson() {
        String number = Invented.man();
        NUMBERS.add(number);
        registry.deliver("GA", Row.household(number, NAME).with("sex", "1").with("registeredAddress", "广州市天河区示例路1号"));
        registry.deliver("LS", residence(number));
        return number;
    }

    private static Row residence(String number) {
        return Row.person("residence-permit", number, NAME).with("sex", "1").with("residenceAddress", "广州市越秀区样例街2号");
    }

    private static String secret(Random random) {
        return SECRET + Integer.toString(random.nextInt(1_000_000), 36);
    }

    private static String name(Random random) {
        return "李" + SECRET + (random.nextBoolean() ? "一" : "二");
    }

    /**
     * Something that a department says of items which the purpose is not granted. It also says the name again, and the sex: of departments
     * whose mere word would tell.
     */
    private static void happen(String number, int step, Set<String> granted, Random random) {
        switch (1 + random.nextInt(7)) {
            case 1 ->
                registry.deliver(
                        "CL",
                        Row.person("disability", number, NAME)
                                .version(step + 1)
                                .with("sex", "1")
                                .with("disabilityCertificateNumber", secret(random)));
            case 2 ->
                registry.deliver(
                        "GJJ",
                        Row.person("housing-fund", number, NAME)
                                .version(step + 1)
                                .with("fundAccount", secret(random))
                                .with("employerName", secret(random) + "有限公司"));
            case 3 ->
                registry.deliver(
                        "SW",
                        Row.person("personal-tax", number, NAME)
                                .version(step + 1)
                                .with("taxFileNumber", secret(random))
                                .with("employerName", secret(random) + "有限公司"));
            case 4 ->
                registry.deliver(
                        "MZ",
                        Row.person("adoption-registration", number, NAME)
                                .version(step + 1)
                                .with("adoptionRole", secret(random)));
            case 5 ->
                registry.deliver(
                        "WJ",
                        Row.person("family-planning", number, NAME)
                                .version(step + 1)
                                .with("birthServiceNumber", secret(random)));
            case 6 -> {
                if (granted.contains("motherName")) return;
                registry.deliver("WJ", birth(number, step + 1, name(random)));
            }
            default -> {
                if (granted.contains("socialSecurityCardNumber")) return;
                registry.deliver(
                        "RS",
                        Row.insurance(number, NAME).version(step + 1).with("socialSecurityCardNumber", secret(random)));
            }
        }
    }

    private static Row birth(String number, int version, String mother) {
        return Row.person("birth-registration", number, NAME).version(version).with("motherName", mother);
    }

    /** All that the feed tells after a place, in the smallest pages, when it has come to the end of the log. */
    private static Map<String, Answer> feed(String place, String... as) {
        String head = end();
        await(() -> followed(head));
        Map<String, Answer> pages = new LinkedHashMap<>();
        String after = place;
        boolean more = true;
        while (more) {
            Answer page = registry.get("/api/v1/changes?type=PERSON&limit=1&after=" + after, as);
            pages.put("changes, page " + pages.size(), page);
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            assertThat(page.json().path("next").asString()).hasSize(48);
            after = page.json().path("next").asString();
            more = page.json().path("more").asBoolean();
        }
        return pages;
    }

    private static String end() {
        return registry.get("/api/v1/log/followers")
                .json()
                .at("/results/0/head")
                .asString();
    }

    private static boolean followed(String head) {
        for (JsonNode each : registry.get("/api/v1/log/followers").json().path("results"))
            if (each.path("name").asString().equals("changes"))
                return Long.parseLong(each.path("position").asString()) >= Long.parseLong(head);
        throw new AssertionError("nobody follows changes");
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
    }

    /** The file of all of that name. */
    private static Answer exported(String format, String view, String purpose, String... as) {
        List<String> items = new ArrayList<>(SEEN);
        items.addAll(new TreeSet<>(GRANTED.get(purpose).keySet()));
        Map<String, Object> wanted = Map.of(
                "type", "PERSON", "items", items, "format", format, "view", view, "search", Map.of("name", NAME));
        Answer ordered = registry.post("/api/v1/exports", wanted, as);
        assertThat(ordered.status()).as(ordered.text()).isEqualTo(202);
        String path = "/api/v1/exports/" + ordered.json().path("id").asString();
        await(() -> registry.get(path, as).json().path("state").asString().equals("DONE"));
        Answer file = registry.get(path + "/file", as);
        assertThat(file.status()).as(file.text()).isEqualTo(200);
        return file;
    }

    /**
     * Every answer, by how it was asked for: status, body and the tag that stands for it.
     *
     * @param place of the feed before anything happened to the subject
     */
    private static Map<String, String> all(String number, String ref, String purpose, String place) {
        String[] as = as(purpose);
        Map<String, Answer> answers = new LinkedHashMap<>();
        Map<String, Object> keys = Map.of("keys", List.of(Map.of("idType", "RESIDENT_ID", "id", number)));
        Map<String, Object> search = Map.of("search", Map.of("name", NAME, "birthDate", BORN), "limit", 5);
        answers.put("query", registry.post(QUERY, keys, as));
        answers.put("query, full", registry.post(QUERY, with(keys, "view", "full"), as));
        answers.put("query, long ago", registry.post(QUERY, with(keys, "validAt", "2005-01-01"), as));
        answers.put("search", registry.post(QUERY, search, as));
        for (String hidden : List.of("residenceReason", "adoptionRole", "disabilityGrade", "fundAccount"))
            answers.put("query for " + hidden, registry.post(QUERY, with(keys, "items", List.of(hidden)), as));
        String path = "/api/v1/persons/" + ref;
        answers.put("get", registry.get(path, as));
        answers.put("get, full", registry.get(path + "?view=full", as));
        answers.put("history", registry.get(path + "/history", as));
        for (String item : SEEN) {
            answers.put("history of " + item, registry.get(path + "/history?item=" + item, as));
            answers.put("why " + item, registry.get(path + "/explain?item=" + item, as));
        }
        answers.put("why adoptionRole", registry.get(path + "/explain?item=adoptionRole", as));
        answers.put(
                "verify",
                registry.post(
                        "/api/v1/persons/verify",
                        Map.of(
                                "subjects",
                                List.of(Map.of(
                                        "key",
                                        Map.of("idType", "RESIDENT_ID", "id", number),
                                        "items",
                                        Map.of("name", NAME, "sex", "2")))),
                        as));
        answers.put("what may be seen", registry.get("/api/v1/entitlement?type=PERSON&purpose=" + purpose, as));
        answers.putAll(feed(place, as));
        answers.put("export", exported("CSV", "values", purpose, as));
        answers.put("export, full", exported("JSONL", "full", purpose, as));
        Map<String, String> seen = new LinkedHashMap<>();
        answers.forEach((how, answer) -> seen.put(
                how,
                answer.status() + " " + (how.startsWith("get") ? answer.header("ETag") : "") + " "
                        + answer.text().replaceAll(MOVES, "$1…")));
        return seen;
    }

    private static String around(String text, int place) {
        return "…" + text.substring(Math.max(0, place - 60), Math.min(text.length(), place + 60)) + "…";
    }

    private static Map<String, Object> with(Map<String, Object> body, String option, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(body);
        more.put(option, value);
        return more;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
    void whatever_happens_to_what_may_not_be_seen_no_answer_changes(long seed) {
        Random random = new Random(seed);
        for (Map.Entry<String, Map<String, Masking>> purpose : GRANTED.entrySet()) {
            String place = end();
            String number = somePerson();
            registry.deliver("WJ", birth(number, 1, name(random)));
            registry.deliver(
                    "RS", Row.insurance(number, NAME).with("socialSecurityCardNumber", "C" + random.nextInt(1_000)));
            String ref = registry.person(number).path("ref").asString();
            Map<String, String> before = all(number, ref, purpose.getKey(), place);
            for (int step = 1; step <= 6; step++)
                happen(number, step, purpose.getValue().keySet(), random);
            Map<String, String> after = all(number, ref, purpose.getKey(), place);
            assertThat(after.keySet()).as("pages of the feed").isEqualTo(before.keySet());
            List<String> differ = new ArrayList<>();
            before.forEach((how, answer) -> {
                int same = Arrays.mismatch(answer.toCharArray(), after.get(how).toCharArray());
                if (same >= 0)
                    differ.add(how + ", before: " + around(answer, same) + ", after: " + around(after.get(how), same));
            });
            assertThat(differ).as("seed %d, purpose %s", seed, purpose.getKey()).isEmpty();
            boolean sees = purpose.getValue().containsKey("motherName");
            after.forEach((how, answer) -> {
                // A file has others too, of whom something else was hidden.
                String own = how.startsWith("export")
                        ? answer.lines().filter(line -> line.contains(ref)).collect(Collectors.joining("\n"))
                        : answer;
                assertThat(own).as(how).isNotEmpty();
                if (!sees) assertThat(own).as(how).doesNotContain(SECRET);
                // Refusals name who provides an item, by the catalogue alone.
                if (!answer.startsWith("200")) return;
                assertThat(answer)
                        .as(how)
                        .doesNotContain("\"CL\"")
                        .doesNotContain("\"GJJ\"")
                        .doesNotContain("\"SW\"")
                        .doesNotContain("adoption-registration")
                        .doesNotContain("family-planning");
            });
        }
    }

    @Test
    void neither_the_log_nor_the_metrics_name_anybody_or_tell_a_value() {
        Random random = new Random(144);
        String place = end();
        String number = somePerson();
        String ref = registry.person(number).path("ref").asString();
        for (int step = 1; step <= 4; step++) happen(number, step, Set.of(), random);
        all(number, ref, "NOTHING-MORE", place);
        registry.post(QUERY, Map.of("keys", List.of(Map.of("idType", "RESIDENT_ID", "id", number + "9"))), as("CARD"));
        registry.postRaw(QUERY, ("{\"keys\":[{\"id\":\"" + number + "\"").getBytes(), as("CARD"));
        String metrics = registry.get("/actuator/prometheus").text();
        List<String> logged = LOG.list.stream()
                .map(each -> each.getFormattedMessage()
                        + (each.getThrowableProxy() == null
                                ? ""
                                : each.getThrowableProxy().getMessage()))
                .toList();
        for (String text : logged) holdsNothing(text, ref);
        holdsNothing(metrics, ref);
        assertThat(metrics).contains("http_server_requests");
    }

    private static void holdsNothing(String text, String ref) {
        assertThat(text).doesNotContain(SECRET).doesNotContain(NAME).doesNotContain(ref);
        for (String number : NUMBERS) assertThat(text).doesNotContain(number);
    }
}
