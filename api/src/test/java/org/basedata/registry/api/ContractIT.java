package org.basedata.registry.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.basedata.registry.api.RunningRegistry.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What departments rely on, one situation a test, over HTTP alone. */
class ContractIT {
    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    private static List<String> texts(JsonNode array, String field) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(each -> each.path(field).asString())
                .toList();
    }

    private static JsonNode item(JsonNode person, String code) {
        return person.path("items").path(code);
    }

    @Test
    void what_a_source_submits_is_answered_at_once_and_by_reference() {
        String number = Invented.man();
        JsonNode receipt = registry.deliver(
                "GA", Row.household(number, "王小明").with("sex", "1").with("birthDate", "1990-03-07"));
        assertThat(receipt.at("/records/0/outcome").asString()).isEqualTo("ACCEPTED");
        assertThat(receipt.at("/counts/received").asLong()).isEqualTo(1);

        JsonNode person = registry.person(number);
        assertThat(person.at("/key/id").asString()).isEqualTo(number);
        assertThat(person.path("lifecycle").asString()).isEqualTo("ACTIVE");
        assertThat(person.at("/subject/id").asString()).isEqualTo(number);
        JsonNode name = item(person, "name");
        assertThat(name.path("value").asString()).isEqualTo("王小明");
        assertThat(name.path("status").asString()).isEqualTo("SOLE");
        assertThat(name.path("source").asString()).isEqualTo("GA");
        assertThat(name.path("basis").asString()).isEqualTo("AUTHORITY");
        assertThat(name.path("validFrom").asString()).isEqualTo("2000-01-01");
        assertThat(name.has("validTo")).isTrue();
        assertThat(name.path("validTo").isNull()).isTrue();
        assertThat(name.has("disputedSince")).isFalse();

        String ref = person.path("ref").asString();
        assertThat(receipt.at("/records/0/ref").asString()).isEqualTo(ref);
        Answer byRef = registry.get("/api/v1/persons/" + ref + "?view=full");
        assertThat(byRef.status()).isEqualTo(200);
        assertThat(item(byRef.json(), "name").path("value").asString()).isEqualTo("王小明");
    }

    @Test
    void the_same_again_changes_nothing() {
        String number = Invented.man();
        registry.deliver("GA", Row.household(number, "王小明").with("sex", "1"));
        JsonNode again = registry.deliver("GA", Row.household(number, "王小明").with("sex", "1"));
        assertThat(again.at("/records/0/outcome").asString()).isEqualTo("UNCHANGED");
        assertThat(again.at("/counts/unchanged").asLong()).isEqualTo(1);
    }

    @Test
    void middle_dots_are_no_difference() {
        String number = Invented.woman();
        registry.deliver("GA", Row.household(number, "阿依古丽·买买提").with("sex", "2"));
        JsonNode outcome = registry.deliverOne("RS", Row.insurance(number, "阿依古丽\u2022买买提"));
        assertThat(outcome.path("conflicts")).isEmpty();
        JsonNode name = item(registry.person(number), "name");
        assertThat(name.path("status").asString()).isEqualTo("CORROBORATED");
        assertThat(name.path("value").asString()).isEqualTo("阿依古丽·买买提");
        assertThat(name.at("/corroboratedBy/0").asString()).isEqualTo("RS");
    }

    @Test
    void a_similar_name_is_a_conflict_and_the_authority_stands() {
        String number = Invented.man();
        registry.deliver("GA", Row.household(number, "于海涛"));
        JsonNode outcome = registry.deliverOne("RS", Row.insurance(number, "於海涛"));
        assertThat(outcome.path("outcome").asString()).isEqualTo("ACCEPTED");
        assertThat(outcome.path("held").asBoolean(false)).isFalse();
        JsonNode name = item(registry.person(number), "name");
        assertThat(name.path("status").asString()).isEqualTo("DISPUTED");
        assertThat(name.path("value").asString()).isEqualTo("于海涛");
        assertThat(Instant.parse(name.path("disputedSince").asString())).isBefore(Instant.now());
    }

    @Test
    void a_different_name_keeps_the_whole_record_out() {
        String number = Invented.man();
        registry.deliver("GA", Row.household(number, "赵文博").with("maritalStatus", "10"));
        JsonNode outcome = registry.deliverOne("MZ", Row.marriage(number, "孙丽娜").with("maritalStatus", "20"));
        assertThat(outcome.path("held").asBoolean(false)).isTrue();
        JsonNode person = registry.person(number);
        assertThat(item(person, "maritalStatus").path("value").asString()).isEqualTo("10");
        assertThat(item(person, "name").path("value").asString()).isEqualTo("赵文博");
        assertThat(texts(registry.openConflicts(person.path("ref").asString()), "kind"))
                .containsExactly("HOLD");
    }

    @Test
    void the_authority_that_speaks_late_decides_who_is_held() {
        String number = Invented.man();
        registry.deliver("RS", Row.insurance(number, "钱一凡"));
        registry.deliver("MZ", Row.marriage(number, "周梓萱").with("maritalStatus", "20"));
        registry.deliver("GA", Row.household(number, "周梓萱").with("sex", "1"));
        JsonNode person = registry.person(number);
        assertThat(item(person, "name").path("value").asString()).isEqualTo("周梓萱");
        assertThat(item(person, "maritalStatus").path("value").asString()).isEqualTo("20");
        assertThat(item(person, "name").path("corroboratedBy").toString()).doesNotContain("RS");
    }

    @Test
    void a_conflict_is_listed_with_every_value_and_settles_when_sources_agree() {
        String number = Invented.man();
        registry.deliver("GA", Row.household(number, "吴国强").with("maritalStatus", "10"));
        JsonNode outcome = registry.deliverOne("MZ", Row.marriage(number, "吴国强").with("maritalStatus", "20"));
        assertThat(outcome.path("conflicts").toString()).contains("maritalStatus");
        JsonNode person = registry.person(number);
        JsonNode marital = item(person, "maritalStatus");
        assertThat(marital.path("value").asString()).isEqualTo("20");
        assertThat(marital.path("status").asString()).isEqualTo("DISPUTED");
        assertThat(marital.path("source").asString()).isEqualTo("MZ");

        String ref = person.path("ref").asString();
        JsonNode conflict = registry.openConflicts(ref).path(0);
        assertThat(conflict.path("item").asString()).isEqualTo("maritalStatus");
        assertThat(conflict.path("standing").asString()).isEqualTo("20");
        assertThat(conflict.path("severity").asString()).isEqualTo("major");
        assertThat(conflict.path("settledAt").isNull()).isTrue();
        assertThat(conflict.at("/period/from").asString()).isEqualTo("2000-01-01");
        assertThat(texts(conflict.path("values"), "source")).containsExactlyInAnyOrder("GA", "MZ");
        assertThat(conflict.at("/values/0/recordId").asString()).isNotEmpty();

        registry.deliver("GA", Row.household(number, "吴国强").version(2).with("maritalStatus", "20"));
        assertThat(item(registry.person(number), "maritalStatus").path("status").asString())
                .isEqualTo("CORROBORATED");
        assertThat(registry.openConflicts(ref)).isEmpty();
        JsonNode settled = registry.get("/api/v1/conflicts?ref=" + ref)
                .json()
                .path("results")
                .path(0);
        assertThat(settled.path("settledAt").isNull()).isFalse();
    }

    @Test
    void an_older_version_that_comes_late_is_kept_and_superseded() {
        String number = Invented.man();
        registry.deliver("GA", Row.household(number, "郑晓东").version(3).with("registeredAddress", "广州市天河区体育东路3号"));
        JsonNode outcome = registry.deliverOne(
                "GA", Row.household(number, "郑晓东").version(2).with("registeredAddress", "广州市天河区体育东路2号"));
        assertThat(outcome.path("outcome").asString()).isEqualTo("ACCEPTED");
        assertThat(outcome.path("superseded").asBoolean(false)).isTrue();
        assertThat(registry.value(number, "registeredAddress")).isEqualTo("广州市天河区体育东路3号");
    }

    @Test
    void any_answer_can_be_had_as_of_any_day_and_as_known_at_any_time() {
        String number = Invented.man();
        registry.deliver("GA", Row.household(number, "冯建华").with("registeredAddress", "广州市越秀区中山五路0号"));
        String known = item(registry.person(number), "registeredAddress")
                .path("recordedAt")
                .asString();
        registry.deliver(
                "GA",
                Row.household(number, "冯建华").version(2).from("2020-06-01").with("registeredAddress", "广州市越秀区中山五路1号"));
        registry.deliver(
                "GA",
                Row.household(number, "冯建华").version(3).from("2099-01-01").with("registeredAddress", "广州市越秀区中山五路2号"));

        assertThat(registry.value(number, "registeredAddress")).isEqualTo("广州市越秀区中山五路1号");
        assertThat(registry.valueOn(number, "registeredAddress", "2010-01-01")).isEqualTo("广州市越秀区中山五路0号");
        assertThat(registry.valueOn(number, "registeredAddress", "2100-01-01")).isEqualTo("广州市越秀区中山五路2号");
        // 2020-05-31T16:30Z is the first of June in China.
        assertThat(registry.valueOn(number, "registeredAddress", "2020-05-31T16:30:00Z"))
                .isEqualTo("广州市越秀区中山五路1号");
        JsonNode before = registry.person(number, Map.of("validAt", "2021-01-01", "knownAt", known));
        assertThat(item(before, "registeredAddress").path("value").asString()).isEqualTo("广州市越秀区中山五路0号");

        registry.deliver(
                "GA",
                Row.household(number, "冯建华")
                        .version(4)
                        .operation("CORRECT", "登记差错")
                        .from("2005-01-01")
                        .with("registeredAddress", "广州市越秀区中山五路3号"));
        assertThat(registry.valueOn(number, "registeredAddress", "2010-01-01")).isEqualTo("广州市越秀区中山五路3号");
        assertThat(registry.valueOn(number, "registeredAddress", "2002-01-01")).isEmpty();
        JsonNode then = registry.person(number, Map.of("validAt", "2010-01-01", "knownAt", known));
        assertThat(item(then, "registeredAddress").path("value").asString()).isEqualTo("广州市越秀区中山五路0号");
        JsonNode never = registry.person(number, Map.of("knownAt", "2001-01-01"));
        assertThat(never.path("code").asString()).isEqualTo("NO_RECORD");
    }

    @Test
    void a_withdrawn_record_lets_the_next_source_speak() {
        String number = Invented.man();
        registry.deliver("GA", Row.household(number, "陈思远").with("maritalStatus", "10"));
        registry.deliver("MZ", Row.marriage(number, "陈思远").with("maritalStatus", "20"));
        registry.deliver("MZ", Row.marriage(number, "陈思远").version(2).operation("WITHDRAW", "误报"));
        JsonNode marital = item(registry.person(number), "maritalStatus");
        assertThat(marital.path("value").asString()).isEqualTo("10");
        assertThat(marital.path("status").asString()).isEqualTo("PROVISIONAL");
        assertThat(marital.path("basis").asString()).isEqualTo("FALLBACK");
    }

    @Test
    void the_order_of_arrival_does_not_matter() {
        List<Map<String, String>> ends = new ArrayList<>();
        for (int[] order : new int[][] {{0, 1, 2, 3, 4}, {4, 3, 2, 1, 0}, {2, 4, 0, 3, 1}}) {
            String number = Invented.man();
            Row[] rows = {
                Row.household(number, "褚卫东").with("sex", "1").with("maritalStatus", "10"),
                Row.household(number, "褚卫东")
                        .version(2)
                        .from("2015-01-01")
                        .with("sex", "1")
                        .with("maritalStatus", "20"),
                Row.marriage(number, "褚卫东").from("2014-05-20").with("maritalStatus", "20"),
                Row.marriage(number, "褚卫东").version(2).from("2021-05-20").with("maritalStatus", "40"),
                Row.insurance(number, "楚卫东")
            };
            String[] sources = {"GA", "GA", "MZ", "MZ", "RS"};
            for (int i : order) registry.deliver(sources[i], rows[i]);
            Map<String, String> end = new TreeMap<>();
            registry.person(number).path("items").properties().forEach(each -> {
                JsonNode v = each.getValue();
                end.put(each.getKey(), v.path("value") + " " + v.path("status") + " " + v.path("source"));
            });
            ends.add(end);
        }
        assertThat(ends.get(0)).isNotEmpty();
        assertThat(ends.get(1)).isEqualTo(ends.get(0));
        assertThat(ends.get(2)).isEqualTo(ends.get(0));
    }

    @Test
    void refused_rows_tell_every_reason_and_are_kept() {
        String broken = Invented.broken(Invented.man());
        JsonNode receipt = registry.deliver(
                "RS",
                Row.insurance(broken, "卫子夫"),
                Row.insurance(Invented.woman(), ""),
                Row.insurance(Invented.man(), "卫青").from("2020-01-01").to("2019-01-01"),
                Row.insurance(broken, "").recordId("K4").from("2020-01-01").to("2019-01-01"));
        assertThat(receipt.at("/counts/refused").asLong()).isEqualTo(4);
        assertThat(texts(receipt.at("/records/0/faults"), "code")).contains("ID_CHECK_DIGIT");
        assertThat(texts(receipt.at("/records/1/faults"), "code")).contains("NAME_MISSING");
        assertThat(texts(receipt.at("/records/2/faults"), "code")).contains("PERIOD_REVERSED");
        assertThat(texts(receipt.at("/records/3/faults"), "code"))
                .contains("ID_CHECK_DIGIT", "NAME_MISSING", "PERIOD_REVERSED");
        assertThat(receipt.at("/records/0/faults/0/message").asString()).isNotEmpty();
        assertThat(receipt.at("/records/0/faults").toString())
                .as("faults do not repeat the number")
                .doesNotContain(broken);
        assertThat(registry.person(broken).path("code").asString()).isEqualTo("NO_RECORD");
    }

    @Test
    void a_correction_needs_a_reason() {
        JsonNode outcome =
                registry.deliverOne("GA", Row.household(Invented.man(), "霍去病").put("operation", "CORRECT"));
        assertThat(texts(outcome.path("faults"), "code")).containsExactly("REASON_MISSING");
    }

    @Test
    void numbers_are_read_the_way_people_write_them() {
        String number = Invented.endingWithX();
        registry.deliver("GA", Row.household(number.replace('X', 'x'), "蒋一"));
        assertThat(registry.value(number, "name")).isEqualTo("蒋一");
        assertThat(registry.deliverOne("GA", Row.household("110111198012010078", "沈二"))
                        .path("outcome")
                        .asString())
                .as("a division unknown in the birth year is a warning")
                .isEqualTo("ACCEPTED");
        StringBuilder wide = new StringBuilder();
        String plain = Invented.man();
        for (char c : plain.toCharArray()) wide.append(c >= '0' && c <= '9' ? (char) (c - '0' + 0xFF10) : c);
        registry.deliver("GA", Row.household(wide.toString(), "韩三"));
        assertThat(registry.value(plain, "name")).isEqualTo("韩三");
    }

    @Test
    void legal_entities_answer_by_code() {
        String code = Invented.uscc();
        registry.deliver(
                "SCJG",
                Row.entity("enterprise-registration", code, "广州示例科技有限公司")
                        .with("legalRepresentativeName", "杨舟")
                        .with("status", "1"));
        registry.deliver(
                "SW", Row.entity("tax-registration", code, "广州示例科技有限公司").with("legalRepresentativeName", "杨周"));
        JsonNode entity =
                registry.get("/api/v1/legal-entities/" + code + "?view=full").json();
        assertThat(item(entity, "name").path("status").asString()).isEqualTo("CORROBORATED");
        assertThat(item(entity, "legalRepresentativeName").path("status").asString())
                .isEqualTo("DISPUTED");
        assertThat(item(entity, "legalRepresentativeName").path("value").asString())
                .isEqualTo("杨舟");
        assertThat(registry.get("/api/v1/legal-entities/" + entity.path("ref").asString())
                        .status())
                .isEqualTo(200);
        assertThat(registry.get("/api/v1/persons/" + entity.path("ref").asString())
                        .status())
                .as("an entity is no person")
                .isEqualTo(404);
    }

    @Test
    void codes_of_the_pilot_are_genuine_when_the_registering_authority_says_so() {
        assertThat(registry.deliverOne("SCJG", Row.entity("enterprise-registration", "91350211M0000XUF46", "厦门示例一社"))
                        .path("outcome")
                        .asString())
                .isEqualTo("ACCEPTED");
        assertThat(registry.deliverOne("SW", Row.entity("tax-registration", "91350100M0001TGQXM", "厦门示例二社"))
                        .path("held")
                        .asBoolean(false))
                .isTrue();
        String code = Invented.uscc();
        String wrong = code.substring(0, 17) + (code.charAt(17) == 'A' ? 'B' : 'A');
        assertThat(registry.deliverOne("SCJG", Row.entity("enterprise-registration", wrong, "错码公司"))
                        .at("/faults/0/code")
                        .asString())
                .isEqualTo("USCC_CHECK_DIGIT");
    }

    @Test
    void explain_names_the_winner_and_the_losers() {
        String number = Invented.man();
        registry.deliver("GA", Row.household(number, "秦风").with("maritalStatus", "10"));
        registry.deliver("MZ", Row.marriage(number, "秦风").with("maritalStatus", "20"));
        String ref = registry.person(number).path("ref").asString();
        JsonNode why = registry.get("/api/v1/persons/" + ref + "/explain?item=maritalStatus")
                .json();
        assertThat(why.path("value").asString()).isEqualTo("20");
        assertThat(why.path("basis").asString()).isEqualTo("AUTHORITY");
        assertThat(why.at("/winner/source").asString()).isEqualTo("MZ");
        assertThat(texts(why.path("losers"), "source")).contains("GA");
        assertThat(why.at("/text/zh").asString()).isNotEmpty();
        assertThat(why.at("/text/en").asString()).isNotEmpty();
        assertThat(why.path("catalogueVersion").asString()).isNotEmpty();
        assertThat(why.path("decisions").isArray()).isTrue();
    }

    @Test
    void history_shows_both_time_axes_and_survives_withdrawal() {
        String number = Invented.man();
        registry.deliver("GA", Row.household(number, "顾维").with("householdNumber", "7"));
        String ref = registry.person(number).path("ref").asString();
        registry.deliver("GA", Row.household(number, "顾维").version(2).operation("WITHDRAW", "误报"));
        assertThat(registry.person(number).path("code").asString()).isEqualTo("NO_RECORD");
        Answer answer = registry.get("/api/v1/persons/" + ref + "/history?item=householdNumber");
        assertThat(answer.status()).isEqualTo(200);
        JsonNode entry = answer.json().path("results").path(0);
        assertThat(entry.path("value").asString()).isEqualTo("7");
        assertThat(Instant.parse(entry.path("knownTo").asString()))
                .isAfter(Instant.parse(entry.path("knownFrom").asString()));
        assertThat(answer.json().has("next")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_record_that_names_another_subject_moves_there_whichever_version_comes_first(boolean inOrder) {
        String first = Invented.man();
        String second = Invented.man();
        Row one = Row.household(first, "姚广孝").recordId("moves-" + first).with("sex", "1");
        Row two = Row.household(second, "姚广孝")
                .recordId("moves-" + first)
                .version(2)
                .with("sex", "1");
        registry.deliver("GA", inOrder ? one : two);
        registry.deliver("GA", inOrder ? two : one);
        assertThat(registry.person(first).path("code").asString()).isEqualTo("NO_RECORD");
        assertThat(registry.value(second, "name")).isEqualTo("姚广孝");
    }

    @Test
    void a_version_with_two_contents_is_listed_and_the_same_one_counts_in_either_order() {
        List<String> counted = new ArrayList<>();
        for (String[] order : new String[][] {{"2001", "2002"}, {"2002", "2001"}}) {
            String number = Invented.man();
            for (String household : order)
                registry.deliver("GA", Row.household(number, "方孝孺").with("householdNumber", household));
            JsonNode person = registry.person(number);
            counted.add(item(person, "householdNumber").path("value").asString());
            assertThat(texts(registry.openConflicts(person.path("ref").asString()), "kind"))
                    .contains("VERSION_REUSED");
        }
        assertThat(counted.get(1)).isEqualTo(counted.get(0));
    }

    @Test
    void a_withdrawal_that_comes_first_is_kept() {
        String number = Invented.man();
        registry.deliver("MZ", Row.marriage(number, "解缙").version(2).operation("WITHDRAW", "误报"));
        registry.deliver("MZ", Row.marriage(number, "解缙").with("maritalStatus", "20"));
        assertThat(registry.value(number, "maritalStatus")).isEmpty();
    }

    @Test
    void a_higher_version_with_the_same_content_still_counts() {
        String number = Invented.man();
        registry.deliver("GA", Row.household(number, "杨士奇").with("householdNumber", "X"));
        assertThat(registry.deliverOne(
                                "GA", Row.household(number, "杨士奇").version(3).with("householdNumber", "X"))
                        .path("outcome")
                        .asString())
                .isEqualTo("UNCHANGED");
        registry.deliver("GA", Row.household(number, "杨士奇").version(2).with("householdNumber", "Y"));
        assertThat(registry.value(number, "householdNumber")).isEqualTo("X");
    }

    @Test
    void periods_are_half_open_and_an_absent_item_is_no_longer_said() {
        String number = Invented.man();
        registry.deliver(
                "GA",
                Row.household(number, "于谦")
                        .with("registeredAddress", "广州市海珠区新港西路1号")
                        .with("householdNumber", "7"));
        registry.deliver(
                "GA",
                Row.household(number, "于谦")
                        .version(2)
                        .from("2010-01-01")
                        .to("2012-01-01")
                        .with("registeredAddress", "广州市海珠区新港西路2号"));
        assertThat(List.of("2009-12-31", "2010-01-01", "2011-12-31", "2012-01-01"))
                .extracting(day -> registry.valueOn(number, "registeredAddress", day))
                .containsExactly("广州市海珠区新港西路1号", "广州市海珠区新港西路2号", "广州市海珠区新港西路2号", "广州市海珠区新港西路1号");
        assertThat(registry.valueOn(number, "householdNumber", "2011-01-01")).isEmpty();
        assertThat(registry.valueOn(number, "householdNumber", "2013-01-01")).isEqualTo("7");

        registry.deliver(
                "GA",
                Row.household(number, "于谦").version(3).operation("END", "迁出").from("2020-01-01"));
        assertThat(registry.valueOn(number, "registeredAddress", "2019-12-31")).isEqualTo("广州市海珠区新港西路1号");
        assertThat(registry.valueOn(number, "registeredAddress", "2020-01-01")).isEmpty();
    }

    @Test
    void an_item_of_somebody_else_is_dropped_with_a_warning() {
        String number = Invented.man();
        JsonNode outcome = registry.deliverOne("RS", Row.insurance(number, "海瑞").with("ethnicity", "01"));
        assertThat(outcome.path("outcome").asString()).isEqualTo("ACCEPTED");
        assertThat(texts(outcome.path("warnings"), "code")).contains("ITEM_NOT_ASSIGNED");
        assertThat(registry.value(number, "ethnicity")).isEmpty();
    }

    @Test
    void another_surname_is_another_person_and_one_character_of_the_given_name_is_not() {
        String number = Invented.man();
        registry.deliver("GA", Row.household(number, "王伟"));
        assertThat(registry.deliverOne("RS", Row.insurance(number, "李伟"))
                        .path("held")
                        .asBoolean(false))
                .isTrue();
        String other = Invented.woman();
        registry.deliver("GA", Row.household(other, "欧阳文静"));
        assertThat(registry.deliverOne("RS", Row.insurance(other, "欧阳文婧"))
                        .path("held")
                        .asBoolean(false))
                .isFalse();
        assertThat(item(registry.person(other), "name").path("status").asString())
                .isEqualTo("DISPUTED");
    }

    @Test
    void a_value_that_breaks_a_rule_says_which() {
        String number = Invented.man();
        registry.deliver("GA", Row.household(number, "段誉").with("sex", "2"));
        JsonNode sex = item(registry.person(number), "sex");
        assertThat(sex.path("value").asString()).isEqualTo("2");
        assertThat(sex.at("/rules/0").asString()).isEqualTo("SexMustMatchNumber");
    }

    @Test
    void the_delivery_of_the_design_is_taken_as_written() {
        JsonNode receipt = registry.postRaw(
                        "/api/v1/deliveries",
                        org.basedata.registry.api.document.Examples.DELIVERY.getBytes(
                                java.nio.charset.StandardCharsets.UTF_8))
                .json();
        assertThat(receipt.at("/counts/accepted").asLong()).isEqualTo(1);
        assertThat(receipt.path("position").isString()).isTrue();
        assertThat(registry.value("11010519491231002X", "name")).isEqualTo("王小兰");
    }
}
