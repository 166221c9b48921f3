package org.basedata.registry.api.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.basedata.registry.api.Registry;
import org.basedata.registry.api.account.Account;
import org.basedata.registry.api.account.Accounts;
import org.basedata.registry.api.account.SignIn;
import org.basedata.registry.api.sharing.DevelopmentGrants;
import org.basedata.registry.core.account.Role;

/** A department's system with a token and all that is ever granted, on whose behalf the bench calls the registry. */
final class BenchSystem {
    private final String token;

    private BenchSystem(String token) {
        this.token = token;
    }

    /** One that submits and reads. */
    static BenchSystem of(Registry registry, int port, String department) throws IOException {
        Accounts accounts = new Accounts(registry.database().dataSource(), registry.clock(), SignIn.LockOut.USUAL);
        String name = "bench-" + department.toLowerCase(Locale.ROOT);
        new DevelopmentGrants(registry).put(false);
        Accounts.Made made = accounts.renew(name).orElseGet(() -> accounts.add(
                        name, Account.Kind.SYSTEM, "合成", department, Set.of(Role.SOURCE, Role.CONSUMER), true)
                .orElseThrow());
        try (HttpConnection http = new HttpConnection(port)) {
            String form = "grant_type=client_credentials&client_id=" + name + "&client_secret=" + made.secret();
            int status = http.exchange(HttpConnection.request(
                    "POST /oauth2/token", "Content-Type: application/x-www-form-urlencoded\r\n", form));
            String answer = new String(http.body(), StandardCharsets.UTF_8);
            if (status != 200) throw new IllegalStateException("no token: " + answer);
            return new BenchSystem(
                    registry.json().readTree(answer).path("access_token").asString());
        }
    }

    private String headers(String purpose) {
        return "Authorization: Bearer " + token + "\r\nX-Purpose: " + purpose + "\r\n";
    }

    byte[] get(String path) {
        return HttpConnection.request("GET " + path, headers(DevelopmentGrants.ACCEPTANCE), "");
    }

    byte[] post(String path, String json) {
        return post(path, json, DevelopmentGrants.ACCEPTANCE);
    }

    byte[] post(String path, String json, String purpose) {
        return HttpConnection.request("POST " + path, headers(purpose) + "Content-Type: application/json\r\n", json);
    }
}
