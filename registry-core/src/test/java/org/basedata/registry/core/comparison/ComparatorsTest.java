package org.basedata.registry.core.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComparatorsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            exact|汉族|汉族
            exact| 食品  批发 |食品 批发
            exact|食品\u3000批发|食品 批发
            exact|ＡＢ１２|AB12
            code|44010６|440106
            code| abc1 |ABC1
            personName|阿里木·买买提|阿里木•买买提
            personName|王 小兰|王小兰
            orgName|云桥（广州）有限公司|云桥(广州)有限公司
            date|1985-09-01|19850901
            date|1985-09-01|1985年9月1日
            date|1985-09-01|1985/9/1
            date|1985-09-01|1985.09.01
            date|1985-09-01|1985-09-01T00:00:00
            date|1985-09-01|1985-09-01 00:00:00.0
            date|1985-09-01|1985-08-31T16:00:00Z
            date|1985-09-01|1985-09-01T00:00:00+08:00
            date|不详|不详
            date(3)|1985-09-01|1985-09-04
            amount|1000|1,000.00
            amount|1000|￥1000元
            amount|500万元|5000000
            amount|1.2亿元|120000000.00
            amount|0|0.000
            amount|-0|0
            amount(0.01)|10.00|10.01
            amount(1%)|100|99
            address|广东省广州市天河区中山大道西12号|广州市天河区中山大道西十二号
            address|广东省广州市天河区中山大道西12号|天河区中山大道西１２号
            address|广州市越秀区东风东路二十三号三栋二〇三室|越秀区东风东路23号3栋203室
            address|广州市越秀区东风东路23号-3栋，0203室|广州市越秀区东风东路23号3栋203室
            address|广州市越秀區東風東路23號|越秀区东风东路23号
            address|北京市朝阳区建国路88号A座|朝阳区建国路８８号a座
            address|广州市中山二路5号|广州市中山2路5号
            address|广州市北京路12号|北京路12号
            address|上海市黄浦区南京东路100号|南京东路100号
            address(0.5)|天河区石牌街云桥小区12号|天河区云桥小区12号
            """)
    void insideTheTolerance(String spec, String one, String other) {
        assertSame(spec, one, other, true);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            exact|汉族|满族
            exact|Ab|ab
            code|440106|440105
            personName|于小兰|於小兰
            personName|王小兰|王小蓝
            orgName|广州云桥有限公司|广州云桥有限责任公司
            date|1985-09-01|1985-09-02
            date|1985-09|1985-09-01
            date|1985-02-30|1985-03-02
            date|不详|1985-09-01
            date(3)|1985-09-01|1985-09-05
            amount|1000|1000.01
            amount(0.01)|10.00|10.02
            amount(1%)|100|98.9
            amount|不详|1000
            address|广州市天河区中山大道西12号|广州市天河区中山大道西13号
            address|广州市天河区中山大道西12号|广州市天河区中山大道西十三号
            address|广州市天河区中山大道西12号|深圳市天河区中山大道西12号
            address|广州市天河区中山大道西12号|广州市越秀区中山大道西12号
            address|中山东路12号云桥花园|中山西路12号云桥花园
            address|建国路88号A座1201室|建国路88号B座1201室
            address|云桥路3-12号|云桥路31-2号
            address|云桥路12号之一|云桥路12号之二
            address|云桥路12号甲|云桥路12号乙
            address|云桥路12号|云桥路12号301室
            address|天河区云桥路12号|天河区龙口路12号
            """)
    void outsideTheTolerance(String spec, String one, String other) {
        assertSame(spec, one, other, false);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            exact|食品   批发|食品 批发
            code|abc|ABC
            date|1985年9月1日|1985-09-01
            date|不 详|不 详
            amount|1,000.50|1000.5
            amount|1E5|1E5
            amount|5万|50000
            amount(1%)|0100|100
            address|广州市·天河区，中山大道西（十二号）|广州市天河区中山大道西12号
            address|东风路一百零五号|东风路105号
            address|东风路一百二十号二栋|东风路120号2栋
            address|云桥里廿三号|云桥里23号
            address|三元里大道3-012号|三元里大道3-12号
            """)
    void theNormalFormIsTheOneToGroupBy(String spec, String value, String normal) {
        assertThat(Comparators.of(spec).normalise(value)).isEqualTo(normal);
    }

    @Test
    void hugeNumbersAreTextAndNotExpanded() {
        ItemComparator amount = Comparators.of("amount");
        assertThat(amount.normalise("1E1000000000")).isEqualTo("1E1000000000");
        assertThat(amount.normalise("9".repeat(100))).isEqualTo("9".repeat(100));
        assertThat(amount.same("9".repeat(100), "9".repeat(100) + " ")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "name",
                "Exact",
                "exact()",
                "exact(1)",
                "date(",
                "date()",
                "date(-1)",
                "date(x)",
                "date(1.5)",
                "date(99999)",
                "amount()",
                "amount(-1)",
                "amount(%)",
                "amount(101%)",
                "amount(1e9)",
                "amount(x)",
                "address(0)",
                "address(1.1)",
                "address(-0.5)",
                "address(x)",
                "address 0.8",
                "code(2)",
                "date(1))"
            })
    void anUnknownComparatorIsRefusedWithWhatIsAllowed(String spec) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Comparators.of(spec))
                .withMessageContainingAll("'" + spec + "'", "exact", "personName", "orgName", "code", "date(days)")
                .withMessageContainingAll("amount(tolerance)", "address(similarity)");
    }

    @Test
    void aMissingComparatorIsRefusedWithWhatIsAllowed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Comparators.of(null))
                .withMessageContaining("personName");
    }

    private static void assertSame(String spec, String one, String other, boolean same) {
        ItemComparator comparator = Comparators.of(spec);
        assertThat(comparator.same(one, other))
                .as("%s: %s / %s", spec, one, other)
                .isEqualTo(same);
        assertThat(comparator.same(other, one))
                .as("%s: %s / %s", spec, other, one)
                .isEqualTo(same);
    }
}
