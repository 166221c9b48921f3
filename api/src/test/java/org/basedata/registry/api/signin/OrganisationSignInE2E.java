package org.basedata.registry.api.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.workbench.Browser;
import org.basedata.registry.api.workbench.Workbench;
import org.basedata.registry.core.account.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** People sign in with the organisation's own account, at a provider of another make than the registry's own code. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OrganisationSignInE2E {
    /** Another host than the registry's, so that the two have cookies of their own. */
    private static final int PORT = freePort();

    static {
        // Before the registry starts.
        System.setProperty("registry.oidc.issuer", "http://localhost:" + PORT);
        System.setProperty("registry.oidc.client-id", Issuer.CLIENT);
        System.setProperty("registry.oidc.client-secret", Issuer.SECRET);
    }

    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    private static Issuer issuer;

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    static void end() throws Exception {
        if (issuer != null) issuer.close();
        for (String name : new String[] {"issuer", "client-id", "client-secret"})
            System.clearProperty("registry.oidc." + name);
    }

    private static Workbench atTheProvider(Workbench workbench, String name) {
        workbench.next(
                () -> workbench.page().locator("a[href*='/sign-in/with/']").click());
        workbench.page().locator("[name=username]").fill(name);
        workbench.page().locator("[name=password]").fill(Issuer.PASSWORD);
        return workbench.next(
                () -> workbench.page().locator("button[type=submit]").click());
    }

    @Test
    @Order(1)
    void the_registry_starts_while_the_provider_is_away_and_says_so_to_whoever_goes_there() {
        Workbench workbench = Workbench.visit(registry, browser).open("/sign-in");
        assertThat(workbench.text()).contains("使用统一身份认证登录");
        workbench.assertUsable("sign-in-organisation");
        workbench.next(
                () -> workbench.page().locator("a[href*='/sign-in/with/']").click());
        assertThat(workbench.path()).startsWith("/sign-in");
        assertThat(workbench.refusal()).contains("统一身份认证目前无法连接");
        workbench.assertUsable("sign-in-unreachable");
        String password = Workbench.person(registry, "lin", null, Role.STEWARD);
        assertThat(workbench.signIn("lin", password).heading()).isEqualTo("林静,您好");
    }

    @Test
    @Order(2)
    void whoever_the_provider_names_with_a_role_comes_to_the_page_that_was_asked_for() throws Exception {
        issuer = Issuer.start(PORT, registry.url());
        Workbench steward = Workbench.visit(registry, browser).open("/workbench/subjects");
        atTheProvider(steward, "su");
        assertThat(steward.page().url()).startsWith(registry.url() + "/workbench/subjects");
        steward.open("/workbench");
        assertThat(steward.heading()).isEqualTo("苏岚,您好");
        assertThat(steward.areas()).contains("工单").doesNotContain("核实请求");
        assertThat(steward.page().locator("#account").count())
                .as("has no password here")
                .isZero();
        assertThat(steward.open("/workbench/account").status()).isEqualTo(404);
        steward.open("/workbench").assertUsable("home-organisation");
        steward.signOut();
        assertThat(steward.open("/workbench").path()).isEqualTo("/sign-in");

        Workbench officer = Workbench.visit(registry, browser).open("/sign-in");
        atTheProvider(officer, "he");
        assertThat(officer.heading()).isEqualTo("何敏,您好");
        assertThat(officer.areas()).containsExactly("首页", "核实请求", "共享授权", "主体", "使用记录");
        assertThat(officer.text()).contains("公安");
    }

    @Test
    @Order(3)
    void whoever_has_no_role_of_the_registry_is_not_let_in_and_told_why() {
        Workbench guest = Workbench.visit(registry, browser).open("/sign-in");
        atTheProvider(guest, "guest");
        assertThat(guest.path()).startsWith("/sign-in");
        assertThat(guest.refusal()).contains("没有给出本系统的角色");
        guest.assertUsable("sign-in-no-role");
        assertThat(guest.open("/workbench").path()).isEqualTo("/sign-in");
    }
}
