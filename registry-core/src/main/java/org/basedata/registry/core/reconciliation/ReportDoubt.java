package org.basedata.registry.core.reconciliation;

import java.util.List;
import org.basedata.registry.core.identifier.SubjectId;

/**
 * A department that uses data says that a value is wrong (State Council Decree 809, article 26). The subject's open case looks into it, or a
 * new one; the provider is asked at once.
 *
 * @param item that is doubted
 * @param text why
 * @param believed what the department holds to be right; null when it does not know
 * @param provider code of the source whose value it is
 */
public record ReportDoubt(
        SubjectId subject, String item, String text, String believed, List<String> evidence, String provider)
        implements CaseCommand {
    public ReportDoubt {
        evidence = List.copyOf(evidence);
    }
}
