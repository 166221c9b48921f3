package org.basedata.registry.core.submission;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.catalogue.Dataset;
import org.basedata.registry.core.comparison.OrganisationNames;
import org.basedata.registry.core.comparison.PersonNames;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.IdentifierReading;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.record.Operation;
import org.basedata.registry.core.record.RecordContent;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.record.RecordTimeline;
import org.basedata.registry.core.reference.CodeList;
import org.basedata.registry.core.reference.CodeLists;
import org.basedata.registry.core.reference.Divisions;
import org.basedata.registry.core.subject.SubmitRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks a raw row against the catalogue and the standards, and finds all its faults at once. An item that the catalogue
 * does not assign to the sender is dropped with a warning and the row goes on (GZ decree 165 articles 18 and 22). Pure.
 */
public final class SubmissionCheck {
    private static final Logger LOG = LoggerFactory.getLogger(SubmissionCheck.class);
    private static final int LONGEST_ID = 128;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_TEXT = 4_000;
    /** Longer integers would rank above times. */
    private static final int LONGEST_INTEGER = 15;

    private static final int LONGEST_AMOUNT = 40;
    private static final String DIVISION_LIST = "division";
    /** No time of the years 1 to 9999 in microseconds is this. */
    public static final long NO_VERSION = Long.MIN_VALUE;

    private static final Operation[] OPERATIONS = Operation.values();
    private static final IdType[] ID_TYPES = IdType.values();

    private final Catalogue catalogue;
    private final CodeLists codes;
    private final ThreadLocal<RowFingerprint.Press> press;

    public SubmissionCheck(Catalogue catalogue, CodeLists codes) {
        this.catalogue = catalogue;
        this.codes = codes;
        byte[] mapping = MappingVersion.of(catalogue, codes);
        this.press = ThreadLocal.withInitial(() -> new RowFingerprint.Press(mapping));
    }

    /** @param record null when there are faults */
    public record Checked(SubmitRecord record, List<Fault> faults) {}

    /**
     * @param extractTime the declared time of the extract that the row is part of; null when it is part of none
     * @param complete whether that extract is whole. Then every row takes the extract's time as its version, whatever version
     *     it carries: a record that was ended because it was missing once could not come back under its old version
     */
    public Checked check(UUID delivery, String source, RawRecord raw, Instant extractTime, boolean complete) {
        return check(delivery, source, raw, extractTime, complete, fingerprint(raw));
    }

    /** @param fingerprint what {@link #fingerprint} says of the row */
    public Checked check(
            UUID delivery,
            String source,
            RawRecord raw,
            Instant extractTime,
            boolean complete,
            RowFingerprint fingerprint) {
        try {
            return new Row(delivery, source, raw, extractTime, complete, fingerprint).check();
        } catch (RuntimeException e) {
            LOG.error(
                    "INTERNAL: row {} of delivery {} could not be checked and is kept as refused",
                    raw.index(),
                    delivery,
                    e);
            return new Checked(null, List.of(Fault.internal()));
        }
    }

    /** What the row says, with all that decides how it is read. Changes when the catalogue, a code list or the check changes. */
    public RowFingerprint fingerprint(RawRecord raw) {
        return press.get().of(raw);
    }

    /** What is wrong with a value that does not come in a row, such as one that people decided; empty when nothing is. */
    public List<Fault> check(DataItem item, String value) {
        Row row = new Row(null, null, null, null, false, null);
        if (blank(value)) row.fault("ITEM_VALUE", "items." + item.code(), null, "值不能为空", "a value is wanted");
        else row.value(item, value);
        return List.copyOf(row.faults);
    }

    /** Whether a row takes the time of its extract as its version. */
    public static boolean takesExtractTime(RawRecord raw, Instant extractTime, boolean complete) {
        return extractTime != null && (complete || blank(raw.version()));
    }

    private final class Row {
        private final UUID delivery;
        private final String source;
        private final RawRecord raw;
        private final Instant extractTime;
        private final boolean complete;
        private final RowFingerprint fingerprint;
        private final List<Fault> faults = new ArrayList<>(0);
        private final List<Fault> warnings = new ArrayList<>(0);

        Row(
                UUID delivery,
                String source,
                RawRecord raw,
                Instant extractTime,
                boolean complete,
                RowFingerprint fingerprint) {
            this.delivery = delivery;
            this.source = source;
            this.raw = raw;
            this.extractTime = extractTime;
            this.complete = complete;
            this.fingerprint = fingerprint;
        }

        Checked check() {
            Dataset dataset = dataset();
            Operation operation = operation();
            String recordId = recordId();
            if (recordId == null)
                fault(
                        "RECORD_ID_MISSING",
                        "recordId",
                        null,
                        "缺少来源记录号,请填写本部门的记录编号",
                        "recordId is missing; send the source's own record id");
            boolean ofExtract = takesExtractTime(raw, extractTime, complete);
            long version = version(ofExtract);
            IdentifierReading about = about(dataset, operation);
            String name = name(dataset, operation);
            LocalDate from = date(raw.validFrom(), "validFrom");
            LocalDate to = date(raw.validTo(), "validTo");
            if (from != null && to != null && !to.isAfter(from))
                fault(
                        "PERIOD_REVERSED",
                        "validTo",
                        to.toString(),
                        "失效日期 " + to + " 不晚于生效日期 " + from + ",期间为左闭右开,请更正",
                        "validTo " + to + " is not after validFrom " + from + "; periods are half-open");
            String reason = text(raw.reason(), "reason", LONGEST_TEXT);
            if (operation != null && operation.needsReason() && reason == null)
                fault("REASON_MISSING", "reason", null, operation + " 必须说明原因(reason)", operation + " needs a reason");
            if (operation == Operation.END && from == null)
                warnings.add(new Fault(
                        "END_WITHOUT_DATE",
                        "validFrom",
                        null,
                        "END 未写生效日期,按自始终止处理,该记录不再有任何期间",
                        "END without validFrom ends the record since ever, so that no period is left"));
            SortedMap<String, String> items = items(dataset);
            if (!faults.isEmpty()) return new Checked(null, List.copyOf(faults));

            Identifier identifier = about == null ? null : about.identifier().orElse(null);
            boolean asWritten = identifier == null || identifier.number().equals(raw.id());
            return new Checked(
                    new SubmitRecord(
                            delivery,
                            raw.index(),
                            new RecordKey(source, dataset.code(), recordId),
                            dataset.subjectType(),
                            identifier,
                            asWritten ? null : raw.id().strip(),
                            version,
                            ofExtract,
                            new RecordContent(operation, identifier, name, items, from, to),
                            reason,
                            text(raw.handlingUnit(), "handledBy.unit", LONGEST_NAME),
                            text(raw.handlingPerson(), "handledBy.person", LONGEST_NAME),
                            List.copyOf(warnings),
                            // Each delivery's receipt counts its warnings, so a row that has some is always checked.
                            warnings.isEmpty() ? fingerprint.text() : null),
                    List.of());
        }

        private String recordId() {
            if (blank(raw.recordId())) return null;
            String id = raw.recordId().strip();
            if (!isLegibleId(id))
                fault(
                        "RECORD_ID_FORMAT",
                        "recordId",
                        null,
                        "来源记录号超过 " + LONGEST_ID + " 个字符或含有无法辨认的字符",
                        "recordId is longer than " + LONGEST_ID + " characters or holds one that cannot be read");
            return id;
        }

        private Dataset dataset() {
            Dataset dataset = blank(raw.dataset())
                    ? null
                    : catalogue.dataset(raw.dataset().strip()).orElse(null);
            if (dataset == null) {
                fault(
                        "DATASET_UNKNOWN",
                        "dataset",
                        raw.dataset(),
                        "目录中没有信息组 " + raw.dataset(),
                        "the catalogue has no dataset " + raw.dataset());
            } else if (!dataset.itemsBySource().containsKey(source)) {
                fault(
                        "DATASET_NOT_ASSIGNED",
                        "dataset",
                        raw.dataset(),
                        "目录未将信息组 " + dataset.code() + " 分配给 " + source + ",可报送部门: "
                                + dataset.itemsBySource().keySet(),
                        "the catalogue does not assign dataset " + dataset.code() + " to " + source
                                + "; it may come from "
                                + dataset.itemsBySource().keySet());
            }
            return dataset;
        }

        private Operation operation() {
            if (blank(raw.operation())) return Operation.SUBMIT;
            for (Operation operation : OPERATIONS)
                if (operation.name().equals(raw.operation().strip())) return operation;
            fault(
                    "OPERATION_UNKNOWN",
                    "operation",
                    raw.operation(),
                    "未知操作,可用: " + Arrays.toString(Operation.values()),
                    "unknown operation; allowed are " + Arrays.toString(Operation.values()));
            return null;
        }

        private long version(boolean ofExtract) {
            if (ofExtract) return micros(extractTime);
            long version = ownVersion(raw);
            if (version != NO_VERSION) return version;
            fault(
                    "VERSION_FORMAT",
                    "version",
                    blank(raw.version()) ? null : raw.version().strip(),
                    "版本应为不超过 15 位的非负整数或 RFC 3339 时间;整体抽取的批次可省略,按抽取时间计",
                    "version must be a non-negative integer of at most 15 digits or an RFC 3339 time; rows of an extract may leave it out");
            return 0;
        }

        private IdentifierReading about(Dataset dataset, Operation operation) {
            boolean needed = operation == null || operation.needsSubject();
            if (blank(raw.id()) && blank(raw.idType()) && !needed) return null;
            IdType type = null;
            String typeName = raw.idType() == null ? "" : raw.idType().strip();
            for (IdType each : ID_TYPES) if (each.name().equals(typeName)) type = each;
            if (type == null) {
                fault(
                        blank(raw.idType()) ? "ID_TYPE_MISSING" : "ID_TYPE_UNKNOWN",
                        "subject.idType",
                        raw.idType(),
                        "证件类型缺失或未知,可用: " + Arrays.toString(IdType.values()),
                        "idType is missing or unknown; allowed are " + Arrays.toString(IdType.values()));
            }
            if (blank(raw.id())) {
                fault("ID_MISSING", "subject.id", null, "缺少证件号码", "the identity number is missing");
                return null;
            }
            if (type == null) return null;
            SubjectType expected = dataset == null ? type.subjectType() : dataset.subjectType();
            boolean otherSubject =
                    !blank(raw.subjectType()) && !raw.subjectType().strip().equals(expected.name());
            if (otherSubject || type.subjectType() != expected) {
                fault(
                        "SUBJECT_TYPE",
                        otherSubject ? "subject.type" : "subject.idType",
                        otherSubject ? raw.subjectType() : type.name(),
                        "信息组 " + raw.dataset() + " 的主体类型是 " + expected,
                        "dataset " + raw.dataset() + " is about subjects of type " + expected);
                return null;
            }
            IdentifierReading reading = IdentifierReading.read(type, raw.id());
            faults.addAll(reading.faults());
            warnings.addAll(reading.warnings());
            return reading;
        }

        private String name(Dataset dataset, Operation operation) {
            String name = text(raw.name(), "name", LONGEST_NAME);
            boolean needed = operation != null
                    && operation.needsSubject()
                    && (dataset == null || !dataset.nameRequiredExcept().contains(source));
            if (name != null && normalised(dataset, name).isEmpty()) name = null;
            if (name == null && needed)
                fault(
                        "NAME_MISSING",
                        "name",
                        null,
                        "缺少姓名(名称),无法比对;除公安机关外均须同时提供姓名和证件类型、号码",
                        "the name is missing; every source but public security must send it so that records can be compared");
            return name;
        }

        /** A name of nothing visible would be a reference that fits nobody. */
        private static String normalised(Dataset dataset, String name) {
            return dataset != null && dataset.subjectType() == SubjectType.LEGAL_ENTITY
                    ? OrganisationNames.normalise(name)
                    : PersonNames.normalise(name);
        }

        private SortedMap<String, String> items(Dataset dataset) {
            SortedMap<String, String> items = new TreeMap<>();
            if (dataset == null || raw.items() == null) return items;
            Set<String> assigned = dataset.itemsBySource().getOrDefault(source, Set.of());
            raw.items().forEach((code, value) -> {
                if (blank(value)) return;
                DataItem item = assigned.contains(code) && !code.equals(RecordTimeline.NAME)
                        ? catalogue.item(dataset.subjectType(), code).orElse(null)
                        : null;
                if (item == null) {
                    warnings.add(new Fault(
                            "ITEM_NOT_ASSIGNED",
                            "items." + code,
                            null,
                            "目录未将数据项 " + code + " 分配给 " + source + " 的信息组 " + dataset.code() + ",该项未收,其余照收",
                            "the catalogue does not assign item " + code + " in " + dataset.code() + " to " + source
                                    + "; the item was dropped, the record goes on"));
                    return;
                }
                String kept = value(item, value);
                if (kept != null) items.put(code, kept);
            });
            return items;
        }

        private String value(DataItem item, String raw) {
            String path = "items." + item.code();
            String value = text(raw, path, LONGEST_TEXT);
            if (value == null) return null;
            switch (item.type()) {
                case DATE -> {
                    LocalDate date = parse(value);
                    if (date == null) invalid(path, value, "日期应为 YYYY-MM-DD", "a date must be YYYY-MM-DD");
                }
                case AMOUNT -> {
                    try {
                        // Exponents can ask for gigabytes of zeros.
                        if (value.length() > LONGEST_AMOUNT || value.indexOf('e') >= 0 || value.indexOf('E') >= 0)
                            throw new NumberFormatException(value);
                        BigDecimal amount = new BigDecimal(value);
                        if (amount.precision() - amount.scale() > 20 || amount.scale() > 10)
                            invalid(path, value, "金额超出范围", "the amount is out of range");
                        else return amount.toPlainString();
                    } catch (NumberFormatException e) {
                        invalid(path, value, "金额应为十进制数,不带千分位", "an amount must be a plain decimal number");
                    }
                }
                case INTEGER -> {
                    int sign = value.startsWith("-") ? 1 : 0;
                    if (value.length() > 18 || value.length() == sign || !isDigits(value, sign, value.length()))
                        invalid(path, value, "应为整数", "must be an integer");
                }
                case CODE -> {
                    if (!isListed(item.codeList(), value))
                        fault(
                                "CODE_UNKNOWN",
                                path,
                                value,
                                "代码不在代码表 " + item.codeList() + " 中",
                                "the code is not in code list " + item.codeList());
                }
                case TEXT -> {}
            }
            return value;
        }

        private boolean isListed(String list, String code) {
            if (DIVISION_LIST.equals(list)) return Divisions.standard().existedEver(code);
            CodeList known = codes.list(list).orElse(null);
            return known == null || known.contains(code);
        }

        private LocalDate date(String raw, String path) {
            if (blank(raw)) return null;
            LocalDate date = parse(raw.strip());
            if (date == null) fault("DATE_FORMAT", path, raw, "日期应为 YYYY-MM-DD", "a date must be YYYY-MM-DD");
            return date;
        }

        private void invalid(String path, String value, String zh, String en) {
            fault("ITEM_VALUE", path, value, zh, en);
        }

        /** Stripped text; null when nothing is left. Text that no database can keep is a fault. */
        private String text(String raw, String path, int longest) {
            if (blank(raw)) return null;
            String text = raw.strip();
            if (text.length() > longest)
                invalid(
                        path,
                        "(" + text.length() + ")",
                        "超过 " + longest + " 个字符",
                        "longer than " + longest + " characters");
            if (unreadableAt(text) >= 0)
                invalid(
                        path,
                        null,
                        "含有无法辨认的字符(字符集可能有误)",
                        "holds a character that cannot be read; the file's character set may be wrong");
            return text;
        }

        private void fault(String code, String item, String value, String zh, String en) {
            faults.add(new Fault(code, item, mask(value), zh, en));
        }

        private String mask(String value) {
            return value == null || value.length() <= 20 ? value : value.substring(0, 20) + "…";
        }
    }

    /** The version that a row carries itself; {@link #NO_VERSION} when there is none or it cannot be read. */
    public static long ownVersion(RawRecord raw) {
        String text = raw.version() == null ? "" : raw.version().strip();
        if (text.isEmpty()) return NO_VERSION;
        if (text.length() <= LONGEST_INTEGER && isDigits(text, 0, text.length())) return Long.parseLong(text);
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            if (time.getYear() < 1 || time.getYear() > 9999) return NO_VERSION;
            return micros(time.toInstant());
        } catch (DateTimeException e) {
            return NO_VERSION;
        }
    }

    private static boolean isDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) if (text.charAt(i) < '0' || text.charAt(i) > '9') return false;
        return true;
    }

    /** Whether a record can be kept under the id; of any other row it is not known which record it is. */
    public static boolean isLegibleId(String recordId) {
        return !blank(recordId) && recordId.strip().length() <= LONGEST_ID && unreadableAt(recordId) < 0;
    }

    /** Place of the first character that no database can keep or that says "could not be decoded"; -1 when there is none. */
    private static int unreadableAt(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean halfPair = Character.isHighSurrogate(c)
                    ? i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))
                    : Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
            if (c == 0 || c == '\uFFFD' || halfPair) return i;
        }
        return -1;
    }

    private static LocalDate parse(String text) {
        boolean shape = text.length() == 10
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && isDigits(text, 0, 4)
                && isDigits(text, 5, 7)
                && isDigits(text, 8, 10);
        if (!shape) return null;
        try {
            int year = Integer.parseInt(text, 0, 4, 10);
            if (year < 1) return null;
            return LocalDate.of(year, Integer.parseInt(text, 5, 7, 10), Integer.parseInt(text, 8, 10, 10));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The version of rows that take the time of their extract: microseconds since 1970. */
    public static long versionOf(Instant extractTime) {
        return micros(extractTime);
    }

    private static long micros(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }
}
