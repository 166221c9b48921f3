package org.basedata.registry.importers.ledger;

import java.util.List;
import org.basedata.registry.core.fault.Fault;
import tools.jackson.databind.json.JsonMapper;

/** JSON of texts that came from outside: they may hold what UTF-8 or a database cannot. */
public final class Legible {
    private static final JsonMapper JSON = new JsonMapper();

    private Legible() {}

    /** JSON of the value in which half a surrogate pair is escaped, so that it survives as it was sent. */
    public static String json(Object value) {
        String text = JSON.writeValueAsString(value);
        StringBuilder escaped = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c) && !pairedAt(text, i)) {
                if (escaped == null) escaped = new StringBuilder(text.length() + 64).append(text, 0, i);
                escaped.append(String.format("\\u%04x", (int) c));
            } else if (escaped != null) {
                escaped.append(c);
            }
        }
        return escaped == null ? text : escaped.toString();
    }

    /** The faults with every character that no reader could show replaced; the row itself is kept as it was sent. */
    public static List<Fault> faults(List<Fault> faults) {
        return faults.stream()
                .map(f -> new Fault(
                        text(f.code()), text(f.item()), text(f.value()), text(f.message()), text(f.messageEn())))
                .toList();
    }

    private static String text(String text) {
        if (text == null) return null;
        StringBuilder replaced = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c) && !pairedAt(text, i)) {
                if (replaced == null) replaced = new StringBuilder(text);
                replaced.setCharAt(i, '\uFFFD');
            }
        }
        return replaced == null ? text : replaced.toString();
    }

    private static boolean pairedAt(String text, int i) {
        char c = text.charAt(i);
        return Character.isHighSurrogate(c)
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
}
