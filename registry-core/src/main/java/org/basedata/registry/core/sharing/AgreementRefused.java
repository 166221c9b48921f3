package org.basedata.registry.core.sharing;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.reconciliation.Who;

/** An order about sharing that is not taken; nothing of it is recorded. Carries everything that is wrong with it. */
public final class AgreementRefused extends RuntimeException {
    /** Somebody else was first. */
    public static final String CHANGED = "AGREEMENT_CHANGED";

    public static final String UNKNOWN = "AGREEMENT_UNKNOWN";
    /** The person has no role for it, or it is another department's. */
    public static final String NOT_YOURS = "NOT_YOURS";

    private static final long serialVersionUID = 1;
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(SharingRegistrar.DAY_ZONE);

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

    /**
     * Somebody else was first.
     *
     * @param since what was done meanwhile, oldest first
     */
    static AgreementRefused changed(String whatZh, String whatEn, long version, List<Done> since) {
        String zh = since.stream().map(Done::zh).collect(Collectors.joining(";"));
        String en = since.stream().map(Done::en).collect(Collectors.joining("; "));
        return new AgreementRefused(
                CHANGED,
                "If-Match",
                whatZh + "已有变化,本次操作未办理。当前版本 " + version + (zh.isEmpty() ? "" : ";其间办理:" + zh) + "。请重新打开后再办理",
                whatEn + " has changed, nothing of this was done. It is at version " + version
                        + (en.isEmpty() ? "" : "; since then: " + en) + ". Open it again first");
    }

    /** What somebody did, and when. */
    record Done(Who by, Instant at, SharingWords what) {
        private String zh() {
            return by.called() + " " + MINUTE.format(at) + " " + what.zh();
        }

        private String en() {
            return by.called() + " " + MINUTE.format(at) + ": " + what.en();
        }
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
