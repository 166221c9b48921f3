package org.basedata.registry.core.calendar;

import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * How long reconciliation may take, in working days. The defaults are those of 《政务数据共享条例》 第二十六条 (verify, correct and answer) and,
 * for the extension, of 第二十一条; older rules of provinces set 5 or 15.
 *
 * @param verify to verify a doubt, correct the value and answer
 * @param atRisk with so many days left, or fewer, a deadline is at risk
 * @param extension the most by which a deadline may be extended, with the authority's consent
 */
public record Limits(int verify, int atRisk, int extension) {
    private static final String PREFIX = "registry.reconciliation.";
    private static final int MOST = 250;

    /** What holds without settings. */
    public static Limits standard() {
        return new Limits(10, 3, 10);
    }

    /**
     * Of the program's own settings: system properties such as {@code registry.reconciliation.verify-days}, else variables of the
     * environment such as {@code REGISTRY_RECONCILIATION_VERIFY_DAYS}.
     *
     * @throws LimitRefused when one is no number of days
     */
    public static Limits ofProgram() {
        return of(Limits::setting);
    }

    static String setting(String name) {
        return System.getProperty(
                name,
                System.getenv(name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_')));
    }

    /** @param settings answers the value of a name; null where nothing is set */
    static Limits of(UnaryOperator<String> settings) {
        Limits usual = standard();
        return new Limits(
                days(settings, PREFIX + "verify-days", usual.verify(), 1),
                days(settings, PREFIX + "at-risk-days", usual.atRisk(), 0),
                days(settings, PREFIX + "extension-days", usual.extension(), 0));
    }

    static int days(UnaryOperator<String> settings, String name, int usual, int least) {
        String text = settings.apply(name);
        if (text == null || text.isBlank()) return usual;
        try {
            int days = Integer.parseInt(text.strip());
            if (days >= least && days <= MOST) return days;
        } catch (NumberFormatException e) {
            throw refused(name, text, least);
        }
        throw refused(name, text, least);
    }

    private static LimitRefused refused(String name, String text, int least) {
        return new LimitRefused("LIMIT_REFUSED: " + name + " is \"" + text + "\"; it is a number of working days, "
                + least + " to " + MOST + " / 应为 " + least + " 至 " + MOST + " 的工作日数");
    }
}
