package org.basedata.registry.api.conflict;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.basedata.registry.api.Invented;
import org.basedata.registry.api.Registry;
import org.basedata.registry.api.Row;
import org.basedata.registry.api.RunningRegistry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class ConflictsIT {
    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    private static String disputed;
    private static String held;
    private static String over;

    @BeforeAll
    static void disagree() {
        disputed = Invented.man();
        registry.deliver("GA", Row.household(disputed, "吴国强").with("maritalStatus", "10"));
        registry.deliver("MZ", Row.marriage(disputed, "吴国强").with("maritalStatus", "20"));
        held = Invented.man();
        registry.deliver("GA", Row.household(held, "赵文博"));
        registry.deliver("RS", Row.insurance(held, "孙丽娜"));
        over = Invented.man();
        registry.deliver("GA", Row.household(over, "周平").with("maritalStatus", "10"));
        registry.deliver("MZ", Row.marriage(over, "周平").to("2005-01-01").with("maritalStatus", "20"));
        String rule = Invented.man();
        registry.deliver("GA", Row.household(rule, "段誉").with("sex", "2"));
        String reused = Invented.man();
        registry.deliver("GA", Row.household(reused, "方孝孺").with("householdNumber", "2001"));
        registry.deliver("GA", Row.household(reused, "方孝孺").with("householdNumber", "2002"));
    }

    private static JsonNode list(String query) {
        return registry.get("/api/v1/conflicts?" + query).json();
    }

    private static List<String> field(JsonNode page, String field) {
        List<String> all = new ArrayList<>();
        page.path("results").forEach(each -> all.add(each.path(field).asString("")));
        return all;
    }

    private static String ref(String number) {
        return registry.person(number).path("ref").asString();
    }

    @Test
    void every_kind_is_listed() {
        assertThat(field(list(""), "kind")).contains("ITEM", "HOLD", "RULE", "VERSION_REUSED");
    }

    @Test
    void filters_hold_together() {
        assertThat(field(list("kind=HOLD"), "ref")).containsExactly(ref(held));
        assertThat(field(list("kind=HOLD"), "severity")).containsExactly("identity");
        assertThat(field(list("severity=identity&kind=hold"), "ref")).containsExactly(ref(held));
        assertThat(field(list("severity=IDENTITY&kind=ITEM"), "ref")).isEmpty();
        assertThat(field(list("item=maritalStatus&source=MZ"), "ref"))
                .containsExactlyInAnyOrder(ref(disputed), ref(over));
        assertThat(field(list("item=maritalStatus&source=RS"), "ref")).isEmpty();
        assertThat(field(list("kind=RULE"), "rule")).containsExactly("SexMustMatchNumber");
    }

    @Test
    void open_leaves_out_what_is_over() {
        assertThat(field(list("item=maritalStatus&open=true"), "ref")).containsExactly(ref(disputed));
        assertThat(field(list("item=maritalStatus&open=false"), "ref")).containsExactly(ref(over));
    }

    @Test
    void pages_follow_each_other_without_gap_or_repetition() {
        List<String> all = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = list("limit=1" + next);
            assertThat(page.path("results")).hasSizeLessThanOrEqualTo(1);
            page.path("results").forEach(each -> all.add(each.path("ref").asString() + each.path("number")));
            next = page.path("next").isNull()
                    ? null
                    : "&next=" + page.path("next").asString();
        } while (next != null);
        List<String> whole = new ArrayList<>();
        list("").path("results").forEach(each -> whole.add(each.path("ref").asString() + each.path("number")));
        assertThat(all).doesNotHaveDuplicates().containsExactlyElementsOf(whole);
        assertThat(all).hasSizeGreaterThanOrEqualTo(5);
    }

    @Test
    void a_mark_fits_only_its_filters() {
        String next = list("limit=1").path("next").asString();
        assertThat(list("limit=1&kind=HOLD&next=" + next).path("code").asString())
                .isEqualTo("NEXT_INVALID");
    }

    @Test
    void a_rule_across_subjects_names_both_and_is_no_longer_listed_once_it_is_healed() throws InterruptedException {
        String dead = Invented.man();
        String company = Invented.uscc();
        Row registered = Row.entity("enterprise-registration", company, "示例公司")
                .with("legalRepresentativeIdType", "111")
                .with("legalRepresentativeId", dead);
        Row death = Row.person("death-registration", dead, "钱大昕").with("deathDate", "2020-02-29");
        registry.deliver("SCJG", registered);
        String person = registry.deliverOne("WJ", death).path("ref").asString();
        follow();
        JsonNode found =
                list("ref=" + person + "&open=true&kind=RULE&severity=major&source=WJ&item=legalRepresentativeId");
        assertThat(field(found, "rule")).containsExactly("LegalRepresentativeMustBeAlive");
        assertThat(field(found, "other")).containsExactly(person);
        JsonNode one = found.path("results").get(0);
        assertThat(list("ref=" + one.path("ref").asString()).path("results").get(0))
                .isEqualTo(one);
        assertThat(one.path("period").path("from").asString()).isEqualTo("2020-03-01");
        assertThat(one.path("values"))
                .extracting(v -> v.path("source").asString())
                .containsExactly("SCJG", "WJ");
        registry.deliver("WJ", death.version(2).operation("WITHDRAW", "登记差错"));
        follow();
        assertThat(field(list("ref=" + person), "rule")).isEmpty();
    }

    private static void follow() throws InterruptedException {
        Registry opened = registry.server().bean(Registry.class.getName(), Registry.class);
        assertThat(opened.followingCrossRules().await(opened.engine().headPosition(), Duration.ofSeconds(20)))
                .isTrue();
    }
}
