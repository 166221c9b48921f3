package org.basedata.registry.core.sharing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.basedata.registry.core.reconciliation.Who;

/**
 * What is on record of a department: what it reads for, and its confidentiality agreements. Immutable.
 *
 * @param sequence of the last event; -1 before the first
 * @param purposes by code, ended ones included
 * @param confidentiality in the order in which they were recorded
 */
public record Member(
        String department,
        long sequence,
        SortedMap<String, EnteredPurpose> purposes,
        List<ConfidentialityRecord> confidentiality) {
    public Member {
        purposes = purposes == null ? new TreeMap<>() : new TreeMap<>(purposes);
        confidentiality = confidentiality == null ? List.of() : List.copyOf(confidentiality);
    }

    /** @param endedAt null while it is in use */
    public record EnteredPurpose(Purpose purpose, Who by, Instant at, Instant endedAt, String endReason) {}

    /** @param endedAt null unless it was ended before its day */
    public record ConfidentialityRecord(
            String reference, LocalDate from, LocalDate until, Who by, Instant at, Instant endedAt, String endReason) {
        boolean holds(LocalDate day) {
            return endedAt == null && !day.isBefore(from) && day.isBefore(until);
        }
    }

    public static Member none(String department) {
        return new Member(department, -1, new TreeMap<>(), List.of());
    }

    /** Of the department's stream. */
    public static UUID id(String department) {
        return UUID.nameUUIDFromBytes(("member|" + department).getBytes(StandardCharsets.UTF_8));
    }

    /** Takes over what an event says. */
    public Member after(MemberEvent happened, long next, Instant at) {
        SortedMap<String, EnteredPurpose> entered = new TreeMap<>(purposes);
        List<ConfidentialityRecord> records = new ArrayList<>(confidentiality);
        if (happened instanceof PurposeEntered event)
            entered.put(event.purpose().code(), new EnteredPurpose(event.purpose(), event.by(), at, null, null));
        else if (happened instanceof PurposeEnded event)
            entered.computeIfPresent(
                    event.code(),
                    (code, each) -> new EnteredPurpose(each.purpose(), each.by(), each.at(), at, event.reason()));
        else if (happened instanceof ConfidentialityAgreed event)
            records.add(new ConfidentialityRecord(
                    event.reference(), event.from(), event.until(), event.by(), at, null, null));
        else if (happened instanceof ConfidentialityEnded event)
            records.replaceAll(each -> each.reference().equals(event.reference()) && each.endedAt() == null
                    ? new ConfidentialityRecord(
                            each.reference(), each.from(), each.until(), each.by(), each.at(), at, event.reason())
                    : each);
        return new Member(department, next, entered, records);
    }

    /** By code, those in use. */
    public Map<String, Purpose> inUse() {
        Map<String, Purpose> inUse = new LinkedHashMap<>();
        purposes.forEach((code, each) -> {
            if (each.endedAt() == null) inUse.put(code, each.purpose());
        });
        return inUse;
    }

    /** Whether a confidentiality agreement holds on a day. */
    public boolean isConfidential(LocalDate day) {
        return confidentiality.stream().anyMatch(each -> each.holds(day));
    }
}
