package org.basedata.registry.api.reconciliation;

import java.util.List;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.reconciliation.ReconciliationCase;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.projections.reconciliation.CaseFilter;

/**
 * How much of cases somebody sees. Staff see all. A source sees the cases that concern it, and in them the doubts in which it has a value,
 * with the competing values. A department that has reported a doubt sees what becomes of it, and no values.
 *
 * @param source the source's code; null for others
 * @param reporter the reporting department's code; null for others
 */
record CaseSight(String source, String reporter) {
    private static final CaseSight ALL = new CaseSight(null, null);

    static CaseSight of(Actor actor) {
        if (actor.is(Role.STEWARD) || actor.is(Role.APPROVER) || actor.is(Role.AUDITOR)) return ALL;
        if (actor.is(Role.SOURCE) && actor.department() != null) return new CaseSight(actor.department(), null);
        if (actor.is(Role.CONSUMER) && actor.department() != null) return new CaseSight(null, actor.department());
        throw new RequestRefused(
                        ProblemCode.NOT_ALLOWED,
                        "工单由核查员、审批员、审计员和有关部门查看,本账号没有其中的角色",
                        "cases are seen by stewards, approvers, auditors and the departments concerned; you have none of these roles")
                .at("role");
    }

    boolean all() {
        return source == null && reporter == null;
    }

    /** Of the filter, what lies in sight. */
    CaseFilter within(CaseFilter filter) {
        if (all()) return filter;
        if (source != null && filter.source() != null && !filter.source().equals(source)) throw notYours();
        // Nor is it told by a filter how others differ.
        if (filter.shape() != null
                && !filter.shape().standing().equals(source)
                && !filter.shape().rival().equals(source)) throw notYours();
        return new CaseFilter(
                filter.item(),
                source != null ? source : filter.source(),
                filter.severity(),
                filter.division(),
                filter.openedFrom(),
                filter.openedTo(),
                filter.dueFrom(),
                filter.dueBefore(),
                filter.state(),
                filter.assignee(),
                reporter,
                filter.subject(),
                filter.shape());
    }

    void mustSee(ReconciliationCase file) {
        boolean sees = all()
                || source != null && file.concerned().contains(source)
                || reporter != null && file.reporters().contains(reporter);
        if (!sees) throw notYours();
    }

    static RequestRefused notYours() {
        return new RequestRefused(
                        ProblemCode.NOT_ALLOWED, "该工单与本部门无关,不能查看", "this case does not concern your department")
                .at("department");
    }

    boolean sees(Conflict conflict) {
        if (all()) return true;
        return source != null
                && conflict.values().stream().anyMatch(value -> value.source().equals(source));
    }

    /** Of departments, those whose part in the case is in sight. */
    List<String> departments(List<String> all) {
        if (all()) return all;
        return all.stream()
                .filter(each -> each.equals(source) || each.equals(reporter))
                .toList();
    }
}
