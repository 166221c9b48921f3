package org.basedata.registry.api.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import tools.jackson.databind.JsonNode;

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
        assertThat(answer.json().path("expires_in").asInt()).isBetween(3_590, 3_600);
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
        Answer unreadable = ask("Basic %%%", "grant_type=client_credentials");
        assertThat(unreadable.status()).isEqualTo(400);
        assertThat(unreadable.json().path("error").asString()).isEqualTo("invalid_request");
        assertThat(ask(basic("ga-two", made.secret()), "grant_type=client_credentials&scope=all")
                        .json()
                        .path("error")
                        .asString())
                .isEqualTo("invalid_scope");
        // What stands in the address would be written into logs, and is not looked at.
        assertThat(registry.send(HttpRequest.newBuilder(URI.create(registry.url()
                                        + "/oauth2/token?grant_type=client_credentials&client_id=ga-two&client_secret="
                                        + made.secret()))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.noBody()))
                        .status())
                .isEqualTo(401);
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

    @Test
    void others_can_prove_a_token_with_what_is_published_and_make_none() throws Exception {
        Accounts.Made made = system("ga-four");
        JsonNode metadata =
                registry.get("/.well-known/oauth-authorization-server").json();
        assertThat(metadata.path("issuer").asString()).isEqualTo(registry.url());
        assertThat(metadata.path("token_endpoint").asString()).isEqualTo(registry.url() + "/oauth2/token");
        assertThat(metadata.path("grant_types_supported").path(0).asString()).isEqualTo("client_credentials");
        assertThat(metadata.has("authorization_endpoint")).isFalse();
        for (String other :
                new String[] {"/oauth2/authorize", "/oauth2/introspect", "/oauth2/revoke", "/connect/register"})
            assertThat(registry.get(other).status()).as(other).isEqualTo(404);

        String keys = metadata.path("jwks_uri").asString();
        JsonNode published =
                registry.get(keys.substring(registry.url().length())).json();
        assertThat(published.path("keys").path(0).path("kty").asString()).isEqualTo("EC");
        assertThat(published.toString()).doesNotContain("\"d\"");
        Jwt token = NimbusJwtDecoder.withJwkSetUri(keys)
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .build()
                .decode(token("ga-four", made.secret()));
        assertThat(token.getSubject()).isEqualTo("ga-four");
        assertThat(token.getClaimAsString("iss")).isEqualTo(registry.url());
        assertThat(token.getClaims()).as("roles are the account's").doesNotContainKeys("roles", "scope", "department");

        // The public half as a shared secret: what a reader that takes any algorithm would let in.
        ECKey key = JWKSet.parse(published.toString()).getKeys().get(0).toECKey();
        SignedJWT forged = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(),
                SignedJWT.parse(token.getTokenValue()).getJWTClaimsSet());
        forged.sign(new MACSigner(key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
        assertRefused(with(forged.serialize()), 401, "TOKEN_INVALID");
        ECKey another = new ECKeyGenerator(Curve.P_256).keyID(key.getKeyID()).generate();
        SignedJWT stranger = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
                SignedJWT.parse(token.getTokenValue()).getJWTClaimsSet());
        stranger.sign(new ECDSASigner(another));
        assertRefused(with(stranger.serialize()), 401, "TOKEN_INVALID");
    }

    @Test
    void every_node_on_the_database_signs_with_the_same_key() {
        assertThat(TokenKey.of(registry.database().dataSource()))
                .isEqualTo(TokenKey.of(registry.database().dataSource()));
    }

    @Test
    void while_a_system_changes_its_secret_both_are_taken_and_its_tokens_go_on() {
        Accounts.Made made = system("ga-five");
        String token = token("ga-five", made.secret());
        Accounts.Made rotated = accounts()
                .rotate("ga-five", Instant.now().plus(Duration.ofDays(1)))
                .orElseThrow();
        assertThat(with(token).status()).isEqualTo(404);
        assertThat(with(token("ga-five", made.secret())).status()).isEqualTo(404);
        assertThat(with(token("ga-five", rotated.secret())).status()).isEqualTo(404);
        assertThat(accounts().revokeOld("ga-five")).isTrue();
        assertRefused(with(token), 401, "TOKEN_INVALID");
        assertThat(ask(basic("ga-five", made.secret()), "grant_type=client_credentials")
                        .status())
                .isEqualTo(401);
        String last = token("ga-five", rotated.secret());
        assertThat(with(last).status()).isEqualTo(404);
        accounts().revoke("ga-five");
        assertRefused(with(last), 401, "TOKEN_INVALID");
        assertThat(ask(basic("ga-five", rotated.secret()), "grant_type=client_credentials")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void an_account_that_has_expired_is_out_with_its_tokens() {
        Accounts.Made made = system("ga-six");
        String token = token("ga-six", made.secret());
        accounts().expire("ga-six", Instant.now().minusSeconds(1));
        assertRefused(with(token), 401, "TOKEN_INVALID");
        assertRefused(
                registry.post("/api/v1/persons/query", "{}", "Authorization", "Bearer " + token), 401, "TOKEN_INVALID");
        assertThat(ask(basic("ga-six", made.secret()), "grant_type=client_credentials")
                        .status())
                .isEqualTo(401);
        accounts().expire("ga-six", null);
        assertThat(with(token).status()).isEqualTo(404);
    }
}
