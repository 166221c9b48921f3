package org.basedata.registry.core.reconciliation;

/** How far a case is (工单状态). */
public enum CaseState {
    /** Nobody has taken it. */
    OPENED("待受理"),
    ASSIGNED("处理中"),
    /** Sources have been asked and have not all answered. */
    VERIFYING("核实中"),
    /** A decision waits for its approval. */
    PROPOSED("待审批"),
    /** It was decided that a source corrects, or that an act about identity settles it; that has not come yet. */
    WAITING("待更正"),
    CLOSED("已办结");

    private final String zh;

    CaseState(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }
}
