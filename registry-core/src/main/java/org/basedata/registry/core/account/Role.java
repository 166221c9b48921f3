package org.basedata.registry.core.account;

/** What somebody may do (角色). */
public enum Role {
    /** Submits for a source department and answers its verification requests. */
    SOURCE("数源部门"),
    /** Reads master records for a purpose, and reports doubts. */
    CONSUMER("数据使用部门"),
    /** Consents to the applications of the own department. */
    INFORMATION_OFFICER("信息主管"),
    /** Settles conflicts with the sources. */
    STEWARD("核查员"),
    /** Approves what a steward proposes. */
    APPROVER("审批员"),
    CATALOGUE_ADMIN("目录管理员"),
    AUDITOR("审计员"),
    OPERATOR("运维员");

    private final String zh;

    Role(String zh) {
        this.zh = zh;
    }

    public String zh() {
        return zh;
    }
}
