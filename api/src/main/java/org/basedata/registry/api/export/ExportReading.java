package org.basedata.registry.api.export;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.basedata.registry.api.body.JsonBody;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.api.subject.Times;
import org.basedata.registry.core.comparison.OrganisationNames;
import org.basedata.registry.core.identifier.SubjectType;

/** Reads the body of an order; {@link ExportBody} says what it holds. */
final class ExportReading {
    private SubjectType type;
    private List<String> items;
    private String name;
    private String nameContains;
    private String divisionPrefix;
    private LocalDate birthDate;
    private final Set<String> entityTypes = new TreeSet<>();
    private boolean full;
    private LocalDate validAt;
    private ExportFormat format;

    private ExportReading() {}

    record Order(SubjectType type, List<String> items, ExportWanted wanted) {}

    static Order read(byte[] body, Clock clock) {
        ExportReading reading = new ExportReading();
        JsonBody.read(body, reading::take);
        return reading.order(clock);
    }

    private boolean take(String field, JsonBody json) {
        switch (field) {
            case "type" -> type = json.oneOf(SubjectType.class);
            case "items" -> {
                items = new ArrayList<>();
                json.array(each -> items.add(each.text()));
            }
            case "search" -> json.object(this::criterion);
            case "view" -> {
                String view = json.text();
                if (view != null && !view.equals("values") && !view.equals("full"))
                    throw json.refuse(ProblemCode.PARAMETER_INVALID, "view 可为 values 或 full", "view is values or full");
                full = "full".equals(view);
            }
            case "validAt" -> validAt = json.date();
            case "format" -> format = json.oneOf(ExportFormat.class);
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean criterion(String field, JsonBody json) {
        switch (field) {
            case "name" -> name = notBlank(json);
            case "nameContains" -> {
                nameContains = notBlank(json);
                if (nameContains != null
                        && OrganisationNames.normalise(nameContains)
                                        .codePoints()
                                        .count()
                                < 2)
                    throw json.refuse(
                            ProblemCode.PARAMETER_INVALID,
                            "名称片段至少要有两个字",
                            "a part of a name has two characters or more");
            }
            case "divisionPrefix" -> {
                divisionPrefix = json.text();
                if (divisionPrefix != null && !divisionPrefix.matches("[0-9]{2,6}"))
                    throw json.refuse(
                            ProblemCode.PARAMETER_INVALID,
                            "应为行政区划代码的前 2 至 6 位数字",
                            "the first 2 to 6 digits of a division code are wanted");
            }
            case "birthDate" -> birthDate = json.date();
            case "entityType" ->
                json.array(each -> {
                    String code = each.text();
                    if (code != null) entityTypes.add(code);
                });
            default -> {
                return false;
            }
        }
        return true;
    }

    private static String notBlank(JsonBody json) {
        String text = json.text();
        if (text != null && text.isBlank())
            throw json.refuse(ProblemCode.PARAMETER_INVALID, "不得为空", "must not be blank");
        return text;
    }

    private Order order(Clock clock) {
        if (type == null) throw missing("type", "PERSON, LEGAL_ENTITY");
        if (items == null || items.isEmpty()) throw missing("items", "1+");
        if (format == null) throw missing("format", "CSV, XLSX, JSONL");
        boolean person = type == SubjectType.PERSON;
        if (person && (nameContains != null || !entityTypes.isEmpty()))
            throw of("自然人不按名称片段和法人类型筛选", "persons are not found by part of a name or by a type of entity");
        if (!person && birthDate != null) throw of("法人没有出生日期", "legal entities have no birth date");
        LocalDate day = validAt == null ? LocalDate.ofInstant(clock.instant(), Times.CHINA) : validAt;
        return new Order(
                type,
                items,
                new ExportWanted(name, nameContains, divisionPrefix, birthDate, entityTypes, full, day, format));
    }

    private static RequestRefused missing(String field, String values) {
        return new RequestRefused(
                        ProblemCode.FIELD_MISSING,
                        "缺少 " + field + "(" + values + ")",
                        field + " is missing (" + values + ")")
                .at(field);
    }

    private static RequestRefused of(String zh, String en) {
        return new RequestRefused(ProblemCode.PARAMETER_INVALID, zh, en).at("search");
    }
}
