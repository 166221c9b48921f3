package org.basedata.registry.api.sharing;

import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.sharing.SharingAgreement;
import org.basedata.registry.core.sharing.SharingGroup;

/**
 * How much of sharing somebody sees: the authority and auditors all of it, a department what it applies for and
 * what it is asked for: an application is nobody else's business before the applicant's own department has consented.
 *
 * @param department null for those who see all
 * @param provides whether it is also seen what the department provides
 */
public record SharingSight(String department, boolean provides) {
    public static SharingSight of(Actor actor) {
        if (actor.is(Role.CATALOGUE_ADMIN) || actor.is(Role.AUDITOR)) return new SharingSight(null, true);
        boolean provides = actor.is(Role.SOURCE) || actor.is(Role.INFORMATION_OFFICER);
        if (actor.department() != null && (provides || actor.is(Role.CONSUMER)))
            return new SharingSight(actor.department(), provides);
        throw new RequestRefused(
                        ProblemCode.NOT_ALLOWED,
                        "共享授权由有关部门、目录管理员和审计员查看,本账号没有其中的角色",
                        "sharing is seen by the departments concerned, the catalogue administrator and auditors; you have none of these"
                                + " roles")
                .at("role");
    }

    public boolean all() {
        return department == null;
    }

    public boolean sees(SharingAgreement file) {
        return all() || file.application().department().equals(department) || provides && file.isAskedOf(department);
    }

    /** Whom a group has ever concerned sees it. */
    public boolean sees(SharingGroup group) {
        return all() || group.concerned().contains(department);
    }
}
