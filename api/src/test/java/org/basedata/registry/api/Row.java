package org.basedata.registry.api;

import java.util.LinkedHashMap;
import java.util.Map;

/** A record of a delivery, as a department's system would write it. */
public final class Row {
    private final Map<String, Object> json = new LinkedHashMap<>();
    private final Map<String, Object> items = new LinkedHashMap<>();

    private Row(String dataset, String recordId, String subjectType, String idType, String id, String name) {
        json.put("dataset", dataset);
        json.put("recordId", recordId);
        json.put("version", 1);
        json.put("operation", "SUBMIT");
        json.put("subject", Map.of("type", subjectType, "idType", idType, "id", id));
        json.put("name", name);
        json.put("items", items);
        json.put("validFrom", "2000-01-01");
        json.put("handledBy", Map.of("unit", "受理窗口", "person", "经办甲"));
    }

    public static Row person(String dataset, String number, String name) {
        return new Row(dataset, dataset + "-" + number, "PERSON", "RESIDENT_ID", number, name);
    }

    /** Of public security. */
    public static Row household(String number, String name) {
        return person("household-registration", number, name);
    }

    /** Of civil affairs. */
    public static Row marriage(String number, String name) {
        return person("marriage-registration", number, name);
    }

    /** Of human resources and social security. */
    public static Row insurance(String number, String name) {
        return person("social-insurance", number, name);
    }

    public static Row entity(String dataset, String uscc, String name) {
        return new Row(dataset, dataset + "-" + uscc, "LEGAL_ENTITY", "USCC", uscc, name);
    }

    public Row with(String item, Object value) {
        items.put(item, value);
        return this;
    }

    public Row recordId(String id) {
        return put("recordId", id);
    }

    public Row version(int version) {
        return put("version", version);
    }

    public Row operation(String operation, String reason) {
        return put("operation", operation).put("reason", reason);
    }

    public Row from(String day) {
        return put("validFrom", day);
    }

    public Row to(String day) {
        return put("validTo", day);
    }

    public Row put(String field, Object value) {
        json.put(field, value);
        return this;
    }

    Map<String, Object> json() {
        return json;
    }
}
