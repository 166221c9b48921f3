package org.basedata.registry.core.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitsTest {
    @Test
    void ten_days_to_verify_three_left_at_risk_ten_to_extend_when_nothing_is_set() {
        assertThat(Limits.of(name -> null)).isEqualTo(new Limits(10, 3, 10));
        assertThat(Limits.ofProgram()).isEqualTo(Limits.standard());
    }

    @Test
    void the_older_rules_are_settings() {
        assertThat(Limits.of(Map.of(
                        "registry.reconciliation.verify-days", "15",
                        "registry.reconciliation.at-risk-days", "0",
                        "registry.reconciliation.extension-days", " 5 ")::get))
                .isEqualTo(new Limits(15, 0, 5));
    }

    @Test
    void what_is_no_number_of_days_is_refused_by_name() {
        for (String wrong : new String[] {"ten", "0", "-1", "251"})
            assertThatThrownBy(() -> Limits.of(Map.of("registry.reconciliation.verify-days", wrong)::get))
                    .isInstanceOf(LimitRefused.class)
                    .hasMessageStartingWith("LIMIT_REFUSED: registry.reconciliation.verify-days is \"" + wrong + "\"");
    }
}
