package org.basedata.registry.api.problem;

import java.util.List;
import org.basedata.registry.core.fault.Fault;

/** A request that is not answered with what it asked for. Says what was found, which rule, what to do; no personal values. */
public final class RequestRefused extends RuntimeException {
    private final ProblemCode code;
    private final String detail;
    private final String detailEn;
    private String at;
    private int retryAfter;
    private transient List<Fault> faults = List.of();

    public RequestRefused(ProblemCode code, String detail, String detailEn) {
        super(code + ": " + detailEn);
        this.code = code;
        this.detail = detail;
        this.detailEn = detailEn;
    }

    /** Names the faulty place: a JSON path, a parameter or a header. */
    public RequestRefused at(String place) {
        this.at = place;
        return this;
    }

    /** Says after how many seconds the same request may succeed. */
    public RequestRefused retryAfter(int seconds) {
        this.retryAfter = seconds;
        return this;
    }

    public RequestRefused faults(List<Fault> all) {
        this.faults = List.copyOf(all);
        return this;
    }

    public ProblemCode code() {
        return code;
    }

    String detail() {
        return detail;
    }

    String detailEn() {
        return detailEn;
    }

    String at() {
        return at;
    }

    int retryAfter() {
        return retryAfter;
    }

    List<Fault> faults() {
        return faults;
    }
}
