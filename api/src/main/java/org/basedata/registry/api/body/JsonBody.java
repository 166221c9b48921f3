package org.basedata.registry.api.body;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.core.record.RecordKey;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads one JSON document from front to back. Types are taken at their word: a number where text belongs is a fault, an
 * unknown field is a fault (a misspelt {@code validTo} would otherwise change what a record says in silence), a field that
 * comes twice is a fault. {@code null} counts as absent. Every fault names its place by JSON path.
 */
public final class JsonBody implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final JsonParser parser;
    /** Names and indexes from the root to the value at hand. */
    private final List<Object> path = new ArrayList<>();

    private JsonBody(byte[] body) {
        this.parser = JSON.createParser(body);
    }

    /** Reads the document, an object, field by field; {@code field} must take the value of each. */
    public static void read(byte[] body, FieldReader field) {
        try (JsonBody json = new JsonBody(body)) {
            if (json.parser.nextToken() == null) throw malformed("请求正文为空", "the body is empty");
            json.object(field);
            if (json.parser.nextToken() != null)
                throw malformed("JSON 文档之后还有内容", "there is more after the JSON document");
        } catch (JacksonException e) {
            TokenStreamLocation place = e.getLocation();
            String zh = place == null ? "" : "(第 " + place.getLineNr() + " 行第 " + place.getColumnNr() + " 列)";
            String en = place == null ? "" : " at line " + place.getLineNr() + " column " + place.getColumnNr();
            throw malformed("请求正文不是有效的 UTF-8 JSON" + zh, "the body is not valid JSON in UTF-8" + en);
        }
    }

    private static RequestRefused malformed(String zh, String en) {
        return new RequestRefused(ProblemCode.BODY_MALFORMED, zh, en);
    }

    /** Takes the value of a field, or answers false when there is no such field. */
    @FunctionalInterface
    public interface FieldReader {
        boolean take(String name, JsonBody json);
    }

    /** The object at hand, field by field. Null counts as no object at all. */
    public void object(FieldReader field) {
        if (at(JsonToken.VALUE_NULL)) return;
        expect(JsonToken.START_OBJECT, "对象", "an object");
        List<String> seen = new ArrayList<>();
        int depth = path.size();
        path.add("");
        String name;
        while ((name = parser.nextName()) != null) {
            path.set(depth, name);
            clean(name);
            if (seen.contains(name)) throw refuse(ProblemCode.FIELD_TYPE, "字段出现了两次", "the field comes twice");
            seen.add(name);
            parser.nextToken();
            if (!field.take(name, this)) throw unknown();
        }
        path.remove(depth);
    }

    /** The array at hand, element by element. Null counts as empty. */
    public void array(Consumer<JsonBody> element) {
        if (at(JsonToken.VALUE_NULL)) return;
        expect(JsonToken.START_ARRAY, "数组", "an array");
        int depth = path.size();
        path.add(0);
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
            path.set(depth, i);
            element.accept(this);
        }
        path.remove(depth);
    }

    /** The text at hand; null for null. */
    public String text() {
        if (at(JsonToken.VALUE_NULL)) return null;
        expect(JsonToken.VALUE_STRING, "字符串", "text");
        return clean(parser.getString());
    }

    /** The text, number or boolean at hand, as it is written; null for null. */
    public String scalar() {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
                clean(parser.getString());
            default -> throw wrongType("字符串、数字或布尔值", "text, a number or a boolean");
        };
    }

    /** The boolean at hand; null for null. */
    public Boolean bool() {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            default -> throw wrongType("true 或 false", "true or false");
        };
    }

    /** The whole number at hand; null for null. */
    public Integer integer() {
        if (at(JsonToken.VALUE_NULL)) return null;
        expect(JsonToken.VALUE_NUMBER_INT, "整数", "a whole number");
        return parser.getIntValue();
    }

    /** The date at hand; null for null. */
    public LocalDate date() {
        String text = text();
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw refuse(ProblemCode.PARAMETER_INVALID, "应为日期,如 2026-12-07", "a date is wanted, such as 2026-12-07");
        }
    }

    /** The id at hand; null for null. */
    public UUID uuid() {
        String text = text();
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw refuse(ProblemCode.PARAMETER_INVALID, "应为编号(UUID)", "an id (a UUID) is wanted");
        }
    }

    /** One of an enum's constants, in any case; null for null. */
    public <E extends Enum<E>> E oneOf(Class<E> type) {
        String text = text();
        if (text == null) return null;
        for (E each : type.getEnumConstants()) if (each.name().equalsIgnoreCase(text)) return each;
        String names = Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
        throw refuse(ProblemCode.PARAMETER_INVALID, "应为 " + names + " 之一", "one of " + names + " is wanted");
    }

    /** The key of the source record at hand, an object with {@code source}, {@code dataset} and {@code recordId}. */
    public RecordKey recordKey() {
        String[] parts = new String[3];
        object((field, value) -> {
            switch (field) {
                case "source" -> parts[0] = value.text();
                case "dataset" -> parts[1] = value.text();
                case "recordId" -> parts[2] = value.text();
                default -> {
                    return false;
                }
            }
            return true;
        });
        for (String part : parts)
            if (part == null)
                throw refuse(
                        ProblemCode.FIELD_MISSING,
                        "来源记录须有 source、dataset、recordId",
                        "a source record has source, dataset and recordId");
        return new RecordKey(parts[0], parts[1], parts[2]);
    }

    /** A refusal that names the place at hand. */
    public RequestRefused refuse(ProblemCode code, String zh, String en) {
        return new RequestRefused(code, place() + ":" + zh, place() + ": " + en).at(place());
    }

    /** U+0000 and half characters are valid in JSON and cannot be kept in any text column; no name or number has them. */
    private String clean(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) throw refuse(ProblemCode.FIELD_TYPE, "含有字符 U+0000", "holds the character U+0000");
            if (!Character.isSurrogate(c)) continue;
            boolean whole = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (!whole)
                throw refuse(ProblemCode.FIELD_TYPE, "含有半个字符(孤立代理项)", "holds half a character (a lone surrogate)");
            i++;
        }
        return text;
    }

    private boolean at(JsonToken token) {
        return parser.currentToken() == token;
    }

    private void expect(JsonToken token, String zh, String en) {
        if (!at(token)) throw wrongType(zh, en);
    }

    private RequestRefused wrongType(String zh, String en) {
        return refuse(ProblemCode.FIELD_TYPE, "应为" + zh, en + " is wanted here");
    }

    private RequestRefused unknown() {
        return refuse(
                ProblemCode.FIELD_UNKNOWN,
                "没有这个字段;请检查拼写,字段见 /v3/api-docs",
                "there is no such field; check its spelling against /v3/api-docs");
    }

    private String place() {
        StringBuilder text = new StringBuilder();
        for (Object step : path) {
            if (step instanceof Integer) text.append('[').append(step).append(']');
            else text.append(text.isEmpty() ? "" : ".").append(shown((String) step));
        }
        return text.isEmpty() ? "body" : text.toString();
    }

    /** A field's name may be a number that was put in the wrong place: only what looks like a name is repeated. */
    private static String shown(String name) {
        return name.matches("[A-Za-z][A-Za-z0-9_-]{0,63}") && !name.matches(".*[0-9]{6}.*") ? name : "?";
    }

    @Override
    public void close() {
        parser.close();
    }
}
