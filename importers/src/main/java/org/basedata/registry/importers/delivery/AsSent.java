package org.basedata.registry.importers.delivery;

import java.util.LinkedHashMap;
import java.util.Map;
import org.basedata.registry.core.submission.RawRecord;
import org.basedata.registry.importers.ledger.Legible;

/** A record of a request body as it was sent, so that it can be corrected and sent again. */
final class AsSent {
    private AsSent() {}

    static String json(RawRecord row) {
        Map<String, Object> record = new LinkedHashMap<>();
        put(record, "dataset", row.dataset());
        put(record, "recordId", row.recordId());
        // A number on the way in; written as one where it is one, so that the record can be sent as it stands.
        put(record, "version", isInteger(row.version()) ? Long.valueOf(row.version()) : row.version());
        put(record, "operation", row.operation());
        Map<String, Object> subject = new LinkedHashMap<>();
        put(subject, "type", row.subjectType());
        put(subject, "idType", row.idType());
        put(subject, "id", row.id());
        if (!subject.isEmpty()) record.put("subject", subject);
        put(record, "name", row.name());
        if (row.items() != null && !row.items().isEmpty()) record.put("items", row.items());
        put(record, "validFrom", row.validFrom());
        put(record, "validTo", row.validTo());
        put(record, "reason", row.reason());
        Map<String, Object> handledBy = new LinkedHashMap<>();
        put(handledBy, "unit", row.handlingUnit());
        put(handledBy, "person", row.handlingPerson());
        if (!handledBy.isEmpty()) record.put("handledBy", handledBy);
        return Legible.json(record);
    }

    private static boolean isInteger(String text) {
        return text != null && text.matches("0|[1-9][0-9]{0,17}");
    }

    private static void put(Map<String, Object> map, String key, Object value) {
        if (value != null) map.put(key, value);
    }
}
