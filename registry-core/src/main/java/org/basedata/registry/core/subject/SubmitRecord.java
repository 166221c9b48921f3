package org.basedata.registry.core.subject;

import java.util.List;
import java.util.UUID;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.record.RecordContent;
import org.basedata.registry.core.record.RecordKey;

/**
 * One checked row of a delivery, ready to be decided.
 *
 * @param index zero-based place in the delivery
 * @param subjectType the dataset's subject type
 * @param about identifier of the subject; null where END or WITHDRAW left it out
 * @param version see {@link org.basedata.registry.core.record.RecordVersion#version()}
 * @param ofExtract true when the row took its version from the extract time: then a row that says nothing new leaves no trace
 * @param warnings what the sender should know although the row is fit
 * @param rowFingerprint {@link org.basedata.registry.core.submission.RowFingerprint#text()} of the row; null when a row like
 *     it must be checked again although nothing changed
 */
public record SubmitRecord(
        UUID delivery,
        long index,
        RecordKey record,
        SubjectType subjectType,
        Identifier about,
        String idAsSubmitted,
        long version,
        boolean ofExtract,
        RecordContent content,
        String reason,
        String handlingUnit,
        String handlingPerson,
        List<Fault> warnings,
        String rowFingerprint) {}
