package org.basedata.registry.api.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpSession;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A page that renews itself does not keep the session of somebody who has left. */
class GateTest {
    private static final Instant NINE = Instant.parse("2026-11-27T01:00:00Z");
    private static final int HALF_AN_HOUR = 1_800;

    private final HttpSession session = session();

    private static HttpSession session() {
        Map<String, Object> attributes = new HashMap<>();
        return (HttpSession) Proxy.newProxyInstance(
                GateTest.class.getClassLoader(),
                new Class<?>[] {HttpSession.class},
                (proxy, method, values) -> switch (method.getName()) {
                    case "getMaxInactiveInterval" -> HALF_AN_HOUR;
                    case "getAttribute" -> attributes.get((String) values[0]);
                    case "setAttribute" -> attributes.put((String) values[0], values[1]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private boolean isSomebodyThere(int secondsAfterNine, boolean live) {
        return new Gate(Clock.fixed(NINE.plusSeconds(secondsAfterNine), ZoneOffset.UTC)).isSomebodyThere(session, live);
    }

    @Test
    void what_a_person_asks_for_counts_and_what_the_page_asks_for_does_not() {
        assertThat(isSomebodyThere(0, false)).isTrue();
        for (int second = 15; second < HALF_AN_HOUR; second += 15)
            assertThat(isSomebodyThere(second, true)).as("after %s s", second).isTrue();
        assertThat(isSomebodyThere(HALF_AN_HOUR, true)).isFalse();
        assertThat(isSomebodyThere(HALF_AN_HOUR - 1, false)).isTrue();
        assertThat(isSomebodyThere(HALF_AN_HOUR + 15, true)).isTrue();
    }
}
