package org.basedata.registry.core.calendar;

import java.util.function.UnaryOperator;

/**
 * How long sharing may take, in working days. The defaults are those of 《政务数据共享条例》 第二十一条、第二十二条; older rules of provinces say 15 to
 * answer, or 5 to object, 5 to coordinate, 5 to configure the access, and take silence for consent.
 *
 * @param unconditional to answer an application for items that are shared unconditionally
 * @param conditional to answer any other
 * @param extension the most by which an answer may be put off, with the authority's consent
 * @param share to share the data after the consent
 * @param coordinate to settle a dispute; the decree sets no limit
 * @param silenceIsConsent whether a provider that does not answer in time is taken to consent
 */
public record SharingLimits(
        int unconditional, int conditional, int extension, int share, int coordinate, boolean silenceIsConsent) {
    private static final String PREFIX = "registry.sharing.";

    /** What holds without settings. */
    public static SharingLimits standard() {
        return new SharingLimits(1, 10, 10, 20, 10, false);
    }

    /**
     * Of the program's own settings: system properties such as {@code registry.sharing.conditional-days}, else variables of the
     * environment such as {@code REGISTRY_SHARING_CONDITIONAL_DAYS}.
     *
     * @throws LimitRefused when one is no number of days
     */
    public static SharingLimits ofProgram() {
        return of(Limits::setting);
    }

    /** @param settings answers the value of a name; null where nothing is set */
    static SharingLimits of(UnaryOperator<String> settings) {
        SharingLimits usual = standard();
        return new SharingLimits(
                Limits.days(settings, PREFIX + "unconditional-days", usual.unconditional(), 1),
                Limits.days(settings, PREFIX + "conditional-days", usual.conditional(), 1),
                Limits.days(settings, PREFIX + "extension-days", usual.extension(), 0),
                Limits.days(settings, PREFIX + "share-days", usual.share(), 1),
                Limits.days(settings, PREFIX + "coordinate-days", usual.coordinate(), 1),
                yes(settings.apply(PREFIX + "silence-is-consent"), usual.silenceIsConsent()));
    }

    private static boolean yes(String text, boolean usual) {
        if (text == null || text.isBlank()) return usual;
        if (text.strip().equalsIgnoreCase("true")) return true;
        if (text.strip().equalsIgnoreCase("false")) return false;
        throw new LimitRefused("LIMIT_REFUSED: " + PREFIX + "silence-is-consent is \"" + text
                + "\"; it is true or false / 应为 true 或 false");
    }
}
