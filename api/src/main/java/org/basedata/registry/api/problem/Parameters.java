package org.basedata.registry.api.problem;

import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;

/** Reads parameters of requests for lists; what does not fit is refused with its name and what would fit. */
public final class Parameters {
    private Parameters() {}

    /** @param ref null when it was not given */
    public static SubjectId ref(String ref) {
        return ref("ref", ref);
    }

    /** Null for null. */
    public static SubjectId ref(String name, String ref) {
        if (ref == null) return null;
        try {
            return new SubjectId(UUID.fromString(ref));
        } catch (IllegalArgumentException e) {
            throw invalid(name, name + " 应为应答中的 ref", name + " is the ref of an answer");
        }
    }

    /** One of an enum's constants, in any case; null when it was not given. */
    public static <E extends Enum<E>> E oneOf(Class<E> type, String name, String value) {
        if (value == null) return null;
        for (E each : type.getEnumConstants()) if (each.name().equals(value.toUpperCase(Locale.ROOT))) return each;
        String names = Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
        throw invalid(name, name + " 应为 " + names + " 之一", name + " is one of " + names);
    }

    /** An item of whichever kind of subject has it; null when it was not given. */
    public static String item(Catalogue catalogue, String item) {
        if (item == null) return null;
        for (SubjectType type : SubjectType.values())
            if (catalogue.item(type, item).isPresent()) return item;
        throw new RequestRefused(ProblemCode.ITEM_UNKNOWN, "目录中没有该数据项", "the catalogue has no such item").at("item");
    }

    /** Null when it was not given. */
    public static String source(Catalogue catalogue, String source) {
        if (source == null || catalogue.source(source).isPresent()) return source;
        throw new RequestRefused(ProblemCode.SOURCE_UNKNOWN, "目录中没有该数源部门", "the catalogue has no such source")
                .at("source");
    }

    public static void within(String name, int value, int least, int most) {
        if (value < least || value > most)
            throw invalid(name, name + " 应为 " + least + " 至 " + most, name + " is " + least + " to " + most);
    }

    public static RequestRefused invalid(String name, String zh, String en) {
        return new RequestRefused(ProblemCode.PARAMETER_INVALID, zh, en).at(name);
    }
}
