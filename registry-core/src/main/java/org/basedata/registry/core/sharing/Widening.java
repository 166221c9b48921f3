package org.basedata.registry.core.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;

/**
 * What an agreement is to allow beyond what was granted (Decree 809 article 25). For another purpose or more items an application of its own
 * is made.
 *
 * @param scope of SCOPE: the subjects from then on; else null
 * @param until of PERIOD: first day after the last; else null
 * @param party of PASSING_ON: who is to receive the data; else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Widening(Kind kind, SubjectScope scope, LocalDate until, String party) {
    /** What is wanted. */
    public enum Kind {
        SCOPE("扩大范围"),
        PERIOD("延长期限"),
        PASSING_ON("提供第三方"),
        PUBLICATION("公开");

        private final String zh;

        Kind(String zh) {
            this.zh = zh;
        }

        public String zh() {
            return zh;
        }
    }
}
