package org.basedata.registry.core.subject;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.record.Operation;
import org.basedata.registry.core.record.RecordContent;
import org.basedata.registry.core.record.RecordKey;

/** Writes a submitted row in the words of the domain; all persons and organisations are invented. */
public final class RowBuilder {
    private static final UUID DELIVERY = new UUID(0x8000, 0x8000000000000001L);
    private final RecordKey key;
    private final Map<String, String> items = new TreeMap<>();
    private final List<Fault> warnings = new ArrayList<>();
    private UUID delivery = DELIVERY;
    private long index;
    private Identifier about;
    private long version = 1;
    private boolean ofExtract;
    private Operation operation = Operation.SUBMIT;
    private String name;
    private LocalDate from;
    private LocalDate to;
    private String reason;

    private RowBuilder(RecordKey key) {
        this.key = key;
    }

    public static RowBuilder row(String source, String dataset, String recordId) {
        return new RowBuilder(new RecordKey(source, dataset, recordId));
    }

    public RowBuilder about(Identifier identifier, String name) {
        this.about = identifier;
        this.name = name;
        return this;
    }

    public RowBuilder version(long version) {
        this.version = version;
        return this;
    }

    public RowBuilder item(String code, String value) {
        items.put(code, value);
        return this;
    }

    public RowBuilder from(String date) {
        this.from = date == null ? null : LocalDate.parse(date);
        return this;
    }

    public RowBuilder to(String date) {
        this.to = date == null ? null : LocalDate.parse(date);
        return this;
    }

    public RowBuilder operation(Operation operation) {
        this.operation = operation;
        this.reason = operation.needsReason() ? "登记差错" : null;
        return this;
    }

    public RowBuilder delivery(UUID delivery, long index) {
        this.delivery = delivery;
        this.index = index;
        return this;
    }

    public RowBuilder ofExtract() {
        this.ofExtract = true;
        return this;
    }

    public SubmitRecord build() {
        SubjectType type = about == null ? SubjectType.PERSON : about.type().subjectType();
        RecordContent content = RecordContent.of(operation, about, name, items, from, to);
        // Some rows have none, as those with warnings.
        String fingerprint =
                operation == Operation.WITHDRAW ? null : content.hash().substring(0, 21) + "A";
        return new SubmitRecord(
                delivery,
                index,
                key,
                type,
                about,
                null,
                version,
                ofExtract,
                content,
                reason,
                "受理窗口",
                "经办甲",
                warnings,
                fingerprint);
    }
}
