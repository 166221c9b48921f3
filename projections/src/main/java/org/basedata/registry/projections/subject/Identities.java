package org.basedata.registry.projections.subject;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.record.RecordHistory;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.record.RecordVersion;
import org.basedata.registry.core.subject.ActRevoked;
import org.basedata.registry.core.subject.IdentityEvent;
import org.basedata.registry.core.subject.RecordedEvent;
import org.basedata.registry.core.subject.SubjectLinks;
import org.basedata.registry.core.subject.SubjectState;
import org.basedata.registry.core.subject.SubjectView;
import org.basedata.registry.core.subject.WorkingSet;

/** What staff look at before they decide about a subject's identity: its records one by one, and all acts so far. */
public final class Identities {
    private final SubjectView view;
    private final SubjectStreams streams;

    public Identities(SubjectView view, SubjectStreams streams) {
        this.view = view;
        this.streams = streams;
    }

    /**
     * @param identifier null while nothing has named the subject
     * @param records that stand with it, in order
     * @param acts in their order, revoked ones too
     */
    public record Identity(
            SubjectId ref, Identifier identifier, SubjectLinks links, List<Held> records, List<Taken> acts) {}

    /** @param named what its highest version that names a subject says; null when none does */
    public record Held(RecordKey record, long version, Identifier named, boolean held) {}

    /** @param revokedBy the act that revoked it; null while it is in force */
    public record Taken(IdentityEvent event, Instant recordedAt, UUID revokedBy) {}

    /** Empty when no event has ever been about the subject. */
    public Optional<Identity> of(SubjectId ref) {
        WorkingSet set = view.load(List.of(ref), EnumSet.allOf(SubjectType.class), List.of());
        SubjectState state = set.subject(ref);
        if (state.sequence() < 0) return Optional.empty();
        List<Held> records = new ArrayList<>();
        for (RecordKey key : state.owned()) {
            RecordHistory record = set.record(key);
            records.add(new Held(
                    key,
                    record.highest().orElseThrow().version(),
                    named(record),
                    state.master().isHeld(key)));
        }
        return Optional.of(new Identity(ref, state.identifier(), state.links(), records, acts(ref)));
    }

    private static Identifier named(RecordHistory record) {
        Identifier named = null;
        for (RecordVersion version : record.versions())
            if (version.content().subject() != null) named = version.content().subject();
        return named;
    }

    private List<Taken> acts(SubjectId ref) {
        Map<UUID, Taken> acts = new LinkedHashMap<>();
        for (RecordedEvent recorded : streams.read(List.of(ref)).getOrDefault(ref, List.of())) {
            if (!(recorded.event() instanceof IdentityEvent event)) continue;
            acts.put(event.act().id(), new Taken(event, recorded.recordedAt(), null));
            if (event instanceof ActRevoked revocation)
                acts.computeIfPresent(
                        revocation.revoked(),
                        (id, taken) -> new Taken(
                                taken.event(), taken.recordedAt(), event.act().id()));
        }
        return List.copyOf(acts.values());
    }
}
