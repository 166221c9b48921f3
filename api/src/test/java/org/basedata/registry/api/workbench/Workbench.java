package org.basedata.registry.api.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.account.Account;
import org.basedata.registry.api.account.Accounts;
import org.basedata.registry.api.account.SignIn;
import org.basedata.registry.core.account.Role;

/** The workbench as somebody sees it, in one browser. What the scripts of a page complain of fails the test that looks at it. */
public final class Workbench {
    private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
    /** Folder for pictures of all pages; none are taken where it is not named. */
    private static final String PICTURES = System.getenv("REGISTRY_TEST_PICTURES");

    private final RunningRegistry registry;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private int status;

    private Workbench(RunningRegistry registry, Page page) {
        this.registry = registry;
        this.page = page;
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            // The browser also writes here that a page answered 403 or 404, which is no complaint about the page.
            boolean status = message.text().startsWith("Failed to load resource: the server responded");
            if (message.type().equals("error") && !status) complaints.add(message.text());
        });
        page.onResponse(response -> {
            if (response.request().isNavigationRequest()) status = response.status();
        });
    }

    /** With nobody signed in. */
    public static Workbench visit(RunningRegistry registry, Browser browser) {
        return new Workbench(registry, browser.visitor());
    }

    /** With somebody signed in who is made for it. */
    public static Workbench as(
            RunningRegistry registry, Browser browser, String name, String department, Role... roles) {
        String password = person(registry, name, department, roles);
        return visit(registry, browser).open("/workbench").signIn(name, password);
    }

    /** Makes an account, or gives it another password; its password. */
    public static String person(RunningRegistry registry, String name, String department, Role... roles) {
        Accounts accounts = accounts(registry);
        return accounts.add(name, Account.Kind.PERSON, "林静", department, Set.of(roles), false)
                .or(() -> accounts.renew(name))
                .orElseThrow()
                .secret();
    }

    public static Accounts accounts(RunningRegistry registry) {
        return new Accounts(registry.database().dataSource(), Clock.systemUTC(), SignIn.LockOut.USUAL);
    }

    public Workbench open(String path) {
        Response response = page.navigate(registry.url() + path);
        if (response != null) status = response.status();
        return this;
    }

    public Workbench signIn(String name, String password) {
        page.locator("#name").fill(name);
        page.locator("#password").fill(password);
        return next(() -> page.locator("main button[type=submit]").click());
    }

    public Workbench signOut() {
        return next(() -> page.locator("header form button").click());
    }

    public Workbench changeLanguage() {
        return next(() -> page.locator("header a.language").click());
    }

    /** Follows a link by its words. */
    public Workbench follow(String words) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(words).setExact(true))
                .first()
                .click();
        page.waitForLoadState();
        return this;
    }

    /** Looks a person up by the number of the identity card. */
    public Workbench findPerson(String number) {
        open("/workbench/subjects");
        return fill("#id", number).enter();
    }

    public Workbench findPerson(String name, String birthDate) {
        open("/workbench/subjects");
        return fill("#name", name).fill("#birthDate", birthDate).enter();
    }

    public Workbench findEntity(String name) {
        open("/workbench/subjects");
        return fill("#entity", name).enter();
    }

    public Workbench fill(String field, String text) {
        page.locator(field).fill(text);
        return this;
    }

    public Workbench enter() {
        return next(() -> page.keyboard().press("Enter"));
    }

    /** Does what leads to another page, and waits until that is there. */
    public Workbench next(Runnable step) {
        page.evaluate("window.left = true");
        step.run();
        page.waitForFunction("() => !window.left && document.readyState === 'complete'");
        return this;
    }

    /** Opens why an item of the subject shown has its value, beside the items. */
    public Workbench why(String item) {
        page.locator("tr[data-item=" + item + "] a.btn-link").first().click();
        page.locator("#why h2").waitFor();
        return this;
    }

    public String heading() {
        return page.locator("h1").innerText();
    }

    /** What the page says was refused; empty when it says nothing. */
    public String refusal() {
        Locator told = page.locator("[role=alert]");
        return told.count() == 0 ? "" : told.first().innerText();
    }

    public String text() {
        return page.locator("main").innerText();
    }

    public List<String> areas() {
        return page.locator("header nav a").allInnerTexts();
    }

    /** The path and query that the browser shows. */
    public String path() {
        return page.url().substring(registry.url().length());
    }

    /** HTTP status of the last page. */
    public int status() {
        return status;
    }

    public Page page() {
        return page;
    }

    /**
     * Nothing of the page keeps somebody from using it: no serious violation of WCAG 2.1 A and AA, no complaint of its scripts, nothing
     * beyond the edge of the screen.
     *
     * @param picture name of the picture that is taken where pictures are wanted
     */
    public Workbench assertUsable(String picture) {
        if (PICTURES != null)
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(PICTURES, picture + ".png")));
        assertThat(complaints).as("complaints on " + path()).isEmpty();
        page.evaluate(axe());
        Object found = page.evaluate(
                "async () => (await axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']})).violations"
                        + ".filter(each => each.impact === 'serious' || each.impact === 'critical')"
                        + ".map(each => each.id + ': ' + each.nodes.map(n => n.html + ' ' + n.failureSummary).join(' | '))");
        assertThat((List<?>) found).as("axe on " + path()).isEmpty();
        assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as("fits the width of " + path())
                .isTrue();
        return this;
    }

    private static String axe() {
        try (InputStream in = Workbench.class.getResourceAsStream(AXE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
