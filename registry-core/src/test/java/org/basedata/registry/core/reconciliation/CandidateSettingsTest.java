package org.basedata.registry.core.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CandidateSettingsTest {
    @Test
    void what_is_not_set_is_as_usual() {
        assertThat(CandidateSettings.of(name -> null)).isEqualTo(CandidateSettings.USUAL);
        assertThat(CandidateSettings.of(Map.of("registry.reconciliation.candidate-score", " 84 ")::get))
                .isEqualTo(new CandidateSettings(84, CandidateSettings.USUAL.most()));
    }

    @Test
    void what_is_no_number_or_too_large_is_refused_by_name() {
        for (String wrong : new String[] {"101", "-1", "viel"})
            assertThatThrownBy(
                            () -> CandidateSettings.of(Map.of("registry.reconciliation.candidate-score", wrong)::get))
                    .hasMessageContaining("candidate-score")
                    .hasMessageContaining(wrong);
    }
}
