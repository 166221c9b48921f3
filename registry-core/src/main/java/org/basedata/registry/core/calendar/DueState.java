package org.basedata.registry.core.calendar;

/** How a deadline stands on a day. */
public enum DueState {
    ON_TIME("正常"),
    /** Few working days are left; how few is a setting. */
    AT_RISK("临期"),
    OVERDUE("超期");

    private final String zh;

    DueState(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }
}
