package org.basedata.registry.api.account;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.basedata.registry.core.account.Role;
import org.springframework.jdbc.core.JdbcTemplate;

/** The accounts of record. Whoever changes one ends its sessions and tokens. */
public final class Accounts {
    /** BCrypt looks at 72 bytes and no more: longer passwords are not made, and nothing longer is right. */
    private static final int LONGEST_SECRET = 72;

    /** Of those that people choose themselves. */
    public static final int SHORTEST_PASSWORD = 12;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,99}");
    private static final String COLUMNS =
            "SELECT name, system, person, department, roles, disabled, demo, created_at, changed_at, secret FROM account";

    /** What is compared with when there is no such account, so that the answer takes as long. */
    private static final class Nobody {
        static final String HASH = Secrets.hash(Account.Kind.PERSON, Secrets.newPassword());
    }

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final SignIn.LockOut lockOut;

    public Accounts(DataSource database, Clock clock, SignIn.LockOut lockOut) {
        this.jdbc = new JdbcTemplate(database);
        this.clock = clock;
        this.lockOut = lockOut;
    }

    private record Kept(Account account, String secret) {}

    /** A new account and its secret, which is shown once and kept as a hash only. */
    public record Made(Account account, String secret) {}

    /** What a person may not choose as a password. */
    public enum Unfit {
        TOO_SHORT,
        TOO_LONG,
        NAME
    }

    /** Null when it will do. */
    public static Unfit unfit(String name, String password) {
        if (password.length() < SHORTEST_PASSWORD) return Unfit.TOO_SHORT;
        if (password.getBytes(StandardCharsets.UTF_8).length > LONGEST_SECRET) return Unfit.TOO_LONG;
        return password.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT)) ? Unfit.NAME : null;
    }

    /** 1 to 100 letters, digits, dots, hyphens, underscores and at signs, beginning with a letter or digit. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    public boolean isEmpty() {
        return jdbc.queryForList("SELECT 1 FROM account LIMIT 1").isEmpty();
    }

    public boolean has(boolean demo) {
        return !jdbc.queryForList("SELECT 1 FROM account WHERE demo = ? LIMIT 1", demo)
                .isEmpty();
    }

    /** People first, each in order of name. */
    public List<Account> all() {
        return jdbc.query(
                COLUMNS + " ORDER BY system, name", (row, n) -> read(row).account());
    }

    public Optional<Account> find(String name) {
        return kept(name).map(Kept::account);
    }

    /** Empty when the name is taken. */
    public Optional<Made> add(
            String name, Account.Kind kind, String person, String department, Set<Role> roles, boolean demo) {
        if (!isName(name)) throw new IllegalArgumentException("no name of an account");
        String secret = Secrets.newSecret(kind);
        OffsetDateTime now = now();
        int made = jdbc.update(
                "INSERT INTO account (name, system, person, department, roles, secret, disabled, demo, created_at, changed_at)"
                        + " VALUES (?, ?, ?, ?, ?::text[], ?, false, ?, ?, ?) ON CONFLICT (name) DO NOTHING",
                name,
                kind == Account.Kind.SYSTEM,
                person,
                department,
                names(roles),
                Secrets.hash(kind, secret),
                demo,
                now,
                now);
        return made == 0 ? Optional.empty() : find(name).map(account -> new Made(account, secret));
    }

    /** Gives it a new secret and lets it in again, if it was disabled or locked. Empty when there is no such account. */
    public Optional<Made> renew(String name) {
        Account account = find(name).orElse(null);
        if (account == null) return Optional.empty();
        String secret = Secrets.newSecret(account.kind());
        jdbc.update(
                "UPDATE account SET secret = ?, disabled = false, changed_at = ? WHERE name = ?",
                Secrets.hash(account.kind(), secret),
                now(),
                name);
        jdbc.update("DELETE FROM sign_in_attempt WHERE name = ?", name);
        return find(name).map(renewed -> new Made(renewed, secret));
    }

    /**
     * Gives a person another password, who knows the one that there is; a wrong one counts as a sign-in that failed. Sessions and tokens from
     * before end.
     *
     * @return {@link SignIn.Known} with the account as it is now when it was changed
     */
    public SignIn changePassword(String name, String old, String wanted) {
        SignIn outcome = signIn(name, old);
        if (!(outcome instanceof SignIn.Known known)) return outcome;
        int changed = jdbc.update(
                "UPDATE account SET secret = ?, changed_at = ? WHERE name = ? AND changed_at = ? AND NOT disabled",
                Secrets.hash(Account.Kind.PERSON, wanted),
                now(),
                name,
                known.account().changedAt().atOffset(ZoneOffset.UTC));
        // Who was quicker had the account disabled, or its password renewed.
        return changed == 0 ? new SignIn.Wrong() : new SignIn.Known(find(name).orElseThrow());
    }

    /** False when there is no such account. */
    public boolean disable(String name) {
        return jdbc.update("UPDATE account SET disabled = true, changed_at = ? WHERE name = ?", now(), name) > 0;
    }

    /** Names that are locked now, with the end of that; also names that no account has. */
    public Map<String, Instant> locked() {
        return jdbc
                .query(
                        "SELECT name, last_at FROM sign_in_attempt WHERE attempts >= ? AND last_at > ?",
                        (row, n) -> Map.entry(row.getString(1), ends(row.getObject(2, OffsetDateTime.class))),
                        lockOut.attempts(),
                        forgotten())
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** A person's name and password. Each attempt counts before it is looked at, so that many at once are no way around the lock. */
    public SignIn signIn(String name, String password) {
        if (!isName(name)) return new SignIn.Wrong();
        Attempts attempts = count(name);
        if (attempts.number() > lockOut.attempts()) return new SignIn.Locked(attempts.lockEnds());
        Kept kept = kept(name).orElse(null);
        boolean fits = fits(password, kept == null || kept.account().isSystem() ? Nobody.HASH : kept.secret());
        if (fits
                && kept != null
                && !kept.account().isSystem()
                && !kept.account().disabled()) {
            jdbc.update("DELETE FROM sign_in_attempt WHERE name = ?", name);
            return new SignIn.Known(kept.account());
        }
        return attempts.number() == lockOut.attempts() ? new SignIn.Locked(attempts.lockEnds()) : new SignIn.Wrong();
    }

    /** A system's id and secret. Its secret is 256 random bits, which no number of attempts finds. */
    public Optional<Account> client(String id, String secret) {
        if (!isName(id)) return Optional.empty();
        return kept(id).filter(
                        kept -> kept.account().isSystem() && !kept.account().disabled() && fits(secret, kept.secret()))
                .map(Kept::account);
    }

    private record Attempts(int number, Instant lockEnds) {}

    private Attempts count(String name) {
        jdbc.update("DELETE FROM sign_in_attempt WHERE last_at <= ?", forgotten());
        return jdbc.queryForObject(
                """
                INSERT INTO sign_in_attempt AS past (name, attempts, last_at) VALUES (?, 1, ?)
                ON CONFLICT (name) DO UPDATE SET
                    attempts = CASE WHEN past.last_at <= ? THEN 1 ELSE least(past.attempts, ?) + 1 END,
                    last_at = CASE WHEN past.attempts >= ? AND past.last_at > ? THEN past.last_at ELSE excluded.last_at END
                RETURNING attempts, last_at
                """,
                (row, n) -> new Attempts(row.getInt(1), ends(row.getObject(2, OffsetDateTime.class))),
                name,
                now(),
                forgotten(),
                lockOut.attempts(),
                lockOut.attempts(),
                forgotten());
    }

    private Instant ends(OffsetDateTime last) {
        return last.toInstant().plus(lockOut.lasting());
    }

    private OffsetDateTime forgotten() {
        return now().minus(lockOut.lasting());
    }

    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    private static boolean fits(String secret, String hash) {
        return secret.length() <= LONGEST_SECRET && Secrets.fits(secret, hash);
    }

    private Optional<Kept> kept(String name) {
        return jdbc.query(COLUMNS + " WHERE name = ?", (row, n) -> read(row), name).stream()
                .findFirst();
    }

    /** PostgreSQL's own text of an array; names of roles need no quotes. */
    private static String names(Set<Role> roles) {
        return roles.stream().map(Role::name).collect(Collectors.joining(",", "{", "}"));
    }

    private static Kept read(ResultSet row) throws SQLException {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Stream.of((String[]) row.getArray(5).getArray()).map(Role::valueOf).forEach(roles::add);
        return new Kept(
                new Account(
                        row.getString(1),
                        row.getBoolean(2) ? Account.Kind.SYSTEM : Account.Kind.PERSON,
                        row.getString(3),
                        row.getString(4),
                        roles,
                        row.getBoolean(6),
                        row.getBoolean(7),
                        row.getObject(8, OffsetDateTime.class).toInstant(),
                        row.getObject(9, OffsetDateTime.class).toInstant()),
                row.getString(10));
    }
}
