package org.basedata.registry.core.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.basedata.registry.core.record.RecordKey;

/**
 * How one conflict is to be settled (裁定方式).
 *
 * @param record of TAKE, the record whose value holds; else null
 * @param value of SET, the value that holds; else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Choice(How how, RecordKey record, String value) {
    /** The ways to settle. */
    public enum How {
        /** The value that one of the competing records states. */
        TAKE("采信来源值"),
        /** A value that none of them need state, on evidence. */
        SET("依据材料定值"),
        /** The difference is of no account: the standing value goes on standing. */
        TOLERATE("容许差异"),
        /** The held record is this subject's all the same. Of holds only. */
        ACCEPT("认定为同一主体");

        private final String zh;

        How(String zh) {
            this.zh = zh;
        }

        public String zh() {
            return zh;
        }
    }

    public static Choice take(RecordKey record) {
        return new Choice(How.TAKE, record, null);
    }

    public static Choice set(String value) {
        return new Choice(How.SET, null, value);
    }

    public static Choice tolerate() {
        return new Choice(How.TOLERATE, null, null);
    }

    public static Choice accept() {
        return new Choice(How.ACCEPT, null, null);
    }
}
