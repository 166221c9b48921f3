package org.basedata.registry.core.sharing;

/** Why an item may not be seen. */
public enum Lack {
    /** The catalogue shares it with nobody (不予共享). */
    NOT_SHARED("不予共享", "is not shared with anybody"),
    /** It is shared on a condition (有条件共享), and no agreement in force for the purpose has it. */
    NEEDS_AGREEMENT("须先申请共享", "needs a sharing agreement for this purpose"),
    /** The agreement has it, or none is needed, but not by this way of sharing. */
    NOT_THIS_WAY("未授权以此方式共享", "is not shared in this way"),
    /** It is personal or a business secret, and the department has no confidentiality agreement on record. */
    NEEDS_CONFIDENTIALITY("须先签订保密协议", "needs a confidentiality agreement on record");

    private final String zh;
    private final String en;

    Lack(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    public String en() {
        return en;
    }

    public String zh() {
        return zh;
    }
}
