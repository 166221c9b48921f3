package org.basedata.registry.api.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Set;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.RunningRegistry.Answer;
import org.basedata.registry.api.account.Account;
import org.basedata.registry.api.account.Accounts;
import org.basedata.registry.api.account.SignIn;
import org.basedata.registry.core.account.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tokens of the organisation's own issuer are taken as those of the account that they name. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OutsideTokensIT {
    private static final int PORT = freePort();
    private static final String ISSUER = "http://localhost:" + PORT;
    private static final String CASE = "/api/v1/cases/none";
    private static final String QUERY = "/api/v1/persons/query";

    static {
        // Before the registry starts.
        System.setProperty("registry.tokens.issuer-uri", ISSUER);
        System.setProperty("registry.tokens.audience", Issuer.AUDIENCE);
    }

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
        System.clearProperty("registry.tokens.issuer-uri");
        System.clearProperty("registry.tokens.audience");
    }

    private static Accounts accounts() {
        return new Accounts(registry.database().dataSource(), Clock.systemUTC(), SignIn.LockOut.USUAL);
    }

    private static String token(String client) throws IOException, InterruptedException {
        String pair = client + ":" + Issuer.secret(client);
        String answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(ISSUER + "/oauth2/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header(
                                        "Authorization",
                                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes()))
                                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        String token =
                RunningRegistry.JSON.readTree(answer).path("access_token").asString("");
        assertThat(token).as(answer).isNotEmpty();
        return token;
    }

    private static JWTClaimsSet claims(Instant until) {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(Issuer.AUDIENCE)
                .subject(Issuer.SYSTEM)
                .issueTime(Date.from(until.minusSeconds(600)))
                .expirationTime(Date.from(until))
                .build();
    }

    private static String code(String token) {
        Answer answer = registry.get(CASE, "Authorization", "Bearer " + token);
        return answer.status() + " " + answer.json().path("code").asString();
    }

    @Test
    @Order(1)
    void while_the_issuer_is_away_nothing_is_said_of_its_tokens_and_ours_are_good() {
        String token = new PlainJWT(claims(Instant.now().plusSeconds(600))).serialize();
        assertThat(code(token)).isEqualTo("503 UNAVAILABLE");
        Answer plain = registry.post(QUERY, "{}", "Authorization", "Bearer " + token);
        assertThat(plain.status()).isEqualTo(503);
        assertThat(plain.header("Retry-After")).isNotEmpty();
        assertThat(registry.get(CASE, registry.system("GA", Role.SOURCE)).status())
                .isEqualTo(404);
    }

    @Test
    @Order(2)
    void whom_it_names_is_known_here_by_an_account_or_not_at_all() throws Exception {
        issuer = Issuer.start(PORT, registry.url());
        String token = token(Issuer.SYSTEM);
        assertThat(code(token)).isEqualTo("401 TOKEN_INVALID");
        accounts().add(Issuer.SYSTEM, Account.Kind.SYSTEM, "卫健系统", "WJ", Set.of(Role.SOURCE), false);
        token = token(Issuer.SYSTEM);
        assertThat(code(token)).isEqualTo("404 CASE_UNKNOWN");
        assertThat(registry.post(QUERY, "{}", "Authorization", "Bearer " + token)
                        .status())
                .as("roles are the account's")
                .isEqualTo(403);
        assertThat(registry.get(CASE, registry.system("GA", Role.SOURCE)).status())
                .as("our own too")
                .isEqualTo(404);
        accounts().disable(Issuer.SYSTEM);
        assertThat(code(token)).isEqualTo("401 TOKEN_INVALID");
    }

    @Test
    @Order(3)
    void what_is_for_others_or_not_signed_by_it_is_refused() throws Exception {
        accounts().add(Issuer.ELSEWHERE, Account.Kind.SYSTEM, "卫健系统", "WJ", Set.of(Role.SOURCE), false);
        assertThat(code(token(Issuer.ELSEWHERE))).as("for another service").isEqualTo("401 TOKEN_INVALID");
        accounts().renew(Issuer.SYSTEM);
        String good = token(Issuer.SYSTEM);
        assertThat(code(good)).isEqualTo("404 CASE_UNKNOWN");
        Instant soon = Instant.now().plusSeconds(600);
        assertThat(code(new PlainJWT(claims(soon)).serialize())).isEqualTo("401 TOKEN_INVALID");
        SignedJWT shared = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims(soon));
        shared.sign(new MACSigner("a secret of 256 bits that both would have to know"));
        assertThat(code(shared.serialize())).isEqualTo("401 TOKEN_INVALID");
        String[] parts = good.split("\\.");
        String changed = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                        .replace(Issuer.SYSTEM, "somebody")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(code(parts[0] + "." + changed + "." + parts[2])).isEqualTo("401 TOKEN_INVALID");
    }
}
