package org.basedata.registry.importers.file;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.catalogue.Dataset;
import org.basedata.registry.core.catalogue.ValueType;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.reference.CodeList;
import org.basedata.registry.core.reference.CodeLists;
import org.basedata.registry.core.submission.RawRecord;

/**
 * The columns of one file: which part of a record each holds, and how its values are written. Headers are the JSON names, the
 * Chinese or English names of the catalogue's items, or what the dataset's mapping adds; case, width, spaces and asterisks do
 * not count. A column that cannot be told is never dropped in silence: the file gets a warning.
 */
final class Columns {
    private static final Map<String, List<String>> ENVELOPE = new LinkedHashMap<>();

    static {
        ENVELOPE.put("recordId", List.of("来源记录号", "来源记录标识", "记录号"));
        ENVELOPE.put("version", List.of("版本", "版本号"));
        ENVELOPE.put("operation", List.of("操作", "操作类型"));
        ENVELOPE.put("idType", List.of("证件类型", "标识类型"));
        ENVELOPE.put("id", List.of("证件号码", "证件号", "标识号码"));
        ENVELOPE.put("name", List.of("姓名", "名称", "姓名(名称)", "姓名或名称"));
        ENVELOPE.put("validFrom", List.of("生效日期"));
        ENVELOPE.put("validTo", List.of("失效日期"));
        ENVELOPE.put("reason", List.of("原因"));
        ENVELOPE.put("handlingUnit", List.of("经办单位"));
        ENVELOPE.put("handlingPerson", List.of("经办人"));
    }

    /** Headers that say of which type the numbers below them are. */
    private static final Map<String, IdType> TYPED_ID = Map.of(
            "公民身份号码", IdType.RESIDENT_ID,
            "公民身份证号码", IdType.RESIDENT_ID,
            "居民身份证号码", IdType.RESIDENT_ID,
            "身份证号码", IdType.RESIDENT_ID,
            "身份证号", IdType.RESIDENT_ID,
            "统一社会信用代码", IdType.USCC,
            "营业执照注册号", IdType.BUSINESS_LICENCE,
            "组织机构代码", IdType.ORG_CODE);

    /** Codes of GA/T 2000.156, with the registry's own, to document types; their labels are those of the code list. */
    private static final Map<String, IdType> BY_DOCUMENT_CODE = Map.of(
            "111", IdType.RESIDENT_ID,
            "R01", IdType.HMT_RESIDENCE_PERMIT,
            "553", IdType.FOREIGN_PERMANENT_RESIDENCE,
            "414", IdType.PASSPORT,
            "516", IdType.HM_TRAVEL_PERMIT,
            "511", IdType.TW_TRAVEL_PERMIT);

    private static final Map<String, IdType> OF_ENTITIES = Map.of(
            "统一社会信用代码", IdType.USCC,
            "组织机构代码", IdType.ORG_CODE,
            "营业执照", IdType.BUSINESS_LICENCE,
            "营业执照注册号", IdType.BUSINESS_LICENCE);

    private static final Map<String, String> OPERATIONS =
            Map.of("报送", "SUBMIT", "更正", "CORRECT", "终止", "END", "撤回", "WITHDRAW");

    private static final List<String> PARTS = List.copyOf(ENVELOPE.keySet());
    private static final int RECORD_ID = 0;
    private static final int VERSION = 1;
    private static final int OPERATION = 2;
    private static final int ID_TYPE = 3;
    private static final int ID = 4;
    private static final int NAME = 5;
    private static final int VALID_FROM = 6;
    private static final int VALID_TO = 7;
    private static final int REASON = 8;
    private static final int HANDLING_UNIT = 9;
    private static final int HANDLING_PERSON = 10;

    /**
     * What a column holds, with everything that its values are mapped by: looked up once a file, not once a row.
     *
     * @param field part of the record, or the code of the item
     * @param item null for the parts of the record that are no items
     * @param part place of the field among the parts of the record; -1 for items
     * @param list codes of the item; null when it has none
     */
    private record Target(String field, DataItem item, int part, DatasetMapping.Column mapping, CodeList list) {
        Target(String field, DataItem item) {
            this(field, item, item == null ? PARTS.indexOf(field) : -1, DatasetMapping.Column.PLAIN, null);
        }

        Target by(DatasetMapping mapping, CodeLists codes) {
            CodeList list = item == null || item.type() != ValueType.CODE
                    ? null
                    : codes.list(item.codeList()).orElse(null);
            return new Target(field, item, part, mapping.column(field), list);
        }
    }

    private final String dataset;
    private final DatasetMapping mapping;
    private final CodeLists codes;
    private final List<String> headers;
    private final Target[] targets;
    /** Columns that hold something, those of items in the order of their codes: so rows need not be sorted. */
    private int[] order;

    private final List<Fault> warnings;
    private IdType idType;

    private Columns(
            String dataset, DatasetMapping mapping, CodeLists codes, List<String> headers, List<Fault> warnings) {
        this.dataset = dataset;
        this.mapping = mapping;
        this.codes = codes;
        this.headers = headers;
        this.targets = new Target[headers.size()];
        this.warnings = warnings;
        this.idType = mapping.idType();
    }

    /**
     * @param ofExtract whether rows may leave out their version
     * @throws FileRefused when a column that is needed is missing or one is there twice
     */
    static Columns read(
            List<String> headers,
            Catalogue catalogue,
            CodeLists codes,
            String source,
            Dataset dataset,
            DatasetMapping mapping,
            boolean ofExtract) {
        Columns columns = new Columns(dataset.code(), mapping, codes, List.copyOf(headers), new ArrayList<>());
        columns.resolve(known(catalogue, dataset, mapping), dataset, source);
        columns.requireComplete(dataset, source, ofExtract);
        return columns;
    }

    private static Map<String, Target> known(Catalogue catalogue, Dataset dataset, DatasetMapping mapping) {
        Map<String, Target> known = new HashMap<>();
        SubjectType type = dataset.subjectType();
        List<DataItem> items = new ArrayList<>(catalogue.items(type));
        Set<String> ofDataset = new HashSet<>();
        dataset.itemsBySource().values().forEach(ofDataset::addAll);
        // The dataset's own items first: a short name may fit several.
        items.sort((a, b) -> Boolean.compare(ofDataset.contains(b.code()), ofDataset.contains(a.code())));
        items.removeIf(item -> item.code().equals("name"));
        ENVELOPE.keySet().forEach(field -> known.put(plain(field), new Target(field, null)));
        for (DataItem item : items) known.putIfAbsent(plain(item.code()), new Target(item.code(), item));
        for (String field : ENVELOPE.keySet())
            for (String header : mapping.column(field).headers())
                known.putIfAbsent(plain(header), new Target(field, null));
        for (DataItem item : items)
            for (String header : mapping.column(item.code()).headers())
                known.putIfAbsent(plain(header), new Target(item.code(), item));
        ENVELOPE.forEach(
                (field, names) -> names.forEach(name -> known.putIfAbsent(plain(name), new Target(field, null))));
        for (DataItem item : items) known.putIfAbsent(plain(item.nameZh()), new Target(item.code(), item));
        TYPED_ID.forEach((header, idType) -> {
            if (idType.subjectType() == type) known.putIfAbsent(plain(header), new Target("id", null));
        });
        for (DataItem item : items) known.putIfAbsent(plain(item.nameEn()), new Target(item.code(), item));
        for (DataItem item : items)
            if (ofDataset.contains(item.code()))
                known.putIfAbsent(plain(item.nameZh()).replaceAll("\\([^)]*\\)", ""), new Target(item.code(), item));
        return known;
    }

    private void resolve(Map<String, Target> known, Dataset dataset, String source) {
        Set<String> assigned = dataset.itemsBySource().getOrDefault(source, Set.of());
        Map<String, Integer> first = new HashMap<>();
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < headers.size(); i++) {
            String header = headers.get(i);
            Target target = known.get(plain(header));
            if (target == null) {
                String shown = shown(header);
                warnings.add(new Fault(
                        "FILE_COLUMN_UNKNOWN",
                        "file.header",
                        shown,
                        "第 " + (i + 1) + " 列“" + shown + "”不是信息组 " + dataset.code() + " 的栏目,整列未收",
                        "column " + (i + 1) + " \"" + shown + "\" is none of dataset " + dataset.code()
                                + "; the whole column was dropped"));
                continue;
            }
            Integer before = first.putIfAbsent(target.field(), i);
            if (before != null) {
                faults.add(new Fault(
                        "FILE_HEADER_DUPLICATE",
                        "file.header",
                        shown(header),
                        "第 " + (before + 1) + " 列“" + headers.get(before) + "”和第 " + (i + 1) + " 列“" + header + "”都是 "
                                + target.field() + ",请只留一列",
                        "columns " + (before + 1) + " \"" + headers.get(before) + "\" and " + (i + 1) + " \"" + header
                                + "\" both hold " + target.field() + "; keep one of them"));
                continue;
            }
            if (target.item() != null && !assigned.contains(target.field())) {
                warnings.add(new Fault(
                        "ITEM_NOT_ASSIGNED",
                        "items." + target.field(),
                        null,
                        "目录未将数据项 " + target.field() + " 分配给 " + source + " 的信息组 " + dataset.code() + ",第 " + (i + 1)
                                + " 列未收",
                        "the catalogue does not assign item " + target.field() + " in " + dataset.code() + " to "
                                + source + "; column " + (i + 1) + " was dropped"));
                continue;
            }
            targets[i] = target.by(mapping, codes);
            IdType typed = TYPED_ID.get(plain(header));
            if (target.field().equals("id") && typed != null) idType = typed;
        }
        if (!faults.isEmpty()) throw new FileRefused(faults);
        order = IntStream.range(0, targets.length)
                .filter(i -> targets[i] != null)
                .boxed()
                .sorted(Comparator.comparing(i -> targets[i].item() == null ? "" : targets[i].field()))
                .mapToInt(i -> i)
                .toArray();
    }

    private void requireComplete(Dataset dataset, String source, boolean ofExtract) {
        Set<String> found = new HashSet<>();
        for (Target target : targets) if (target != null) found.add(target.field());
        List<String> needed = new ArrayList<>(List.of("recordId"));
        if (!ofExtract) needed.add("version");
        // A file with operations may hold withdrawals only, which name no subject; its other rows are checked one by
        // one.
        if (!found.contains("operation")) {
            if (idType == null) needed.add("idType");
            needed.add("id");
            if (!dataset.nameRequiredExcept().contains(source)) needed.add("name");
        }
        List<Fault> faults = new ArrayList<>();
        String all = String.join(", ", headers.stream().map(Columns::shown).toList());
        for (String field : needed) {
            if (found.contains(field)) continue;
            List<String> names = ENVELOPE.get(field);
            faults.add(new Fault(
                    "FILE_HEADER_MISSING",
                    "file.header",
                    field,
                    "缺少必需的列 " + field + "(" + String.join("、", names) + ");需要: " + needed + ",表头为: " + all,
                    "the needed column " + field + " (" + String.join(", ", names) + ") is missing; needed are "
                            + needed + ", the header has: " + all));
        }
        if (!faults.isEmpty()) throw new FileRefused(faults);
    }

    /** A header as it may stand in a message: a file without header shows its first row there, with personal values. */
    private static String shown(String header) {
        String text = header.strip();
        if (text.chars().filter(Character::isDigit).count() > 4) return "***";
        return text.length() > 30 ? text.substring(0, 30) + "…" : text;
    }

    private static String plain(String header) {
        return Normalizer.normalize(header, Normalizer.Form.NFKC)
                .replaceAll("[\\s*\\uFEFF\\u200B]+", "")
                .toLowerCase(Locale.ROOT);
    }

    int size() {
        return headers.size();
    }

    List<String> headers() {
        return headers;
    }

    List<Fault> warnings() {
        return List.copyOf(warnings);
    }

    /** Whether there is a column of versions. */
    boolean haveVersions() {
        for (Target target : targets) if (target != null && target.part() == VERSION) return true;
        return false;
    }

    /** @param fields as many as there are columns */
    RawRecord record(long index, long line, List<String> fields) {
        String[] parts = new String[PARTS.size()];
        Map<String, String> items = new LinkedHashMap<>(2 * targets.length);
        for (int i : order) {
            Target target = targets[i];
            String value = fields.get(i);
            if (value.isBlank()) continue;
            if (target.item() == null) parts[target.part()] = part(target, value);
            else items.put(target.field(), value(target, value));
        }
        String id = parts[ID];
        return new RawRecord(
                index,
                line,
                dataset,
                parts[RECORD_ID],
                parts[VERSION],
                parts[OPERATION],
                null,
                parts[ID_TYPE] != null || id == null || idType == null ? parts[ID_TYPE] : idType.name(),
                id,
                parts[NAME],
                items,
                parts[VALID_FROM],
                parts[VALID_TO],
                parts[REASON],
                parts[HANDLING_UNIT],
                parts[HANDLING_PERSON]);
    }

    private String part(Target target, String value) {
        return switch (target.part()) {
            case VALID_FROM, VALID_TO ->
                Dates.normalised(value, target.mapping().dates());
            case ID_TYPE -> {
                String stripped = value.strip();
                String label = target.mapping().labels().get(stripped);
                if (label != null) yield label;
                IdType type = OF_ENTITIES.get(stripped);
                if (type == null)
                    type = codes.list("documentType")
                            .flatMap(list -> list.codeOf(value))
                            .map(BY_DOCUMENT_CODE::get)
                            .orElse(null);
                yield type == null ? value : type.name();
            }
            case OPERATION -> {
                String label = target.mapping().labels().get(value.strip());
                yield label != null ? label : OPERATIONS.getOrDefault(value.strip(), value);
            }
            default -> value;
        };
    }

    private static String value(Target target, String value) {
        DatasetMapping.Column mapping = target.mapping();
        String label = mapping.labels().isEmpty() ? null : mapping.labels().get(value.strip());
        if (label != null) return label;
        if (target.item().type() == ValueType.DATE) return Dates.normalised(value, mapping.dates());
        if (target.list() == null) return value;
        return target.list().codeOf(value).orElse(value);
    }
}
