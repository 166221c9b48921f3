package org.basedata.registry.api.problem;

import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.basedata.registry.core.identifier.SubjectId;

/** Reads parameters of requests for lists; what does not fit is refused with its name and what would fit. */
public final class Parameters {
    private Parameters() {}

    /** @param ref null when it was not given */
    public static SubjectId ref(String ref) {
        if (ref == null) return null;
        try {
            return new SubjectId(UUID.fromString(ref));
        } catch (IllegalArgumentException e) {
            throw invalid("ref", "ref 应为应答中的 ref", "ref is the ref of an answer");
        }
    }

    /** One of an enum's constants, in any case; null when it was not given. */
    public static <E extends Enum<E>> E oneOf(Class<E> type, String name, String value) {
        if (value == null) return null;
        for (E each : type.getEnumConstants()) if (each.name().equals(value.toUpperCase(Locale.ROOT))) return each;
        String names = Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
        throw invalid(name, name + " 应为 " + names + " 之一", name + " is one of " + names);
    }

    public static void within(String name, int value, int least, int most) {
        if (value < least || value > most)
            throw invalid(name, name + " 应为 " + least + " 至 " + most, name + " is " + least + " to " + most);
    }

    public static RequestRefused invalid(String name, String zh, String en) {
        return new RequestRefused(ProblemCode.PARAMETER_INVALID, zh, en).at(name);
    }
}
