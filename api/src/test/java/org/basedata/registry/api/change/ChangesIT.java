package org.basedata.registry.api.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.basedata.registry.api.Invented;
import org.basedata.registry.api.Row;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.RunningRegistry.Answer;
import org.basedata.registry.api.inquiry.SharingDesk;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.Masking;
import org.basedata.registry.core.sharing.SharingAgreement;
import org.basedata.registry.core.sharing.SubjectScope;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Consumers follow changes: of what they may see, in order, each once, and nothing else shows. */
class ChangesIT {
    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    private static final SharingDesk DESK = new SharingDesk(registry);
    private static final SubjectScope TIANHE = new SubjectScope(Set.of("440106"), Set.of());

    @BeforeAll
    static void departments() {
        for (String department : List.of("JY", "GJJ", "CL", "SW", "MZ")) {
            DESK.purpose(department, "CHECK");
            DESK.confidentiality(department);
        }
    }

    private static String entered(String number, String division) {
        return registry.deliverOne("GA", household(number, division, 1))
                .path("ref")
                .asString();
    }

    private static Row household(String number, String division, int version) {
        return Row.household(number, "张若愚")
                .version(version)
                .with("registeredDivision", division)
                .with("registeredAddress", "广州市示例路1号");
    }

    /** Of the same household record, from another day on: what was true before stays true. */
    private static void moves(String number, String division, int version) {
        registry.deliver("GA", household(number, division, version).from("2010-01-01"));
    }

    private static void mother(String number, String name, int version) {
        registry.deliver(
                "WJ",
                Row.person("birth-registration", number, "张若愚")
                        .version(version)
                        .operation(version == 1 ? "SUBMIT" : "CORRECT", version == 1 ? null : "笔误")
                        .with("motherName", name));
    }

    private static void withdrawn(String source, String dataset, String number) {
        Row row = Row.person(dataset, number, "张若愚").version(9).operation("WITHDRAW", "误报");
        registry.deliver(source, row);
    }

    private static String kind(JsonNode entry) {
        return entry.path("change").asString();
    }

    private static String ref(JsonNode entry) {
        return entry.path("ref").asString();
    }

    private static List<String> changed(JsonNode entry) {
        List<String> items = new ArrayList<>();
        entry.path("changed").forEach(each -> items.add(each.asString()));
        return items;
    }

    private static JsonNode refused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().path("code").asString()).isEqualTo(code);
        return answer.json();
    }

    @Test
    void changes_come_in_order_and_each_once_from_wherever_somebody_left_off() {
        Follower follower = new Follower(registry, "JY", "CHECK", "items=name,registeredAddress");
        List<String> refs = new ArrayList<>();
        for (int i = 0; i < 7; i++) refs.add(entered(Invented.man(), "440106"));
        List<JsonNode> first = follower.next(3);
        String place = follower.place();
        List<JsonNode> rest = follower.next(4);
        List<JsonNode> all = new ArrayList<>(first);
        all.addAll(rest);
        assertThat(all).extracting(ChangesIT::ref).containsExactlyElementsOf(refs);
        assertThat(all).extracting(ChangesIT::kind).containsOnly("ENTERED");
        assertThat(all).extracting(each -> each.path("id").asString()).doesNotHaveDuplicates();
        assertThat(follower.at(place).next(4))
                .as("again from a place that was kept")
                .isEqualTo(rest);
        JsonNode record = rest.get(0).path("record");
        assertThat(record.at("/items/registeredAddress/value").asString()).isEqualTo("广州市示例路1号");
        assertThat(record.at("/items/registeredAddress/source").asString()).isEqualTo("GA");
        assertThat(record.path("items").size()).as(record.toString()).isEqualTo(2);
    }

    @Test
    void an_entry_has_the_record_as_it_was_after_its_change_whatever_came_later() {
        Follower follower = new Follower(registry, "JY", "CHECK", "items=registeredAddress,sex");
        String number = Invented.man();
        registry.deliver("GA", Row.household(number, "张若愚").with("registeredAddress", "甲路1号"));
        registry.deliver(
                "GA", Row.household(number, "张若愚").version(2).from("2010-01-01").with("registeredAddress", "乙路2号"));
        registry.deliver(
                "GA",
                Row.household(number, "张若愚")
                        .version(3)
                        .from("2010-01-01")
                        .with("registeredAddress", "乙路2号")
                        .with("sex", "1"));
        List<JsonNode> entries = follower.next(3);
        assertThat(entries).extracting(ChangesIT::kind).containsExactly("ENTERED", "CHANGED", "CHANGED");
        assertThat(entries)
                .extracting(
                        each -> each.at("/record/items/registeredAddress/value").asString())
                .containsExactly("甲路1号", "乙路2号", "乙路2号");
        assertThat(entries)
                .extracting(ChangesIT::changed)
                .containsExactly(List.of("registeredAddress"), List.of("registeredAddress"), List.of("sex"));
        assertThat(entries.get(1).path("record").path("items").has("sex")).isFalse();
    }

    @Test
    void a_change_of_an_item_that_may_not_be_seen_leaves_no_trace() {
        DESK.granted("GJJ", "CHECK", SubjectType.PERSON, SubjectScope.ALL, Masking.FULL, "motherName");
        String number = Invented.man();
        String ref = entered(number, "440106");
        mother(number, "李示例", 1);
        Follower without = new Follower(registry, "JY", "CHECK", "");
        Follower with = new Follower(registry, "GJJ", "CHECK", "");
        Answer before = without.ask("");
        mother(number, "王示例", 2);
        assertThat(kind(with.next())).isEqualTo("CHANGED");
        Answer after = without.ask("");
        assertThat(after.json().path("results")).isEmpty();
        assertThat(after.json().path("next").asString())
                .hasSameSizeAs(before.json().path("next").asString());
        assertThat(after.json().path("more").asBoolean()).isFalse();
        String marker = entered(Invented.man(), "440106");
        assertThat(without.upTo(marker))
                .as("nothing before the marker, of " + ref)
                .isEmpty();
        refused(new Follower(registry, "JY", "CHECK", "items=motherName").ask(""), 403, "NOT_ENTITLED");
    }

    @Test
    void a_change_that_a_mask_hides_is_none() {
        DESK.granted("CL", "CHECK", SubjectType.PERSON, SubjectScope.ALL, Masking.PARTIAL, "motherName");
        String number = Invented.man();
        entered(number, "440106");
        mother(number, "李示例", 1);
        Follower follower = new Follower(registry, "CL", "CHECK", "items=motherName");
        mother(number, "李示范", 2);
        mother(number, "王示范", 3);
        JsonNode entry = follower.next();
        assertThat(changed(entry)).containsExactly("motherName");
        assertThat(entry.at("/record/items/motherName/value").asString()).isEqualTo("王**");
        assertThat(entry.at("/record/items/motherName/masking").asString()).isEqualTo("PARTIAL");
    }

    @Test
    void saying_the_same_once_more_is_no_change() {
        String number = Invented.man();
        entered(number, "440106");
        Follower follower = new Follower(registry, "JY", "CHECK", "");
        registry.deliver("GA", household(number, "440106", 2));
        String marker = entered(Invented.man(), "440106");
        assertThat(follower.upTo(marker)).isEmpty();
    }

    @Test
    void of_a_subject_that_leaves_the_scope_only_that_is_told_and_of_others_nothing() {
        DESK.granted("SW", "CHECK", SubjectType.PERSON, TIANHE, Masking.FULL, "motherName");
        String inside = Invented.man();
        String outside = Invented.man();
        Follower follower = new Follower(registry, "SW", "CHECK", "items=motherName");
        String[] token = registry.system("SW", Role.CONSUMER);
        assertThat(registry.get("/api/v1/changes?items=motherName", token[0], token[1], "X-Purpose", "CHECK")
                        .status())
                .as("all agreements for the purpose are about persons")
                .isEqualTo(200);
        String outsideRef = entered(outside, "440305");
        mother(outside, "王示例", 1);
        String insideRef = entered(inside, "440106");
        mother(inside, "李示例", 1);
        List<JsonNode> came = follower.next(2);
        assertThat(came).extracting(ChangesIT::kind).containsExactly("ENTERED", "CHANGED");
        assertThat(came).extracting(ChangesIT::ref).containsOnly(insideRef);
        moves(inside, "440305", 2);
        JsonNode left = follower.next();
        assertThat(kind(left)).isEqualTo("LEFT");
        assertThat(ref(left)).isEqualTo(insideRef);
        assertThat(left.has("record")).isFalse();
        assertThat(left.has("changed")).isFalse();
        mother(inside, "赵示例", 2);
        moves(outside, "440106", 2);
        JsonNode entered = follower.next();
        assertThat(kind(entered)).isEqualTo("ENTERED");
        assertThat(ref(entered)).isEqualTo(outsideRef);
        assertThat(changed(entered)).containsExactly("motherName");
        assertThat(entered.at("/record/items").size()).isEqualTo(1);
    }

    @Test
    void a_department_whose_word_alone_would_tell_is_not_heard_when_it_says_the_same() {
        String number = Invented.man();
        registry.deliver("GA", Row.household(number, "张若愚"));
        registry.deliver("LS", Row.person("residence-permit", number, "张若愚"));
        Follower follower = new Follower(registry, "JY", "CHECK", "items=name");
        registry.deliver(
                "CL",
                Row.person("disability", number, "张若愚").with("disabilityCertificateNumber", "44010600000000000000"));
        String marker = entered(Invented.man(), "440106");
        assertThat(follower.upTo(marker)).isEmpty();
    }

    @Test
    void a_region_is_followed_by_whoever_may_see_where_subjects_are() {
        Follower follower = new Follower(registry, "JY", "CHECK", "division=440111&items=name,registeredDivision");
        String number = Invented.man();
        entered(Invented.man(), "440106");
        String ref = entered(number, "440111");
        JsonNode came = follower.next();
        assertThat(ref(came)).isEqualTo(ref);
        moves(number, "440106", 2);
        JsonNode left = follower.next();
        assertThat(kind(left)).isEqualTo("LEFT");
        assertThat(ref(left)).isEqualTo(ref);
        JsonNode problem = refused(
                new Follower(registry, "JY", "CHECK", "division=440111&items=name").ask(""), 403, "NOT_ENTITLED");
        assertThat(problem.path("at").asString()).isEqualTo("division");
        DESK.granted("MZ", "CHECK", SubjectType.PERSON, TIANHE, Masking.FULL, "motherName");
        assertThat(new Follower(registry, "MZ", "CHECK", "division=4401&items=motherName")
                        .ask("")
                        .status())
                .as("the agreement is about no more than that region")
                .isEqualTo(200);
        refused(
                new Follower(registry, "MZ", "CHECK", "division=44010601&items=motherName").ask(""),
                403,
                "NOT_ENTITLED");
    }

    private static Map<String, Object> act(String act, Object... fields) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "act",
                act,
                "by",
                "STAFF",
                "handlingUnit",
                "核查组",
                "handlingPerson",
                "陈核查",
                "reason",
                "经核实",
                "evidence",
                List.of("核查单 2026-0117")));
        for (int i = 0; i < fields.length; i += 2) body.put((String) fields[i], fields[i + 1]);
        return body;
    }

    private static JsonNode taken(Map<String, Object> act) {
        Answer answer = registry.post("/api/v1/identity/acts", act);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void mergers_splits_and_withdrawals_are_told_with_whom_to_ask_for_instead() {
        String one = Invented.man();
        String other = Invented.man();
        String kept = entered(one, "440106");
        String goes = registry.deliverOne("RS", Row.insurance(other, "张若愚").with("insuranceStatus", "1"))
                .path("ref")
                .asString();
        Follower follower = new Follower(registry, "JY", "CHECK", "");
        JsonNode merged = taken(act("MERGE", "subject", Map.of("ref", goes), "into", Map.of("ref", kept)));
        JsonNode superseded = follower.next();
        assertThat(kind(superseded)).isEqualTo("SUPERSEDED");
        assertThat(ref(superseded)).isEqualTo(goes);
        assertThat(superseded.at("/successors/0/ref").asString()).isEqualTo(kept);
        assertThat(superseded.has("record")).isFalse();

        taken(act(
                "REVOKE",
                "subject",
                Map.of("ref", goes),
                "revokes",
                merged.path("act").asString()));
        assertThat(follower.until(goes)).extracting(ChangesIT::kind).containsExactly("ENTERED");

        withdrawn("GA", "household-registration", one);
        List<JsonNode> ofTheOther = follower.until(kept);
        assertThat(kind(ofTheOther.get(ofTheOther.size() - 1))).isEqualTo("LEFT");

        String shared = Invented.man();
        String ref = entered(shared, "440106");
        registry.deliver("RS", Row.insurance(shared, "张若愚").with("insuranceStatus", "1"));
        follower = new Follower(registry, "JY", "CHECK", "");
        JsonNode split = taken(act(
                "SPLIT",
                "subject",
                Map.of("ref", ref),
                "parts",
                List.of(
                        Map.of("records", List.of(record("GA", "household-registration", shared))),
                        Map.of("records", List.of(record("RS", "social-insurance", shared))))));
        List<String> parts = new ArrayList<>();
        split.path("parts").forEach(each -> parts.add(each.asString()));
        List<JsonNode> told = follower.next(3);
        assertThat(told)
                .extracting(each -> kind(each) + " " + ref(each))
                .containsExactlyInAnyOrder("AMBIGUOUS " + ref, "ENTERED " + parts.get(0), "ENTERED " + parts.get(1));
        assertThat(told)
                .filteredOn(each -> kind(each).equals("AMBIGUOUS"))
                .allSatisfy(each -> assertThat(each.path("successors")).hasSize(2));
    }

    private static Map<String, Object> record(String source, String dataset, String number) {
        return Map.of("source", source, "dataset", dataset, "recordId", dataset + "-" + number);
    }

    @Test
    void a_place_is_good_for_its_own_question_only() {
        Follower follower = new Follower(registry, "JY", "CHECK", "items=name");
        follower.at(follower.ask("").json().path("next").asString());
        assertThat(follower.ask("").status()).isEqualTo(200);
        String place = follower.place();
        refused(
                new Follower(registry, "JY", "CHECK", "items=name,sex")
                        .at(place)
                        .ask(""),
                400,
                "NEXT_INVALID");
        refused(new Follower(registry, "GJJ", "CHECK", "items=name").at(place).ask(""), 400, "NEXT_INVALID");
        refused(
                new Follower(registry, "JY", "CHECK", "items=name")
                        .at("AAAA" + place.substring(4))
                        .ask(""),
                400,
                "NEXT_INVALID");
        refused(
                new Follower(registry, "JY", "CHECK", "items=name")
                        .at("999999999")
                        .ask(""),
                400,
                "PARAMETER_INVALID");
        assertThat(place).isNotEqualTo(follower.ask("").json().path("next").asString());
    }

    @Test
    void what_is_not_kept_any_more_is_gone_and_says_what_to_do() {
        entered(Invented.man(), "440106");
        new Follower(registry, "JY", "CHECK", "").at("0").next();
        JdbcTemplate jdbc = new JdbcTemplate(registry.database().dataSource());
        String first =
                "WHERE position = " + jdbc.queryForObject("SELECT min(position) FROM subject_change", Long.class);
        OffsetDateTime recordedAt =
                jdbc.queryForObject("SELECT recorded_at FROM subject_change " + first, OffsetDateTime.class);
        jdbc.update("UPDATE subject_change SET recorded_at = recorded_at - INTERVAL '400 days 12 hours' " + first);
        try {
            JsonNode problem =
                    refused(new Follower(registry, "JY", "CHECK", "").at("0").ask(""), 410, "CHANGES_TOO_OLD");
            assertThat(problem.path("detailEn").asString()).contains("export").contains("400 days");
            assertThat(new Follower(registry, "JY", "CHECK", "")
                            .at(null)
                            .ask("")
                            .status())
                    .as("from the oldest that is kept")
                    .isEqualTo(200);
            ChangesDropped dropped = registry.server().bean("changesDropped", ChangesDropped.class);
            dropped.drop();
            assertThat(jdbc.queryForObject("SELECT coalesce(max(up_to), 0) FROM subject_change_dropped", Long.class))
                    .as("whoever reads on at the very end is given a day")
                    .isZero();
            jdbc.update("UPDATE subject_change SET recorded_at = recorded_at - INTERVAL '1 day' " + first);
            dropped.drop();
        } finally {
            jdbc.update("UPDATE subject_change SET recorded_at = ? " + first, recordedAt);
        }
        try {
            refused(new Follower(registry, "JY", "CHECK", "").at("0").ask(""), 410, "CHANGES_TOO_OLD");
            assertThat(new Follower(registry, "JY", "CHECK", "")
                            .at(null)
                            .ask("")
                            .status())
                    .as("from the oldest that is there")
                    .isEqualTo(200);
        } finally {
            jdbc.update("DELETE FROM subject_change_dropped");
        }
    }

    @Test
    void whether_there_is_more_tells_nothing_of_others() {
        Follower follower = new Follower(registry, "JY", "CHECK", "division=440118");
        Follower all = new Follower(registry, "JY", "CHECK", "");
        String gone = Invented.man();
        entered(gone, "440118");
        moves(gone, "350203", 2);
        assertThat(follower.next(2)).extracting(ChangesIT::kind).containsExactly("ENTERED", "LEFT");
        String ref = entered(Invented.man(), "440118");
        // Once of the region, so that they have to be looked at; more than are looked at together.
        for (int version = 3; version < 63; version++)
            registry.deliver(
                    "GA",
                    household(gone, "350203", version)
                            .from("2010-01-01")
                            .with("registeredAddress", "厦门市示例路" + version + "号"));
        all.upTo(entered(Invented.man(), "350203"));
        Answer answer = follower.ask("&limit=1");
        assertThat(answer.json().path("results")).extracting(ChangesIT::ref).containsExactly(ref);
        assertThat(answer.json().path("more").asBoolean()).isFalse();
    }

    @Test
    void what_is_told_follows_the_agreements_as_they_stand_when_it_is_told() {
        DESK.purpose("BB", "FOLLOW");
        DESK.confidentiality("BB");
        SharingAgreement agreement =
                DESK.granted("BB", "FOLLOW", SubjectType.PERSON, SubjectScope.ALL, Masking.FULL, "motherName");
        String number = Invented.man();
        String ref = entered(number, "440106");
        mother(number, "李示例", 1);
        Follower named = new Follower(registry, "BB", "FOLLOW", "items=motherName");
        Follower all = new Follower(registry, "BB", "FOLLOW", "");
        mother(number, "王示例", 2);
        mother(number, "赵示例", 3);
        String start = named.place();
        List<JsonNode> told = named.next(2);
        assertThat(told).extracting(ChangesIT::ref).containsOnly(ref);
        SharingAgreement suspended = DESK.suspended(agreement);
        refused(named.ask(""), 403, "NOT_ENTITLED");
        String marker = entered(Invented.man(), "440106");
        assertThat(all.upTo(marker))
                .as("the change of what may not be seen now")
                .isEmpty();
        DESK.resumed(suspended);
        assertThat(named.at(start).next(2)).isEqualTo(told);
    }

    @Test
    void every_page_is_on_record_with_whom_it_tells_of() {
        Follower follower = new Follower(registry, "JY", "CHECK", "items=name");
        String ref = entered(Invented.man(), "440106");
        follower.upTo(ref);
        JdbcTemplate jdbc = new JdbcTemplate(registry.database().dataSource());
        assertThat(jdbc.queryForList(
                        "SELECT a.operation || ' ' || a.department || ' ' || a.purpose || ' ' || a.items::text || ' ' || s.outcome"
                                + " FROM access AS a JOIN access_subject AS s ON s.at = a.at AND s.access = a.id"
                                + " WHERE s.subject = ? AND a.department = 'JY'",
                        String.class,
                        UUID.fromString(ref)))
                .contains("FEED JY CHECK {name} GIVEN");
    }

    @Test
    void who_waits_is_answered_when_there_is_something_for_them_or_their_time_is_over() throws Exception {
        Follower follower = new Follower(registry, "JY", "CHECK", "division=440112");
        long begun = System.nanoTime();
        Answer nothing = follower.ask("&wait=1");
        assertThat(nothing.json().path("results")).isEmpty();
        assertThat(System.nanoTime() - begun).isGreaterThan(900_000_000L);
        ExecutorService waiting = Executors.newSingleThreadExecutor();
        try {
            Future<JsonNode> answer = waiting.submit(() -> follower.next());
            entered(Invented.man(), "440106");
            assertThat(answer.isDone()).isFalse();
            String ref = entered(Invented.man(), "440112");
            assertThat(ref(answer.get())).isEqualTo(ref);
        } finally {
            waiting.shutdownNow();
        }
        refused(follower.ask("&wait=61"), 400, "PARAMETER_INVALID");
    }

    @Test
    void sixteen_writers_lose_and_repeat_nothing() throws Exception {
        Follower follower = new Follower(registry, "JY", "CHECK", "division=440117");
        int each = 12;
        ExecutorService writers = Executors.newFixedThreadPool(16);
        try {
            List<Future<List<String>>> writing = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                List<String> numbers = new ArrayList<>();
                for (int n = 0; n < each; n++) numbers.add(Invented.man());
                writing.add(writers.submit(() -> {
                    List<String> refs = new ArrayList<>();
                    for (String number : numbers) {
                        refs.add(entered(number, "440117"));
                        moves(number, "440117", 2);
                        registry.deliver(
                                "GA",
                                household(number, "440117", 3)
                                        .from("2020-01-01")
                                        .with("sex", "1"));
                    }
                    return refs;
                }));
            }
            List<JsonNode> told = follower.next(16 * each * 2);
            Set<String> refs = new TreeSet<>();
            for (Future<List<String>> one : writing) refs.addAll(one.get());
            assertThat(told).extracting(entry -> entry.path("id").asString()).doesNotHaveDuplicates();
            for (String ref : refs)
                assertThat(told)
                        .filteredOn(entry -> ref(entry).equals(ref))
                        .extracting(ChangesIT::kind)
                        .containsExactly("ENTERED", "CHANGED");
        } finally {
            writers.shutdownNow();
        }
        Answer end = follower.ask("");
        assertThat(end.json().path("results")).as("nothing is left").isEmpty();
    }

    /** Whoever puts each record in the place of theirs, and takes away who has gone, has what is answered. */
    @Test
    void a_copy_that_follows_is_what_is_answered() {
        DESK.purpose("SHZZ", "COPY");
        DESK.confidentiality("SHZZ");
        DESK.granted("SHZZ", "COPY", SubjectType.PERSON, TIANHE, Masking.FULL, "motherName");
        Follower follower = new Follower(registry, "SHZZ", "COPY", "items=motherName");
        Random random = new Random(29);
        List<String> numbers = new ArrayList<>();
        Map<String, String> refs = new HashMap<>();
        for (int i = 0; i < 8; i++) numbers.add(Invented.man());
        for (int version = 1; version <= 8; version++)
            for (String number : numbers) {
                int step = random.nextInt(4);
                if (step == 0 && version > 1) {
                    Row gone = Row.person("household-registration", number, "张若愚")
                            .version(version)
                            .operation("WITHDRAW", "误报");
                    registry.deliver("GA", gone);
                } else if (step == 1) mother(number, random.nextBoolean() ? "李示例" : "王示例", version);
                else
                    refs.put(
                            number,
                            registry.deliverOne(
                                            "GA",
                                            household(number, random.nextBoolean() ? "440106" : "440305", version))
                                    .path("ref")
                                    .asString());
            }
        Map<String, String> copy = new HashMap<>();
        int left = 0;
        for (JsonNode entry : follower.upTo(entered(Invented.man(), "440106")))
            if (entry.has("record"))
                copy.put(ref(entry), entry.at("/record/items/motherName/value").asString(""));
            else {
                assertThat(copy.remove(ref(entry)))
                        .as("of whom something was told before")
                        .isNotNull();
                left++;
            }
        assertThat(left).isPositive();
        String[] token = registry.system("SHZZ", Role.CONSUMER);
        Map<String, String> answered = new HashMap<>();
        for (String number : numbers) {
            JsonNode result = registry.post(
                            "/api/v1/persons/query",
                            Map.of(
                                    "keys", List.of(Map.of("idType", "RESIDENT_ID", "id", number)),
                                    "items", List.of("motherName")),
                            token[0],
                            token[1],
                            "X-Purpose",
                            "COPY")
                    .json()
                    .at("/results/0");
            if (!result.has("code"))
                answered.put(ref(result), result.at("/items/motherName/value").asString(""));
        }
        assertThat(copy).isEqualTo(answered).isNotEmpty();
    }

    @Test
    void what_was_told_and_turns_out_wrong_is_recalled() {
        Follower follower = new Follower(registry, "JY", "CHECK", "items=registeredAddress");
        String number = Invented.man();
        String ref = entered(number, "440106");
        follower.until(ref);
        registry.deliver(
                "GA", household(number, "440106", 2).operation("CORRECT", "笔误").with("registeredAddress", "广州市示例路2号"));
        String[] token = registry.system("JY", Role.CONSUMER);
        long end = System.nanoTime() + 30_000_000_000L;
        JsonNode recalls =
                registry.get("/api/v1/recalls?subject=" + ref, token).json().path("results");
        while (recalls.isEmpty() && System.nanoTime() < end) {
            Thread.onSpinWait();
            recalls =
                    registry.get("/api/v1/recalls?subject=" + ref, token).json().path("results");
        }
        assertThat(recalls).hasSize(1);
        assertThat(recalls.at("/0/item").asString()).isEqualTo("registeredAddress");
    }

    @Test
    void staff_and_sources_do_not_follow() {
        refused(registry.get("/api/v1/changes?type=PERSON"), 403, "NOT_ALLOWED");
        String[] token = registry.system("JY", Role.CONSUMER);
        refused(registry.get("/api/v1/changes?type=PERSON", token), 400, "PURPOSE_MISSING");
        refused(registry.get("/api/v1/changes", token[0], token[1], "X-Purpose", "CHECK"), 400, "FIELD_MISSING");
        refused(
                registry.get("/api/v1/changes?type=PERSON&items=nonsense", token[0], token[1], "X-Purpose", "CHECK"),
                400,
                "ITEM_UNKNOWN");
    }
}
