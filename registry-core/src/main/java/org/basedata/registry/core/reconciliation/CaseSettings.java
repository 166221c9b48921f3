package org.basedata.registry.core.reconciliation;

import java.time.Duration;
import java.util.Set;
import org.basedata.registry.core.calendar.Limits;
import org.basedata.registry.core.catalogue.Severity;

/**
 * What may be set about cases.
 *
 * @param workingDays until a case is due
 * @param mostExtension working days by which it may be extended in all
 * @param approved severities at which a second person approves
 * @param reopened how long after its end a case is opened again, when its subject is in doubt again; later a new one is opened
 */
public record CaseSettings(int workingDays, int mostExtension, Set<Severity> approved, Duration reopened) {
    /** State Council Decree 809, article 26: 10 working days, and an extension of at most 10. */
    public static final CaseSettings DECREE_809 =
            new CaseSettings(10, 10, Set.of(Severity.IDENTITY, Severity.MAJOR), Duration.ofDays(30));

    /** As the decree has it, but for the limits. */
    public static CaseSettings of(Limits limits) {
        return new CaseSettings(limits.verify(), limits.extension(), DECREE_809.approved, DECREE_809.reopened);
    }

    public CaseSettings {
        approved = Set.copyOf(approved);
    }
}
