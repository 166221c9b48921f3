package org.basedata.registry.core.subject;

/** What an act about identity does (处置种类). */
public enum ActKind {
    REPLACE_IDENTIFIER("更换号码", "change of identifier"),
    MERGE("合并", "merge"),
    SPLIT("拆分", "split"),
    ASSIGN_RECORDS("记录归属", "assignment of records"),
    SUCCESSION("法人承继", "succession"),
    REVOKE("撤销", "revocation");

    private final String zh;
    private final String en;

    ActKind(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    public String zh() {
        return zh;
    }

    public String en() {
        return en;
    }

    public static ActKind of(IdentityEvent event) {
        if (event instanceof IdentifierSuperseded) return REPLACE_IDENTIFIER;
        if (event instanceof SubjectsMerged) return MERGE;
        if (event instanceof SubjectSplit) return SPLIT;
        if (event instanceof RecordsAssigned) return ASSIGN_RECORDS;
        if (event instanceof EntitiesSucceeded) return SUCCESSION;
        return REVOKE;
    }
}
