package org.basedata.registry.core.sharing;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What one provider of an application was asked and has answered so far. */
public final class ProviderAnswer {
    private final String provider;
    private final SortedSet<String> open;
    private final SortedMap<String, Masking> granted = new TreeMap<>();
    private final SortedMap<String, String> refused = new TreeMap<>();
    private boolean conditional;
    private LocalDate due;
    private String missing;
    private boolean supplied;
    private int left;
    private int extended;
    private int escalated;
    private LocalDate settleBy;
    private LocalDate accessBy;

    ProviderAnswer(String provider, List<String> items) {
        this.provider = provider;
        this.open = new TreeSet<>(items);
    }

    void asked(AskedProvider asked) {
        conditional = asked.conditional();
        due = asked.due();
    }

    void lacks(MaterialRequested event) {
        missing = event.reason();
        left = event.left();
    }

    void has(MaterialSupplied event) {
        supplied = true;
        due = event.due();
    }

    void extend(AnswerExtended event) {
        extended += event.workingDays();
        due = event.due();
    }

    void grant(SortedMap<String, Masking> items, LocalDate by) {
        granted.putAll(items);
        open.removeAll(items.keySet());
        refused.keySet().removeAll(items.keySet());
        if (by != null) accessBy = by;
    }

    void refuse(List<String> items, String ground) {
        for (String item : items) refused.put(item, ground == null ? "" : ground);
        open.removeAll(items);
    }

    void escalate(SharingEscalated event) {
        escalated = event.level();
        settleBy = event.due();
    }

    void settle(DisputeSettled event) {
        grant(event.items(), event.accessBy());
        for (String item : event.refused()) refused.putIfAbsent(item, "");
        open.clear();
        settleBy = null;
    }

    public String provider() {
        return provider;
    }

    /** Codes of items that are not answered for. */
    public SortedSet<String> open() {
        return Collections.unmodifiableSortedSet(open);
    }

    public SortedMap<String, Masking> granted() {
        return Collections.unmodifiableSortedMap(granted);
    }

    /** Codes, and the legal ground; empty where none is on record. */
    public SortedMap<String, String> refused() {
        return Collections.unmodifiableSortedMap(refused);
    }

    public boolean conditional() {
        return conditional;
    }

    /** Last day for the answer; null until the applicant's own department has consented. */
    public LocalDate due() {
        return due;
    }

    /** What the application lacked; null when nothing was asked for. */
    public String missing() {
        return missing;
    }

    /** Whether the clock stands still. */
    public boolean isWaitingForMaterial() {
        return missing != null && !supplied;
    }

    /** Working days that were left for the answer when it began to stand still. */
    public int left() {
        return left;
    }

    /** Working days by which it was extended. */
    public int extended() {
        return extended;
    }

    /** 0 when nobody above was asked. */
    public int escalated() {
        return escalated;
    }

    /** Last day on which the dispute is to be settled; null when there is none. */
    public LocalDate settleBy() {
        return settleBy;
    }

    /** Last day by which what was granted is shared; null when nothing is. */
    public LocalDate accessBy() {
        return accessBy;
    }

    /** Whether it has answered for all its items. */
    public boolean isComplete() {
        return open.isEmpty();
    }

    public boolean isLate(LocalDate today) {
        return due != null && !isComplete() && !isWaitingForMaterial() && today.isAfter(due);
    }
}
