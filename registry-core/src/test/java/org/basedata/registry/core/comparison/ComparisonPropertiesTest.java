package org.basedata.registry.core.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds of every value, tried on generated ones; each failure prints the seed. */
class ComparisonPropertiesTest {
    private static final List<String> SPECS = List.of(
            "exact",
            "code",
            "personName",
            "orgName",
            "date",
            "date(5)",
            "amount",
            "amount(0.5)",
            "amount(10%)",
            "address",
            "address(0.4)");

    private static final String[] PIECES = {
        "王",
        "李",
        "欧阳",
        "小",
        "兰",
        "于",
        "於",
        "钟",
        "鍾",
        "·",
        "•",
        "・",
        ".",
        "．",
        "。",
        " ",
        "\u3000",
        "\u200B",
        "\t",
        "A",
        "b",
        "ß",
        "Σ",
        "ς",
        "İ",
        "ı",
        "é",
        "e\u0301",
        "\u0301",
        "ﬀ",
        "(",
        "）",
        "【",
        "〕",
        "“",
        "\uE81E",
        "\uE78D",
        "\uE5E5",
        "\uF92C",
        "\uD840\uDC87",
        "\uD840",
        "\uDC87",
        "广东省",
        "广州市",
        "广州",
        "天河区",
        "北京",
        "路",
        "有限公司",
        "公司",
        "集团",
        "分公司",
        "一",
        "二",
        "十",
        "百",
        "〇",
        "廿",
        "0",
        "1",
        "2",
        "9",
        "-",
        "号",
        "栋",
        "室",
        "之",
        "元",
        "万",
        "¥",
        ",",
        "年",
        "月",
        "日",
        "1985",
        "T",
        ":",
        "+",
        "Z",
        "/",
        "\u1160",
        "\uAC00",
        "ﾞ",
        "ｶ",
        "％",
        "½",
        "²",
        "\u0345",
        "\uFDFA",
        "\uFE10",
        "\u02D9",
        "\u2024",
        "\u00A8"
    };

    @Test
    void normalisingTwiceIsNormalisingOnce() {
        each((random, seed) -> {
            String value = value(random);
            for (String spec : SPECS) {
                ItemComparator comparator = Comparators.of(spec);
                String once = comparator.normalise(value);
                assertThat(comparator.normalise(once))
                        .as("%s seed %d: %s", spec, seed, value)
                        .isEqualTo(once);
            }
        });
    }

    @Test
    void everySingleCharacterNormalisesToAFixedForm() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            if (c > 0x323AF && c < 0xE0000) {
                continue;
            }
            String value = "王" + Character.toString(c) + "明";
            for (ItemComparator comparator : TextComparator.values()) {
                String once = comparator.normalise(value);
                if (!once.equals(value)) {
                    assertThat(comparator.normalise(once))
                            .as("%s U+%04X", comparator, c)
                            .isEqualTo(once);
                }
            }
        }
    }

    @Test
    void theVerdictIsTheSameBothWaysAndEqualNormalFormsAreTheSame() {
        each((random, seed) -> {
            String one = value(random);
            String other = random.nextInt(4) == 0 ? value(random) : changed(one, random);
            for (String spec : SPECS) {
                ItemComparator comparator = Comparators.of(spec);
                String about = spec + " seed " + seed + ": " + one + " / " + other;
                boolean same = comparator.same(one, other);
                assertThat(comparator.same(other, one)).as(about).isEqualTo(same);
                assertThat(comparator.same(one, one)).as(about).isTrue();
                String normal = comparator.normalise(one);
                assertThat(comparator.same(one, normal)).as(about).isTrue();
                if (normal.equals(comparator.normalise(other))) {
                    assertThat(same).as(about).isTrue();
                }
            }
        });
    }

    @Test
    void bandsAreTheSameBothWaysAndEqualExactlyWhenNormalFormsAre() {
        each((random, seed) -> {
            String one = "王" + value(random);
            String other = random.nextInt(4) == 0 ? "王" + value(random) : changed(one, random);
            if (other.isBlank()) {
                return;
            }
            String about = "seed " + seed + ": " + one + " / " + other;
            NameBand person = PersonNames.band(one, other);
            assertThat(PersonNames.band(other, one)).as(about).isEqualTo(person);
            assertThat(person == NameBand.EQUAL)
                    .as(about)
                    .isEqualTo(PersonNames.normalise(one).equals(PersonNames.normalise(other)));
            NameBand organisation = OrganisationNames.band(one, other);
            assertThat(OrganisationNames.band(other, one)).as(about).isEqualTo(organisation);
            assertThat(organisation == NameBand.EQUAL)
                    .as(about)
                    .isEqualTo(OrganisationNames.normalise(one).equals(OrganisationNames.normalise(other)));
        });
    }

    @Test
    void oneCharacterChangedInTheGivenNameIsNeverAnotherPerson() {
        each((random, seed) -> {
            String surname = List.of("王", "於", "欧阳", "司马").get(random.nextInt(4));
            StringBuilder given = new StringBuilder();
            for (int i = random.nextInt(3); i >= 0; i--) {
                given.append((char) (0x4E00 + random.nextInt(0x5000)));
            }
            String name = surname + given;
            given.setCharAt(random.nextInt(given.length()), (char) (0x4E00 + random.nextInt(0x5000)));
            assertThat(PersonNames.band(name, surname + given))
                    .as("seed %d: %s / %s", seed, name, surname + given)
                    .isNotEqualTo(NameBand.DIFFERENT);
        });
    }

    private interface Property {
        void check(Random random, long seed);
    }

    private static void each(Property property) {
        for (long seed = 1; seed <= 5_000; seed++) {
            property.check(new Random(seed), seed);
        }
    }

    private static String value(Random random) {
        StringBuilder value = new StringBuilder();
        for (int i = random.nextInt(9); i >= 0; i--) {
            value.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return value.toString();
    }

    private static String changed(String value, Random random) {
        int at = random.nextInt(value.length() + 1);
        String piece = random.nextBoolean() ? PIECES[random.nextInt(PIECES.length)] : "";
        int end = Math.min(value.length(), at + random.nextInt(2));
        return value.substring(0, at) + piece + value.substring(end);
    }
}
