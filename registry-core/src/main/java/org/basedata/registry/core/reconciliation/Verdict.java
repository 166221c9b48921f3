package org.basedata.registry.core.reconciliation;

/** What a source says when it was asked. */
public enum Verdict {
    CONFIRMED("核实无误"),
    /** It was wrong, and a submission that puts it right is on record. */
    CORRECTED("已更正"),
    CANNOT_VERIFY("无法核实"),
    NOT_OURS("不属本部门");

    private final String zh;

    Verdict(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }
}
