package org.basedata.registry.api.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.basedata.registry.api.Invented;
import org.basedata.registry.api.Row;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.reconciliation.CaseRegistrar;
import org.basedata.registry.projections.reconciliation.ListedCase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The queue of cases, as those see it who choose from it. Tests that add cases come last. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class QueueE2E {
    private static final String VARIANTS = "PERSON/name/GA/RS/VARIANT_CHARACTERS";

    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    private static final CaseDesk desk = new CaseDesk(registry);
    private static ListedCase name;
    private static ListedCase other;
    private static ListedCase marital;
    private static ListedCase late;

    @BeforeAll
    static void two_names_in_other_characters_and_two_who_are_married_or_not() {
        name = named("于海兰", "於海兰");
        other = named("于海云", "於海云");
        marital = desk.disputed("王建国");
        late = desk.disputed("刘志强");
        desk.due(late, LocalDate.of(2026, 1, 5));
    }

    private static ListedCase named(String right, String wrong) {
        String number = Invented.woman();
        registry.deliverOne("GA", Row.household(number, right).with("sex", "2"));
        registry.deliverOne("RS", Row.insurance(number, wrong));
        return desk.about(number);
    }

    private static Workbench steward(String name) {
        return Workbench.as(registry, browser, name, null, Role.STEWARD, Role.APPROVER);
    }

    private static List<String> rows(Workbench workbench) {
        return workbench.page().locator("a[data-go]").allInnerTexts();
    }

    private static String facets(Workbench workbench) {
        workbench.page().locator(".facets").waitFor();
        return workbench.page().locator(".facets").innerText().replaceAll("\\s+", " ");
    }

    @Test
    @Order(1)
    void filters_combine_stand_in_the_address_and_say_how_many_cases_each_would_leave() {
        Workbench steward = steward("lin");
        steward.open("/workbench/cases");
        assertThat(facets(steward)).contains("已逾期 1", "姓名 2", "婚姻状况 2", "人力资源社会保障主管部门 2");
        steward.assertUsable("queue-facets");
        steward.page().locator("#item").selectOption("maritalStatus");
        steward.page().locator("#due").selectOption("overdue");
        steward.next(
                () -> steward.page().locator("form.filters button[type=submit]").click());
        assertThat(rows(steward)).containsExactly(late.number());
        assertThat(steward.path()).contains("item=maritalStatus", "due=overdue");
        assertThat(facets(steward))
                .as("of what the other choices leave")
                .contains("婚姻状况 1")
                .doesNotContain("姓名 2");
        assertThat(steward.page().locator("#due-overdue").getAttribute("aria-current"))
                .isEqualTo("true");
        // A choice that was made is taken back where it was made.
        steward.next(() -> {
            steward.page().locator("#due-overdue").focus();
            steward.page().keyboard().press("Enter");
        });
        assertThat(rows(steward)).containsExactly(late.number(), marital.number());
        assertThat(steward.path()).isEqualTo("/workbench/cases?item=maritalStatus");
        steward.open("/workbench/cases?item=maritalStatus&source=RS");
        assertThat(rows(steward)).isEmpty();
        steward.open("/workbench/cases?item=" + "nonsense&severity=&state=OPENED");
        assertThat(rows(steward)).hasSize(4);
    }

    @Test
    @Order(1)
    void days_of_opening_and_due_days_narrow_the_list_by_a_day_or_a_range() {
        LocalDate today = LocalDate.ofInstant(Instant.now(), CaseRegistrar.DAY_ZONE);
        Workbench steward = steward("lin-days");
        steward.open("/workbench/cases?dueFrom=2026-01-05&dueUntil=2026-01-05");
        assertThat(rows(steward)).containsExactly(late.number());
        assertThat(steward.page().locator("#dueUntil").isVisible()).isTrue();
        steward.assertUsable("queue-days");
        steward.open("/workbench/cases?dueUntil=2026-01-04");
        assertThat(rows(steward)).isEmpty();
        steward.open("/workbench/cases?dueFrom=2026-01-06");
        assertThat(rows(steward)).hasSize(3).doesNotContain(late.number());
        steward.open("/workbench/cases?openedFrom=" + today + "&openedUntil=" + today + "&item=name");
        assertThat(rows(steward)).containsExactlyInAnyOrder(name.number(), other.number());
        steward.open("/workbench/cases?age=over-7");
        assertThat(rows(steward)).isEmpty();
        assertThat(steward.page().locator("#age").inputValue()).isEqualTo("over-7");
        steward.page().locator("#age").selectOption("last-1");
        steward.next(
                () -> steward.page().locator("form.filters button[type=submit]").click());
        assertThat(rows(steward)).hasSize(4);
    }

    @Test
    @Order(1)
    void a_shape_of_conflicts_leads_to_their_cases() {
        Workbench steward = steward("lin-shape");
        steward.open("/workbench/groups/shape?shape=" + VARIANTS);
        steward.next(() -> steward.page().locator("#in-queue").click());
        assertThat(rows(steward)).containsExactlyInAnyOrder(name.number(), other.number());
        assertThat(steward.page().locator("#shape").innerText()).contains("姓名", "字形差异", "公安机关", "人力资源社会保障");
        steward.assertUsable("queue-shape");
        // The other filters leave it in place.
        steward.page().locator("#severity").selectOption("IDENTITY");
        steward.next(
                () -> steward.page().locator("form.filters button[type=submit]").click());
        assertThat(steward.path()).contains("shape=PERSON%2Fname%2FGA%2FRS", "severity=IDENTITY");
        steward.open("/workbench/cases?shape=" + VARIANTS);
        steward.next(() -> steward.page().locator("#without-shape").click());
        assertThat(rows(steward)).hasSize(4);
    }

    @Test
    void a_filter_that_was_saved_is_there_after_signing_out_and_is_nobody_elses() {
        String password = Workbench.person(registry, "keeper", null, Role.STEWARD);
        Workbench keeper = Workbench.visit(registry, browser).open("/workbench").signIn("keeper", password);
        keeper.open("/workbench/cases?item=name&sort=SEVERITY&made=up");
        keeper.page().locator(".keep summary").click();
        keeper.fill("#save-as", "社保姓名").enter();
        assertThat(keeper.page().locator("#done").innerText()).contains("社保姓名");
        assertThat(keeper.path()).isEqualTo("/workbench/cases?item=name&sort=SEVERITY");
        keeper.assertUsable("queue-saved");
        keeper.fill("#save-as", "社保姓名").enter();
        assertThat(keeper.refusal()).contains("已有名为“社保姓名”的筛选");
        keeper.assertUsable("queue-saved-refused");
        keeper.signOut().open("/workbench").signIn("keeper", password);
        keeper.page()
                .locator("#saved a", new Page.LocatorOptions().setHasText("社保姓名"))
                .waitFor();
        keeper.page()
                .locator("#saved .quiet", new Page.LocatorOptions().setHasText("(2)"))
                .waitFor();
        keeper.assertUsable("home-saved");
        keeper.next(() -> keeper.page().locator("#saved a").click());
        assertThat(rows(keeper)).containsExactlyInAnyOrder(name.number(), other.number());

        Workbench somebody = steward("somebody");
        somebody.open("/workbench/cases?item=name");
        assertThat(somebody.page().locator("#saved").innerText()).isEmpty();
        assertThat(somebody.text()).doesNotContain("社保姓名");

        keeper.page().locator(".keep summary").click();
        keeper.fill("#to-1", "姓名用字").enter();
        assertThat(keeper.page().locator("#saved a").allInnerTexts()).containsExactly("姓名用字");
        keeper.changeLanguage();
        keeper.page().locator(".keep summary").click();
        keeper.assertUsable("queue-saved-en");
        keeper.next(() ->
                keeper.page().locator("form[action$=deletion] button").first().click());
        assertThat(keeper.page().locator("#saved a").count()).isZero();
    }

    @Test
    void what_others_do_is_told_and_moves_no_line_until_the_reader_asks() {
        ListedCase kase = desk.disputed("何东升");
        Workbench steward = steward("lin-live");
        steward.open("/workbench/cases?item=maritalStatus");
        List<String> before = rows(steward);
        steward.page().locator("a[data-go]").nth(1).focus();
        desk.assign(kase, CaseDesk.ZHAO);
        ListedCase fresh = desk.disputed("周小川");
        steward.page()
                .locator("#news .note", new Page.LocatorOptions().setHasText("有 2 件工单新增或变动"))
                .waitFor();
        assertThat(rows(steward)).isEqualTo(before);
        assertThat(steward.page().locator("a[data-go]:focus").count()).isEqualTo(1);
        steward.assertUsable("queue-news");
        steward.next(() -> steward.page().locator("#show-changed").click());
        assertThat(rows(steward)).contains(fresh.number());
        assertThat(steward.page().locator("#news .note").count()).isZero();
        desk.note(name);
        desk.note(fresh);
        steward.page()
                .locator("#news .note", new Page.LocatorOptions().setHasText("有 1 件工单新增或变动"))
                .waitFor();
    }

    @Test
    void a_case_says_what_happens_to_it_while_somebody_writes() {
        ListedCase kase = desk.disputed("孙丽华");
        Workbench steward = steward("lin-case");
        steward.open("/workbench/cases/" + kase.number()).fill("#reason", "以结婚证为准,附");
        desk.assign(kase, CaseDesk.QIAN);
        steward.page().locator("#news li").waitFor();
        assertThat(steward.page().locator("#news").innerText()).contains("赵核查", "此页打开后");
        assertThat(steward.page().locator("#reason").inputValue()).isEqualTo("以结婚证为准,附");
        assertThat(steward.page().locator("#reason:focus").count()).isEqualTo(1);
        steward.assertUsable("case-news");
        steward.next(() -> steward.page().locator("#reload").click());
        assertThat(steward.page().locator("#assignee").innerText()).isEqualTo("钱审批");
        assertThat(steward.page().locator("#news li").count()).isZero();
    }
}
