package org.basedata.registry.api.access;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.basedata.registry.core.access.Access;
import org.basedata.registry.core.access.AccessLog;
import org.basedata.registry.core.access.EntitlementChanged;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.sharing.Entitlement;
import org.springframework.stereotype.Component;

/** Puts on record who looks at the record. It follows from roles alone, so that a change of grants meanwhile changes nothing about it. */
@Component
public final class AuditReading {
    private static final int MOST_ATTEMPTS = 20;

    private final AccessLog log;

    AuditReading(AccessLog log) {
        this.log = log;
    }

    /** @param subjects whose accesses are looked at; empty for those of anybody */
    public void record(Actor by, String caseReference, Collection<SubjectId> subjects) {
        List<Access.Seen> seen = subjects.stream()
                .sorted()
                .map(each -> new Access.Seen(each, -1, Access.Outcome.GIVEN))
                .toList();
        Access access = new Access(
                UUID.randomUUID(),
                by,
                Entitlement.AUDIT,
                Set.of(),
                caseReference,
                Access.Operation.AUDIT,
                null,
                Set.of(),
                null,
                null,
                seen);
        for (int attempt = 1; ; attempt++) {
            try {
                log.record(access, log.version());
                return;
            } catch (EntitlementChanged changed) {
                if (attempt == MOST_ATTEMPTS) throw changed;
            }
        }
    }
}
