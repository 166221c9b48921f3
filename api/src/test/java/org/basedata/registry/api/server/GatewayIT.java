package org.basedata.registry.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Set;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.RunningRegistry.Answer;
import org.basedata.registry.api.TestCertificates;
import org.basedata.registry.api.account.Account;
import org.basedata.registry.api.account.Accounts;
import org.basedata.registry.api.account.SignIn;
import org.basedata.registry.core.account.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A gateway on this machine ends TLS and says what it learned of the caller. */
class GatewayIT {
    private static final TestCertificates CERTIFICATES = TestCertificates.make()
            .client("ga", "CN=ga-system,OU=GA,O=Registry")
            .expired("expired", "CN=old-system,OU=GA,O=Registry");
    private static final String CASE = "/api/v1/cases/none";

    static {
        // Before the registry starts.
        System.setProperty("registry.gateway.addresses", "127.0.0.1");
    }

    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    @BeforeAll
    static void some() {
        Accounts accounts = new Accounts(registry.database().dataSource(), Clock.systemUTC(), SignIn.LockOut.USUAL);
        for (String[] each : new String[][] {{"ga-system", "ga"}, {"old-system", "expired"}}) {
            accounts.add(each[0], Account.Kind.SYSTEM, "公安系统", "GA", Set.of(Role.SOURCE), false);
            accounts.addCertificate(each[0], CERTIFICATES.certificate(each[1]), false);
        }
    }

    @AfterAll
    static void end() {
        System.clearProperty("registry.gateway.addresses");
    }

    private static String code(String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = RunningRegistry.NOBODY;
        all[1] = "";
        System.arraycopy(headers, 0, all, 2, headers.length);
        Answer answer = registry.get(CASE, all);
        return answer.status() + " " + answer.json().path("code").asString();
    }

    @Test
    void the_certificate_that_it_passes_on_is_the_callers() {
        assertThat(code()).isEqualTo("401 NOT_SIGNED_IN");
        assertThat(code("Client-Cert", CERTIFICATES.passedOn("ga"))).isEqualTo("404 CASE_UNKNOWN");
        assertThat(code("Client-Cert", CERTIFICATES.passedOn("expired"))).isEqualTo("401 CERTIFICATE_UNKNOWN");
        assertThat(code("Client-Cert", CERTIFICATES.passedOn(TestCertificates.SERVER)))
                .isEqualTo("401 CERTIFICATE_UNKNOWN");
        for (String nothing : new String[] {":", "::", ":AAAA:", ":%%%:", "nonsense"})
            assertThat(code("Client-Cert", nothing)).as(nothing).isEqualTo("401 NOT_SIGNED_IN");
    }

    @Test
    void by_which_protocol_and_name_it_was_reached_is_what_the_caller_sees() {
        Answer page = registry.get(
                "/sign-in",
                "X-Forwarded-Proto",
                "https",
                "X-Forwarded-Host",
                "registry.example",
                "X-Forwarded-For",
                "203.0.113.7");
        assertThat(page.header("Set-Cookie")).contains("Secure");
        assertThat(page.header("Strict-Transport-Security")).isNotEmpty();
        assertThat(registry.get(
                                "/.well-known/oauth-authorization-server",
                                "X-Forwarded-Proto",
                                "https",
                                "X-Forwarded-Host",
                                "registry.example",
                                "X-Forwarded-For",
                                "203.0.113.7")
                        .json()
                        .path("issuer")
                        .asString())
                .isEqualTo("https://registry.example");
        assertThat(registry.get("/sign-in").header("Set-Cookie")).doesNotContain("Secure");
    }
}
