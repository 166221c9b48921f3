package org.basedata.registry.api.calendar;

/** An arrangement for tests: the days that the law fixes, and invented ones to make up their number. */
public final class Holidays {
    private Holidays() {}

    public static String invented(int year) {
        return """
                # source: 虚构
                date,kind,name
                YYYY-01-01,HOLIDAY,元旦
                YYYY-02-05,HOLIDAY,春节
                YYYY-02-06,HOLIDAY,春节
                YYYY-02-07,HOLIDAY,春节
                YYYY-02-08,HOLIDAY,春节
                YYYY-04-05,HOLIDAY,清明节
                YYYY-05-01,HOLIDAY,劳动节
                YYYY-05-02,HOLIDAY,劳动节
                YYYY-06-09,HOLIDAY,端午节
                YYYY-09-15,HOLIDAY,中秋节
                YYYY-10-01,HOLIDAY,国庆节
                YYYY-10-02,HOLIDAY,国庆节
                YYYY-10-03,HOLIDAY,国庆节
                """.replace("YYYY", Integer.toString(year));
    }
}
