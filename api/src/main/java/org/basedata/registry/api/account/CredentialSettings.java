package org.basedata.registry.api.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.basedata.registry.core.calendar.LimitRefused;

/**
 * How long secrets of systems are good, and how long before an end somebody is told of it.
 *
 * @param secretDays of a new secret; 0 for no end
 * @param warnDays before the end of an account, a secret or a certificate
 */
public record CredentialSettings(int secretDays, int warnDays) {
    private static final int YEAR = 365;
    private static final int MONTH = 30;
    private static final int MOST_DAYS = 3_650;

    /** Secrets without an end. */
    static final CredentialSettings ENDLESS = new CredentialSettings(0, MONTH);

    /**
     * Of the program's own settings: system properties such as {@code registry.credentials.secret-days}, else variables of the environment
     * such as {@code REGISTRY_CREDENTIALS_SECRET_DAYS}. The commands that make secrets know no others.
     *
     * @throws LimitRefused when one is no such number
     */
    public static CredentialSettings ofProgram() {
        return of(name -> System.getProperty(
                name,
                System.getenv(name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'))));
    }

    /** @param settings answers the value of a name; null where nothing is set */
    static CredentialSettings of(UnaryOperator<String> settings) {
        return new CredentialSettings(
                days(settings, "registry.credentials.secret-days", YEAR),
                days(settings, "registry.credentials.warn-days", MONTH));
    }

    private static int days(UnaryOperator<String> settings, String name, int usual) {
        String text = settings.apply(name);
        if (text == null || text.isBlank()) return usual;
        try {
            int days = Integer.parseInt(text.strip());
            if (days >= 0 && days <= MOST_DAYS) return days;
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new LimitRefused("LIMIT_REFUSED: " + name + " = " + text + ": 应为 0 至 " + MOST_DAYS
                + " 天 / has to be a number of days, 0 to " + MOST_DAYS);
    }

    /** Null for no end. */
    Instant secretEnds(Instant now) {
        return secretDays == 0 ? null : now.plus(Duration.ofDays(secretDays));
    }

    /** Whether somebody should be told of this end by now; also when it is past. */
    public boolean isNear(Instant end, Instant now) {
        return end != null && !end.isAfter(now.plus(Duration.ofDays(warnDays)));
    }
}
