package org.basedata.registry.api.change;

import java.time.Duration;
import java.time.Instant;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.core.calendar.LimitRefused;
import org.springframework.core.env.Environment;

/**
 * What may be set about the feed.
 *
 * @param kept how far back anybody may follow changes
 * @param sending how long a reader of a stream may take for what it is sent at a time
 */
record ChangeSettings(Duration kept, Duration sending) {
    private static final String KEPT = "registry.changes.keep-days";
    private static final String SENDING = "registry.changes.send-seconds";
    /** Whoever reads on at the very end of what is kept shall not meet those who take rows away. */
    private static final Duration GRACE = Duration.ofDays(1);

    static ChangeSettings of(Environment environment) {
        return new ChangeSettings(
                Duration.ofDays(number(environment, KEPT, 400, 36_500)),
                Duration.ofSeconds(number(environment, SENDING, 60, 3_600)));
    }

    private static int number(Environment environment, String name, int usual, int most) {
        String text = environment.getProperty(name, Integer.toString(usual)).strip();
        if (!text.matches("[0-9]{1,6}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most)
            throw new LimitRefused("LIMIT_REFUSED: " + name + " is \"" + text + "\"; it is a number from 1 to " + most
                    + " / 应为 1 至 " + most + " 的数");
        return Integer.parseInt(text);
    }

    /** What was recorded earlier is not told any more. */
    Instant oldest(Instant now) {
        return now.minus(kept);
    }

    /** What was recorded earlier is dropped. */
    Instant dropped(Instant now) {
        return oldest(now).minus(GRACE);
    }

    RequestRefused tooOld() {
        long days = kept.toDays();
        return new RequestRefused(
                        ProblemCode.CHANGES_TOO_OLD,
                        "所求的变更已超过保留期限(" + days + " 天);请重新取得全量数据,再以其 position 作为 after 继续订阅",
                        "the changes after this place are older than " + days
                                + " days and not kept any more; take an export, or"
                                + " read anew what you need, and follow from the `position` of that answer")
                .at("after");
    }
}
