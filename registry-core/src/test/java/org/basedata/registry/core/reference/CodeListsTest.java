package org.basedata.registry.core.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeListsTest {

    private final CodeLists lists = CodeLists.standard();

    @ParameterizedTest
    @CsvSource({
        "sex,男,1",
        "sex,女性,2",
        "sex,' 女 ',2",
        "sex,1,1",
        "maritalStatus,未婚,10",
        "maritalStatus,离异,40",
        "ethnicity,汉族,01",
        "ethnicity,维吾尔,05",
        "ethnicity,HA,01",
        "documentType,身份证,111",
        "documentType,台胞证,511",
        "relationToHead,长子,22",
        "relationToHead,户主,02",
        "educationLevel,大专,30",
        "degree,工学硕士,308",
        "disabilityGrade,二级,2",
        "industry,农业,01",
        "industry,金融业,J",
        "entityType,事业单位,12",
        "entityStatus,吊销,3",
        "taxStatus,正常户,1",
        "lifeStatus,已故,2"
    })
    void aLabelOrItsShortFormLeadsToTheCode(String list, String text, String code) {
        assertThat(list(list).codeOf(text)).contains(code);
    }

    @ParameterizedTest
    @CsvSource({"sex,雄", "sex,3", "industry,教育", "division,朝阳区", "ethnicity,''"})
    void anUnknownOrAmbiguousLabelLeadsNowhere(String list, String text) {
        assertThat(list(list).codeOf(text)).isEmpty();
    }

    @Test
    void aCodeHasItsLabelInBothLanguagesAndItsStandard() {
        CodeList sex = list("sex");

        assertThat(sex.name()).isEqualTo("sex");
        assertThat(sex.standard()).isEqualTo("GB/T 2261.1-2003");
        assertThat(sex.codes()).containsExactly("0", "1", "2", "9");
        assertThat(sex.zh("2")).contains("女性");
        assertThat(sex.en("2")).contains("Female");
        assertThat(sex.zh("3")).isEmpty();
        assertThat(sex.contains("3")).isFalse();
        assertThat(sex.contains(null)).isFalse();
        assertThat(sex.codeOf(null)).isEmpty();
    }

    @Test
    void theEthnicGroupsAreFiftySixAndTwoOthers() {
        CodeList ethnicity = list("ethnicity");

        assertThat(ethnicity.codes()).hasSize(58).contains("01", "56", "97", "98");
        assertThat(ethnicity.contains("57")).isFalse();
        assertThat(ethnicity.en("05")).contains("Uygur");
    }

    @Test
    void industriesAreCarriedToTheirDivisionsAndFinerCodesBelongToThose() {
        CodeList industry = list("industry");

        assertThat(industry.codes()).hasSize(20 + 97);
        assertThat(industry.zh("6510")).contains("软件和信息技术服务业");
        assertThat(industry.contains("651")).isTrue();
        assertThat(industry.contains("9810")).as("there is no division 98").isFalse();
        assertThat(industry.contains("65100")).isFalse();
        assertThat(industry.contains("65A")).isFalse();
        assertThat(industry.contains("U")).isFalse();
        assertThat(industry.codeOf("6510")).contains("6510");
    }

    @Test
    void divisionsAreAListOfAllThatEverWere() {
        CodeList division = list("division");

        assertThat(division.contains("110110")).isTrue();
        assertThat(division.contains("999999")).isFalse();
        assertThat(division.zh("362324")).contains("铅山县");
        assertThat(division.codeOf("440106")).contains("440106");
    }

    @Test
    void everyAuthorityOfTheCreditCodeHasAnOtherCategoryOrIsItselfTheOther() {
        CodeList entityType = list("entityType");

        entityType.codes().stream()
                .filter(code -> code.length() == 2)
                .map(code -> code.charAt(0))
                .distinct()
                .forEach(authority -> assertThat(entityType.contains(authority == 'Y' ? "Y1" : authority + "9"))
                        .as("category of authority %s", authority)
                        .isTrue());
    }

    @Test
    void everyListNamesItsStandardAndLabelsEveryCode() {
        assertThat(lists.names()).hasSize(22);
        for (String name : lists.names()) {
            CodeList list = list(name);
            assertThat(list.standard()).as(name).isNotBlank();
            assertThat(list.codes()).as(name).isNotEmpty().allSatisfy(code -> {
                assertThat(list.zh(code)).isPresent();
                if (!name.equals("division")) {
                    assertThat(list.en(code)).isPresent();
                }
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sexes", ""})
    void aListThatIsNotThereIsEmpty(String name) {
        assertThat(lists.list(name)).isEmpty();
    }

    private CodeList list(String name) {
        return lists.list(name).orElseThrow();
    }
}
