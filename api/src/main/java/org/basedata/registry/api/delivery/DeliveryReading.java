package org.basedata.registry.api.delivery;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.basedata.registry.api.body.JsonBody;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.core.delivery.Waiver;
import org.basedata.registry.core.submission.RawRecord;
import org.basedata.registry.importers.delivery.SubmitDelivery;

/** Reads the body of a delivery into raw rows. Judges its shape; whether the values are right is judged row by row later. */
final class DeliveryReading {
    private String source;
    private String dataset;
    private Instant extractTime;
    private boolean complete;
    private Waiver letIn;
    private Waiver vanishedLimitLifted;
    private final List<RawRecord> records = new ArrayList<>();

    /** @param records 1 to {@link SubmitDelivery#MOST}; rows without a dataset have the delivery's */
    record Delivery(
            String source,
            String dataset,
            Instant extractTime,
            boolean complete,
            Waiver letIn,
            Waiver vanishedLimitLifted,
            List<RawRecord> records) {}

    static Delivery read(byte[] body) {
        DeliveryReading reading = new DeliveryReading();
        JsonBody.read(body, reading::take);
        return reading.delivery();
    }

    private boolean take(String name, JsonBody json) {
        switch (name) {
            case "source" -> source = json.text();
            case "dataset" -> dataset = json.text();
            case "extractTime" -> extractTime = time(json);
            case "complete" -> complete = Boolean.TRUE.equals(json.bool());
            case "letIn" -> letIn = waiver(json);
            case "vanishedLimitLifted" -> vanishedLimitLifted = waiver(json);
            case "records" -> json.array(this::record);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static Waiver waiver(JsonBody json) {
        String[] said = new String[2];
        json.object((name, value) -> {
            switch (name) {
                case "by" -> said[0] = value.text();
                case "reason" -> said[1] = value.text();
                default -> {
                    return false;
                }
            }
            return true;
        });
        if (said[0] == null || said[0].isBlank() || said[1] == null || said[1].isBlank())
            throw missing("by, reason", "放行人和理由", "who lets it pass, and why");
        return new Waiver(said[0], said[1]);
    }

    private static Instant time(JsonBody json) {
        String text = json.text();
        if (text == null) return null;
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw json.refuse(
                    ProblemCode.FIELD_TYPE,
                    "应为 RFC 3339 时间,如 2026-11-01T00:00:00+08:00",
                    "an RFC 3339 time is wanted, such as 2026-11-01T00:00:00+08:00");
        }
    }

    private void record(JsonBody json) {
        if (records.size() == SubmitDelivery.MOST)
            throw new RequestRefused(
                            ProblemCode.RECORDS_TOO_MANY,
                            "一个批次最多 " + SubmitDelivery.MOST + " 条记录;请分批报送,或改用文件上传",
                            "a delivery has at most " + SubmitDelivery.MOST + " records; split it, or send a file")
                    .at("records");
        records.add(new Row().read(json, records.size()));
    }

    private Delivery delivery() {
        if (source == null || source.isBlank()) throw missing("source", "数源部门代码", "the code of the source");
        if (records.isEmpty()) throw missing("records", "1 至 5,000 条记录", "1 to 5,000 records");
        if (dataset == null)
            return new Delivery(source, null, extractTime, complete, letIn, vanishedLimitLifted, records);
        List<RawRecord> named = new ArrayList<>(records.size());
        for (RawRecord r : records)
            named.add(
                    r.dataset() != null
                            ? r
                            : new RawRecord(
                                    r.index(),
                                    r.line(),
                                    dataset,
                                    r.recordId(),
                                    r.version(),
                                    r.operation(),
                                    r.subjectType(),
                                    r.idType(),
                                    r.id(),
                                    r.name(),
                                    r.items(),
                                    r.validFrom(),
                                    r.validTo(),
                                    r.reason(),
                                    r.handlingUnit(),
                                    r.handlingPerson()));
        return new Delivery(source, dataset, extractTime, complete, letIn, vanishedLimitLifted, named);
    }

    private static RequestRefused missing(String field, String zh, String en) {
        return new RequestRefused(
                        ProblemCode.FIELD_MISSING, "缺少 " + field + "(" + zh + ")", field + " is missing: " + en)
                .at(field);
    }

    /** One record while it is being read. */
    private static final class Row {
        private String dataset;
        private String recordId;
        private String version;
        private String operation;
        private String subjectType;
        private String idType;
        private String id;
        private String name;
        private Map<String, String> items = Map.of();
        private String validFrom;
        private String validTo;
        private String reason;
        private String unit;
        private String person;

        RawRecord read(JsonBody json, long index) {
            json.object(this::take);
            return new RawRecord(
                    index,
                    0,
                    dataset,
                    recordId,
                    version,
                    operation,
                    subjectType,
                    idType,
                    id,
                    name,
                    items,
                    validFrom,
                    validTo,
                    reason,
                    unit,
                    person);
        }

        private boolean take(String field, JsonBody json) {
            switch (field) {
                case "dataset" -> dataset = json.text();
                case "recordId" -> recordId = json.text();
                case "version" -> version = json.scalar();
                case "operation" -> operation = json.text();
                case "subject" -> json.object(this::subject);
                case "name" -> name = json.text();
                case "items" -> {
                    items = new LinkedHashMap<>();
                    json.object(this::item);
                }
                case "validFrom" -> validFrom = json.text();
                case "validTo" -> validTo = json.text();
                case "reason" -> reason = json.text();
                case "handledBy" -> json.object(this::handledBy);
                default -> {
                    return false;
                }
            }
            return true;
        }

        private boolean subject(String field, JsonBody json) {
            switch (field) {
                case "type" -> subjectType = json.text();
                case "idType" -> idType = json.text();
                case "id" -> id = json.text();
                default -> {
                    return false;
                }
            }
            return true;
        }

        private boolean item(String code, JsonBody json) {
            String value = json.scalar();
            if (value != null) items.put(code, value);
            return true;
        }

        private boolean handledBy(String field, JsonBody json) {
            switch (field) {
                case "unit" -> unit = json.text();
                case "person" -> person = json.text();
                default -> {
                    return false;
                }
            }
            return true;
        }
    }
}
