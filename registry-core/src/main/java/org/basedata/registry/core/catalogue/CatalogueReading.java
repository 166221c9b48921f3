package org.basedata.registry.core.catalogue;

import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.basedata.registry.core.comparison.Comparators;
import org.basedata.registry.core.comparison.ItemComparator;
import org.basedata.registry.core.identifier.SubjectType;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One reading of one catalogue file. Goes on after a fault, so that whoever edits the file sees all of them at once;
 * what is named but faulty counts as defined, so that one mistake is not told twice.
 */
final class CatalogueReading {
    private static final Pattern SOURCE_CODE = Pattern.compile("[A-Z][A-Z0-9]*");
    private static final Pattern DATASET_CODE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern ITEM_CODE = Pattern.compile("[a-z][a-zA-Z0-9]*");
    private static final Pattern DIVISION = Pattern.compile("[0-9]{6}");
    private static final Pattern PERCENTAGE = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,6})?)%");
    private static final double USUAL_VANISHED_LIMIT = 0.05;

    private static final Set<String> SOURCE_KINDS =
            ordered("DEPARTMENT", "CENTRAL_ORGAN", "PUBLIC_UTILITY", "BANK", "UNIVERSITY", "TOWN");
    private static final Set<String> SOURCE_LEVELS = ordered("PROVINCE", "CITY", "DISTRICT", "TOWN");
    private static final Map<SubjectType, String> SECTIONS =
            Map.of(SubjectType.PERSON, "persons", SubjectType.LEGAL_ENTITY, "legalEntities");

    /** Comparisons that make sense for a type, the usual one first. */
    private static final Map<ValueType, Set<String>> COMPARATORS = Map.of(
            ValueType.TEXT, ordered("exact", "personName", "orgName", "address"),
            ValueType.DATE, ordered("date", "exact"),
            ValueType.CODE, ordered("code", "exact"),
            ValueType.AMOUNT, ordered("amount", "exact"),
            ValueType.INTEGER, ordered("exact", "amount"));

    /** A value in the file. The line is that of its key, or of the value itself inside a list. */
    private record Entry(String path, int line, Node node) {
        Entry at(String key, Node keyNode, Node value) {
            return new Entry(path.isEmpty() ? key : path + "." + key, lineOf(keyNode), value);
        }

        Entry at(int index, Node value) {
            return new Entry(path + "[" + index + "]", lineOf(value), value);
        }

        private static int lineOf(Node node) {
            return node.getStartMark().getLine() + 1;
        }
    }

    private final Set<String> knownCodeLists;
    private final List<CatalogueFault> faults = new ArrayList<>();
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final Map<String, SharingTerms> terms = new LinkedHashMap<>();
    private final Map<String, Dataset> datasets = new LinkedHashMap<>();
    private final Map<String, Integer> datasetLines = new LinkedHashMap<>();
    private final List<DataItem> items = new ArrayList<>();

    CatalogueReading(Set<String> knownCodeLists) {
        this.knownCodeLists = knownCodeLists;
    }

    Catalogue read(Node root) {
        Entry file = new Entry("", 1, root);
        Map<String, Entry> parts = mapping(file, "version", "sources", "terms", "persons", "legalEntities");
        String version = null;
        if (parts != null) {
            version = text(parts, file, "version");
            eachIn(parts, file, "sources").forEach(this::readSource);
            eachIn(parts, file, "terms").forEach(this::readTerms);
            for (SubjectType type : SubjectType.values()) {
                Entry section = required(parts, file, SECTIONS.get(type));
                if (section != null) readSubjectType(type, section);
            }
        }
        if (!faults.isEmpty()) {
            faults.sort(Comparator.comparingInt(CatalogueFault::line));
            throw new CatalogueRefused(faults);
        }
        return new Catalogue(version, sources.values(), datasets.values(), items);
    }

    private void readSource(String code, Entry source) {
        sources.put(code, null);
        requireCode(code, source, SOURCE_CODE, "GJJ");
        Map<String, Entry> parts = mapping(source, "zh", "en", "kind", "level", "region");
        if (parts == null) return;
        String zh = text(parts, source, "zh");
        String en = text(parts, source, "en");
        String kind = oneOf(parts, source, "kind", SOURCE_KINDS);
        String level = oneOf(parts, source, "level", SOURCE_LEVELS);
        String region = text(parts, source, "region");
        if (region != null && !DIVISION.matcher(region).matches())
            fault(
                    parts.get("region"),
                    "“" + region + "”不是行政区划代码；应为六位数字（GB/T 2260），如 440100",
                    "\"" + region + "\" is not a division code; six digits are wanted (GB/T 2260), such as 440100");
        sources.put(code, new Source(code, zh, en, kind, level, region));
    }

    private void readTerms(String code, Entry entry) {
        terms.put(code, null);
        Map<String, Entry> parts =
                mapping(entry, "zh", "en", "sharing", "ground", "condition", "scope", "use", "ways", "class");
        if (parts == null) return;
        String zh = text(parts, entry, "zh");
        String en = text(parts, entry, "en");
        SharingType sharing = enumOf(parts, entry, "sharing", SharingType.class);
        Classification classification = enumOf(parts, entry, "class", Classification.class);
        String ground = optionalText(parts, "ground");
        String condition = optionalText(parts, "condition");
        String scope = text(parts, entry, "scope");
        String use = optionalText(parts, "use");
        Set<ProvisionWay> ways = new LinkedHashSet<>();
        for (Entry way : list(parts.get("ways"))) {
            ProvisionWay known = enumValue(way, ProvisionWay.class);
            if (known != null) ways.add(known);
        }
        if (sharing == SharingType.NOT_SHARED) {
            if (ground == null)
                fault(
                        entry,
                        "不予共享类缺少依据 ground；必须有明确的法律、行政法规或者党中央、国务院政策依据（广州市政府令第165号第十条）",
                        "NOT_SHARED without a legal ground (key ground); a law, an administrative regulation or a decision of the central authorities must be named (GZ decree 165 article 10)");
            for (String key : List.of("condition", "use", "ways"))
                if (parts.containsKey(key))
                    fault(parts.get(key), "不予共享的数据项不提供，请删去 " + key, "what is not shared has no " + key + "; delete it");
        }
        if (sharing == SharingType.CONDITIONAL) {
            if (condition == null)
                fault(
                        entry,
                        "有条件共享类缺少共享条件 condition（政务数据共享条例第十四条、第十五条）",
                        "CONDITIONAL without a condition; say when it is given out (Decree 809 articles 14 and 15)");
            if (ground == null)
                fault(
                        entry,
                        "有条件共享类缺少依据 ground；应当明确相关依据（广州市政府令第165号第十条）",
                        "CONDITIONAL without a legal ground (key ground); the ground must be named (GZ decree 165 article 10)");
        }
        if (sharing == SharingType.UNCONDITIONAL && condition != null)
            fault(
                    parts.get("condition"),
                    "无条件共享不得附加条件，请删去 condition 或改为 CONDITIONAL",
                    "UNCONDITIONAL sharing cannot have a condition; delete it or write CONDITIONAL");
        if (sharing != null && sharing != SharingType.NOT_SHARED) {
            if (use == null) missing(entry, "use");
            if (ways.isEmpty() && !parts.containsKey("ways")) missing(entry, "ways");
        }
        if (sharing != null && classification != null)
            terms.put(
                    code,
                    new SharingTerms(
                            code,
                            zh,
                            en,
                            sharing,
                            orEmpty(ground),
                            orEmpty(condition),
                            orEmpty(scope),
                            orEmpty(use),
                            ways,
                            classification));
    }

    private void readSubjectType(SubjectType type, Entry section) {
        Map<String, Entry> parts = mapping(section, "datasets", "items");
        if (parts == null) return;
        Map<String, Entry> itemEntries = eachIn(parts, section, "items");
        Map<String, Entry> datasetEntries = eachIn(parts, section, "datasets");
        // By item: who may send it, in which datasets. From what is written, faulty or not.
        Map<String, Map<String, Set<String>>> senders = new TreeMap<>();
        Map<String, Boolean> manyRecords = new TreeMap<>();
        datasetEntries.forEach(
                (code, entry) -> readDataset(type, code, entry, itemEntries.keySet(), senders, manyRecords));
        itemEntries.forEach(
                (code, entry) -> readItem(type, code, entry, senders.getOrDefault(code, Map.of()), manyRecords));
        if (parts.containsKey("items") && !itemEntries.containsKey("name"))
            fault(
                    parts.get("items"),
                    "缺少数据项 name；姓名（名称）是比对的依据，不可缺少",
                    "the item name is missing; records are compared by name, so it cannot be left out");
    }

    private void readDataset(
            SubjectType type,
            String code,
            Entry dataset,
            Set<String> itemCodes,
            Map<String, Map<String, Set<String>>> senders,
            Map<String, Boolean> manyRecords) {
        requireCode(code, dataset, DATASET_CODE, "household-registration");
        Integer earlier = datasetLines.putIfAbsent(code, dataset.line());
        if (earlier != null)
            fault(
                    dataset,
                    "信息组“" + code + "”在第 " + earlier + " 行已有；自然人和法人的信息组代码不得相同",
                    "the dataset \"" + code + "\" stands on line " + earlier
                            + " already; persons and legal entities cannot share a dataset code");
        Map<String, Entry> parts = mapping(
                dataset,
                "zh",
                "en",
                "ground",
                "records",
                "registering",
                "nameRequiredExcept",
                "vanishedLimit",
                "sources");
        if (parts == null) return;
        String zh = text(parts, dataset, "zh");
        String en = text(parts, dataset, "en");
        String ground = text(parts, dataset, "ground");
        String records = oneOf(parts, dataset, "records", ordered("ONE", "MANY"));
        if (records != null) manyRecords.put(code, records.equals("MANY"));
        boolean registering = flag(parts.get("registering"));
        double vanishedLimit = percentage(parts.get("vanishedLimit"));
        Map<String, Set<String>> itemsBySource = new LinkedHashMap<>();
        Set<String> nameless = codes(parts.get("nameRequiredExcept"));
        for (var sender : eachIn(parts, dataset, "sources").entrySet()) {
            String source = sender.getKey();
            if (!sources.containsKey(source)) undefined(sender.getValue(), "数源部门", "source", source, sources.keySet());
            Set<String> sent = new LinkedHashSet<>();
            for (Entry item : list(sender.getValue())) {
                String itemCode = scalar(item);
                if (itemCode == null) continue;
                if (!sent.add(itemCode)) repeated(item, itemCode);
                if (!itemCodes.contains(itemCode)) undefined(item, "数据项", "item", itemCode, itemCodes);
                senders.computeIfAbsent(itemCode, i -> new LinkedHashMap<>())
                        .computeIfAbsent(source, s -> new LinkedHashSet<>())
                        .add(code);
            }
            if (sent.isEmpty())
                fault(
                        sender.getValue(),
                        "信息组“" + code + "”没有为“" + source + "”列出任何数据项；请列出数据项或删去该部门",
                        "the dataset \"" + code + "\" lists no items for \"" + source
                                + "\"; list its items or delete the source");
            else if (!sent.contains("name") && !nameless.contains(source))
                fault(
                        sender.getValue(),
                        "“" + source + "”提供的信息组“" + code + "”缺少 name；除公安机关外，提供信息时应当同时提供姓名以便比对（广州市政府令第165号第二十二条）",
                        "\"" + source + "\" sends \"" + code
                                + "\" without name; all but public security send the name with each record, so that it can be compared (GZ decree 165 article 22)");
            itemsBySource.put(source, Collections.unmodifiableSet(sent));
        }
        for (Entry exempt : list(parts.get("nameRequiredExcept"))) {
            String source = scalar(exempt);
            if (source == null) continue;
            if (!sources.containsKey(source)) undefined(exempt, "数源部门", "source", source, sources.keySet());
            else if (!itemsBySource.containsKey(source))
                fault(
                        exempt,
                        "“" + source + "”不提供信息组“" + code + "”，不能列入 nameRequiredExcept",
                        "\"" + source + "\" does not send the dataset \"" + code
                                + "\" and cannot stand in nameRequiredExcept");
        }
        datasets.put(
                code,
                new Dataset(
                        code,
                        zh,
                        en,
                        type,
                        "MANY".equals(records),
                        registering,
                        Collections.unmodifiableSet(nameless),
                        Collections.unmodifiableMap(itemsBySource),
                        vanishedLimit,
                        orEmpty(ground)));
    }

    private void readItem(
            SubjectType type,
            String code,
            Entry item,
            Map<String, Set<String>> datasetsBySender,
            Map<String, Boolean> manyRecords) {
        requireCode(code, item, ITEM_CODE, "birthDate");
        Map<String, Entry> parts = mapping(
                item,
                "zh",
                "en",
                "type",
                "codeList",
                "many",
                "authority",
                "corroborating",
                "compare",
                "severity",
                "terms",
                "update",
                "ground");
        if (parts == null) return;
        String zh = text(parts, item, "zh");
        String en = text(parts, item, "en");
        ValueType valueType = enumOf(parts, item, "type", ValueType.class);
        String codeList = codeList(parts, item, valueType);
        boolean many = flag(parts.get("many"));
        Comparison comparison =
                many ? new Comparison("exact", null, Severity.MINOR) : comparison(parts, item, valueType);
        if (many) refuseComparing(code, parts, item, datasetsBySender, manyRecords);

        List<String> authority = senderCodes(parts.get("authority"), code, datasetsBySender, true);
        Set<String> corroborating =
                new LinkedHashSet<>(senderCodes(parts.get("corroborating"), code, datasetsBySender, false));
        if (authority.isEmpty()) {
            Entry entry = parts.getOrDefault("authority", item);
            if (entry == item || isListOrNothing(entry))
                fault(
                        entry,
                        "数据项“" + code + "”没有权威数源 authority；一数一源，至少要有一个部门",
                        "the item \"" + code
                                + "\" has no authority; every item has one authoritative source (一数一源), then any fallbacks");
        } else if (isListOrNothing(parts.get("corroborating"))) {
            Set<String> heard = new LinkedHashSet<>(many ? authority : corroborating);
            heard.add(authority.get(0));
            tellPassedOver(code, item, many ? "authority" : "corroborating", heard, datasetsBySender.keySet());
        }

        String update = updateLimit(parts, item);
        String termsCode = text(parts, item, "terms");
        if (termsCode != null && !terms.containsKey(termsCode))
            undefined(parts.get("terms"), "共享条款", "terms", termsCode, terms.keySet());
        SharingTerms itemTerms = termsCode == null ? null : terms.get(termsCode);
        if (itemTerms == null || comparison == null) return;
        String ownGround = optionalText(parts, "ground");
        items.add(new DataItem(
                code,
                zh,
                en,
                type,
                valueType,
                codeList,
                many,
                List.copyOf(authority),
                Collections.unmodifiableSet(corroborating),
                comparison.comparator() == null ? Comparators.of("exact") : comparison.comparator(),
                comparison.name(),
                comparison.severity(),
                itemTerms.sharing(),
                update,
                itemTerms,
                ownGround != null ? ownGround : groundOfAuthority(authority, datasetsBySender)));
    }

    /** Comparator null means exact. */
    private record Comparison(String name, ItemComparator comparator, Severity severity) {}

    private Comparison comparison(Map<String, Entry> parts, Entry item, ValueType valueType) {
        Severity severity = enumOf(parts, item, "severity", Severity.class);
        Entry compare = parts.get("compare");
        if (compare == null)
            return valueType == null
                    ? null
                    : new Comparison(
                            COMPARATORS.get(valueType).iterator().next(),
                            Comparators.of(COMPARATORS.get(valueType).iterator().next()),
                            severity);
        String spec = scalar(compare);
        if (spec == null) return null;
        try {
            ItemComparator comparator = Comparators.of(spec);
            String base = spec.replaceFirst("\\(.*", "").strip();
            if (valueType != null && !COMPARATORS.get(valueType).contains(base))
                fault(
                        compare,
                        "比较方法“" + spec + "”不适用于类型 " + valueType + "；可用：" + names(COMPARATORS.get(valueType)),
                        "the comparison \"" + spec + "\" does not suit the type " + valueType + "; allowed: "
                                + names(COMPARATORS.get(valueType)));
            return new Comparison(spec, comparator, severity);
        } catch (IllegalArgumentException e) {
            fault(
                    compare,
                    "没有比较方法“" + spec
                            + "”；可用：exact、personName、orgName、code、date、date(天数)、amount、amount(金额)、amount(x%)、address、address(相似度)",
                    "no such comparison: \"" + spec
                            + "\"; allowed: exact, personName, orgName, code, date, date(days), amount, amount(x), amount(x%), address, address(similarity)");
            return null;
        }
    }

    private void refuseComparing(
            String code,
            Map<String, Entry> parts,
            Entry item,
            Map<String, Set<String>> datasetsBySender,
            Map<String, Boolean> manyRecords) {
        if (code.equals("name"))
            fault(parts.get("many"), "数据项 name 只能有一个值", "the item name has one value; it cannot be a list");
        for (String key : List.of("corroborating", "compare", "severity"))
            if (parts.containsKey(key))
                fault(
                        parts.get(key),
                        "列表数据项（many）不作比对，请删去 " + key,
                        "an item with a list of values (many) is never compared; delete " + key);
        datasetsBySender.values().stream()
                .flatMap(Collection::stream)
                .distinct()
                .filter(dataset -> Boolean.FALSE.equals(manyRecords.get(dataset)))
                .forEach(dataset -> fault(
                        item,
                        "列表数据项“" + code + "”出现在每人只有一条记录的信息组“" + dataset + "”中；请改为 records: MANY 或删去 many",
                        "the list item \"" + code + "\" is sent in the dataset \"" + dataset
                                + "\", which has one record a subject; write records: MANY there, or delete many"));
    }

    private String codeList(Map<String, Entry> parts, Entry item, ValueType valueType) {
        Entry entry = parts.get("codeList");
        if (entry == null) {
            if (valueType == ValueType.CODE)
                fault(item, "类型为 CODE，缺少代码表 codeList", "the type is CODE and codeList is missing");
            return null;
        }
        String name = scalar(entry);
        if (name == null) return null;
        if (valueType != null && valueType != ValueType.CODE)
            fault(
                    entry,
                    "类型为 " + valueType + "，不能有代码表 codeList；只有 CODE 类型才有",
                    "the type is " + valueType + " and cannot have a codeList; only CODE has");
        if (!knownCodeLists.contains(name)) unknown(entry, "代码表", "code list", name, knownCodeLists);
        return name;
    }

    /** The sources listed, each of which must be known and may send the item. */
    private List<String> senderCodes(
            Entry entry, String item, Map<String, Set<String>> datasetsBySender, boolean authority) {
        Set<String> result = new LinkedHashSet<>();
        for (Entry element : list(entry)) {
            String source = scalar(element);
            if (source == null) continue;
            if (!result.add(source)) repeated(element, source);
            else if (!sources.containsKey(source)) undefined(element, "数源部门", "source", source, sources.keySet());
            else if (!datasetsBySender.containsKey(source))
                fault(
                        element,
                        (authority ? "权威数源“" : "佐证数源“") + source + "”不提供“" + item + "”：没有一个信息组由其提供该数据项；提供该数据项的有："
                                + names(datasetsBySender.keySet()),
                        (authority ? "the authority \"" : "the corroborating source \"") + source
                                + "\" does not provide \"" + item
                                + "\": no dataset has it from that source; it comes from: "
                                + names(datasetsBySender.keySet()));
        }
        return new ArrayList<>(result);
    }

    /** A difference may not be resolved silently, as it would be where a value is sent and neither taken nor compared. */
    private void tellPassedOver(String code, Entry item, String key, Set<String> heard, Set<String> senders) {
        for (String sender : senders)
            if (sources.containsKey(sender) && !heard.contains(sender))
                fault(
                        item,
                        "“" + sender + "”可以提供“" + code + "”，但不在 " + key + " 之列，其不同的值会被悄悄忽略；请列入 " + key + "，或不再由其提供",
                        "\"" + sender + "\" may send \"" + code + "\" but does not stand in " + key
                                + ", so a different value of it would be passed over in silence; add it to " + key
                                + " or do not have it sent");
    }

    private String updateLimit(Map<String, Entry> parts, Entry item) {
        String limit = text(parts, item, "update");
        if (limit == null || limit.equals("REAL_TIME")) return limit;
        try {
            Period period = Period.parse(limit);
            if (!period.isZero() && !period.isNegative()) return limit;
        } catch (DateTimeParseException e) {
            // Told below, together with periods that make no limit.
        }
        fault(
                parts.get("update"),
                "更新时限“" + limit + "”无效；可用 REAL_TIME 或 ISO 8601 时段，如 P5D（五个工作日）、P3M（每季度）",
                "the update limit \"" + limit
                        + "\" is not valid; allowed: REAL_TIME or an ISO 8601 period such as P5D (five working days) or P3M (quarterly)");
        return null;
    }

    private String groundOfAuthority(List<String> authority, Map<String, Set<String>> datasetsBySender) {
        return authority.stream()
                .limit(1)
                .flatMap(first -> datasetsBySender.getOrDefault(first, Set.of()).stream())
                .map(datasets::get)
                .filter(dataset -> dataset != null)
                .map(Dataset::legalGround)
                .findFirst()
                .orElse("");
    }

    private double percentage(Entry entry) {
        if (entry == null) return USUAL_VANISHED_LIMIT;
        String value = scalar(entry);
        if (value == null) return USUAL_VANISHED_LIMIT;
        var matcher = PERCENTAGE.matcher(value);
        if (matcher.matches() && Double.parseDouble(matcher.group(1)) <= 100)
            return Double.parseDouble(matcher.group(1)) / 100;
        fault(
                entry,
                "“" + value + "”不是百分比；应为 0% 至 100%，如 5% 或 2.5%",
                "\"" + value + "\" is not a percentage; 0% to 100% is wanted, such as 5% or 2.5%");
        return USUAL_VANISHED_LIMIT;
    }

    private boolean flag(Entry entry) {
        if (entry == null) return false;
        String value = scalar(entry);
        if (value == null || value.equals("false")) return false;
        if (value.equals("true")) return true;
        notAllowed(entry, value, ordered("true", "false"));
        return false;
    }

    private <E extends Enum<E>> E enumOf(Map<String, Entry> parts, Entry parent, String key, Class<E> type) {
        Entry entry = required(parts, parent, key);
        return entry == null ? null : enumValue(entry, type);
    }

    private <E extends Enum<E>> E enumValue(Entry entry, Class<E> type) {
        String value = scalar(entry);
        if (value == null) return null;
        for (E constant : type.getEnumConstants()) if (constant.name().equals(value)) return constant;
        notAllowed(
                entry,
                value,
                Arrays.stream(type.getEnumConstants())
                        .map(Enum::name)
                        .collect(Collectors.toCollection(LinkedHashSet::new)));
        return null;
    }

    private String oneOf(Map<String, Entry> parts, Entry parent, String key, Set<String> allowed) {
        String value = text(parts, parent, key);
        if (value == null || allowed.contains(value)) return value;
        notAllowed(parts.get(key), value, allowed);
        return null;
    }

    private String text(Map<String, Entry> parts, Entry parent, String key) {
        Entry entry = required(parts, parent, key);
        return entry == null ? null : scalar(entry);
    }

    private String optionalText(Map<String, Entry> parts, String key) {
        return parts.containsKey(key) ? scalar(parts.get(key)) : null;
    }

    private Entry required(Map<String, Entry> parts, Entry parent, String key) {
        if (!parts.containsKey(key)) missing(parent, key);
        return parts.get(key);
    }

    /** The entries of a mapping whose keys are codes; empty when there is none, told when it is missing. */
    private Map<String, Entry> eachIn(Map<String, Entry> parts, Entry parent, String key) {
        Entry entry = required(parts, parent, key);
        Map<String, Entry> each = entry == null ? null : mapping(entry);
        if (each == null) return Map.of();
        if (each.isEmpty()) fault(entry, "这里至少要有一项", "at least one entry is wanted here");
        return each;
    }

    /** The entries of a mapping by key, in the order of the file; any key is allowed when none is named. Null after a fault. */
    private Map<String, Entry> mapping(Entry entry, String... allowed) {
        if (!(entry.node() instanceof MappingNode node)) {
            fault(
                    entry,
                    "这里应为“键: 值”的结构，实为" + (isBlank(entry.node()) ? "空" : "其他内容"),
                    "keys with values are wanted here, found "
                            + (isBlank(entry.node()) ? "nothing" : "something else"));
            return null;
        }
        Set<String> allowedKeys = ordered(allowed);
        Map<String, Entry> result = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            Entry value = entry.at(key, tuple.getKeyNode(), tuple.getValueNode());
            Entry first = result.get(key);
            if (first != null)
                fault(
                        value,
                        "“" + key + "”重复，第 " + first.line() + " 行已有；只能保留一处",
                        "the key \"" + key + "\" is repeated, it stands on line " + first.line()
                                + " already; keep one of them");
            else if (!allowedKeys.isEmpty() && !allowedKeys.contains(key)) unknown(value, "键", "key", key, allowedKeys);
            else result.put(key, value);
        }
        return result;
    }

    /** The elements of a list; none when the entry is absent or, told, not a list. */
    private List<Entry> list(Entry entry) {
        if (entry == null || isBlank(entry.node())) return List.of();
        if (!(entry.node() instanceof SequenceNode node)) {
            fault(entry, "这里应为列表，如 [GA, RS]", "a list is wanted here, such as [GA, RS]");
            return List.of();
        }
        List<Entry> result = new ArrayList<>();
        for (Node element : node.getValue()) result.add(entry.at(result.size(), element));
        return result;
    }

    /** The distinct texts of a list, without telling faults: whoever reads the list element by element does. */
    private static Set<String> codes(Entry entry) {
        Set<String> result = new LinkedHashSet<>();
        if (entry != null && entry.node() instanceof SequenceNode node)
            for (Node element : node.getValue())
                if (element instanceof ScalarNode scalar) result.add(scalar.getValue());
        return result;
    }

    /** The text of a single value; null, told, when it is blank or not a single value. */
    private String scalar(Entry entry) {
        if (entry.node() instanceof ScalarNode scalar && !isBlank(scalar))
            return scalar.getValue().strip();
        if (isBlank(entry.node())) fault(entry, "没有填写内容", "nothing is filled in here");
        else fault(entry, "这里应为单个值", "a single value is wanted here");
        return null;
    }

    private static boolean isListOrNothing(Entry entry) {
        return entry == null || entry.node() instanceof SequenceNode || isBlank(entry.node());
    }

    private static boolean isBlank(Node node) {
        return node instanceof ScalarNode scalar
                && (scalar.getTag().equals(Tag.NULL) || scalar.getValue().isBlank());
    }

    private void requireCode(String code, Entry entry, Pattern pattern, String example) {
        if (!pattern.matcher(code).matches())
            fault(
                    entry,
                    "代码“" + code + "”格式不符；应如 " + example,
                    "the code \"" + code + "\" is not of the form wanted, which is that of " + example);
    }

    private void missing(Entry parent, String key) {
        String zh =
                switch (key) {
                    case "zh" -> "缺少中文名称 zh";
                    case "en" -> "缺少英文名称 en";
                    default -> "缺少 " + key;
                };
        String en =
                switch (key) {
                    case "zh" -> "the Chinese name (zh) is missing";
                    case "en" -> "the English name (en) is missing";
                    default -> key + " is missing";
                };
        fault(parent, zh, en);
    }

    /** Quiet while nothing at all is known: then the whole section is missing, and that has been told. */
    private void undefined(Entry entry, String whatZh, String what, String value, Collection<String> defined) {
        if (!defined.isEmpty()) unknown(entry, whatZh, what, value, defined);
    }

    private void unknown(Entry entry, String whatZh, String what, String value, Collection<String> known) {
        fault(
                entry,
                "未知的" + whatZh + "“" + value + "”；已有：" + names(known),
                "unknown " + what + " \"" + value + "\"; known: " + names(known));
    }

    private void notAllowed(Entry entry, String value, Collection<String> allowed) {
        fault(
                entry,
                "值“" + value + "”不在允许之列；可用：" + names(allowed),
                "the value \"" + value + "\" is not allowed; allowed: " + names(allowed));
    }

    private void repeated(Entry entry, String value) {
        fault(entry, "“" + value + "”在列表中重复", "\"" + value + "\" is repeated in the list");
    }

    private void fault(Entry entry, String zh, String en) {
        faults.add(new CatalogueFault(entry.line(), entry.path(), zh, en));
    }

    private static String names(Collection<String> names) {
        return names.isEmpty() ? "-" : String.join(", ", names);
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private static Set<String> ordered(String... values) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(values)));
    }
}
