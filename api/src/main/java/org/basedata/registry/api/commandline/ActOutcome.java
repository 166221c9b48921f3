package org.basedata.registry.api.commandline;

import java.io.PrintWriter;
import java.util.List;

/**
 * What became of one line of a file of acts.
 *
 * @param act id of the act; null when it was refused
 * @param ref the subject that it was about, as it stands now; null unless it was taken
 * @param parts of SPLIT: refs of the parts, in their order; else empty
 * @param code why it was refused; null when it was not
 * @param at the faulty place; may be null
 */
record ActOutcome(
        Kind kind,
        String act,
        String ref,
        List<String> parts,
        String code,
        String at,
        String message,
        String messageEn) {
    enum Kind {
        TAKEN("已办理/taken"),
        /** The same act was taken before. */
        KNOWN("此前已办理/taken before"),
        REFUSED("拒绝/refused");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    static ActOutcome taken(String act, String ref, List<String> parts) {
        return new ActOutcome(Kind.TAKEN, act, ref, parts, null, null, null, null);
    }

    static ActOutcome known() {
        return new ActOutcome(Kind.KNOWN, null, null, List.of(), null, null, null, null);
    }

    static ActOutcome refused(String code, String at, String message, String messageEn) {
        return new ActOutcome(Kind.REFUSED, null, null, List.of(), code, at, message, messageEn);
    }

    void print(PrintWriter out, String file, int line) {
        StringBuilder text = new StringBuilder(file + ":" + line + "  " + kind.words);
        if (kind == Kind.TAKEN) {
            text.append("  act ").append(act).append("  ref ").append(ref);
            if (!parts.isEmpty()) text.append("  parts ").append(String.join(" ", parts));
        }
        if (kind == Kind.REFUSED) {
            text.append("  ").append(code);
            if (at != null) text.append(" (").append(at).append(")");
            text.append(": ").append(message).append(" / ").append(messageEn);
        }
        out.println(text);
    }
}
