package org.basedata.registry.core.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonNamesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            王小兰|王小兰
            王小兰|王 小 兰
            王小兰| \u3000王小兰
            王小兰|王\u00A0小兰\u200B
            王小兰|\uFEFF王小兰
            阿卜杜拉·买买提|阿卜杜拉\u2022买买提
            阿卜杜拉·买买提|阿卜杜拉\u30FB买买提
            阿卜杜拉·买买提|阿卜杜拉\uFF65买买提
            阿卜杜拉·买买提|阿卜杜拉\u2027买买提
            阿卜杜拉·买买提|阿卜杜拉\u22C5买买提
            阿卜杜拉·买买提|阿卜杜拉\u0387买买提
            阿卜杜拉·买买提|阿卜杜拉\u16EB买买提
            阿卜杜拉·买买提|阿卜杜拉\u2024买买提
            阿卜杜拉·买买提|阿卜杜拉\u02D9买买提
            阿卜杜拉·买买提|阿卜杜拉\uFF0E买买提
            阿卜杜拉·买买提|阿卜杜拉.买买提
            阿卜杜拉·买买提|阿卜杜拉。买买提
            阿卜杜拉·买买提|阿卜杜拉 · 买买提
            阿卜杜拉·买买提|阿卜杜拉··买买提
            阿卜杜拉·买买提|阿卜杜拉.·买买提
            阿卜杜拉·买买提|阿卜杜拉·.买买提
            ZHANG SAN|zhang san
            ZHANG SAN|ＺＨＡＮＧ　ＳＡＮ
            ZHANG SAN|ZhangSan
            O'BRIEN JAMES|O\u2019Brien James
            SMITH-JONES ANN|Smith\u2010Jones Ann
            STRAUSS EVA|Strauß Eva
            李郎|李\uF92C
            李凉|李\uF979
            李\u9FB4|李\uE81E
            李\u4DAE|李\uE863
            李\uD840\uDC87|李\uE816
            葛\uDB40\uDD00明|葛明
            """)
    void theSameNameWrittenByTwoSystemsIsEqual(String one, String other) {
        assertBand(one, other, NameBand.EQUAL);
        assertThat(PersonNames.normalise(one)).isEqualTo(PersonNames.normalise(other));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # variants and traditional forms, one or several, also of the surname
            于小兰|於小兰
            范文静|範文静
            钟晓明|鐘晓明
            钟晓明|鍾晓明
            鐘晓明|鍾晓明
            后羽田|後羽田
            余天成|餘天成
            沈如冰|瀋如冰
            叶知秋|葉知秋
            萧远山|肖远山
            闫立新|阎立新
            付海波|傅海波
            张国强|張國強
            刘喆|刘哲
            李堃|李坤
            赵昇|赵升
            欧阳询之|歐陽詢之
            # one character of the given name replaced, inserted or deleted
            王小兰|王小蓝
            王小兰|王晓兰
            王小兰|王兰
            王小兰|王小兰兰
            王伟|王强
            王伟|王小伟
            張小兰|张晓兰
            欧阳文静|欧阳文婧
            欧阳静|欧阳文静
            歐陽文静|欧阳文婧
            司马光远|司马光元
            诸葛明|诸葛亮
            令狐冲之|令狐冲
            王\uD840\uDC87明|王\uD840\uDC89明
            王\uD840\uDC87|王\uD840\uDC87明
            # the middle dot is missing, or one character of one part differs
            阿卜杜拉·买买提|阿卜杜拉买买提
            阿卜杜拉·买买提|阿布杜拉·买买提
            阿里木·买买提|阿里甫·买买提
            阿里木·买买提|阿里木·买买江
            阿里木江·买买提|阿里木·买买提
            约翰·史密斯|约翰·史密思
            # Latin names
            ZHANG SAN|ZHANG SAM
            ZHANG SAN|ZHAN SAN
            MÜLLER JÖRG|MULLER JORG
            NÚÑEZ JOSÉ|NUNEZ JOSE
            """)
    void aDifferenceThatPeopleSettleIsSimilar(String one, String other) {
        assertBand(one, other, NameBand.SIMILAR);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            王伟|李伟
            王小兰|李小兰
            王小兰|王晓岚
            王小兰|小兰
            王小兰|王
            王伟|王
            王伟|张三丰
            欧阳文静|欧文静
            欧阳文静|司马文静
            欧阳文静|欧阳雅婧
            欧阳文静|阳文静
            夏侯明|夏明
            阿里木·买买提|阿里甫·买买江
            阿里木·买买提|阿里木
            阿里木·买买提|阿里木·买买提·吐尔逊
            阿里木·买买提|古丽·买买提
            约·史密斯|翰·史密斯
            王小兰|WANG XIAOLAN
            ZHANG SAN|ZHANG SI
            ZHANG SAN|WANG SAN
            LI|LU
            王·|王伟
            """)
    void anotherNameIsDifferent(String one, String other) {
        assertBand(one, other, NameBand.DIFFERENT);
    }

    @Test
    void aFullStopAmongInitialsIsNotTheSeparator() {
        assertThat(PersonNames.normalise("J. R. Smith")).isEqualTo("j.r.smith");
    }

    @Test
    void namesOfFiftyCharactersAndMoreCompare() {
        String longName = "阿卜杜热合曼".repeat(5) + "·" + "买买提吐尔逊江".repeat(4);
        assertBand(longName, longName.replace('·', '•'), NameBand.EQUAL);
        assertBand(longName, longName + "江", NameBand.SIMILAR);
        assertBand(longName, longName + "江江", NameBand.DIFFERENT);
    }

    @Test
    void aNameWithNothingVisibleInItIsNoFault() {
        assertBand("\u200B", "\u200B", NameBand.EQUAL);
        assertBand("\u200B", "\u2060", NameBand.EQUAL);
        assertBand("\u200B", "王伟", NameBand.DIFFERENT);
        assertBand("\uD840", "\uDC87", NameBand.DIFFERENT);
        assertBand("王\uD840", "王\uDC87", NameBand.SIMILAR);
    }

    @Test
    void aMissingNameIsAnErrorOfTheProgram() {
        assertThatIllegalArgumentException().isThrownBy(() -> PersonNames.band(null, "王伟"));
        assertThatIllegalArgumentException().isThrownBy(() -> PersonNames.band("王伟", null));
        assertThatIllegalArgumentException().isThrownBy(() -> PersonNames.band(" \u3000", "王伟"));
        assertThatIllegalArgumentException().isThrownBy(() -> PersonNames.band("王伟", ""));
    }

    private static void assertBand(String one, String other, NameBand band) {
        assertThat(PersonNames.band(one, other)).as("%s / %s", one, other).isEqualTo(band);
        assertThat(PersonNames.band(other, one)).as("%s / %s", other, one).isEqualTo(band);
    }
}
