package org.basedata.registry.core.reconciliation;

/** How a case ended. */
public enum CaseOutcome {
    /** A decision says what holds. */
    DECIDED("已裁定"),
    /** A source corrected what it had been found to have wrong. */
    CORRECTED("数源已更正"),
    /** The sources converged before anybody decided. */
    SETTLED_ITSELF("自行消除"),
    /** The subject is another one now, and the case goes on as that one's. */
    JOINED("并入其他工单"),
    /** A person found that nothing is in doubt. */
    UNFOUNDED("核实无误");

    private final String zh;

    CaseOutcome(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }
}
