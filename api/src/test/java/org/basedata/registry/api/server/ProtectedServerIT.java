package org.basedata.registry.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.RunningRegistry.Answer;
import org.basedata.registry.api.TestCertificates;
import org.basedata.registry.api.account.Account;
import org.basedata.registry.api.account.Accounts;
import org.basedata.registry.api.account.Certificates;
import org.basedata.registry.api.account.SignIn;
import org.basedata.registry.core.account.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The server speaks TLS itself, and systems may show a certificate in place of a token. */
class ProtectedServerIT {
    private static final TestCertificates CERTIFICATES = TestCertificates.make()
            .client("ga", "CN=ga-system,OU=GA,O=Registry")
            .client("renewed", "CN=ga-system,OU=GA,O=Registry")
            .client("stranger", "CN=nobody,O=Registry")
            .expired("expired", "CN=old-system,OU=GA,O=Registry");

    private static final Map<String, Path> SETTINGS = Map.of(
            "server.ssl.certificate",
            CERTIFICATES.certificateFile(TestCertificates.SERVER),
            "server.ssl.certificate-private-key",
            CERTIFICATES.keyFile(TestCertificates.SERVER),
            "server.ssl.trust-certificate",
            CERTIFICATES.certificateFile(TestCertificates.AUTHORITY));

    private static final String CASE = "/api/v1/cases/none";
    private static final String QUERY = "/api/v1/persons/query";

    static {
        // Before the registry starts.
        SETTINGS.forEach((name, file) -> System.setProperty(name, "file:" + file));
        System.setProperty("server.ssl.client-auth", "want");
    }

    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    @BeforeAll
    static void some() {
        accounts().add("ga-system", Account.Kind.SYSTEM, "公安系统", "GA", Set.of(Role.SOURCE), false);
        accounts().addCertificate("ga-system", CERTIFICATES.certificate("ga"), false);
        accounts().add("old-system", Account.Kind.SYSTEM, "公安系统", "GA", Set.of(Role.SOURCE), false);
        accounts().addCertificate("old-system", CERTIFICATES.certificate("expired"), false);
    }

    @AfterAll
    static void end() {
        SETTINGS.keySet().forEach(System::clearProperty);
        System.clearProperty("server.ssl.client-auth");
    }

    private static Accounts accounts() {
        return new Accounts(registry.database().dataSource(), Clock.systemUTC(), SignIn.LockOut.USUAL);
    }

    private static RunningRegistry as(String alias) {
        return registry.over(CERTIFICATES.context(alias));
    }

    private static Answer get(String alias, String... headers) {
        String[] all = new String[headers.length + 2];
        all[0] = RunningRegistry.NOBODY;
        all[1] = "";
        System.arraycopy(headers, 0, all, 2, headers.length);
        return as(alias).get(CASE, all);
    }

    private static String code(Answer answer) {
        return answer.status() + " " + answer.json().path("code").asString();
    }

    @Test
    void pages_come_over_tls_only_and_browsers_are_told_to_keep_to_it() {
        assertThat(registry.url()).startsWith("https://127.0.0.1:");
        Answer page = as(null).get("/sign-in");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Strict-Transport-Security")).contains("max-age=31536000");
        assertThat(page.header("Set-Cookie")).contains("registry-session=", "Secure", "HttpOnly", "SameSite=Lax");
        String withoutTls = registry.url().replace("https:", "http:") + "/sign-in";
        assertThat(registry.send(HttpRequest.newBuilder(URI.create(withoutTls))).status())
                .isEqualTo(400);
    }

    @Test
    void older_protocols_than_tls_1_2_are_refused() throws IOException {
        assertThat(alert(0x0301)).as("TLS 1.0").isEqualTo(70);
        assertThat(alert(0x0302)).as("TLS 1.1").isEqualTo(70);
    }

    /** What the server says to a greeting in a version of the protocol; 70 is protocol_version. */
    private static int alert(int version) throws IOException {
        byte[] hello = new byte[] {
            0x16,
            3,
            1,
            0,
            47,
            1,
            0,
            0,
            43,
            (byte) (version >> 8),
            (byte) version,
            0,
            1,
            2,
            3,
            4,
            5,
            6,
            7,
            8,
            9,
            10,
            11,
            12,
            13,
            14,
            15,
            16,
            17,
            18,
            19,
            20,
            21,
            22,
            23,
            24,
            25,
            26,
            27,
            28,
            29,
            30,
            31,
            0,
            0,
            4,
            (byte) 0xc0,
            0x09,
            0,
            0x2f,
            1,
            0
        };
        try (Socket socket = new Socket("127.0.0.1", registry.server().port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(hello);
            InputStream in = socket.getInputStream();
            byte[] answer = in.readNBytes(7);
            assertThat(answer[0]).as("an alert").isEqualTo((byte) 0x15);
            return answer[6];
        }
    }

    @Test
    void a_certificate_stands_in_place_of_a_token() {
        assertThat(code(get(null))).isEqualTo("401 NOT_SIGNED_IN");
        assertThat(code(get("ga"))).isEqualTo("404 CASE_UNKNOWN");
        assertThat(code(get("stranger"))).isEqualTo("401 CERTIFICATE_UNKNOWN");
        // Answered before Spring Security is asked: the same.
        assertThat(code(as("ga").post(QUERY, "{}", RunningRegistry.NOBODY, ""))).isEqualTo("403 NOT_ALLOWED");
        assertThat(code(as("stranger").post(QUERY, "{}", RunningRegistry.NOBODY, "")))
                .isEqualTo("401 CERTIFICATE_UNKNOWN");
        // A bad token is not made good by a certificate.
        assertThat(code(get("ga", "Authorization", "Bearer nonsense"))).isEqualTo("401 TOKEN_INVALID");
    }

    @Test
    void what_a_page_makes_a_browser_send_counts_for_nothing() {
        assertThat(code(get("ga", "Sec-Fetch-Site", "cross-site"))).isEqualTo("401 NOT_SIGNED_IN");
        assertThat(code(as("ga").post(QUERY, "{}", RunningRegistry.NOBODY, "", "Sec-Fetch-Site", "same-origin")))
                .isEqualTo("401 NOT_SIGNED_IN");
    }

    @Test
    void a_certificate_whose_days_are_over_is_refused() {
        assertThatThrownBy(() -> {
                    Answer answer = get("expired");
                    if (answer.status() == 401) throw new IllegalStateException("not shown, or refused");
                })
                .as("by the connection, or by the registry")
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void a_certificate_is_good_until_it_is_revoked_and_no_longer() {
        accounts().add("ga-second", Account.Kind.SYSTEM, "公安系统", "GA", Set.of(Role.SOURCE), false);
        assertThat(code(get("renewed"))).isEqualTo("401 CERTIFICATE_UNKNOWN");
        assertThat(accounts().addCertificate("ga-second", CERTIFICATES.certificate("renewed"), false))
                .isTrue();
        assertThat(accounts().addCertificate("ga-system", CERTIFICATES.certificate("renewed"), false))
                .as("it is another's")
                .isFalse();
        assertThat(code(get("renewed"))).isEqualTo("404 CASE_UNKNOWN");
        assertThat(accounts().disable("ga-second")).isTrue();
        assertThat(code(get("renewed"))).isEqualTo("401 CERTIFICATE_UNKNOWN");
        accounts().renew("ga-second");
        assertThat(code(get("renewed"))).isEqualTo("404 CASE_UNKNOWN");
        String fingerprint = Certificates.fingerprint(CERTIFICATES.certificate("renewed"));
        assertThat(accounts().revokeCertificate("ga-system", fingerprint)).isFalse();
        assertThat(accounts().revokeCertificate("ga-second", fingerprint)).isTrue();
        assertThat(code(get("renewed"))).isEqualTo("401 CERTIFICATE_UNKNOWN");
    }

    @Test
    void a_subject_may_be_registered_so_that_its_next_certificate_needs_not_be() {
        TestCertificates later =
                CERTIFICATES.client("zj-1", "CN=zj,OU=WJ,O=Registry").client("zj-2", "CN=zj,OU=WJ,O=Registry");
        accounts().add("wj-system", Account.Kind.SYSTEM, "卫健系统", "WJ", Set.of(Role.SOURCE), false);
        accounts().addCertificate("wj-system", later.certificate("zj-1"), true);
        assertThat(code(get("zj-2"))).isEqualTo("404 CASE_UNKNOWN");
        accounts().revoke("wj-system");
        assertThat(code(get("zj-2"))).isEqualTo("401 CERTIFICATE_UNKNOWN");
    }

    @Test
    void a_token_is_given_for_a_certificate_as_well() {
        as("ga");
        assertThat(token("ga-system").status()).isEqualTo(200);
        assertThat(token("old-system").status()).as("another's").isEqualTo(401);
        as("stranger");
        assertThat(token("ga-system").status()).isEqualTo(401);
    }

    private static Answer token(String id) {
        return registry.send(HttpRequest.newBuilder(URI.create(registry.url() + "/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=" + id)));
    }
}
