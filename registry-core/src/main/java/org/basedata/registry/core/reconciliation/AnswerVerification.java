package org.basedata.registry.core.reconciliation;

import java.util.List;
import java.util.UUID;

/**
 * Answer what one's department was asked.
 *
 * @param request its number within the case
 * @param delivery with the correction, of CORRECTED; else null
 */
public record AnswerVerification(
        CaseId id,
        long expected,
        int request,
        Verdict verdict,
        String text,
        String handlingUnit,
        String handlingPerson,
        UUID delivery,
        List<Attachment> attachments)
        implements CaseCommand.OnCase {
    public AnswerVerification {
        attachments = List.copyOf(attachments);
    }
}
