package org.basedata.registry.api.account;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
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

    private static final int SIGN_INS_KEPT_YEARS = 3;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,99}");
    private static final String COLUMNS =
            "SELECT name, system, person, department, roles, disabled, demo, created_at, changed_at, level, division, expires_at,"
                    + " secret, secret_until, old_secret, old_secret_until FROM account";

    /** What is compared with when there is no such account, so that the answer takes as long. */
    private static final class Nobody {
        static final String HASH = Secrets.hash(Account.Kind.PERSON, Secrets.newPassword());
    }

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final SignIn.LockOut lockOut;
    private final CredentialSettings settings;

    public Accounts(DataSource database, Clock clock, SignIn.LockOut lockOut) {
        this(database, clock, lockOut, CredentialSettings.ENDLESS);
    }

    /** @param settings how long the secrets are good that are made here */
    public Accounts(DataSource database, Clock clock, SignIn.LockOut lockOut, CredentialSettings settings) {
        this.jdbc = new JdbcTemplate(database);
        this.clock = clock;
        this.lockOut = lockOut;
        this.settings = settings;
    }

    /** @param secrets hashes of those that count now: one, two, or none when they were revoked or have expired */
    private record Kept(Account account, List<String> secrets, Instant secretUntil, Instant oldSecretUntil) {}

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

    /** The account, if it may act now. */
    public Optional<Account> standing(String name) {
        return find(name).filter(account -> account.standsAt(clock.instant()));
    }

    /** Empty when the name is taken. */
    public Optional<Made> add(
            String name, Account.Kind kind, String person, String department, Set<Role> roles, boolean demo) {
        return add(name, kind, person, department, roles, demo, Account.Bounds.NONE);
    }

    /** Empty when the name is taken. */
    public Optional<Made> add(
            String name,
            Account.Kind kind,
            String person,
            String department,
            Set<Role> roles,
            boolean demo,
            Account.Bounds bounds) {
        if (!isName(name)) throw new IllegalArgumentException("no name of an account");
        String secret = Secrets.newSecret(kind);
        OffsetDateTime now = now();
        int made = jdbc.update(
                "INSERT INTO account (name, system, person, department, roles, secret, disabled, demo, created_at, changed_at, level,"
                        + " division, expires_at, secret_until)"
                        + " VALUES (?, ?, ?, ?, ?::text[], ?, false, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING",
                name,
                kind == Account.Kind.SYSTEM,
                person,
                department,
                names(roles),
                Secrets.hash(kind, secret),
                demo,
                now,
                now,
                bounds.level() == null ? null : bounds.level().name(),
                bounds.division(),
                at(bounds.expiresAt()),
                at(secretEnds(kind, demo)));
        return made == 0 ? Optional.empty() : find(name).map(account -> new Made(account, secret));
    }

    /**
     * Gives it a new secret, beside which no other one counts, and lets it in again, if it was disabled or locked. Empty when there is no
     * such account.
     */
    public Optional<Made> renew(String name) {
        Account account = find(name).orElse(null);
        if (account == null) return Optional.empty();
        String secret = Secrets.newSecret(account.kind());
        jdbc.update(
                "UPDATE account SET secret = ?, secret_until = ?, old_secret = NULL, old_secret_until = NULL, disabled = false,"
                        + " changed_at = ? WHERE name = ?",
                Secrets.hash(account.kind(), secret),
                at(secretEnds(account.kind(), account.demo())),
                now(),
                name);
        jdbc.update("DELETE FROM sign_in_attempt WHERE name = ?", name);
        return find(name).map(renewed -> new Made(renewed, secret));
    }

    /**
     * Gives a system another secret, beside which the one that it has counts for a while: tokens go on, and nothing has to be changed at one
     * moment. A secret from before that ends.
     *
     * @param oldUntil when the secret of now ends; it may end sooner by itself
     * @return empty when there is no such system
     */
    public Optional<Made> rotate(String name, Instant oldUntil) {
        Account account = find(name).filter(Account::isSystem).orElse(null);
        if (account == null) return Optional.empty();
        String secret = Secrets.newSecret(account.kind());
        jdbc.update(
                "UPDATE account SET old_secret = secret, old_secret_until = least(?, secret_until), secret = ?, secret_until = ?"
                        + " WHERE name = ?",
                at(oldUntil),
                Secrets.hash(account.kind(), secret),
                at(secretEnds(account.kind(), account.demo())),
                name);
        return find(name).map(rotated -> new Made(rotated, secret));
    }

    /** Ends the secret from before the last rotation, with all tokens. False when there is none. */
    public boolean revokeOld(String name) {
        return jdbc.update(
                        "UPDATE account SET old_secret = NULL, old_secret_until = NULL, changed_at = ?"
                                + " WHERE name = ? AND old_secret IS NOT NULL",
                        now(),
                        name)
                > 0;
    }

    /** Ends all secrets and certificates of an account, with its sessions and tokens. False when there is no such account. */
    public boolean revoke(String name) {
        return jdbc.update(
                        "WITH gone AS (DELETE FROM account_certificate WHERE account = ?) UPDATE account SET secret = NULL,"
                                + " secret_until = NULL, old_secret = NULL, old_secret_until = NULL, changed_at = ? WHERE name = ?",
                        name,
                        now(),
                        name)
                > 0;
    }

    /**
     * Until when the account is good.
     *
     * @param end null for no end
     * @return false when there is no such account
     */
    public boolean expire(String name, Instant end) {
        return jdbc.update("UPDATE account SET expires_at = ? WHERE name = ?", at(end), name) > 0;
    }

    /**
     * Takes a certificate for an account from now on.
     *
     * @param bySubject whether others of the same issuer for the same subject count as well
     * @return false when it, or with {@code bySubject} its subject, is an account's already, and when it was revoked
     */
    public boolean addCertificate(String name, X509Certificate certificate, boolean bySubject) {
        Certificates.Names names = Certificates.names(certificate);
        return jdbc.update(
                        "INSERT INTO account_certificate (fingerprint, account, subject, issuer, by_subject, valid_until, added_at)"
                                + " SELECT ?, ?, ?, ?, ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM certificate_revoked WHERE fingerprint = ?)"
                                + " ON CONFLICT DO NOTHING",
                        Certificates.fingerprint(certificate),
                        name,
                        names.subject(),
                        names.issuer(),
                        bySubject,
                        at(certificate.getNotAfter().toInstant()),
                        now(),
                        Certificates.fingerprint(certificate))
                > 0;
    }

    /** Ends one of the account's certificates for good, with its sessions and tokens. False when it has none of that fingerprint. */
    public boolean revokeCertificate(String name, String fingerprint) {
        return revoke(name, fingerprint, null);
    }

    /** The same for one that need not be registered itself, where it would count by its subject. False when it counts for nothing here. */
    public boolean revokeCertificate(String name, X509Certificate certificate) {
        return revoke(name, Certificates.fingerprint(certificate), Certificates.names(certificate));
    }

    /** A registration ends with its fingerprint, also for others of its subject. */
    private boolean revoke(String name, String fingerprint, Certificates.Names names) {
        return jdbc.update(
                        """
                        WITH mine AS (
                            SELECT account FROM account_certificate
                            WHERE account = ? AND (fingerprint = ? OR by_subject AND subject = ? AND issuer = ?) LIMIT 1
                        ), gone AS (
                            DELETE FROM account_certificate WHERE account = ? AND fingerprint = ?
                        ), ended AS (
                            INSERT INTO certificate_revoked (fingerprint, account, revoked_at)
                            SELECT ?, account, ? FROM mine ON CONFLICT DO NOTHING
                        )
                        UPDATE account SET changed_at = ? FROM mine WHERE name = mine.account
                        """,
                        name,
                        fingerprint,
                        names == null ? null : names.subject(),
                        names == null ? null : names.issuer(),
                        name,
                        fingerprint,
                        fingerprint,
                        now(),
                        now())
                > 0;
    }

    /** Whose certificate it is, if that account may act now. What proved that the caller has its key comes before. */
    public Optional<Account> ofCertificate(X509Certificate certificate) {
        Instant now = clock.instant();
        if (!Certificates.isGood(certificate, now)) return Optional.empty();
        Certificates.Names names = Certificates.names(certificate);
        String fingerprint = Certificates.fingerprint(certificate);
        return jdbc
                .queryForList(
                        "SELECT account FROM account_certificate WHERE (fingerprint = ? OR by_subject AND subject = ? AND issuer = ?)"
                                + " AND NOT EXISTS (SELECT 1 FROM certificate_revoked WHERE certificate_revoked.fingerprint = ?)"
                                + " ORDER BY fingerprint = ? DESC LIMIT 1",
                        String.class,
                        fingerprint,
                        names.subject(),
                        names.issuer(),
                        fingerprint,
                        fingerprint)
                .stream()
                .findFirst()
                .flatMap(this::standing);
    }

    /** What lets somebody in by each account, in order of name. */
    public List<Credentials> credentials() {
        Map<String, List<Credentials.Certificate>> certificates = new HashMap<>();
        jdbc.query(
                "SELECT account, fingerprint, subject, by_subject, valid_until FROM account_certificate ORDER BY valid_until",
                row -> {
                    certificates
                            .computeIfAbsent(row.getString(1), name -> new ArrayList<>())
                            .add(new Credentials.Certificate(
                                    row.getString(2), row.getString(3), row.getBoolean(4), instant(row, 5)));
                });
        return jdbc.query(COLUMNS + " ORDER BY system, name", (row, n) -> read(row)).stream()
                .map(kept -> new Credentials(
                        kept.account(),
                        !kept.secrets().isEmpty(),
                        kept.secretUntil(),
                        kept.oldSecretUntil(),
                        certificates.getOrDefault(kept.account().name(), List.of())))
                .toList();
    }

    private Instant secretEnds(Account.Kind kind, boolean demo) {
        // Demo accounts get other secrets at every start.
        return kind == Account.Kind.PERSON || demo ? null : settings.secretEnds(clock.instant());
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

    /** How somebody came in. */
    public enum Way {
        PASSWORD,
        CERTIFICATE,
        ORGANISATION
    }

    public record LastSignIn(Instant at, Way way) {}

    /**
     * Puts on record that a person has signed in; what is older than the record of accesses has to be is forgotten.
     *
     * @param name the account's, or that of the organisation's own sign-in
     * @param address of the person's machine
     */
    public void signedIn(String name, Way way, String address) {
        OffsetDateTime now = now();
        jdbc.update("DELETE FROM sign_in WHERE at < ?", now.minusYears(SIGN_INS_KEPT_YEARS));
        jdbc.update(
                "INSERT INTO sign_in (at, account, way, address) VALUES (?, ?, ?, ?)", now, name, way.name(), address);
    }

    /** When and how each account was last signed in by; accounts that never were are left out. */
    public Map<String, LastSignIn> lastSignIns() {
        Map<String, LastSignIn> last = new HashMap<>();
        jdbc.query(
                "SELECT last.account, last.at, last.way FROM account"
                        + " CROSS JOIN LATERAL (SELECT account, at, way FROM sign_in WHERE sign_in.account = name ORDER BY at DESC LIMIT 1) last",
                row -> {
                    last.put(row.getString(1), new LastSignIn(instant(row, 2), Way.valueOf(row.getString(3))));
                });
        return last;
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
        boolean none =
                kept == null || kept.account().isSystem() || kept.secrets().isEmpty();
        boolean fits = fits(password, none ? Nobody.HASH : kept.secrets().get(0));
        if (fits && !none && kept.account().standsAt(clock.instant())) {
            jdbc.update("DELETE FROM sign_in_attempt WHERE name = ?", name);
            return new SignIn.Known(kept.account());
        }
        return attempts.number() == lockOut.attempts() ? new SignIn.Locked(attempts.lockEnds()) : new SignIn.Wrong();
    }

    /** A system's id and secret. Its secret is 256 random bits, which no number of attempts finds. */
    public Optional<Account> client(String id, String secret) {
        if (!isName(id)) return Optional.empty();
        return kept(id).filter(kept -> kept.account().isSystem()
                        && kept.account().standsAt(clock.instant())
                        && kept.secrets().stream().anyMatch(hash -> fits(secret, hash)))
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
        return secret.getBytes(StandardCharsets.UTF_8).length <= LONGEST_SECRET && Secrets.fits(secret, hash);
    }

    private Optional<Kept> kept(String name) {
        return jdbc.query(COLUMNS + " WHERE name = ?", (row, n) -> read(row), name).stream()
                .findFirst();
    }

    /** PostgreSQL's own text of an array; names of roles need no quotes. */
    private static String names(Set<Role> roles) {
        return roles.stream().map(Role::name).collect(Collectors.joining(",", "{", "}"));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private Kept read(ResultSet row) throws SQLException {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Stream.of((String[]) row.getArray(5).getArray()).map(Role::valueOf).forEach(roles::add);
        String level = row.getString(10);
        Account account = new Account(
                row.getString(1),
                row.getBoolean(2) ? Account.Kind.SYSTEM : Account.Kind.PERSON,
                row.getString(3),
                row.getString(4),
                roles,
                row.getBoolean(6),
                row.getBoolean(7),
                instant(row, 8),
                instant(row, 9),
                new Account.Bounds(
                        level == null ? null : Account.Level.valueOf(level), row.getString(11), instant(row, 12)));
        Instant now = clock.instant();
        List<String> secrets = new ArrayList<>();
        if (row.getString(13) != null && isBefore(now, instant(row, 14))) secrets.add(row.getString(13));
        boolean old = row.getString(15) != null && isBefore(now, instant(row, 16));
        if (old) secrets.add(row.getString(15));
        return new Kept(account, secrets, instant(row, 14), old ? instant(row, 16) : null);
    }

    private static boolean isBefore(Instant now, Instant end) {
        return end == null || now.isBefore(end);
    }
}
