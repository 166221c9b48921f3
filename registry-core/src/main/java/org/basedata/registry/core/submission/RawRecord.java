package org.basedata.registry.core.submission;

import java.util.Map;

/**
 * A row as it was sent, every part as text; null where nothing was sent. Nothing has been judged yet.
 *
 * @param index zero-based place in the delivery
 * @param line line of the file on which the row begins, 1-based; 0 where there is no file
 * @param subjectType may be null: the dataset tells
 * @param items item code to value
 */
public record RawRecord(
        long index,
        long line,
        String dataset,
        String recordId,
        String version,
        String operation,
        String subjectType,
        String idType,
        String id,
        String name,
        Map<String, String> items,
        String validFrom,
        String validTo,
        String reason,
        String handlingUnit,
        String handlingPerson) {}
