package org.basedata.registry.api.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.basedata.registry.api.Invented;
import org.basedata.registry.api.MovedClock;
import org.basedata.registry.api.Row;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.catalogue.ProvisionWay;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.ExchangeCycle;
import org.basedata.registry.core.sharing.SharingCommand;
import org.basedata.registry.core.sharing.SharingCommand.WantedPart;
import org.basedata.registry.core.sharing.SharingGroup;
import org.basedata.registry.core.sharing.SharingOrders;
import org.basedata.registry.core.sharing.SharingRegistrar;
import org.basedata.registry.core.sharing.SharingStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Days go by in a group that exchanges daily: who is concerned finds on the home page what was not delivered, and since when. */
class LateExchangeE2E {
    private static final MovedClock CLOCK = new MovedClock();
    private static final String CODE = "TAX-DAILY";

    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry(new TestDatabase(), CLOCK);

    private static LocalDate today() {
        return SharingRegistrar.day(CLOCK.instant());
    }

    private static void consent(String department) {
        SharingOrders orders = registry.server().bean("sharingOrders", SharingOrders.class);
        SharingGroup group = registry.server()
                .bean("sharingStreams", SharingStreams.class)
                .group(CODE)
                .orElseThrow();
        orders.take(
                new Actor(department + "-officer", "合成人员", department, Set.of(Role.INFORMATION_OFFICER)),
                new SharingCommand.ConsentToParts(CODE, group.version(), Set.of(), null));
    }

    private static void founded() {
        registry.server()
                .bean("sharingOrders", SharingOrders.class)
                .take(
                        new Actor("SW-clerk", "合成人员", "SW", Set.of(Role.CONSUMER)),
                        new SharingCommand.FoundGroup(
                                CODE,
                                "综合治税",
                                "涉税信息交换与共享",
                                "《中华人民共和国税收征收管理法》第六条",
                                "逐日比对",
                                Set.of(ProvisionWay.INTERFACE),
                                ExchangeCycle.DAILY,
                                today(),
                                today().plusYears(1),
                                List.of(
                                        part("SCJG", "SW", "enterprise-registration"),
                                        part("RS", "SCJG", "insured-unit"))));
        for (String each : List.of("SW", "SCJG", "RS")) consent(each);
    }

    private static WantedPart part(String giver, String receiver, String dataset) {
        return new WantedPart(giver, receiver, SubjectType.LEGAL_ENTITY, Map.of(), Set.of(dataset), null, null);
    }

    /** Tokens do not last as long as a test goes on. */
    private static String[] now(String department, Role role) {
        return registry.bearer(department + "-" + role + "-" + System.nanoTime(), department, role);
    }

    private static void delivered() {
        assertThat(registry.post(
                                "/api/v1/deliveries",
                                RunningRegistry.delivery(
                                        "SCJG", Row.entity("enterprise-registration", Invented.uscc(), "广州示例科技有限公司")),
                                now("SCJG", Role.SOURCE))
                        .status())
                .isEqualTo(200);
    }

    private static JsonNode file() {
        return registry.get("/api/v1/sharing-groups/" + CODE, now("SW", Role.CONSUMER))
                .json();
    }

    private static Workbench as(String name, String department, Role role) {
        return Workbench.as(registry, browser, name, department, role);
    }

    @Test
    void what_is_late_is_told_to_its_lead_its_giver_and_its_receiver_until_it_is_delivered() {
        founded();
        delivered();
        LocalDate first = today();
        assertThat(file().path("lateMembers")).isEmpty();
        assertThat(file().at("/exchanges/1/made").asBoolean())
                .as("market regulation has delivered today")
                .isTrue();

        CLOCK.forward(Duration.ofDays(1));
        assertThat(file().path("lateMembers").toString())
                .as("the day after the one on which it has delivered is not over")
                .contains("RS")
                .doesNotContain("SCJG");

        CLOCK.forward(Duration.ofDays(2));
        JsonNode late = file();
        assertThat(late.path("lateMembers").toString()).contains("SCJG", "RS");
        LocalDate since = first.plusDays(2);
        assertThat(late.at("/exchanges/0/lateSince").asString())
                .as("what never came had to come on the first day")
                .isEqualTo(first.plusDays(1).toString());
        assertThat(late.at("/exchanges/1/lateSince").asString()).isEqualTo(since.toString());

        Workbench lead = as("late-lead", "SW", Role.INFORMATION_OFFICER);
        String lines = lead.page().locator("#late").innerText();
        assertThat(lines).contains("综合治税", "企业和个体工商户登记信息", first.toString(), since.toString(), "人力资源");
        assertThat(lines).doesNotContain("由本部门报送");
        lead.assertUsable("home-late");
        lead.follow("综合治税");
        assertThat(lead.page().locator("#late").innerText()).contains("市场监督管理部门");
        assertThat(lead.page().locator("#exchanges").innerText()).contains("自 " + since + " 起逾期未报");

        Workbench giver = as("late-giver", "SCJG", Role.SOURCE);
        String own = giver.page().locator("#late").innerText();
        assertThat(own).contains("由本部门报送", since.toString());
        // What it gets and did not get concerns it as well.
        assertThat(own).contains("人力资源");
        Workbench other = as("late-other", "RS", Role.SOURCE);
        assertThat(other.page().locator("#late").innerText()).doesNotContain("企业和个体工商户登记信息");
        assertThat(as("late-stranger", "JY", Role.SOURCE)
                        .page()
                        .locator("#late")
                        .count())
                .isZero();
        assertThat(as("late-authority", null, Role.CATALOGUE_ADMIN)
                        .page()
                        .locator("#late")
                        .innerText())
                .contains("企业和个体工商户登记信息");
        lead.open("/workbench").changeLanguage();
        assertThat(lead.page().locator("#late").innerText()).contains(since.toString(), "late");
        lead.assertUsable("home-late-en");

        delivered();
        giver.open("/workbench");
        assertThat(giver.page().locator("#late").innerText()).doesNotContain("由本部门报送");
        assertThat(file().path("lateMembers").toString()).doesNotContain("SCJG");
    }
}
