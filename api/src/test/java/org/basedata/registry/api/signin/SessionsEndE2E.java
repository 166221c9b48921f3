package org.basedata.registry.api.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.basedata.registry.api.MovedClock;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.workbench.Browser;
import org.basedata.registry.api.workbench.Workbench;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nobody stays signed in for ever by never resting. */
class SessionsEndE2E {
    private static final MovedClock CLOCK = new MovedClock();

    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry(new TestDatabase(), CLOCK);

    @Test
    void a_session_that_has_lasted_long_enough_is_over() {
        Workbench workbench = Workbench.as(registry, browser, "lin", null, Role.STEWARD);
        CLOCK.forward(Duration.ofHours(12).minusMinutes(5));
        workbench.open("/workbench");
        assertThat(workbench.path()).isEqualTo("/workbench");
        CLOCK.forward(Duration.ofMinutes(5));
        workbench.open("/workbench");
        assertThat(workbench.path()).isEqualTo("/sign-in");
        assertThat(workbench.refusal()).isEmpty();
        assertThat(Workbench.accounts(registry).lastSignIns()).containsKey("lin");
    }
}
