package org.basedata.registry.api.subject;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;

/** Points in time as requests write them. Days begin at +08:00, China's time since 1949 and without summer time since 1992. */
public final class Times {
    public static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

    private Times() {}

    /** The day of a date, or the day at +08:00 on which a time falls; null for null. */
    static LocalDate validAt(String text) {
        if (text == null) return null;
        try {
            return text.length() == 10
                    ? LocalDate.parse(text)
                    : OffsetDateTime.parse(text).withOffsetSameInstant(CHINA).toLocalDate();
        } catch (DateTimeException e) {
            throw invalid("validAt");
        }
    }

    /** The time, or the last microsecond of the day: what became known on that day is known. Null for null. */
    static Instant knownAt(String text) {
        if (text == null) return null;
        try {
            return text.length() == 10
                    ? LocalDate.parse(text)
                            .plusDays(1)
                            .atStartOfDay()
                            .toInstant(CHINA)
                            .minusNanos(1_000)
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw invalid("knownAt");
        }
    }

    private static RequestRefused invalid(String name) {
        return new RequestRefused(
                        ProblemCode.PARAMETER_INVALID,
                        name + " 应为日期 2026-11-22 或 RFC 3339 时间 2026-11-22T08:00:00+08:00(在地址中请将 + 写作 %2B)",
                        name
                                + " is a date such as 2026-11-22 or an RFC 3339 time such as 2026-11-22T08:00:00+08:00 (in an"
                                + " address write + as %2B)")
                .at(name);
    }
}
