package org.basedata.registry.api.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.junit.jupiter.api.Test;

class PeriodsFollowedTest {
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void who_asks_while_the_follower_is_behind_is_told_to_come_back() {
        PeriodsFollowed behind = new PeriodsFollowed(() -> 8, () -> 9, () -> 10, SHORT);
        assertThatThrownBy(behind::upToNow)
                .isInstanceOfSatisfying(RequestRefused.class, refused -> assertThat(refused.code())
                        .isEqualTo(ProblemCode.NOT_YET));
    }

    @Test
    void it_is_enough_that_one_process_has_come_to_the_end() {
        new PeriodsFollowed(() -> 10, () -> 0, () -> 10, SHORT).upToNow();
        new PeriodsFollowed(() -> 0, () -> 10, () -> 10, SHORT).upToNow();
    }

    @Test
    void nobody_waits_for_what_is_appended_meanwhile() {
        AtomicLong followed = new AtomicLong(5);
        AtomicLong head = new AtomicLong(9);
        new PeriodsFollowed(followed::incrementAndGet, () -> 0, () -> head.addAndGet(1), LONG).upToNow();
        assertThat(followed).hasValue(10);
        assertThat(head).hasValue(10);
    }
}
