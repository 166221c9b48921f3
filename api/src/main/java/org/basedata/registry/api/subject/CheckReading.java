package org.basedata.registry.api.subject;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.basedata.registry.api.body.JsonBody;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.core.identifier.SubjectType;

/** Reads the body of a verification; {@link CheckBody} says what it holds. */
final class CheckReading {
    static final int MOST_SUBJECTS = 10_000;

    private final SubjectType type;
    private final List<Check> checks = new ArrayList<>();
    private String validAt;

    private CheckReading(SubjectType type) {
        this.type = type;
    }

    /** What the caller holds to be true of a subject: values by item. */
    record Check(SubjectAnswer.Key key, Map<String, String> items) {}

    record Checks(List<Check> subjects, String validAt) {
        Set<String> items() {
            Set<String> items = new TreeSet<>();
            subjects.forEach(each -> items.addAll(each.items().keySet()));
            return items;
        }
    }

    static Checks read(SubjectType type, byte[] body) {
        CheckReading reading = new CheckReading(type);
        JsonBody.read(body, reading::take);
        if (reading.checks.isEmpty())
            throw new RequestRefused(
                            ProblemCode.FIELD_MISSING,
                            "subjects 应有 1 至 " + MOST_SUBJECTS + " 个",
                            "subjects has 1 to " + MOST_SUBJECTS + " entries")
                    .at("subjects");
        return new Checks(reading.checks, reading.validAt);
    }

    private boolean take(String field, JsonBody json) {
        switch (field) {
            case "subjects" -> json.array(this::check);
            case "validAt" -> validAt = json.text();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void check(JsonBody json) {
        if (checks.size() == MOST_SUBJECTS)
            throw new RequestRefused(
                            ProblemCode.KEYS_TOO_MANY,
                            "一次最多核验 " + MOST_SUBJECTS + " 个主体,请分次核验",
                            "at most " + MOST_SUBJECTS + " subjects are verified at a time; send several requests")
                    .at("subjects");
        SubjectAnswer.Key[] key = new SubjectAnswer.Key[1];
        Map<String, String> items = new LinkedHashMap<>();
        json.object((field, value) -> {
            switch (field) {
                case "key" -> key[0] = QueryReading.key(type, value);
                case "items" ->
                    value.object((item, said) -> {
                        String text = said.text();
                        if (text == null)
                            throw said.refuse(
                                    ProblemCode.FIELD_MISSING, "须给出待核验的值", "a value to be verified is wanted");
                        items.put(item, text);
                        return true;
                    });
                default -> {
                    return false;
                }
            }
            return true;
        });
        if (key[0] == null || items.isEmpty())
            throw json.refuse(ProblemCode.FIELD_MISSING, "缺少 key 或 items", "key or items is missing");
        checks.add(new Check(key[0], items));
    }
}
