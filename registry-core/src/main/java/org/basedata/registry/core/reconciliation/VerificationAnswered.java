package org.basedata.registry.core.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;

/**
 * A source has answered.
 *
 * @param number of the request
 * @param text the answer in words
 * @param handlingUnit where it was looked into
 * @param handlingPerson who looked into it
 * @param delivery of CORRECTED: the delivery with the correction; else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VerificationAnswered(
        Who by,
        int number,
        String source,
        Verdict verdict,
        String text,
        String handlingUnit,
        String handlingPerson,
        UUID delivery,
        List<Attachment> attachments)
        implements CaseEvent {
    public VerificationAnswered {
        attachments = attachments == null ? List.of() : List.copyOf(attachments);
    }

    @Override
    public String reason() {
        return text;
    }
}
