package org.basedata.registry.core.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.basedata.registry.core.identifier.SubjectId;

/**
 * All versions ever received of one source record, in version order, and whose they are. A function of the set and of what was
 * decided about its subjects: arrival plays no part. Immutable, but for decisions that are taken in the working set that it is of.
 */
public final class RecordHistory {
    private final RecordKey key;
    private final List<RecordVersion> versions;
    private final Belonging belonging;

    private RecordHistory(RecordKey key, List<RecordVersion> versions, Belonging belonging) {
        this.key = key;
        this.versions = versions;
        this.belonging = belonging;
    }

    public static RecordHistory empty(RecordKey key, Belonging belonging) {
        return new RecordHistory(key, List.of(), belonging);
    }

    /** @param versions in {@link RecordVersion#ORDER} */
    public static RecordHistory of(RecordKey key, List<RecordVersion> versions, Belonging belonging) {
        return new RecordHistory(key, List.copyOf(versions), belonging);
    }

    public RecordKey key() {
        return key;
    }

    /** Whose a version is that names a subject. */
    public Belonging belonging() {
        return belonging;
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
        return new RecordHistory(key, List.copyOf(all), belonging);
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
        while (first > 0
                && versions.get(first - 1).version() == versions.get(first).version()) first--;
        return versions.isEmpty() ? versions : versions.subList(first, versions.size());
    }

    /**
     * The subject the record belongs to: the one that holds what its highest version names. A version that names none stands for
     * the subject of the version below it. Empty while no version names a subject.
     */
    public Optional<SubjectId> owner() {
        for (int i = versions.size() - 1; i >= 0; i = below(i)) {
            SubjectId holder = holderUnder(i);
            if (holder != null) return Optional.of(holder);
        }
        return Optional.empty();
    }

    /**
     * The versions that are folded for the owner: the unbroken run of versions that are its own, up to the highest; one a number,
     * of several contents the one with the greatest hash. What the record said of another subject before it moved is not
     * this subject's past.
     */
    public List<RecordVersion> counted() {
        SubjectId owner = owner().orElse(null);
        if (owner == null) return List.of();
        if (versions.size() == 1) return versions;
        List<RecordVersion> counted = new ArrayList<>(versions.size());
        for (int i = versions.size() - 1; i >= 0; i = below(i)) {
            SubjectId holder = holderUnder(i);
            if (holder != null && !holder.equals(owner)) break;
            counted.add(versions.get(i));
        }
        Collections.reverse(counted);
        return counted;
    }

    /** Place of the version in force under the next lower number, given the place of one in force. */
    private int below(int place) {
        int i = place - 1;
        while (i >= 0 && versions.get(i).version() == versions.get(place).version()) i--;
        return i;
    }

    /** Who holds what is named under a number: by the content in force, else by the greatest other content that names one. */
    private SubjectId holderUnder(int place) {
        long number = versions.get(place).version();
        for (int i = place; i >= 0 && versions.get(i).version() == number; i--)
            if (versions.get(i).subject() != null)
                return belonging.holder(key, versions.get(i).subject());
        return null;
    }
}
