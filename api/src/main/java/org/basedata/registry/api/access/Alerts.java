package org.basedata.registry.api.access;

import java.util.UUID;
import org.basedata.registry.api.account.Accounts;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.projections.access.AccessAlert;
import org.basedata.registry.projections.access.AccessAlerts;
import org.springframework.stereotype.Component;

/** What people do about alerts. An account is suspended by somebody's explicit act only. */
@Component
public final class Alerts {
    private static final int LONGEST_OUTCOME = 2_000;

    private final AccessAlerts alerts;
    private final Accounts accounts;

    Alerts(AccessAlerts alerts, Accounts accounts) {
        this.alerts = alerts;
        this.accounts = accounts;
    }

    public AccessAlert take(Actor by, UUID id) {
        notOwn(by, known(id));
        if (!alerts.take(id, by.name()))
            throw refused("该预警已有人处理或已办结", "somebody looks into this alert, or it is settled");
        return known(id);
    }

    /** @param suspend whether the account is disabled, which ends its sessions and tokens */
    public AccessAlert settle(Actor by, UUID id, String outcome, boolean suspend) {
        AccessAlert alert = known(id);
        notOwn(by, alert);
        String told = outcome == null ? "" : outcome.strip();
        if (told.isEmpty() || told.length() > LONGEST_OUTCOME)
            throw new RequestRefused(
                            ProblemCode.FIELD_MISSING,
                            "须写明处理结果,不超过 " + LONGEST_OUTCOME + " 字",
                            "say what came of it, in " + LONGEST_OUTCOME + " characters at most")
                    .at("outcome");
        if (alert.state() == AccessAlert.State.SETTLED) throw refused("该预警已办结", "this alert is settled");
        if (suspend && !accounts.disable(alert.account()))
            throw refused(
                    "该账户不由本系统管理,请在统一身份认证系统中停用",
                    "this account is not kept here; disable it where the organisation signs people in");
        if (!alerts.settle(id, by.name(), told, suspend)) throw refused("该预警已办结", "this alert is settled");
        return known(id);
    }

    /** Nobody looks into the own use. */
    private static void notOwn(Actor by, AccessAlert alert) {
        if (by.name().equals(alert.account()))
            throw refused("预警涉及本人账户,须由他人处理", "the alert is about your own account; somebody else looks into it");
    }

    private AccessAlert known(UUID id) {
        return alerts.find(id)
                .orElseThrow(() ->
                        new RequestRefused(ProblemCode.ALERT_UNKNOWN, "没有该预警", "there is no such alert").at("id"));
    }

    private static RequestRefused refused(String zh, String en) {
        return new RequestRefused(ProblemCode.ALERT_REFUSED, zh, en);
    }
}
