package org.basedata.registry.core.sharing;

/** How far an agreement is (授权状态). */
public enum AgreementState {
    /** Waits for the applicant's own information officer. */
    REQUESTED("待本部门同意"),
    DECLINED("本部门不同意"),
    WITHDRAWN("已撤回"),
    /** Providers have been asked and have not all answered. */
    ANSWERING("待提供部门答复"),
    /** Nothing was granted. */
    REFUSED("不予共享"),
    /** Nothing was granted, and somebody above is asked. */
    DISPUTED("争议协调中"),
    /** Granted, and its first day has not come. */
    AGREED("已同意,未到生效日"),
    IN_FORCE("已授权"),
    SUSPENDED("已暂停"),
    /** Ended before its day. */
    ENDED("已终止"),
    /** Its last day is over. */
    EXPIRED("已到期");

    private final String zh;

    AgreementState(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }

    /** Whether nothing can come of it any more but the record of what became of the data. */
    public boolean isOver() {
        return this == DECLINED || this == WITHDRAWN || this == ENDED || this == EXPIRED;
    }
}
