package org.basedata.registry.api.subject;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.basedata.registry.api.body.JsonBody;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.core.comparison.OrganisationNames;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.projections.subject.SearchCriteria;

/** Reads the body of a query. */
final class QueryReading {
    static final int MOST_KEYS = 1_000;
    static final int MOST_RESULTS = 1_000;
    private static final int USUAL_RESULTS = 100;

    private final SubjectType type;
    private List<SubjectAnswer.Key> keys;
    private boolean searched;
    private String name;
    private String nameContains;
    private String divisionPrefix;
    private LocalDate birthDate;
    private List<String> items;
    private String view;
    private String validAt;
    private String knownAt;
    private String atLeast;
    private Integer limit;
    private String next;

    private QueryReading(SubjectType type) {
        this.type = type;
    }

    /**
     * @param keys null when a search is asked
     * @param search null when keys are asked
     * @param items null for all
     */
    record Query(
            List<SubjectAnswer.Key> keys,
            SearchCriteria search,
            List<String> items,
            String view,
            String validAt,
            String knownAt,
            String atLeast,
            int limit,
            String next) {}

    static Query read(SubjectType type, byte[] body) {
        QueryReading reading = new QueryReading(type);
        JsonBody.read(body, reading::take);
        return reading.query();
    }

    private boolean take(String field, JsonBody json) {
        switch (field) {
            case "keys" -> {
                keys = new ArrayList<>();
                json.array(this::key);
            }
            case "search" -> {
                searched = true;
                json.object(this::criterion);
            }
            case "items" -> {
                items = new ArrayList<>();
                json.array(each -> items.add(each.text()));
            }
            case "view" -> view = json.text();
            case "validAt" -> validAt = json.text();
            case "knownAt" -> knownAt = json.text();
            case "atLeast" -> atLeast = json.text();
            case "limit" -> limit = json.integer();
            case "next" -> next = json.text();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void key(JsonBody json) {
        if (keys.size() == MOST_KEYS)
            throw new RequestRefused(
                            ProblemCode.KEYS_TOO_MANY,
                            "一次最多查询 " + MOST_KEYS + " 个证件号码,请分次查询",
                            "a query has at most " + MOST_KEYS + " keys; ask in several queries")
                    .at("keys");
        keys.add(key(type, json));
    }

    /** The key at hand. */
    static SubjectAnswer.Key key(SubjectType type, JsonBody json) {
        String[] parts = new String[2];
        json.object((field, value) -> {
            switch (field) {
                case "idType" -> {
                    parts[0] = value.text();
                    if (idType(type, parts[0]) == null)
                        throw value.refuse(
                                ProblemCode.PARAMETER_INVALID,
                                "证件类型应为 " + idTypes(type) + " 之一",
                                "the document type is one of " + idTypes(type));
                }
                case "id" -> parts[1] = value.text();
                default -> {
                    return false;
                }
            }
            return true;
        });
        if (parts[0] == null || parts[1] == null)
            throw json.refuse(ProblemCode.FIELD_MISSING, "缺少 idType 或 id", "idType or id is missing");
        return new SubjectAnswer.Key(parts[0], parts[1]);
    }

    private static IdType idType(SubjectType type, String text) {
        for (IdType each : IdType.values())
            if (each.subjectType() == type && each.name().equals(text)) return each;
        return null;
    }

    private static String idTypes(SubjectType type) {
        return Arrays.stream(IdType.values())
                .filter(each -> each.subjectType() == type)
                .map(IdType::name)
                .collect(Collectors.joining(", "));
    }

    private boolean criterion(String field, JsonBody json) {
        boolean person = type == SubjectType.PERSON;
        switch (field) {
            case "name" -> name = notBlank(json);
            case "divisionPrefix" -> {
                divisionPrefix = json.text();
                if (divisionPrefix != null && !divisionPrefix.matches("[0-9]{2,6}"))
                    throw json.refuse(
                            ProblemCode.PARAMETER_INVALID,
                            "应为行政区划代码的前 2 至 6 位数字",
                            "the first 2 to 6 digits of a division code are wanted");
            }
            case "nameContains" -> {
                if (person)
                    throw json.refuse(
                            ProblemCode.PARAMETER_INVALID,
                            "自然人不支持按姓名片段查找",
                            "persons are not searched by part of a name");
                nameContains = notBlank(json);
                if (nameContains != null && tooShort(OrganisationNames.normalise(nameContains)))
                    throw json.refuse(
                            ProblemCode.PARAMETER_INVALID,
                            "名称片段至少要有两个字",
                            "a part of a name has two characters or more");
            }
            case "birthDate" -> {
                if (!person)
                    throw json.refuse(ProblemCode.PARAMETER_INVALID, "法人没有出生日期", "legal entities have no birth date");
                birthDate = date(json);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private static boolean tooShort(String part) {
        return part.codePointCount(0, part.length()) < 2;
    }

    private static String notBlank(JsonBody json) {
        String text = json.text();
        if (text != null && text.isBlank())
            throw json.refuse(ProblemCode.PARAMETER_INVALID, "不得为空", "must not be blank");
        return text;
    }

    private static LocalDate date(JsonBody json) {
        String text = json.text();
        if (text == null) return null;
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw json.refuse(
                    ProblemCode.PARAMETER_INVALID, "应为日期,如 1990-03-07", "a date is wanted, such as 1990-03-07");
        }
    }

    private Query query() {
        if ((keys == null) == !searched)
            throw new RequestRefused(ProblemCode.FIELD_MISSING, "请给出 keys 或 search 之一", "give either keys or search")
                    .at("keys");
        if (keys != null && keys.isEmpty())
            throw new RequestRefused(
                            ProblemCode.FIELD_MISSING,
                            "keys 应有 1 至 " + MOST_KEYS + " 个",
                            "keys has 1 to " + MOST_KEYS + " entries")
                    .at("keys");
        SearchCriteria search = null;
        if (searched) {
            boolean enough = name != null
                    || (type == SubjectType.PERSON
                            ? birthDate != null
                            : nameContains != null || divisionPrefix != null);
            if (!enough)
                throw new RequestRefused(
                                ProblemCode.FIELD_MISSING,
                                "查找自然人须有姓名或出生日期;查找法人须有名称、名称片段或行政区划",
                                "a search for persons needs a name or a birth date; for legal entities a name, a part of"
                                        + " one, or a division")
                        .at("search");
            search = new SearchCriteria(name, nameContains, divisionPrefix, birthDate);
        }
        if (keys != null && next != null)
            throw new RequestRefused(ProblemCode.PARAMETER_INVALID, "按标识查询没有续页", "a query by keys has no further pages")
                    .at("next");
        return new Query(keys, search, items, view, validAt, knownAt, atLeast, limit(limit), next);
    }

    private static int limit(Integer asked) {
        if (asked == null) return USUAL_RESULTS;
        if (asked < 1 || asked > MOST_RESULTS)
            throw new RequestRefused(
                            ProblemCode.PARAMETER_INVALID,
                            "limit 应为 1 至 " + MOST_RESULTS,
                            "limit is 1 to " + MOST_RESULTS)
                    .at("limit");
        return asked;
    }
}
