package org.basedata.registry.core.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A row that no comparison can ever reach would be a rule that people believe in and nobody applies. */
class ComparisonTablesTest {

    @Test
    void everyGroupOfVariantsMakesNamesSimilarAndNoCharacterIsInTwoGroups() {
        List<String[]> rows = Table.rows("variants.csv", 2);
        assertThat(rows).hasSizeGreaterThan(4000);
        Set<Integer> seen = new HashSet<>();
        for (String[] row : rows) {
            assertThat(row[0].codePointCount(0, row[0].length())).as(row[0]).isOne();
            assertThat(row[1]).isNotEmpty();
            (row[0] + row[1]).codePoints().forEach(c -> assertThat(seen.add(c))
                    .as("%s U+%04X", row[0], c)
                    .isTrue());
            row[1].codePoints().mapToObj(Character::toString).forEach(variant -> {
                NameBand band = PersonNames.band("王" + row[0] + "明" + row[0], "王" + variant + "明" + variant);
                // Compatibility ideographs among the variants are equal already.
                assertThat(band).as(row[0] + variant).isNotEqualTo(NameBand.DIFFERENT);
                if (PersonNames.normalise(variant).equals(variant)) {
                    assertThat(band).as(row[0] + variant).isEqualTo(NameBand.SIMILAR);
                }
            });
        }
    }

    @Test
    void everyAliasMakesOrganisationNamesSimilarAndNeverEqual() {
        for (String[] row : Table.rows("organisation-aliases.csv", 3)) {
            assertThat(row[2]).isIn("any", "end");
            NameBand band = OrganisationNames.band("广州市云桥" + row[0], "广州市云桥" + row[1]);
            assertThat(band)
                    .as("%s / %s", row[0], row[1])
                    .isEqualTo(row[0].equals(row[1]) ? NameBand.EQUAL : NameBand.SIMILAR);
            NameBand inside = OrganisationNames.band("云桥" + row[0] + "云桥二部", "云桥" + row[1] + "云桥二部");
            if (row[2].equals("end")) {
                assertThat(inside).as("%s / %s", row[0], row[1]).isEqualTo(NameBand.DIFFERENT);
            }
        }
    }

    @Test
    void everyCompoundSurnameIsOneSurname() {
        for (String[] row : Table.rows("compound-surnames.csv", 1)) {
            assertThat(row[0]).hasSize(2);
            assertThat(PersonNames.band(row[0] + "明", row[0] + "亮")).as(row[0]).isEqualTo(NameBand.SIMILAR);
            assertThat(PersonNames.band(row[0] + "明之", row[0].charAt(0) + "明之"))
                    .as(row[0])
                    .isEqualTo(NameBand.DIFFERENT);
        }
    }

    @Test
    void everyPlaceMayBeWrittenInItsShortForm() {
        for (String[] row : Table.rows("places.csv", 3)) {
            if (row[2].isEmpty()) {
                continue;
            }
            String above = row[0].equals("3") ? "广东省" : "";
            assertThat(OrganisationNames.band(above + row[1] + "云桥餐厅", above + row[2] + "云桥餐厅"))
                    .as(row[1])
                    .isEqualTo(NameBand.SIMILAR);
        }
    }
}
