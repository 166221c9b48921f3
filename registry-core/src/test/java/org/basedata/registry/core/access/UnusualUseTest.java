package org.basedata.registry.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.basedata.registry.core.access.UnusualUse.Finding;
import org.basedata.registry.core.access.UnusualUse.Hour;
import org.basedata.registry.core.access.UnusualUse.Kind;
import org.basedata.registry.core.calendar.LimitRefused;
import org.junit.jupiter.api.Test;

class UnusualUseTest {
    private static final AccessSettings SETTINGS = new AccessSettings(36, 10, 100, 3, 2, 5, 15);
    private static final String MORNING = "2026-11-26T02:00:00Z";

    private static List<Finding> system(long answers, long subjects, long misses, long mostBefore) {
        return UnusualUse.in(
                new Hour(false, Instant.parse("2026-11-26T18:00:00Z"), answers, subjects, misses, answers, mostBefore),
                SETTINGS);
    }

    private static List<Finding> person(String hour, long answers, long withoutCase) {
        return UnusualUse.in(new Hour(true, Instant.parse(hour), answers, answers, 0, withoutCase, 0), SETTINGS);
    }

    @Test
    void many_numbers_that_do_not_exist_are_guesses() {
        assertThat(system(11, 22, 11, 0)).containsExactly(new Finding(Kind.GUESSING, 11, 10));
        assertThat(system(10, 10, 10, 0)).isEmpty();
        assertThat(system(40, 40, 11, 0)).as("most were found").isEmpty();
    }

    @Test
    void many_subjects_are_many_for_the_account() {
        assertThat(system(1, 101, 0, 0)).containsExactly(new Finding(Kind.MANY_SUBJECTS, 101, 100));
        assertThat(system(1, 100, 0, 0)).isEmpty();
        assertThat(system(1, 1_500, 0, 500)).as("three times the usual").isEmpty();
        assertThat(system(1, 1_501, 0, 500)).containsExactly(new Finding(Kind.MANY_SUBJECTS, 1_501, 1_500));
    }

    @Test
    void people_do_not_read_at_night_and_systems_may() {
        assertThat(person("2026-11-26T15:00:00Z", 3, 0)).containsExactly(new Finding(Kind.AT_NIGHT, 3, 2));
        assertThat(person("2026-11-26T21:00:00Z", 3, 0)).containsExactly(new Finding(Kind.AT_NIGHT, 3, 2));
        assertThat(person("2026-11-26T14:00:00Z", 3, 0)).isEmpty();
        assertThat(person("2026-11-26T22:00:00Z", 3, 0)).isEmpty();
        assertThat(person("2026-11-26T15:00:00Z", 2, 0)).isEmpty();
        assertThat(system(50, 50, 0, 0)).isEmpty();
    }

    @Test
    void people_state_the_file_that_they_read_for() {
        assertThat(person(MORNING, 6, 6)).containsExactly(new Finding(Kind.WITHOUT_CASE, 6, 5));
        assertThat(person(MORNING, 60, 5)).isEmpty();
    }

    @Test
    void three_years_are_the_least() {
        assertThat(AccessSettings.of(name -> null)).isEqualTo(AccessSettings.standard());
        Map<String, String> set = Map.of("registry.access.keep-months", "60", "registry.access.throttle-minutes", "0");
        assertThat(AccessSettings.of(set::get).keepMonths()).isEqualTo(60);
        assertThat(AccessSettings.of(set::get).throttleMinutes()).isZero();
        assertThatThrownBy(() -> AccessSettings.of(Map.of("registry.access.keep-months", "35")::get))
                .isInstanceOf(LimitRefused.class)
                .hasMessageContaining("registry.access.keep-months")
                .hasMessageContaining("36");
        assertThatThrownBy(() -> AccessSettings.of(Map.of("registry.access.alert-misses", "few")::get))
                .isInstanceOf(LimitRefused.class);
    }
}
