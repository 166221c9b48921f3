package org.basedata.registry.api.workbench;

import java.util.Arrays;
import java.util.List;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;

/** Parts of the workbench, in the order of its navigation, and who may enter them. */
public enum Area {
    HOME("/workbench", Role.values()),
    INBOX("/workbench/inbox", Role.SOURCE),
    CASES("/workbench/cases", Role.STEWARD, Role.APPROVER, Role.AUDITOR),
    GROUPS("/workbench/groups", Role.STEWARD, Role.APPROVER),
    DOUBTS("/workbench/doubts", Role.CONSUMER),
    RECALLS("/workbench/recalls", Role.CONSUMER, Role.INFORMATION_OFFICER),
    SERVICES("/workbench/services", Role.CONSUMER),
    SHARING(
            "/workbench/sharing",
            Role.CONSUMER,
            Role.SOURCE,
            Role.INFORMATION_OFFICER,
            Role.CATALOGUE_ADMIN,
            Role.AUDITOR),
    SUBJECTS("/workbench/subjects", Role.STEWARD, Role.APPROVER, Role.SOURCE, Role.AUDITOR),
    AUDIT("/workbench/audit", Role.AUDITOR, Role.INFORMATION_OFFICER, Role.SOURCE, Role.OPERATOR),
    ACCOUNTS("/workbench/accounts", Role.OPERATOR);

    private final String path;
    private final Role[] roles;

    Area(String path, Role... roles) {
        this.path = path;
        this.roles = roles;
    }

    public String path() {
        return path;
    }

    /** Any of them opens it. */
    public Role[] roles() {
        return roles.clone();
    }

    public boolean isOpenTo(Actor actor) {
        return Arrays.stream(roles).anyMatch(actor::is);
    }

    static List<Area> openTo(Actor actor) {
        return Arrays.stream(values()).filter(area -> area.isOpenTo(actor)).toList();
    }
}
