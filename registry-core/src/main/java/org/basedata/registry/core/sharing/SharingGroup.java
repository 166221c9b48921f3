package org.basedata.registry.core.sharing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.basedata.registry.core.reconciliation.Who;

/**
 * A group for a special use (专项共享) as its steps have led to it: who gives what to whom, and how far each part is. What is given out by a part is
 * an agreement of its own. Changed only by {@link #evolve}. Not thread-safe.
 */
public final class SharingGroup {
    private final List<SharingGroupStep> history = new ArrayList<>();
    private final SortedMap<Integer, Part> parts = new TreeMap<>();
    private final SortedMap<String, LocalDate> due = new TreeMap<>();
    private SharingGroupTerms terms;
    private Instant foundedAt;
    private LocalDate until;
    private String filedAs;
    private SharingGroupSuspended suspended;
    private Instant suspendedAt;
    private SharingGroupEnded ended;
    private Prolongation prolongation;

    private SharingGroup() {}

    /** One that begins now. */
    static SharingGroup begun() {
        return new SharingGroup();
    }

    /** @param steps all of the group, in their order */
    public static SharingGroup of(List<SharingGroupStep> steps) {
        SharingGroup group = new SharingGroup();
        steps.forEach(group::evolve);
        return group;
    }

    /** Of the stream: a code is given to one group only. */
    public static UUID id(String code) {
        return UUID.nameUUIDFromBytes(("sharing-group|" + code).getBytes(StandardCharsets.UTF_8));
    }

    /** Why no agreement comes of a part any more. */
    public enum Closed {
        DECLINED,
        DROPPED,
        LEFT
    }

    /**
     * A part, and how far it is.
     *
     * @param proposedBy who asked for it, and so consents to none of it
     * @param received who has consented for the receiver; null before
     * @param given who has consented for the giver; null before. A giver may also answer in the agreement
     * @param agreement null before it is opened
     * @param number of the agreement; null likewise
     * @param closed null while it is not
     */
    public record Part(
            GroupPart what,
            Who proposedBy,
            Who received,
            Who given,
            AgreementId agreement,
            String number,
            Closed closed) {
        private Part consented(String member, Who by) {
            return new Part(
                    what,
                    proposedBy,
                    member.equals(what.receiver()) ? by : received,
                    member.equals(what.giver()) ? by : given,
                    agreement,
                    number,
                    closed);
        }

        private Part opened(GroupPartOpened event) {
            return new Part(what, proposedBy, received, given, event.agreement(), event.number(), closed);
        }

        private Part closed(Closed how) {
            return new Part(what, proposedBy, received, given, agreement, number, how);
        }

        /**
         * Whether a member can still consent: it has not said yet, or it gives and has not answered in the agreement.
         *
         * @param files the agreements of the group
         */
        public boolean isOpenTo(String member, Map<AgreementId, SharingAgreement> files, LocalDate today) {
            if (waitsFor(member)) return true;
            if (closed != null
                    || agreement == null
                    || given != null
                    || !what.giver().equals(member)) return false;
            SharingAgreement file = files.get(agreement);
            return file.state(today) == AgreementState.ANSWERING
                    && !file.answer(member).isComplete();
        }

        /** Whether a member has yet to say whether it wants it. What was opened waits for its giver in the agreement. */
        public boolean waitsFor(String member) {
            if (closed != null || agreement != null) return false;
            return what.receiver().equals(member) && received == null
                    || what.giver().equals(member) && given == null;
        }
    }

    /** A longer term that is wanted, and the members that have consented to it. */
    public record Prolongation(Who by, LocalDate until, SortedSet<String> consented) {}

    /** Takes over what a step says. Computes nothing. */
    public void evolve(SharingGroupStep step) {
        if (step.sequence() != version() + 1)
            throw new IllegalStateException("GROUP_DAMAGED: step " + step.sequence() + " of a sharing group follows on "
                    + version() + "; its stream is not whole");
        history.add(step);
        SharingGroupEvent happened = step.event();
        if (happened instanceof SharingGroupFounded event) {
            terms = event.terms();
            until = event.terms().until();
            foundedAt = step.recordedAt();
        } else if (happened instanceof GroupPartsProposed event) {
            for (GroupPart part : event.parts())
                parts.put(part.number(), new Part(part, event.by(), null, null, null, null, null));
            due.putAll(event.asked());
        } else if (happened instanceof GroupPartsConsented event)
            for (int part : event.parts())
                parts.computeIfPresent(part, (n, each) -> each.consented(event.member(), event.by()));
        else if (happened instanceof GroupPartsDeclined event) close(event.parts(), Closed.DECLINED);
        else if (happened instanceof GroupPartOpened event)
            parts.computeIfPresent(event.part(), (n, each) -> each.opened(event));
        else if (happened instanceof SharingGroupFiled event) filedAs = event.reference();
        else if (happened instanceof SharingGroupSuspended event) {
            suspended = event;
            suspendedAt = step.recordedAt();
        } else if (happened instanceof SharingGroupResumed) suspended = null;
        else if (happened instanceof GroupPartsDropped event) close(event.parts(), Closed.DROPPED);
        else if (happened instanceof GroupMemberLeft event) close(event.parts(), Closed.LEFT);
        else if (happened instanceof GroupProlongationAsked event)
            prolongation = new Prolongation(event.by(), event.until(), new TreeSet<>());
        else if (happened instanceof GroupProlongationConsented event) {
            SortedSet<String> consented = new TreeSet<>(prolongation.consented());
            consented.add(event.member());
            prolongation = new Prolongation(prolongation.by(), prolongation.until(), consented);
        } else if (happened instanceof SharingGroupProlonged event) {
            until = event.until();
            prolongation = null;
        } else if (happened instanceof SharingGroupEnded event) ended = event;
    }

    private void close(List<Integer> numbers, Closed how) {
        for (int number : numbers) parts.computeIfPresent(number, (n, each) -> each.closed(how));
    }

    /** Sequence of the last step; -1 before the first. */
    public long version() {
        return history.isEmpty() ? -1 : history.get(history.size() - 1).sequence();
    }

    public List<SharingGroupStep> history() {
        return Collections.unmodifiableList(history);
    }

    public SharingGroupTerms terms() {
        return terms;
    }

    public String code() {
        return terms.code();
    }

    public Instant foundedAt() {
        return foundedAt;
    }

    public Who foundedBy() {
        return history.get(0).event().by();
    }

    /** First day after the last, prolonged or as it was founded. */
    public LocalDate until() {
        return until;
    }

    public Collection<Part> parts() {
        return Collections.unmodifiableCollection(parts.values());
    }

    Part part(int number) {
        return parts.get(number);
    }

    /** Codes of the lead and of all departments that give or get, or are asked to. */
    public SortedSet<String> members() {
        SortedSet<String> members = new TreeSet<>();
        members.add(terms.lead());
        for (Part each : parts.values())
            if (each.closed() == null) {
                members.add(each.what().giver());
                members.add(each.what().receiver());
            }
        return members;
    }

    /** The members, and those that have left or were never in: all that it has ever concerned. */
    public SortedSet<String> concerned() {
        SortedSet<String> all = members();
        for (Part each : parts.values()) {
            all.add(each.what().giver());
            all.add(each.what().receiver());
        }
        return all;
    }

    /** Codes of members whose consent to some part is waited for, and the last day for each. */
    public SortedMap<String, LocalDate> waitingFor() {
        SortedMap<String, LocalDate> waiting = new TreeMap<>();
        if (ended == null)
            for (String member : members())
                if (parts.values().stream().anyMatch(each -> each.waitsFor(member)))
                    waiting.put(member, due.get(member));
        return waiting;
    }

    /** Ids of the agreements by which something is or was given out. */
    public List<AgreementId> agreements() {
        return parts.values().stream()
                .map(Part::agreement)
                .filter(Objects::nonNull)
                .toList();
    }

    /** File number with the authority; null before. */
    public String filedAs() {
        return filedAs;
    }

    /** Null while it is not suspended. */
    public SharingGroupSuspended suspended() {
        return suspended;
    }

    Instant suspendedAt() {
        return suspendedAt;
    }

    /** Null unless it ended before its day. */
    public SharingGroupEnded ended() {
        return ended;
    }

    /** Null when no longer term is wanted. */
    public Prolongation prolongation() {
        return prolongation;
    }

    /** Codes of the members that have not consented to the longer term that is wanted; empty when none is. */
    public SortedSet<String> prolongationWaitsFor() {
        SortedSet<String> waiting = new TreeSet<>();
        if (prolongation != null) {
            waiting.addAll(members());
            waiting.removeAll(prolongation.consented());
        }
        return waiting;
    }

    /** As its own steps have led to it, whatever day it is; whether a part that was opened is agreed on, its agreement says. */
    public SharingGroupState state() {
        if (ended != null) return SharingGroupState.ENDED;
        if (suspended != null) return SharingGroupState.SUSPENDED;
        return agreements().isEmpty() ? SharingGroupState.FOUNDED : SharingGroupState.ACTIVE;
    }

    public SharingGroupState state(LocalDate today) {
        return state(state(), until, today);
    }

    /** What a state amounts to on a day: a group is over by its days, without anybody's doing. */
    public static SharingGroupState state(SharingGroupState stored, LocalDate until, LocalDate today) {
        return stored != SharingGroupState.ENDED && !today.isBefore(until) ? SharingGroupState.EXPIRED : stored;
    }
}
