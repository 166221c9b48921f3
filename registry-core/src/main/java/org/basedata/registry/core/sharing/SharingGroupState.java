package org.basedata.registry.core.sharing;

/** How far a group is. */
public enum SharingGroupState {
    /** No part of it has been agreed on. */
    FOUNDED("待成员同意"),
    ACTIVE("运行中"),
    SUSPENDED("已暂停"),
    /** Ended before its day. */
    ENDED("已终止"),
    /** Its last day is over. */
    EXPIRED("已到期");

    private final String zh;

    SharingGroupState(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }

    public boolean isOver() {
        return this == ENDED || this == EXPIRED;
    }
}
