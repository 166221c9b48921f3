package org.basedata.registry.api.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.workbench.Browser;
import org.basedata.registry.api.workbench.Workbench;
import org.basedata.registry.core.account.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nobody stays signed in for ever by never resting. */
class SessionsEndE2E {
    private static final String LONGEST = "registry.sign-in.sessions-last";

    static {
        // Before the registry starts: whatever is asked after a page has come is too late.
        System.setProperty(LONGEST, "1ms");
    }

    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    @AfterAll
    static void end() {
        System.clearProperty(LONGEST);
    }

    @Test
    void a_session_that_has_lasted_long_enough_is_over() {
        Workbench workbench = Workbench.as(registry, browser, "lin", null, Role.STEWARD);
        assertThat(workbench.path()).isEqualTo("/sign-in");
        assertThat(workbench.refusal()).isEmpty();
        assertThat(Workbench.accounts(registry).lastSignIns()).containsKey("lin");
    }
}
