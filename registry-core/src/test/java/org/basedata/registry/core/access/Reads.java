package org.basedata.registry.core.access;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;

/** Reads of a department's system. */
final class Reads {
    static final Actor SYSTEM = new Actor("mz-system", "婚姻登记系统", "MZ", Set.of(Role.CONSUMER));

    private Reads() {}

    static Access of(int subjects) {
        return of(UUID.randomUUID(), null, subjects);
    }

    /** @param subjects that it found; one more it did not */
    static Access of(UUID id, String caseReference, int subjects) {
        List<Access.Seen> seen = new ArrayList<>();
        for (int i = 0; i < subjects; i++)
            seen.add(new Access.Seen(new SubjectId(UUID.randomUUID()), i, Access.Outcome.GIVEN));
        seen.add(new Access.Seen(new SubjectId(UUID.randomUUID()), -1, Access.Outcome.NO_RECORD));
        return new Access(
                id,
                SYSTEM,
                "MARRIAGE",
                Set.of("A-2026-000001"),
                caseReference,
                Access.Operation.QUERY,
                SubjectType.PERSON,
                Set.of("name", "maritalStatus"),
                LocalDate.of(2026, 11, 26),
                null,
                seen);
    }
}
