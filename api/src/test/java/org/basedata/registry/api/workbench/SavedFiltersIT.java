package org.basedata.registry.api.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.CatalogueLoader;
import org.basedata.registry.core.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SavedFiltersIT {
    @RegisterExtension
    static final TestDatabase db = new TestDatabase();

    private static final Catalogue CATALOGUE = CatalogueLoader.standard();
    private static final Chosen NAMES = Chosen.of(Map.of("item", "name"), CATALOGUE);

    private final SavedFilters filters =
            new SavedFilters(db.dataSource(), Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000)));

    @BeforeEach
    void empty() {
        db.clear();
    }

    private List<String> names(String account) {
        return filters.of(account).stream().map(SavedFilters.Saved::name).toList();
    }

    @Test
    void each_account_has_its_own_and_a_name_once() {
        assertThat(filters.save("zhao", "姓名", NAMES)).isEqualTo(SavedFilters.Outcome.DONE);
        assertThat(filters.save("qian", "姓名", NAMES)).isEqualTo(SavedFilters.Outcome.DONE);
        assertThat(filters.save("zhao", "姓名", NAMES)).isEqualTo(SavedFilters.Outcome.NAME_TAKEN);
        assertThat(filters.save("zhao", "", NAMES)).isEqualTo(SavedFilters.Outcome.NAME_MISSING);
        assertThat(filters.save("zhao", "x".repeat(61), NAMES)).isEqualTo(SavedFilters.Outcome.NAME_MISSING);
        assertThat(filters.save("zhao", "所有", Chosen.of(Map.of("item", "nonsense", "other", "x"), CATALOGUE)))
                .isEqualTo(SavedFilters.Outcome.NOTHING_CHOSEN);
        assertThat(filters.save("zhao", "性别", NAMES)).isEqualTo(SavedFilters.Outcome.DONE);
        assertThat(filters.rename("zhao", "性别", "姓名")).isEqualTo(SavedFilters.Outcome.NAME_TAKEN);
        assertThat(filters.rename("qian", "性别", "他的")).isEqualTo(SavedFilters.Outcome.GONE);
        assertThat(filters.delete("qian", "性别")).isEqualTo(SavedFilters.Outcome.GONE);
        assertThat(names("zhao")).containsExactly("姓名", "性别");
        assertThat(filters.delete("zhao", "姓名")).isEqualTo(SavedFilters.Outcome.DONE);
        assertThat(names("zhao")).containsExactly("性别");
        assertThat(names("qian")).containsExactly("姓名");
    }

    @Test
    void fifty_are_kept_and_no_more() {
        for (int i = 0; i < SavedFilters.MOST; i++)
            assertThat(filters.save("zhao", "筛选" + i, NAMES)).isEqualTo(SavedFilters.Outcome.DONE);
        assertThat(filters.save("zhao", "又一个", NAMES)).isEqualTo(SavedFilters.Outcome.TOO_MANY);
        assertThat(filters.save("qian", "又一个", NAMES)).isEqualTo(SavedFilters.Outcome.DONE);
        assertThat(names("zhao")).hasSize(50).doesNotContain("又一个");
    }
}
