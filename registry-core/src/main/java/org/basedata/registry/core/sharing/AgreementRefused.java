package org.basedata.registry.core.sharing;

import java.util.List;
import org.basedata.registry.core.fault.Fault;

/** An order about sharing that is not taken; nothing of it is recorded. Carries everything that is wrong with it. */
public final class AgreementRefused extends RuntimeException {
    /** Somebody else was first. */
    public static final String CHANGED = "AGREEMENT_CHANGED";

    public static final String UNKNOWN = "AGREEMENT_UNKNOWN";
    /** The person has no role for it, or it is another department's. */
    public static final String NOT_YOURS = "NOT_YOURS";

    private static final long serialVersionUID = 1;

    private final transient List<Fault> faults;

    AgreementRefused(String code, String item, String zh, String en) {
        this(List.of(new Fault(code, item, null, zh, en)));
    }

    AgreementRefused(List<Fault> faults) {
        super(faults.get(0).code() + ": " + faults.get(0).messageEn());
        this.faults = List.copyOf(faults);
    }

    static AgreementRefused notYours(String item, String zh, String en) {
        return new AgreementRefused(NOT_YOURS, item, zh, en);
    }

    public static AgreementRefused unknown() {
        return new AgreementRefused(UNKNOWN, "id", "没有该记录", "there is no such record");
    }

    /** At least one. */
    public List<Fault> faults() {
        return faults;
    }

    public Fault fault() {
        return faults.get(0);
    }
}
