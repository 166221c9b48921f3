package org.basedata.registry.core.reconciliation;

import java.util.List;
import org.basedata.registry.core.fault.Fault;

/** An order that a case does not take; nothing of it is recorded. */
public final class CaseRefused extends RuntimeException {
    /** Somebody else was first: {@link #since} says who did what. */
    public static final String CASE_CHANGED = "CASE_CHANGED";

    public static final String CASE_UNKNOWN = "CASE_UNKNOWN";
    /** The person has no role for it, or it is another department's. */
    public static final String NOT_YOURS = "NOT_YOURS";

    private static final long serialVersionUID = 1;

    private final transient Fault fault;
    private final transient List<CaseStep> since;

    CaseRefused(String code, String item, String zh, String en) {
        this(code, item, zh, en, List.of());
    }

    CaseRefused(String code, String item, String zh, String en, List<CaseStep> since) {
        super(code + ": " + en);
        this.fault = new Fault(code, item, null, zh, en);
        this.since = List.copyOf(since);
    }

    public static CaseRefused unknown() {
        return new CaseRefused(CASE_UNKNOWN, "id", "没有该工单", "there is no such case");
    }

    public Fault fault() {
        return fault;
    }

    /** What happened to the case since the version that the order was for; of CASE_CHANGED only. */
    public List<CaseStep> since() {
        return since;
    }
}
