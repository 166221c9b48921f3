package org.basedata.registry.api.access;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.identifier.SubjectType;

/**
 * How much of the record of accesses somebody sees. Auditors see all; an information officer, what the own department has read; a
 * provider, who has read the items that it is the authority for, without the people and the files behind that.
 *
 * @param department the only one whose reads are seen; null for all
 * @param provided items by type of subject, reads of which are the only ones that are seen; null for all
 */
public record AuditSight(String department, Map<SubjectType, Set<String>> provided) {
    private static final AuditSight ALL = new AuditSight(null, null);

    /** @param asProvider true for a look as the provider, of whoever is also an information officer; null for the usual one */
    public static AuditSight of(Actor actor, Boolean asProvider, Catalogue catalogue) {
        if (actor.is(Role.AUDITOR)) return ALL;
        boolean officer = actor.is(Role.INFORMATION_OFFICER);
        boolean provider = actor.is(Role.SOURCE) || officer;
        if (actor.department() != null) {
            if (officer && !Boolean.TRUE.equals(asProvider)) return new AuditSight(actor.department(), null);
            if (provider && !Boolean.FALSE.equals(asProvider))
                return new AuditSight(null, providedBy(actor.department(), catalogue));
        }
        throw new RequestRefused(
                        ProblemCode.NOT_ALLOWED,
                        "使用记录由审计员、本部门信息主管和提供部门查看,本账户没有其中的角色",
                        "the record of accesses is seen by auditors, information officers and providers; this account has none of"
                                + " these roles")
                .at("role");
    }

    private static Map<SubjectType, Set<String>> providedBy(String department, Catalogue catalogue) {
        Map<SubjectType, Set<String>> items = new EnumMap<>(SubjectType.class);
        for (SubjectType type : SubjectType.values())
            for (DataItem item : catalogue.items(type))
                if (item.authorityOrder().get(0).equals(department))
                    items.computeIfAbsent(type, each -> new TreeSet<>()).add(item.code());
        return items;
    }

    /** Whether people and files of the department that reads are seen. */
    public boolean seesPeople() {
        return provided == null;
    }

    public boolean sees(SubjectType type, String item) {
        return provided == null || provided.getOrDefault(type, Set.of()).contains(item);
    }

    /** Of the department asked for, what lies in sight. */
    public String within(String asked) {
        if (department == null || asked == null || asked.equals(department))
            return department == null ? asked : department;
        throw new RequestRefused(
                        ProblemCode.NOT_ALLOWED,
                        "只能查看本部门的使用记录",
                        "an information officer sees what the own department has read")
                .at("department");
    }
}
