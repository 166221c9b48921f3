package org.basedata.registry.api.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.CatalogueLoader;
import org.basedata.registry.core.decision.Shape;
import org.basedata.registry.projections.reconciliation.CaseFilter;
import org.junit.jupiter.api.Test;

class ChosenTest {
    private static final Catalogue CATALOGUE = CatalogueLoader.standard();
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 10);
    private static final LocalDate RISK = LocalDate.of(2026, 3, 12);

    private static CaseFilter filter(String... given) {
        return chosen(given).filter(TODAY, RISK);
    }

    private static Chosen chosen(String... given) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < given.length; i += 2) map.put(given[i], given[i + 1]);
        return Chosen.of(map, CATALOGUE);
    }

    @Test
    void days_in_the_address_are_included_and_the_narrower_one_holds() {
        CaseFilter day = filter("openedFrom", "2026-03-01", "openedUntil", "2026-03-01");
        assertThat(day.openedFrom()).isEqualTo("2026-03-01");
        assertThat(day.openedTo()).isEqualTo("2026-03-02");
        assertThat(filter("age", "last-1").openedFrom()).isEqualTo(TODAY);
        assertThat(filter("age", "last-7").openedFrom()).isEqualTo("2026-03-04");
        assertThat(filter("age", "over-7").openedTo()).isEqualTo("2026-03-04");
        assertThat(filter("age", "over-7", "openedUntil", "2026-02-01").openedTo())
                .isEqualTo("2026-02-02");
        assertThat(filter("age", "over-7", "openedUntil", "2026-03-09").openedTo())
                .isEqualTo("2026-03-04");
        assertThat(filter("age", "last-7", "openedFrom", "2026-03-08").openedFrom())
                .isEqualTo("2026-03-08");
        CaseFilter due = filter("due", "risk", "dueFrom", "2026-03-11", "dueUntil", "2026-12-31");
        assertThat(due.dueFrom()).isEqualTo("2026-03-11");
        assertThat(due.dueBefore()).isEqualTo("2026-03-13");
        assertThat(filter("due", "overdue").dueBefore()).isEqualTo(TODAY);
    }

    @Test
    void what_says_nothing_is_left_out() {
        Chosen chosen = chosen(
                "item",
                "nonsense",
                "source",
                "XX",
                "severity",
                "x",
                "state",
                "x",
                "division",
                "4a",
                "assignee",
                "a b",
                "due",
                "x",
                "age",
                "over-x",
                "openedFrom",
                "yesterday",
                "shape",
                "PERSON/name",
                "sort",
                "DUE",
                "other",
                "x");
        assertThat(chosen.isEmpty()).isTrue();
        assertThat(chosen.path()).isEqualTo("/workbench/cases");
        assertThat(chosen.filter(TODAY, RISK)).isEqualTo(CaseFilter.OPEN);
    }

    @Test
    void what_stands_in_the_address_is_read_as_it_was_written() {
        Chosen chosen = chosen(
                "item",
                "name",
                "assignee",
                "a&b=c+赵%",
                "shape",
                "PERSON/name/GA/RS/OTHER",
                "sort",
                "NEWEST",
                "division",
                "4401");
        assertThat(Chosen.of(chosen.query(), CATALOGUE).values()).isEqualTo(chosen.values());
        assertThat(chosen.filter(TODAY, RISK).shape()).isEqualTo(Shape.parse("PERSON/name/GA/RS/OTHER"));
        assertThat(chosen.without("item").get("item")).isEmpty();
    }
}
