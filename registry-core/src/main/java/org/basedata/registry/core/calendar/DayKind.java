package org.basedata.registry.core.calendar;

/** What an arrangement says of a day that would be the other thing by its weekday or by law. */
public enum DayKind {
    /** Off, whatever weekday it is. */
    HOLIDAY("放假"),
    /** A day at a weekend on which is worked, in return for a day off elsewhere. */
    WORKDAY("调休上班");

    private final String zh;

    DayKind(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }
}
