package org.basedata.registry.api.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.TestCertificates;
import org.basedata.registry.api.account.Certificates;
import org.basedata.registry.api.workbench.Browser;
import org.basedata.registry.api.workbench.Workbench;
import org.basedata.registry.core.account.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** People whose gateway has looked at their certificate, and passes it on. */
class CertificateSignInE2E {
    private static final TestCertificates CERTIFICATES = TestCertificates.make()
            .client("lin", "CN=lin,O=Registry")
            .client("other", "CN=other,O=Registry")
            .expired("expired", "CN=xie,O=Registry");

    static {
        // Before the registry starts.
        System.setProperty("registry.gateway.addresses", "127.0.0.1");
    }

    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    @AfterAll
    static void end() {
        System.clearProperty("registry.gateway.addresses");
    }

    private static Workbench with(String alias) {
        Workbench workbench = Workbench.visit(registry, browser);
        workbench.page().setExtraHTTPHeaders(Map.of("Client-Cert", CERTIFICATES.passedOn(alias)));
        return workbench;
    }

    private static void registered(String name, String alias) {
        Workbench.person(registry, name, null, Role.STEWARD);
        Workbench.accounts(registry).addCertificate(name, CERTIFICATES.certificate(alias), false);
    }

    @Test
    void whoever_has_a_registered_one_comes_to_the_page_that_was_asked_for() {
        registered("lin", "lin");
        Workbench workbench = with("lin").open("/workbench/subjects");
        assertThat(workbench.path()).isEqualTo("/sign-in");
        assertThat(workbench.page().locator("#by-certificate").innerText()).isEqualTo("使用证书登录(林静)");
        workbench.assertUsable("sign-in-certificate");
        workbench.next(() -> workbench.page().locator("#by-certificate").click());
        assertThat(workbench.path()).startsWith("/workbench/subjects");
        workbench.signOut();
        assertThat(workbench.text()).contains("已退出。", "使用证书登录");
        assertThat(workbench.changeLanguage().page().locator("#by-certificate").innerText())
                .isEqualTo("Sign in with the certificate (林静)");
    }

    @Test
    void one_that_is_over_or_nobodys_is_told_apart_in_both_languages() {
        registered("xie", "expired");
        Workbench over = with("expired").open("/sign-in");
        assertThat(over.page().locator("#by-certificate").count()).isZero();
        assertThat(over.text()).contains("浏览器出示的证书不在有效期内");
        assertThat(over.open("/sign-in?certificate").refusal()).contains("不在有效期内");
        over.assertUsable("sign-in-certificate-over");
        assertThat(over.changeLanguage().text()).contains("is not within its days");

        Workbench other = with("other").open("/sign-in");
        assertThat(other.page().locator("#by-certificate").count()).isZero();
        assertThat(other.text()).contains("没有登记给用户", Certificates.fingerprint(CERTIFICATES.certificate("other")));
        other.assertUsable("sign-in-certificate-unknown");
        assertThat(other.changeLanguage().text()).contains("is not registered for a person");
        String password = Workbench.person(registry, "luo", null, Role.STEWARD);
        assertThat(other.signIn("luo", password).path()).startsWith("/workbench");
    }

    @Test
    void one_that_is_revoked_meanwhile_lets_nobody_in() {
        TestCertificates more = CERTIFICATES.client("he", "CN=he,O=Registry");
        registered("he", "he");
        Workbench workbench = with("he").open("/sign-in");
        Workbench.accounts(registry).revokeCertificate("he", Certificates.fingerprint(more.certificate("he")));
        workbench.next(() -> workbench.page().locator("#by-certificate").click());
        assertThat(workbench.path()).isEqualTo("/sign-in?certificate");
        assertThat(workbench.refusal()).contains("已作废");
        workbench.assertUsable("sign-in-certificate-revoked");
    }
}
