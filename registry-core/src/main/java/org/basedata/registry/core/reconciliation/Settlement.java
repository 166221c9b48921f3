package org.basedata.registry.core.reconciliation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.basedata.registry.core.decision.Choice;

/**
 * What is to be done about one conflict.
 *
 * @param conflict its number within the subject
 * @param choice of CHOOSE; else null
 * @param act of DIFFERENT_SUBJECTS: id of the act about identity, where it is known already; else null
 * @param source of SOURCE_CORRECTS: who; else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Settlement(long conflict, Way way, Choice choice, UUID act, String source) {
    /** The ways to go about it. */
    public enum Way {
        /** A decision about the value, in force at once. */
        CHOOSE("裁定"),
        /** The records are about different subjects: an act about identity settles it. */
        DIFFERENT_SUBJECTS("不属同一主体"),
        /** A source is wrong and sends a correction. */
        SOURCE_CORRECTS("由数源更正");

        private final String zh;

        Way(String zh) {
            this.zh = zh;
        }

        public String zh() {
            return zh;
        }
    }

    public static Settlement choose(long conflict, Choice choice) {
        return new Settlement(conflict, Way.CHOOSE, choice, null, null);
    }

    public static Settlement differentSubjects(long conflict, UUID act) {
        return new Settlement(conflict, Way.DIFFERENT_SUBJECTS, null, act, null);
    }

    public static Settlement sourceCorrects(long conflict, String source) {
        return new Settlement(conflict, Way.SOURCE_CORRECTS, null, null, source);
    }
}
