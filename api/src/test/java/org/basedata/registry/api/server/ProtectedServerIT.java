package org.basedata.registry.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
            .client("lin", "CN=lin,OU=Office,O=Registry")
            .client("zhou", "CN=zhou,OU=Office,O=Registry")
            .client("stranger", "CN=nobody,O=Registry")
            .expired("expired", "CN=old-system,OU=GA,O=Registry");

    private static final Map<String, Path> SETTINGS = Map.of(
            "server.ssl.certificate",
            CERTIFICATES.certificateFile(TestCertificates.SERVER),
            "server.ssl.certificate-private-key",
            CERTIFICATES.keyFile(TestCertificates.SERVER),
            "server.ssl.trust-certificate",
            CERTIFICATES.certificateFile(TestCertificates.AUTHORITY));

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
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
        assertThat(as(null).get("/oauth2/jwks").header("Strict-Transport-Security"))
                .as("whose names below this one are, nobody here knows")
                .doesNotContain("includeSubDomains");
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
    void one_of_a_subjects_certificates_is_revoked_for_good_and_the_others_go_on() {
        TestCertificates later =
                CERTIFICATES.client("rs-1", "CN=rs,OU=RS,O=Registry").client("rs-2", "CN=rs,OU=RS,O=Registry");
        accounts().add("rs-system", Account.Kind.SYSTEM, "人社系统", "RS", Set.of(Role.SOURCE), false);
        accounts().addCertificate("rs-system", later.certificate("rs-1"), true);
        accounts().addCertificate("rs-system", later.certificate("rs-2"), false);
        assertThat(code(get("rs-2"))).isEqualTo("404 CASE_UNKNOWN");
        assertThat(accounts().revokeCertificate("rs-system", Certificates.fingerprint(later.certificate("rs-2"))))
                .isTrue();
        assertThat(code(get("rs-2"))).as("its subject counts no more for it").isEqualTo("401 CERTIFICATE_UNKNOWN");
        assertThat(code(get("rs-1"))).isEqualTo("404 CASE_UNKNOWN");
        assertThat(accounts().addCertificate("rs-system", later.certificate("rs-2"), false))
                .as("for good")
                .isFalse();
        // One that was never registered itself.
        later.client("rs-3", "CN=rs,OU=RS,O=Registry");
        assertThat(code(get("rs-3"))).isEqualTo("404 CASE_UNKNOWN");
        assertThat(accounts().revokeCertificate("rs-system", later.certificate("stranger")))
                .isFalse();
        assertThat(accounts().revokeCertificate("rs-system", later.certificate("rs-3")))
                .isTrue();
        assertThat(code(get("rs-3"))).isEqualTo("401 CERTIFICATE_UNKNOWN");
        assertThat(code(get("rs-1"))).isEqualTo("404 CASE_UNKNOWN");
    }

    @Test
    void large_files_are_taken_with_a_certificate_as_they_are_with_a_token() {
        String form = "--b\r\nContent-Disposition: form-data; name=\"dataset\"\r\n\r\nnone\r\n--b--\r\n";
        as("ga");
        // Of which nobody knows how long it is.
        Answer answer = registry.send(
                HttpRequest.newBuilder(URI.create(registry.url() + "/api/v1/deliveries/files"))
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(form))),
                RunningRegistry.NOBODY,
                "");
        assertThat(code(answer)).startsWith("400 ");
    }

    @Test
    void a_token_is_given_for_a_certificate_as_well() {
        as("ga");
        assertThat(token("ga-system").status()).isEqualTo(200);
        assertThat(token("old-system").status()).as("another's").isEqualTo(401);
        as("stranger");
        assertThat(token("ga-system").status()).isEqualTo(401);
    }

    /** What a browser keeps of the page to sign in on: its session, and the token of its forms. */
    private record Visit(Answer page, String cookie, String csrf) {
        static Visit of(String alias) {
            Answer page = as(alias).get("/sign-in");
            Matcher csrf = CSRF.matcher(page.text());
            assertThat(csrf.find()).isTrue();
            return new Visit(page, cookie(page), csrf.group(1));
        }

        private static String cookie(Answer answer) {
            return answer.header("Set-Cookie").split(";")[0];
        }

        boolean isOffered() {
            return page.text().contains("by-certificate");
        }

        /** Sends the form as a browser does. */
        Answer byCertificate(String token) {
            return registry.send(HttpRequest.newBuilder(URI.create(registry.url() + "/sign-in/certificate"))
                    .header("Cookie", cookie)
                    .header("Origin", registry.url())
                    .header("Sec-Fetch-Site", "same-origin")
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("_csrf=" + URLEncoder.encode(token, StandardCharsets.UTF_8))));
        }
    }

    private static int home(String cookie) {
        return registry.get("/workbench", "Cookie", cookie).status();
    }

    @Test
    void a_person_signs_in_by_certificate_into_a_new_session_that_ends_with_it() {
        accounts().add("lin", Account.Kind.PERSON, "林静", null, Set.of(Role.STEWARD), false);
        accounts().addCertificate("lin", CERTIFICATES.certificate("lin"), false);
        Visit visit = Visit.of("lin");
        assertThat(visit.isOffered()).isTrue();
        assertThat(visit.page().text()).contains("林静");
        Answer in = visit.byCertificate(visit.csrf());
        assertThat(in.status()).isEqualTo(302);
        assertThat(in.header("Location")).endsWith("/workbench");
        String cookie = Visit.cookie(in);
        assertThat(cookie).startsWith("registry-session=").isNotEqualTo(visit.cookie());
        assertThat(home(cookie)).isEqualTo(200);
        assertThat(accounts().lastSignIns().get("lin").way()).isEqualTo(Accounts.Way.CERTIFICATE);
        assertThat(home(visit.cookie()))
                .as("an id that somebody else may have given")
                .isEqualTo(302);
        assertThat(registry.get(CASE, "Cookie", cookie).status())
                .as("what a session opens")
                .isEqualTo(404);

        assertThat(accounts().revokeCertificate("lin", Certificates.fingerprint(CERTIFICATES.certificate("lin"))))
                .isTrue();
        assertThat(home(cookie)).as("the session has ended").isEqualTo(302);
        Visit again = Visit.of("lin");
        assertThat(again.isOffered()).isFalse();
        assertThat(again.page().text())
                .contains("没有登记给用户、已作废", Certificates.fingerprint(CERTIFICATES.certificate("lin")));
        Answer refused = again.byCertificate(again.csrf());
        assertThat(refused.header("Location")).endsWith("/sign-in?certificate");
        assertThat(home(again.cookie())).isEqualTo(302);
    }

    @Test
    void nobody_is_signed_in_without_the_pages_own_form_nor_by_a_systems_certificate_or_none() {
        accounts().add("zhou", Account.Kind.PERSON, "周宁", null, Set.of(Role.STEWARD), false);
        accounts().addCertificate("zhou", CERTIFICATES.certificate("zhou"), false);
        Visit visit = Visit.of("zhou");
        Answer forged = visit.byCertificate("nonsense");
        assertThat(forged.header("Location")).endsWith("/sign-in?old");
        assertThat(home(visit.cookie())).isEqualTo(302);
        assertThat(code(get("zhou"))).as("in place of a token").isEqualTo("401 CERTIFICATE_UNKNOWN");

        accounts().disable("zhou");
        Visit disabled = Visit.of("zhou");
        assertThat(disabled.isOffered()).isFalse();
        assertThat(disabled.byCertificate(disabled.csrf()).header("Location")).endsWith("/sign-in?certificate");
        for (String alias : new String[] {"ga", "stranger", null}) {
            Visit other = Visit.of(alias);
            assertThat(other.isOffered()).as(alias).isFalse();
            assertThat(other.byCertificate(other.csrf()).header("Location"))
                    .as(alias)
                    .endsWith("/sign-in?certificate");
        }
        assertThat(as(null).get("/sign-in?certificate").text()).contains("连接没有带来证书");
    }

    private static Answer token(String id) {
        return registry.send(HttpRequest.newBuilder(URI.create(registry.url() + "/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=" + id)));
    }
}
