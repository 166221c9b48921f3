package org.basedata.registry.api.workbench;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * A real browser, started once for all tests of a run: the one that {@code REGISTRY_TEST_BROWSER} names, or the system's Chromium.
 * Where there is none the tests are skipped, and say so. Every page is of a visitor who was never there.
 */
public final class Browser implements BeforeAllCallback {
    private static final String CHOSEN = "REGISTRY_TEST_BROWSER";
    private static final List<String> USUAL =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    private static final int WIDTH = 1_366;
    private static final int HEIGHT = 768;
    /** A machine that does much else at the same time. */
    private static final double PATIENCE_MILLIS = 60_000;

    private static com.microsoft.playwright.Browser started;

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    private static synchronized void start() {
        if (started != null) return;
        Path program = program()
                .orElseThrow(() -> new TestAbortedException(
                        "no browser to test the workbench with: install Chromium, or name one in " + CHOSEN));
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Runtime.getRuntime().addShutdownHook(new Thread(playwright::close, "browser-close"));
        started = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setHeadless(true)
                        .setArgs(List.of(
                                "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")));
    }

    private static Optional<Path> program() {
        return Stream.concat(Stream.of(CHOSEN).map(System::getenv).filter(Objects::nonNull), USUAL.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** An empty page of a new visitor, on the smallest screen that is in use. */
    public Page visitor() {
        BrowserContext context = started.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(WIDTH, HEIGHT)
                .setLocale("en-US"));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        return context.newPage();
    }
}
