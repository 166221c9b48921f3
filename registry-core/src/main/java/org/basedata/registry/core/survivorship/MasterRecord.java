package org.basedata.registry.core.survivorship;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.basedata.registry.core.record.RecordKey;

/**
 * The derived view of a subject over all valid time (主记录): what the events of its stream have assigned so far.
 *
 * @param present false while no record with a timeline belongs to the subject; it then answers as absent
 * @param conflicts in order of number
 * @param decisions that people have taken and not revoked, in {@link Decision#ORDER}; those that have lapsed among them
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record MasterRecord(
        boolean present, ItemTimelines items, List<OpenConflict> conflicts, List<Decision> decisions) {
    public static final MasterRecord EMPTY = new MasterRecord(false, ItemTimelines.NONE, List.of(), List.of());

    public MasterRecord {
        items = items == null ? ItemTimelines.NONE : items;
        conflicts = conflicts == null ? List.of() : List.copyOf(conflicts);
        decisions = decisions == null ? List.of() : List.copyOf(decisions);
    }

    public MasterRecord with(boolean nowPresent, ItemTimelines changes) {
        return new MasterRecord(nowPresent, items.with(changes), conflicts, decisions);
    }

    /** With the conflict added, or put in the place of the one with its number. */
    public MasterRecord with(OpenConflict conflict) {
        List<OpenConflict> all = new ArrayList<>(conflicts.size() + 1);
        boolean replaced = false;
        for (OpenConflict each : conflicts) {
            replaced |= each.number() == conflict.number();
            all.add(each.number() == conflict.number() ? conflict : each);
        }
        if (!replaced) all.add(conflict);
        return new MasterRecord(present, items, all, decisions);
    }

    public MasterRecord without(long conflictNumber) {
        return new MasterRecord(
                present,
                items,
                conflicts.stream().filter(c -> c.number() != conflictNumber).toList(),
                decisions);
    }

    public MasterRecord with(Decision decision) {
        List<Decision> all = new ArrayList<>(decisions);
        all.add(decision);
        return withDecisions(all);
    }

    public MasterRecord withoutDecision(UUID id) {
        return withDecisions(
                decisions.stream().filter(each -> !each.id().equals(id)).toList());
    }

    public MasterRecord withDecisions(List<Decision> standing) {
        return new MasterRecord(
                present,
                items,
                conflicts,
                standing.stream().sorted(Decision.ORDER).toList());
    }

    /** True while the record fits the subject's number but not its name, and stays out of the items. */
    public boolean isHeld(RecordKey record) {
        for (OpenConflict each : conflicts) {
            Conflict c = each.conflict();
            if (c.kind() == ConflictKind.HOLD
                    && c.values().get(0).recordId().equals(record.recordId())
                    && c.values().get(0).source().equals(record.source())
                    && c.values().get(0).dataset().equals(record.dataset())) return true;
        }
        return false;
    }

    /**
     * SHA-256 over everything that depends on the set of record versions and the order of human acts alone. Recorded times, conflict numbers and
     * "since" depend on arrival and are left out. Two registries that were told the same agree on it.
     */
    public String digest() {
        StringBuilder text = new StringBuilder(512).append(present).append('\n');
        items.byItem().forEach((item, segments) -> {
            text.append(item);
            for (Segment s : segments) {
                text.append('|')
                        .append(s.from())
                        .append('|')
                        .append(s.to())
                        .append('|')
                        .append(s.value());
                text.append('|').append(s.status()).append('|').append(s.basis());
                text.append('|')
                        .append(s.origin().record())
                        .append('|')
                        .append(s.origin().version());
                text.append('|').append(s.corroboratedBy());
            }
            text.append('\n');
        });
        conflicts.stream()
                .map(OpenConflict::conflict)
                .map(MasterRecord::withoutArrival)
                .sorted()
                .forEach(line -> text.append(line).append('\n'));
        for (Decision decision : decisions)
            text.append("decision|").append(decision.id()).append('\n');
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String withoutArrival(Conflict c) {
        StringBuilder line = new StringBuilder()
                .append(c.kind())
                .append('|')
                .append(c.item())
                .append('|')
                .append(c.rule())
                .append('|')
                .append(c.from())
                .append('|')
                .append(c.to())
                .append('|')
                .append(c.severity())
                .append('|')
                .append(c.standing());
        for (ConflictValue v : c.values())
            line.append('|')
                    .append(v.value())
                    .append('|')
                    .append(v.source())
                    .append('|')
                    .append(v.dataset())
                    .append('|')
                    .append(v.recordId())
                    .append('|')
                    .append(v.version())
                    .append('|')
                    .append(v.validFrom());
        return line.toString();
    }
}
