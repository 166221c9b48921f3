package org.basedata.registry.core.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.basedata.registry.core.identifier.SubjectType;
import org.junit.jupiter.api.Test;

/** Whether what was allowed once may still be seen. */
class EntitlementCoversTest {
    private static final SubjectScope CITY = new SubjectScope(Set.of("4401"), Set.of());

    private static Entitlement of(
            Map<String, Masking> items, Masking number, List<SubjectScope> scopes, String... agreements) {
        return new Entitlement(SubjectType.PERSON, items, number, scopes, Set.of(agreements), "CHECK", false);
    }

    @Test
    void what_shows_as_much_or_more_covers_it() {
        Entitlement once = of(Map.of("name", Masking.PARTIAL, "sex", Masking.FULL), Masking.PARTIAL, List.of(), "A-1");
        assertThat(once.covers(once)).isTrue();
        assertThat(of(
                                Map.of("name", Masking.FULL, "sex", Masking.FULL, "more", Masking.FULL),
                                Masking.FULL,
                                List.of(),
                                "A-2")
                        .covers(once))
                .as("under whichever agreement")
                .isTrue();
        assertThat(of(Map.of("name", Masking.FULL), Masking.FULL, List.of()).covers(once))
                .as("an item is missing")
                .isFalse();
        assertThat(of(Map.of("name", Masking.HASH, "sex", Masking.FULL), Masking.PARTIAL, List.of(), "A-1")
                        .covers(once))
                .as("less is shown")
                .isFalse();
        assertThat(of(Map.of("name", Masking.PARTIAL, "sex", Masking.FULL), Masking.HASH, List.of(), "A-1")
                        .covers(once))
                .as("less of numbers")
                .isFalse();
    }

    @Test
    void who_lies_outside_now_was_outside_then() {
        Entitlement all = of(Map.of("name", Masking.FULL), Masking.FULL, List.of());
        Entitlement some = of(Map.of("name", Masking.FULL), Masking.FULL, List.of(CITY));
        assertThat(all.covers(some)).isTrue();
        assertThat(some.covers(all)).isFalse();
        assertThat(some.covers(some)).isTrue();
    }

    @Test
    void hashes_are_those_of_their_agreements() {
        Entitlement once = of(Map.of("name", Masking.HASH), Masking.HASH, List.of(), "A-1");
        assertThat(once.covers(once)).isTrue();
        assertThat(of(Map.of("name", Masking.HASH), Masking.HASH, List.of(), "A-2")
                        .covers(once))
                .isFalse();
    }
}
