package org.basedata.registry.core.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.basedata.registry.core.identifier.SubjectId;

/**
 * All versions ever received of one source record, in version order. A function of the set: arrival plays no part. Immutable.
 */
public final class RecordHistory {
    private final RecordKey key;
    private final List<RecordVersion> versions;

    private RecordHistory(RecordKey key, List<RecordVersion> versions) {
        this.key = key;
        this.versions = versions;
    }

    public static RecordHistory empty(RecordKey key) {
        return new RecordHistory(key, List.of());
    }

    /** @param versions in {@link RecordVersion#ORDER} */
    public static RecordHistory of(RecordKey key, List<RecordVersion> versions) {
        return new RecordHistory(key, List.copyOf(versions));
    }

    public RecordKey key() {
        return key;
    }

    public List<RecordVersion> versions() {
        return versions;
    }

    public RecordHistory with(RecordVersion version) {
        List<RecordVersion> all = new ArrayList<>(versions.size() + 1);
        all.addAll(versions);
        int at = all.size();
        while (at > 0 && RecordVersion.ORDER.compare(all.get(at - 1), version) > 0) at--;
        all.add(at, version);
        return new RecordHistory(key, List.copyOf(all));
    }

    public Optional<RecordVersion> find(long version, String hash) {
        for (RecordVersion v : versions) if (v.version() == version && v.hash().equals(hash)) return Optional.of(v);
        return Optional.empty();
    }

    /** The version in force with the highest number below the given one. */
    public Optional<RecordVersion> below(long version) {
        for (int i = versions.size() - 1; i >= 0; i--)
            if (versions.get(i).version() < version) return Optional.of(versions.get(i));
        return Optional.empty();
    }

    /** True when another content is already known under this version number. */
    public boolean knows(long version) {
        for (RecordVersion v : versions) if (v.version() == version) return true;
        return false;
    }

    public Optional<RecordVersion> highest() {
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.get(versions.size() - 1));
    }

    /** All contents under the highest version number; more than one means that the version was reused. */
    public List<RecordVersion> underHighest() {
        int first = versions.size() - 1;
        while (first > 0 && versions.get(first - 1).version() == versions.get(first).version()) first--;
        return versions.isEmpty() ? versions : versions.subList(first, versions.size());
    }

    /**
     * The subject the record belongs to: the one its highest version names. A version that names none stands for the
     * subject of the version below it. Empty while no version names a subject.
     */
    public Optional<SubjectId> owner() {
        List<RecordVersion> inForce = inForce();
        for (int i = inForce.size() - 1; i >= 0; i--)
            if (inForce.get(i).subject() != null) return Optional.of(inForce.get(i).subject());
        return Optional.empty();
    }

    /**
     * The versions that are folded for the owner: the unbroken run of versions naming it, up to the highest. What the record
     * said of another subject before it moved is not this subject's past.
     */
    public List<RecordVersion> counted() {
        SubjectId owner = owner().orElse(null);
        if (owner == null) return List.of();
        List<RecordVersion> inForce = inForce();
        int first = inForce.size();
        for (int i = inForce.size() - 1; i >= 0; i--) {
            SubjectId named = inForce.get(i).subject();
            if (named != null && !named.equals(owner)) break;
            first = i;
        }
        return inForce.subList(first, inForce.size());
    }

    /** One version a number: of several contents under one number the last, which has the greater hash. */
    private List<RecordVersion> inForce() {
        boolean reused = false;
        for (int i = 1; i < versions.size() && !reused; i++)
            reused = versions.get(i).version() == versions.get(i - 1).version();
        if (!reused) return versions;
        List<RecordVersion> result = new ArrayList<>(versions.size());
        for (int i = 0; i < versions.size(); i++)
            if (i + 1 == versions.size()
                    || versions.get(i + 1).version() != versions.get(i).version()) result.add(versions.get(i));
        return result;
    }
}
