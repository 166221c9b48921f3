package org.basedata.registry.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.catalogue.CatalogueLoader;
import org.basedata.registry.core.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who may sign in, and how often somebody may try. */
class AccountsIT {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final Instant MONDAY = Instant.parse("2026-11-23T01:00:00Z");
    private static final SignIn.LockOut LOCK_OUT = new SignIn.LockOut(3, Duration.ofMinutes(10));

    private static Accounts at(Instant now) {
        return new Accounts(DATABASE.dataSource(), Clock.fixed(now, ZoneOffset.UTC), LOCK_OUT);
    }

    private static String person(String name) {
        return at(MONDAY)
                .add(name, Account.Kind.PERSON, "林静", null, Set.of(Role.STEWARD), false)
                .orElseThrow()
                .secret();
    }

    @Test
    void a_name_is_given_once_and_its_password_is_kept_as_a_hash_only() {
        String password = person("once");
        assertThat(at(MONDAY).add("once", Account.Kind.SYSTEM, "x", "GA", Set.of(Role.SOURCE), false))
                .isEmpty();
        assertThat(password).matches("([a-z2-9]{5}-){3}[a-z2-9]{5}");
        assertThat(new JdbcTemplate(DATABASE.dataSource())
                        .queryForObject("SELECT secret FROM account WHERE name = 'once'", String.class))
                .startsWith("{bcrypt}$2")
                .doesNotContain(password);
        SignIn signedIn = at(MONDAY).signIn("once", password);
        assertThat(signedIn).isInstanceOf(SignIn.Known.class);
        assertThat(((SignIn.Known) signedIn).account().actor().is(Role.STEWARD)).isTrue();
    }

    @Test
    void after_some_failures_in_a_row_a_name_is_locked_for_a_while_whoever_it_is() {
        String password = person("locked");
        SignIn.Locked locked = new SignIn.Locked(MONDAY.plusSeconds(2).plus(LOCK_OUT.lasting()));
        for (String name : new String[] {"locked", "nobody-has-this-name"}) {
            assertThat(at(MONDAY).signIn(name, "wrong")).isEqualTo(new SignIn.Wrong());
            assertThat(at(MONDAY.plusSeconds(1)).signIn(name, "wrong")).isEqualTo(new SignIn.Wrong());
            assertThat(at(MONDAY.plusSeconds(2)).signIn(name, "wrong")).isEqualTo(locked);
            assertThat(at(MONDAY.plusSeconds(300)).signIn(name, password))
                    .as("the right one too, and asking does not lengthen it")
                    .isEqualTo(locked);
        }
        assertThat(at(MONDAY.plusSeconds(3)).locked()).containsEntry("locked", locked.until());
        assertThat(at(locked.until()).signIn("locked", "wrong"))
                .as("it counts from the start again")
                .isEqualTo(new SignIn.Wrong());
        assertThat(at(locked.until()).signIn("locked", password)).isInstanceOf(SignIn.Known.class);
    }

    @Test
    void a_good_one_ends_the_row_and_so_does_time() {
        String password = person("row");
        for (int round = 0; round < 3; round++) {
            assertThat(at(MONDAY).signIn("row", "wrong")).isEqualTo(new SignIn.Wrong());
            assertThat(at(MONDAY).signIn("row", "wrong")).isEqualTo(new SignIn.Wrong());
            assertThat(at(MONDAY).signIn("row", password)).isInstanceOf(SignIn.Known.class);
        }
        assertThat(at(MONDAY).signIn("row", "wrong")).isEqualTo(new SignIn.Wrong());
        assertThat(at(MONDAY).signIn("row", "wrong")).isEqualTo(new SignIn.Wrong());
        assertThat(at(MONDAY.plus(LOCK_OUT.lasting())).signIn("row", "wrong")).isEqualTo(new SignIn.Wrong());
    }

    @Test
    void many_attempts_at_once_are_no_way_around_the_lock() throws InterruptedException, ExecutionException {
        String password = person("hammered");
        ExecutorService many = Executors.newFixedThreadPool(8);
        try {
            List<Future<SignIn>> outcomes = new ArrayList<>();
            for (int i = 0; i < 16; i++)
                outcomes.add(many.submit(() -> at(MONDAY).signIn("hammered", "wrong")));
            int wrong = 0;
            for (Future<SignIn> outcome : outcomes) if (outcome.get() instanceof SignIn.Wrong) wrong++;
            assertThat(wrong).isEqualTo(LOCK_OUT.attempts() - 1);
            assertThat(at(MONDAY).signIn("hammered", password)).isInstanceOf(SignIn.Locked.class);
        } finally {
            many.shutdown();
        }
    }

    @Test
    void a_disabled_account_says_no_more_than_a_wrong_password_and_a_new_password_lets_in_again() {
        String password = person("away");
        assertThat(at(MONDAY).disable("away")).isTrue();
        assertThat(at(MONDAY).disable("nobody")).isFalse();
        assertThat(at(MONDAY).signIn("away", password)).isEqualTo(new SignIn.Wrong());
        String renewed = at(MONDAY).renew("away").orElseThrow().secret();
        assertThat(at(MONDAY).signIn("away", renewed)).isInstanceOf(SignIn.Known.class);
        assertThat(at(MONDAY).signIn("away", password)).isEqualTo(new SignIn.Wrong());
    }

    private static Accounts ending(Instant now) {
        return new Accounts(
                DATABASE.dataSource(), Clock.fixed(now, ZoneOffset.UTC), LOCK_OUT, new CredentialSettings(365, 30));
    }

    private static boolean takes(Instant now, String name, String secret) {
        return at(now).client(name, secret).isPresent();
    }

    @Test
    void a_secret_of_a_system_ends_and_somebody_is_told_before() {
        String secret = ending(MONDAY)
                .add("ending", Account.Kind.SYSTEM, "x", "GA", Set.of(Role.SOURCE), false)
                .orElseThrow()
                .secret();
        Instant end = MONDAY.plus(Duration.ofDays(365));
        assertThat(takes(end.minusSeconds(1), "ending", secret)).isTrue();
        assertThat(takes(end, "ending", secret)).isFalse();
        Credentials kept = at(MONDAY).credentials().stream()
                .filter(each -> each.account().name().equals("ending"))
                .findFirst()
                .orElseThrow();
        CredentialSettings settings = new CredentialSettings(365, 30);
        assertThat(kept.endings(settings, end.minus(Duration.ofDays(31)))).isEmpty();
        assertThat(kept.endings(settings, end.minus(Duration.ofDays(30))))
                .containsExactly(new Credentials.Ending(Credentials.Ending.Kind.SECRET, end));

        Instant changing = end.minus(Duration.ofDays(3));
        String other = ending(changing)
                .rotate("ending", changing.plus(Duration.ofDays(7)))
                .orElseThrow()
                .secret();
        assertThat(takes(end.minusSeconds(1), "ending", secret)).isTrue();
        assertThat(takes(end, "ending", secret))
                .as("no later than it would have")
                .isFalse();
        assertThat(takes(end, "ending", other)).isTrue();
        String third = ending(changing)
                .rotate("ending", changing.plus(Duration.ofDays(7)))
                .orElseThrow()
                .secret();
        assertThat(takes(changing, "ending", secret)).as("two at most").isFalse();
        assertThat(takes(changing, "ending", other)).isTrue();
        assertThat(takes(changing, "ending", third)).isTrue();
        assertThat(at(changing).revokeOld("ending")).isTrue();
        assertThat(at(changing).revokeOld("ending")).isFalse();
        assertThat(takes(changing, "ending", other)).isFalse();
        assertThat(takes(changing, "ending", third)).isTrue();
        String renewed = ending(changing).renew("ending").orElseThrow().secret();
        assertThat(takes(changing, "ending", third)).isFalse();
        assertThat(at(changing).revoke("ending")).isTrue();
        assertThat(takes(changing, "ending", renewed)).isFalse();
    }

    @Test
    void an_account_that_has_expired_lets_nobody_in_until_it_is_prolonged() {
        String password = person("guest");
        assertThat(at(MONDAY).expire("guest", MONDAY.plusSeconds(60))).isTrue();
        assertThat(at(MONDAY).signIn("guest", password)).isInstanceOf(SignIn.Known.class);
        assertThat(at(MONDAY.plusSeconds(60)).signIn("guest", password)).isEqualTo(new SignIn.Wrong());
        assertThat(at(MONDAY.plusSeconds(60)).standing("guest")).isEmpty();
        at(MONDAY).expire("guest", null);
        assertThat(at(MONDAY.plusSeconds(60)).signIn("guest", password)).isInstanceOf(SignIn.Known.class);
        assertThat(at(MONDAY).rotate("guest", MONDAY)).as("of a person").isEmpty();
        assertThat(at(MONDAY).revoke("guest")).isTrue();
        assertThat(at(MONDAY).signIn("guest", password)).isEqualTo(new SignIn.Wrong());
        assertThat(at(MONDAY).signIn("guest", "")).isEqualTo(new SignIn.Wrong());
    }

    @Test
    void what_nobody_could_be_called_is_wrong_and_leaves_no_trace() {
        for (String name : new String[] {"", "x".repeat(101), "a\0b", "名", " a"})
            for (int i = 0; i < 5; i++) assertThat(at(MONDAY).signIn(name, "x")).isEqualTo(new SignIn.Wrong());
        assertThat(at(MONDAY).signIn("long", "x".repeat(100))).isEqualTo(new SignIn.Wrong());
    }

    @Test
    void nothing_longer_than_bcrypt_looks_at_is_right() {
        String password = person("han");
        String longest = "汉".repeat(24);
        assertThat(at(MONDAY).changePassword("han", password, longest)).isInstanceOf(SignIn.Known.class);
        assertThat(at(MONDAY).signIn("han", longest)).isInstanceOf(SignIn.Known.class);
        assertThat(at(MONDAY).signIn("han", longest + "字")).isEqualTo(new SignIn.Wrong());
    }

    @Test
    void the_last_sign_in_of_each_is_known_and_forgotten_after_three_years() {
        person("often");
        at(MONDAY).signedIn("often", Accounts.Way.PASSWORD, "203.0.113.7");
        at(MONDAY.plusSeconds(60)).signedIn("often", Accounts.Way.CERTIFICATE, "203.0.113.7");
        at(MONDAY.plusSeconds(90)).signedIn("oidc:su", Accounts.Way.ORGANISATION, "203.0.113.8");
        assertThat(at(MONDAY).lastSignIns())
                .containsEntry("often", new Accounts.LastSignIn(MONDAY.plusSeconds(60), Accounts.Way.CERTIFICATE))
                .doesNotContainKey("oidc:su");
        at(MONDAY.plus(Duration.ofDays(3 * 366))).signedIn("oidc:su", Accounts.Way.ORGANISATION, "203.0.113.8");
        assertThat(at(MONDAY).lastSignIns()).doesNotContainKey("often");
    }

    @Test
    void invented_people_never_stand_beside_real_ones() {
        person("real");
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> Roster.make(at(MONDAY), CatalogueLoader.load(CatalogueLoader.standardYaml()))))
                .isInstanceOf(Roster.RealAccounts.class);
    }
}
