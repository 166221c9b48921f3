package org.basedata.registry.api.change;

import java.time.Duration;
import org.basedata.registry.core.calendar.LimitRefused;
import org.springframework.core.env.Environment;

/**
 * What may be set about the feed.
 *
 * @param kept how far back anybody may follow changes
 */
record ChangeSettings(Duration kept) {
    private static final String KEPT = "registry.changes.keep-days";
    private static final int LEAST = 1;
    private static final int MOST = 36_500;

    static ChangeSettings of(Environment environment) {
        String days = environment.getProperty(KEPT, "400").strip();
        if (!days.matches("[0-9]{1,6}") || Integer.parseInt(days) < LEAST || Integer.parseInt(days) > MOST)
            throw new LimitRefused("LIMIT_REFUSED: " + KEPT + " is \"" + days + "\"; it is a number from " + LEAST
                    + " to " + MOST + " / 应为 " + LEAST + " 至 " + MOST + " 的数");
        return new ChangeSettings(Duration.ofDays(Integer.parseInt(days)));
    }
}
