package org.basedata.registry.core.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrganisationNamesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            云桥（广州）食品有限公司|云桥(广州)食品有限公司
            云桥（广州）食品有限公司|云桥〔广州〕食品有限公司
            云桥（广州）食品有限公司|云桥【广州】食品有限公司
            云桥（广州）食品有限公司|云桥[广州]食品有限公司
            云桥（广州）食品有限公司|云桥〈广州〉食品有限公司
            云桥（广州）食品有限公司|云桥 ( 广州 ) 食品\u3000有限公司
            广州ABC科技有限公司|广州ＡＢＣ科技有限公司
            广州ABC科技有限公司|广州abc科技有限公司
            “云桥”餐厅|「云桥」餐厅
            广州欧莱·雅日用品店|广州欧莱•雅日用品店
            广州\uF92C食品有限公司|广州郎食品有限公司
            """)
    void theSameNameWrittenByTwoSystemsIsEqual(String one, String other) {
        assertBand(one, other, NameBand.EQUAL);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            广州云桥食品有限公司|广州云桥食品有限责任公司
            广州云桥食品股份有限公司|广州云桥食品股份公司
            广州云桥食品有限公司|广州云桥食品公司
            广州云桥集团|广州云桥集团有限公司
            广州云桥集团|广州云桥（集团）有限公司
            广州云桥集团有限公司|广州云桥集团公司
            广州云桥食品有限公司|廣州雲橋食品有限公司
            云桥（广州）食品有限公司|云桥广州食品有限公司
            广东省广州市云桥食品有限公司|广州市云桥食品有限公司
            广东省广州市云桥食品有限公司|广州云桥食品有限公司
            广州市云桥食品有限公司|广州云桥食品有限责任公司
            廣州市云桥食品有限公司|广州云桥食品有限公司
            广州市天河区第一小学|广东省广州市天河第一小学
            广州市天河区第一小学|天河区第一小学
            内蒙古自治区呼和浩特市云桥牧业有限公司|呼和浩特云桥牧业有限公司
            广州市人力资源和社会保障局|广州市人社局
            广州市市场监督管理局|广州市市监局
            广州市公安局天河区分局|广州市公安局天河分局
            广州市天河区石牌街云桥社区居民委员会|广州市天河区石牌街云桥社区居委会
            云桥会计师事务所（特殊普通合伙）|云桥会计师事务所特殊普通合伙
            广州云桥食品有限责任公司深圳分公司|广州云桥食品有限公司深圳分公司
            “云桥”餐厅|云桥餐厅
            吉林省吉林市云桥食品有限公司|吉林市云桥食品有限公司
            吉林市云桥食品有限公司|吉林云桥食品有限公司
            广州市第一人民医院|广州市一医院
            """)
    void aListedAliasOrAVariantIsSimilar(String one, String other) {
        assertBand(one, other, NameBand.SIMILAR);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            广州云桥食品有限公司|广州云桥食品有限公司天河分公司
            广州云桥食品有限公司|广州云桥食品分公司
            广州云桥食品总公司|广州云桥食品分公司
            广州云桥食品有限公司深圳分公司|广州云桥食品有限公司佛山分公司
            广州云桥食品有限公司|广州云桥饮品有限公司
            广州云桥食品有限公司|广州云桥食品股份有限公司
            广州云桥食品有限公司|广州云桥集团有限公司
            广州云桥食品有限公司|深圳云桥食品有限公司
            广州云桥食品有限公司|云桥食品有限公司
            广州市天河区第一小学|广州市第一小学
            广州市天河区第一小学|广州市越秀区第一小学
            广州市第一人民医院|广州市第二人民医院
            湖南省长沙县第一小学|湖南省长沙市第一小学
            云桥银行广州分行|云桥银行广州天河支行
            广州云桥食品有限公司|YUNQIAO FOOD LTD
            """)
    void anotherEntityIsDifferent(String one, String other) {
        assertBand(one, other, NameBand.DIFFERENT);
    }

    @Test
    void marksAloneAreNoFault() {
        assertBand("（）", "()", NameBand.EQUAL);
        assertBand("（）", "“”", NameBand.DIFFERENT);
        assertBand("\u200B", "广州", NameBand.DIFFERENT);
        assertBand("广州", "广州市", NameBand.SIMILAR);
    }

    @Test
    void aMissingNameIsAnErrorOfTheProgram() {
        assertThatIllegalArgumentException().isThrownBy(() -> OrganisationNames.band(null, "云桥餐厅"));
        assertThatIllegalArgumentException().isThrownBy(() -> OrganisationNames.band("云桥餐厅", " "));
    }

    private static void assertBand(String one, String other, NameBand band) {
        assertThat(OrganisationNames.band(one, other)).as("%s / %s", one, other).isEqualTo(band);
        assertThat(OrganisationNames.band(other, one)).as("%s / %s", other, one).isEqualTo(band);
    }
}
