package org.basedata.registry.core.fault;

import java.util.Objects;

/**
 * One thing that is wrong with a submitted row, or that its sender should know (a warning).
 *
 * @param code stable upper-case code, such as {@code ID_CHECK_DIGIT}; programs branch on it
 * @param item JSON path of the faulty part inside the record, such as {@code subject.id} or {@code items.sex}
 * @param value what was found, masked where it is personal; null when nothing was there
 * @param message what is wrong, by which rule, and what to do, in Chinese
 * @param messageEn the same in English
 */
public record Fault(String code, String item, String value, String message, String messageEn) {
    public Fault {
        Objects.requireNonNull(code, "code");
        Objects.requireNonNull(item, "item");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(messageEn, "messageEn");
    }

    /** The registry itself failed on the row. */
    public static Fault internal() {
        return new Fault(
                "INTERNAL",
                "record",
                null,
                "登记系统内部错误,本行已留存,运维人员已收到告警,处理后可重新报送",
                "the registry failed on this row; it is kept, operations were alerted, send it again afterwards");
    }
}
