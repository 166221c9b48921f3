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
    private transient List<Successor> successors = List.of();
    private transient Object draft;

    public RequestRefused(ProblemCode code, String detail, String detailEn) {
        super(code + ": " + detailEn);
        this.code = code;
        this.detail = detail;
        this.detailEn = detailEn;
    }

    /** More is being submitted at the moment than can be taken; nothing of the request is kept. */
    public static RequestRefused busy() {
        return new RequestRefused(
                        ProblemCode.BUSY,
                        "当前报送量超过可接收的上限,本次请求没有留存;请稍后重发",
                        "more is being submitted at the moment than can be taken, nothing of this request is kept;"
                                + " send it again a little later")
                .retryAfter(1);
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

    /** Says what to send in order to be let in another time. */
    public RequestRefused draft(Object application) {
        this.draft = application;
        return this;
    }

    /** Says whom to ask for instead. */
    public RequestRefused successors(List<Successor> all) {
        this.successors = List.copyOf(all);
        return this;
    }

    public ProblemCode code() {
        return code;
    }

    public String detail() {
        return detail;
    }

    public String detailEn() {
        return detailEn;
    }

    public String at() {
        return at;
    }

    int retryAfter() {
        return retryAfter;
    }

    public List<Fault> faults() {
        return faults;
    }

    Object draft() {
        return draft;
    }

    List<Successor> successors() {
        return successors;
    }
}
