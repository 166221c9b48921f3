package org.basedata.registry.core.access;

import java.util.Locale;
import java.util.function.UnaryOperator;
import org.basedata.registry.core.calendar.LimitRefused;

/**
 * How long the record of accesses is kept, and what use of the registry stands out. Numbers of an account within one hour of the clock;
 * more than them stands out.
 *
 * @param keepMonths after the month in which an answer was given; Decree 809 article 29 asks for three years
 * @param misses subjects that were not found, if they are at least half of those asked for
 * @param subjects that were asked for, if they are also more than {@code timesUsual} times the account's most in four weeks
 * @param atNight answers to a person between 23:00 and 06:00
 * @param withoutCase answers to a person that state no file of the department's own
 * @param throttleMinutes how long an account that guesses may not ask whether values are right; 0 for not at all
 */
public record AccessSettings(
        int keepMonths, int misses, int subjects, int timesUsual, int atNight, int withoutCase, int throttleMinutes) {
    /** Three years: less is not lawful. */
    public static final int LEAST_MONTHS = 36;

    private static final String PREFIX = "registry.access.";
    private static final int MOST = 1_000_000_000;

    /** What holds without settings. */
    public static AccessSettings standard() {
        return new AccessSettings(LEAST_MONTHS, 100, 2_000, 5, 20, 200, 15);
    }

    /**
     * Of the program's own settings: system properties such as {@code registry.access.keep-months}, else variables of the environment
     * such as {@code REGISTRY_ACCESS_KEEP_MONTHS}.
     *
     * @throws LimitRefused when one is no such number
     */
    public static AccessSettings ofProgram() {
        return of(name -> System.getProperty(
                name,
                System.getenv(name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'))));
    }

    /** @param settings answers the value of a name; null where nothing is set */
    static AccessSettings of(UnaryOperator<String> settings) {
        AccessSettings usual = standard();
        return new AccessSettings(
                number(settings, "keep-months", usual.keepMonths(), LEAST_MONTHS, 1_200),
                number(settings, "alert-misses", usual.misses(), 0, MOST),
                number(settings, "alert-subjects", usual.subjects(), 0, MOST),
                number(settings, "alert-times-usual", usual.timesUsual(), 1, 1_000),
                number(settings, "alert-at-night", usual.atNight(), 0, MOST),
                number(settings, "alert-without-case", usual.withoutCase(), 0, MOST),
                number(settings, "throttle-minutes", usual.throttleMinutes(), 0, 1_440));
    }

    private static int number(UnaryOperator<String> settings, String name, int usual, int least, int most) {
        String text = settings.apply(PREFIX + name);
        if (text == null || text.isBlank()) return usual;
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= least && number <= most) return number;
        } catch (NumberFormatException e) {
            throw refused(name, text, least, most);
        }
        throw refused(name, text, least, most);
    }

    private static LimitRefused refused(String name, String text, int least, int most) {
        return new LimitRefused("LIMIT_REFUSED: " + PREFIX + name + " is \"" + text + "\"; it is a number from " + least
                + " to " + most + " / 应为 " + least + " 至 " + most + " 的数");
    }
}
