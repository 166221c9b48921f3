package org.basedata.registry.core.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DivisionsTest {

    private final Divisions divisions = Divisions.standard();

    @ParameterizedTest
    @CsvSource({
        "362324,1960-01-01,丰城县",
        "362324,1981-12-31,丰城县",
        "362324,1982-01-01,铅山县",
        "362324,2000-06-30,铅山县",
        "361124,2005-01-01,铅山县",
        "420600,2005-01-01,襄樊市",
        "420600,2020-01-01,襄阳市",
        "130502,2019-06-01,襄都区",
        "130502,2010-06-01,桥东区",
        "469025,2003-01-01,定安县",
        "469025,2015-01-01,白沙黎族自治县",
        "440106,2024-01-01,天河区",
        "512921,1990-01-01,南充县",
        "110225,1986-10-31,房山县",
        "710000,2024-01-01,台湾省"
    })
    void aCodeHasTheNameItHadOnTheDay(String code, LocalDate date, String name) {
        assertThat(divisions.nameAt(code, date)).contains(name);
        assertThat(divisions.existedAt(code, date)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "362324,2000-07-01",
        "110111,1980-12-01",
        "110110,1990-01-01",
        "500154,1993-01-13",
        "500154,2014-12-31",
        "460100,1987-01-01",
        "130223,2022-01-01",
        "512921,2003-01-01",
        "110225,1986-11-01",
        "999999,2000-01-01"
    })
    void aCodeDidNotExistOnTheDay(String code, LocalDate date) {
        assertThat(divisions.existedAt(code, date)).isFalse();
        assertThat(divisions.nameAt(code, date)).isEmpty();
    }

    @Test
    void aYearCountsWhenTheCodeWasInForceInPartOfIt() {
        assertThat(divisions.existedIn(110111, 1985)).isFalse();
        assertThat(divisions.existedIn(110111, 1986)).isTrue();
        assertThat(divisions.existedIn(110110, 1986)).isTrue();
        assertThat(divisions.existedIn(110110, 1987)).isFalse();
    }

    @Test
    void betweenTwoListsOldAndNewCodeBothHold() {
        LocalDate between = LocalDate.of(2018, 5, 1);

        assertThat(divisions.existedAt("130223", between)).as("滦县").isTrue();
        assertThat(divisions.existedAt("130284", between)).as("滦州市").isTrue();
        assertThat(divisions.existedAt("130223", LocalDate.of(2022, 5, 1))).isFalse();
        assertThat(divisions.existedAt("130284", LocalDate.of(2015, 5, 1))).isFalse();
    }

    @Test
    void aCodeThatExistedEverMayStandInAnItem() {
        assertThat(divisions.existedEver("440106")).isTrue();
        assertThat(divisions.existedEver("362324")).isTrue();
        assertThat(divisions.existedEver("110110")).isTrue();
        assertThat(divisions.existedEver("110101")).isTrue();
        assertThat(divisions.existedEver("999999")).isFalse();
        assertThat(divisions.existedEver("830000"))
                .as("a prefix of permits, no division")
                .isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "44010", "4401060", "44010A", "４４０１０６", "-44010"})
    void whatIsNoCodeNeverExisted(String code) {
        assertThat(divisions.existedEver(code)).isFalse();
        assertThat(divisions.existedAt(code, LocalDate.of(2020, 1, 1))).isFalse();
        assertThat(divisions.nameAt(code, LocalDate.of(2020, 1, 1))).isEmpty();
    }
}
