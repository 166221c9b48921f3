package org.basedata.registry.core.access;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** What stands out in an account's use of the registry within an hour. It follows from counts alone; whether it is wrong, people find out. */
public final class UnusualUse {
    private static final ZoneOffset OFFICIAL = ZoneOffset.ofHours(8);
    private static final int NIGHT_BEGINS = 23;
    private static final int NIGHT_ENDS = 6;

    private UnusualUse() {}

    /** What it looks like. */
    public enum Kind {
        /** Many that were asked for do not exist: numbers are being tried (穷举试探). */
        GUESSING,
        /** Far more subjects than the account ever asks for (查询量异常). */
        MANY_SUBJECTS,
        /** A person reads while offices are closed (夜间查询). */
        AT_NIGHT,
        /** A person reads and states no file that it is for (未注明案卷). */
        WITHOUT_CASE
    }

    /**
     * What an account did.
     *
     * @param person false for a department's system
     * @param hour when it began
     * @param subjects that were asked for, repeated ones each time
     * @param mostBefore the most subjects of an hour of the four weeks before; 0 for an account without a past
     */
    public record Hour(
            boolean person,
            Instant hour,
            long answers,
            long subjects,
            long misses,
            long withoutCase,
            long mostBefore) {}

    /** @param allowed more than that stands out */
    public record Finding(Kind kind, long found, long allowed) {}

    public static List<Finding> in(Hour hour, AccessSettings settings) {
        List<Finding> findings = new ArrayList<>();
        if (2 * hour.misses() >= hour.subjects()) add(findings, Kind.GUESSING, hour.misses(), settings.misses());
        add(
                findings,
                Kind.MANY_SUBJECTS,
                hour.subjects(),
                Math.max(settings.subjects(), settings.timesUsual() * hour.mostBefore()));
        if (!hour.person()) return findings;
        int begins = hour.hour().atOffset(OFFICIAL).getHour();
        if (begins >= NIGHT_BEGINS || begins < NIGHT_ENDS)
            add(findings, Kind.AT_NIGHT, hour.answers(), settings.atNight());
        add(findings, Kind.WITHOUT_CASE, hour.withoutCase(), settings.withoutCase());
        return findings;
    }

    private static void add(List<Finding> findings, Kind kind, long found, long allowed) {
        if (found > allowed) findings.add(new Finding(kind, found, allowed));
    }
}
