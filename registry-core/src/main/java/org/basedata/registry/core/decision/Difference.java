package org.basedata.registry.core.decision;

import java.time.LocalDate;
import java.util.regex.Pattern;
import org.basedata.registry.core.comparison.NameBand;
import org.basedata.registry.core.comparison.OrganisationNames;
import org.basedata.registry.core.comparison.PersonNames;
import org.basedata.registry.core.comparison.Variants;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.record.RecordTimeline;
import org.basedata.registry.core.reference.Divisions;

/** In what two competing values differ (差异类型): many conflicts that differ in one way usually have one cause. */
public enum Difference {
    /** Only in variants of the same characters, such as traditional ones. */
    VARIANT_CHARACTERS("字形差异"),
    /** Only in white space and punctuation. */
    WRITING("写法差异"),
    /** One is a division code that is in force, the other one that was retired. */
    RETIRED_DIVISION("行政区划代码已撤销"),
    /** The same day, written otherwise, or with day and month changed about. */
    DATE_FORMAT("日期格式差异"),
    /** Names of organisations that differ by a listed suffix, abbreviation or place. */
    NAME_SUFFIX("名称后缀或简称差异"),
    /** Names of persons that differ by one character. */
    ONE_CHARACTER("姓名一字之差"),
    OTHER("其他差异");

    private static final Pattern MARKS = Pattern.compile("[\\p{P}\\p{S}\\p{Z}\\s]+");
    private static final Pattern DATE = Pattern.compile("(\\d{4})\\D?(\\d{1,2})\\D?(\\d{1,2})\\D?");
    /** Lists of divisions have no end; what is in force by them is so for good. */
    private static final LocalDate NOW = LocalDate.of(9_999, 1, 1);

    private final String zh;

    Difference(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }

    public static Difference of(SubjectType type, String item, String one, String other) {
        if (sameDay(one, other)) return DATE_FORMAT;
        if (isRetired(one, other) || isRetired(other, one)) return RETIRED_DIVISION;
        if (Variants.skeleton(one).equals(Variants.skeleton(other))) return VARIANT_CHARACTERS;
        if (bare(one).equals(bare(other))) return WRITING;
        if (!item.equals(RecordTimeline.NAME)) return OTHER;
        if (type == SubjectType.PERSON) return PersonNames.band(one, other) == NameBand.SIMILAR ? ONE_CHARACTER : OTHER;
        return OrganisationNames.band(one, other) == NameBand.SIMILAR ? NAME_SUFFIX : OTHER;
    }

    private static String bare(String text) {
        return MARKS.matcher(text).replaceAll("");
    }

    private static boolean isRetired(String code, String present) {
        Divisions divisions = Divisions.standard();
        return divisions.existedEver(code)
                && divisions.existedEver(present)
                && !divisions.existedAt(code, NOW)
                && divisions.existedAt(present, NOW);
    }

    private static boolean sameDay(String one, String other) {
        var a = DATE.matcher(one);
        var b = DATE.matcher(other);
        if (!a.matches() || !b.matches() || !a.group(1).equals(b.group(1))) return false;
        int month = Integer.parseInt(a.group(2));
        int day = Integer.parseInt(a.group(3));
        int otherMonth = Integer.parseInt(b.group(2));
        int otherDay = Integer.parseInt(b.group(3));
        return month == otherMonth && day == otherDay || month == otherDay && day == otherMonth;
    }
}
