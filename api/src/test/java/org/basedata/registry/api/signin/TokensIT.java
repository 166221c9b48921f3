package org.basedata.registry.api.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Set;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.RunningRegistry.Answer;
import org.basedata.registry.api.account.Account;
import org.basedata.registry.api.account.Accounts;
import org.basedata.registry.api.account.SignIn;
import org.basedata.registry.core.account.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Systems of departments show who they are by tokens, where that is asked for and nowhere else. */
class TokensIT {
    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    private static final String CASES = "/api/v1/cases/none";

    private static Accounts accounts() {
        return new Accounts(registry.database().dataSource(), Clock.systemUTC(), SignIn.LockOut.USUAL);
    }

    private static Accounts.Made system(String id) {
        return accounts()
                .add(id, Account.Kind.SYSTEM, "公安系统", "GA", Set.of(Role.SOURCE), false)
                .orElseThrow();
    }

    private static Answer ask(String authorization, String form) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(registry.url() + "/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        return authorization == null ? registry.send(request) : registry.send(request, "Authorization", authorization);
    }

    private static String basic(String id, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    private static String token(String id, String secret) {
        Answer answer = ask(basic(id, secret), "grant_type=client_credentials");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("token_type").asString()).isEqualTo("Bearer");
        assertThat(answer.json().path("expires_in").asInt()).isEqualTo(3_600);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        return answer.json().path("access_token").asString();
    }

    private static Answer with(String token) {
        return registry.get(CASES, "Authorization", "Bearer " + token);
    }

    private static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("code").asString()).isEqualTo(code);
    }

    @Test
    void a_system_gets_a_token_for_its_id_and_secret() {
        Accounts.Made made = system("ga-one");
        // The case is not there: whoever is let in is told that.
        assertRefused(with(token("ga-one", made.secret())), 404, "CASE_UNKNOWN");
        Answer inBody = ask(null, "grant_type=client_credentials&client_id=ga-one&client_secret=" + made.secret());
        assertThat(inBody.status()).isEqualTo(200);
    }

    @Test
    void what_is_wrong_with_a_request_for_a_token_is_told_as_the_standard_has_it() {
        Accounts.Made made = system("ga-two");
        Answer wrong = ask(basic("ga-two", "wrong"), "grant_type=client_credentials");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.json().path("error").asString()).isEqualTo("invalid_client");
        assertThat(wrong.header("WWW-Authenticate")).startsWith("Basic");
        assertThat(ask(basic("nobody", "wrong"), "grant_type=client_credentials")
                        .text())
                .isEqualTo(wrong.text());
        assertThat(ask(null, "grant_type=client_credentials").status()).isEqualTo(401);
        assertThat(ask("Basic %%%", "grant_type=client_credentials").status()).isEqualTo(401);
        Answer otherGrant = ask(basic("ga-two", made.secret()), "grant_type=password");
        assertThat(otherGrant.status()).isEqualTo(400);
        assertThat(otherGrant.json().path("error").asString()).isEqualTo("unsupported_grant_type");
        assertThat(ask(basic("ga-two", made.secret()), "").status()).isEqualTo(400);
        // A person's password is for the workbench only.
        Accounts.Made person = accounts()
                .add("person-one", Account.Kind.PERSON, "何敏", null, Set.of(Role.STEWARD), false)
                .orElseThrow();
        assertThat(ask(basic("person-one", person.secret()), "grant_type=client_credentials")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void every_address_asks_who_is_there() {
        String[] addresses = {
            "/api/v1/cases",
            CASES,
            "/api/v1/doubts",
            "/api/v1/doubts/1",
            "/api/v1/conflicts",
            "/api/v1/persons/1",
            "/api/v1/nothing"
        };
        for (String path : addresses) {
            Answer answer = registry.get(path, RunningRegistry.NOBODY, "");
            assertRefused(answer, 401, "NOT_SIGNED_IN");
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
            assertThat(answer.header("Set-Cookie")).isEmpty();
            assertRefused(registry.get(path, "Authorization", "Bearer nonsense"), 401, "TOKEN_INVALID");
        }
        for (String path : new String[] {"/api/v1/doubts", "/api/v1/deliveries", "/api/v1/persons/query"}) {
            assertRefused(registry.post(path, "{}", RunningRegistry.NOBODY, ""), 401, "NOT_SIGNED_IN");
            // Whoever comes with a cookie may be sent by a page of another site.
            assertRefused(registry.post(path, "{}", "Cookie", "registry-session=x"), 403, "CSRF_TOKEN_MISSING");
            assertRefused(registry.post(path, "{}", "Authorization", "Bearer nonsense"), 401, "TOKEN_INVALID");
        }
        assertThat(registry.get(CASES, RunningRegistry.NOBODY, "", "Accept-Language", "en")
                        .json()
                        .path("detail")
                        .asString())
                .contains("bearer token");
    }

    @Test
    void a_token_ends_with_its_account_and_a_forged_one_was_never_good() {
        Accounts.Made made = system("ga-three");
        String token = token("ga-three", made.secret());
        String[] parts = token.split("\\.");
        String forged = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                        .replace("ga-three", "ga-one")
                        .getBytes(StandardCharsets.UTF_8));
        assertRefused(with(parts[0] + "." + forged + "." + parts[2]), 401, "TOKEN_INVALID");
        String unsigned = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        assertRefused(with(unsigned + "." + parts[1] + "."), 401, "TOKEN_INVALID");

        Accounts.Made renewed = accounts().renew("ga-three").orElseThrow();
        assertRefused(with(token), 401, "TOKEN_INVALID");
        String another = token("ga-three", renewed.secret());
        assertThat(with(another).status()).isEqualTo(404);
        accounts().disable("ga-three");
        assertRefused(with(another), 401, "TOKEN_INVALID");
        assertThat(ask(basic("ga-three", renewed.secret()), "grant_type=client_credentials")
                        .status())
                .isEqualTo(401);
    }
}
