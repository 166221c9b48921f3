package org.basedata.registry.core.reconciliation;

/** What opened a case. */
public enum CaseCause {
    CONFLICT("发现冲突"),
    REPORT("校核申请"),
    PERSON("人工建单"),
    /** It may be the same as another subject. */
    CANDIDATE("疑似同一主体");

    private final String zh;

    CaseCause(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }
}
