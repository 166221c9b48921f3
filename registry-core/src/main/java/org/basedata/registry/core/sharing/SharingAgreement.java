package org.basedata.registry.core.sharing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.basedata.registry.core.reconciliation.Who;

/** An agreement as its steps have led to it. Changed only by {@link #evolve}, which takes over what the steps say. Not thread-safe. */
public final class SharingAgreement {
    private final AgreementId id;
    private final List<AgreementStep> history = new ArrayList<>();
    private final SortedMap<String, ProviderAnswer> answers = new TreeMap<>();
    private final SortedMap<Integer, AskedWidening> widenings = new TreeMap<>();
    private SharingRequested request;
    private Instant requestedAt;
    private Who consentedBy;
    private AgreementState closed;
    private SortedMap<String, Masking> items = new TreeMap<>();
    private SubjectScope scope;
    private LocalDate from;
    private LocalDate until;
    private Instant agreedAt;
    private String filedAs;
    private SharingSuspended suspended;
    private SharingSuspended suspendedWithGroup;
    private final SortedMap<String, SharingSuspended> suspendedItems = new TreeMap<>();
    private SharingEnded ended;
    private DisposalRecorded disposal;

    private SharingAgreement(AgreementId id) {
        this.id = id;
    }

    /** One that begins now. */
    public static SharingAgreement begun(AgreementId id) {
        return new SharingAgreement(id);
    }

    /** @param steps all of the agreement, in their order */
    public static SharingAgreement of(List<AgreementStep> steps) {
        SharingAgreement agreement = new SharingAgreement(steps.get(0).id());
        steps.forEach(agreement::evolve);
        return agreement;
    }

    /**
     * What is wanted beyond what was granted.
     *
     * @param consented codes of the providers that have consented so far
     * @param over whether it was refused or has come about
     */
    public record AskedWidening(int number, Widening what, String reason, SortedSet<String> consented, boolean over) {}

    /** Takes over what a step says. Computes nothing. */
    public void evolve(AgreementStep step) {
        if (step.sequence() != version() + 1)
            throw new IllegalStateException("AGREEMENT_DAMAGED: step " + step.sequence() + " of agreement " + id
                    + " follows on " + version() + "; its stream is not whole");
        history.add(step);
        SharingEvent happened = step.event();
        if (happened instanceof SharingRequested event) request(event, step.recordedAt());
        else if (happened instanceof SharingConsented event) {
            consentedBy = event.by();
            event.asked().forEach(asked -> answers.get(asked.provider()).asked(asked));
        } else if (happened instanceof SharingDeclined) closed = AgreementState.DECLINED;
        else if (happened instanceof SharingWithdrawn) closed = AgreementState.WITHDRAWN;
        else if (happened instanceof MaterialRequested event)
            answers.get(event.provider()).lacks(event);
        else if (happened instanceof MaterialSupplied event)
            answers.get(event.provider()).has(event);
        else if (happened instanceof AnswerExtended event)
            answers.get(event.provider()).extend(event);
        else if (happened instanceof SharingGranted event)
            answers.get(event.provider()).grant(event.items(), event.accessBy());
        else if (happened instanceof SharingRefused event)
            answers.get(event.provider()).refuse(event.items(), event.legalGround());
        else if (happened instanceof SharingEscalated event)
            answers.get(event.provider()).escalate(event);
        else if (happened instanceof DisputeSettled event)
            answers.get(event.provider()).settle(event);
        else if (happened instanceof SharingAgreed event) {
            items = new TreeMap<>(event.items());
            from = event.from();
            until = event.until();
            agreedAt = step.recordedAt();
        } else if (happened instanceof SharingFiled event) filedAs = event.reference();
        else if (happened instanceof SharingSuspended event) {
            if (event.group() != null) suspendedWithGroup = event;
            else if (event.items() == null) suspended = event;
            else event.items().forEach(item -> suspendedItems.put(item, event));
        } else if (happened instanceof SharingResumed event) {
            if (event.group() != null) suspendedWithGroup = null;
            else if (event.items() == null) suspended = null;
            else suspendedItems.keySet().removeAll(event.items());
        } else if (happened instanceof WideningRequested event)
            widenings.put(
                    event.widening(),
                    new AskedWidening(event.widening(), event.what(), event.reason(), new TreeSet<>(), false));
        else if (happened instanceof WideningConsented event)
            widenings.computeIfPresent(event.widening(), (number, asked) -> consented(asked, event.provider()));
        else if (happened instanceof WideningRefused event) over(event.widening());
        else if (happened instanceof SharingWidened event) {
            over(event.widening());
            scope = event.scope();
            until = event.until();
        } else if (happened instanceof SharingEnded event) ended = event;
        else if (happened instanceof DisposalRecorded event) disposal = event;
    }

    private void request(SharingRequested event, Instant at) {
        request = event;
        requestedAt = at;
        scope = event.application().scope();
        from = event.application().from();
        until = event.application().until();
        event.providers().forEach((provider, of) -> answers.put(provider, new ProviderAnswer(provider, of)));
    }

    private static AskedWidening consented(AskedWidening asked, String provider) {
        SortedSet<String> all = new TreeSet<>(asked.consented());
        all.add(provider);
        return new AskedWidening(asked.number(), asked.what(), asked.reason(), all, false);
    }

    private void over(int widening) {
        widenings.computeIfPresent(
                widening,
                (number, asked) -> new AskedWidening(number, asked.what(), asked.reason(), asked.consented(), true));
    }

    public AgreementId id() {
        return id;
    }

    /** Sequence of the last step; -1 before the first. */
    public long version() {
        return history.isEmpty() ? -1 : history.get(history.size() - 1).sequence();
    }

    public List<AgreementStep> history() {
        return Collections.unmodifiableList(history);
    }

    public List<AgreementStep> since(long version) {
        return history.stream().filter(step -> step.sequence() > version).toList();
    }

    public String number() {
        return request.number();
    }

    public Application application() {
        return request.application();
    }

    public Who requestedBy() {
        return request.by();
    }

    public Instant requestedAt() {
        return requestedAt;
    }

    /** The applicant's information officer; null before the consent. */
    public Who consentedBy() {
        return consentedBy;
    }

    public Collection<ProviderAnswer> answers() {
        return Collections.unmodifiableCollection(answers.values());
    }

    /** Null when it provides nothing of this. */
    public ProviderAnswer answer(String provider) {
        return provider == null ? null : answers.get(provider);
    }

    /** Whether a department has been asked for something: its items are applied for, and the applicant's own department has consented. */
    public boolean isAskedOf(String provider) {
        return consentedBy != null && answers.containsKey(provider);
    }

    public SortedSet<String> providers() {
        return new TreeSet<>(answers.keySet());
    }

    /** Of what was granted. */
    public SortedSet<String> givers() {
        SortedSet<String> givers = new TreeSet<>();
        answers.forEach((provider, answer) -> {
            if (!answer.granted().isEmpty()) givers.add(provider);
        });
        return givers;
    }

    /** Providers that have not answered for all their items. */
    public SortedSet<String> waitingFor() {
        SortedSet<String> open = new TreeSet<>();
        if (consentedBy != null && closed == null && suspendedWithGroup == null)
            answers.forEach((provider, answer) -> {
                if (!answer.isComplete()) open.add(provider);
            });
        return open;
    }

    public boolean isAnswered() {
        return answers.values().stream().allMatch(ProviderAnswer::isComplete);
    }

    public boolean isDisputed() {
        return answers.values().stream().anyMatch(answer -> answer.settleBy() != null);
    }

    /** What is granted by an agreement that all have answered; empty before. */
    public SortedMap<String, Masking> items() {
        return Collections.unmodifiableSortedMap(items);
    }

    /** Which subjects, widened or as applied for. */
    public SubjectScope scope() {
        return scope;
    }

    public LocalDate from() {
        return from;
    }

    public LocalDate until() {
        return until;
    }

    /** When the last provider answered; null before, and when nothing was granted. */
    public Instant agreedAt() {
        return agreedAt;
    }

    /** File number with the authority; null before. */
    public String filedAs() {
        return filedAs;
    }

    /** Code of the sharing group that it is a part of; null for one of its own. */
    public String group() {
        return request.group();
    }

    /** With its group; null while it is not. It may be suspended alone as well. */
    public SharingSuspended suspendedWithGroup() {
        return suspendedWithGroup;
    }

    /** By codes of single items of it that are suspended. */
    public SortedMap<String, SharingSuspended> suspendedItems() {
        return Collections.unmodifiableSortedMap(suspendedItems);
    }

    /** Alone; null while it is not. */
    public SharingSuspended suspended() {
        return suspended;
    }

    /** Null unless it ended before its day. */
    public SharingEnded ended() {
        return ended;
    }

    /** Null until it is on record. */
    public DisposalRecorded disposal() {
        return disposal;
    }

    public Collection<AskedWidening> widenings() {
        return Collections.unmodifiableCollection(widenings.values());
    }

    AskedWidening widening(int number) {
        return widenings.get(number);
    }

    /** As its steps have led to it, whatever day it is. */
    public AgreementState state() {
        if (closed != null) return closed;
        if (ended != null) return AgreementState.ENDED;
        if (suspended != null || suspendedWithGroup != null) return AgreementState.SUSPENDED;
        if (agreedAt != null) return AgreementState.IN_FORCE;
        if (consentedBy == null) return AgreementState.REQUESTED;
        if (!isAnswered()) return AgreementState.ANSWERING;
        return isDisputed() ? AgreementState.DISPUTED : AgreementState.REFUSED;
    }

    public AgreementState state(LocalDate today) {
        return state(state(), from, until, today);
    }

    /** What a state amounts to on a day: an agreement begins and is over by its days, without anybody's doing. */
    public static AgreementState state(AgreementState stored, LocalDate from, LocalDate until, LocalDate today) {
        boolean granted = stored == AgreementState.IN_FORCE || stored == AgreementState.SUSPENDED;
        if (granted && !today.isBefore(until)) return AgreementState.EXPIRED;
        if (stored == AgreementState.IN_FORCE && today.isBefore(from)) return AgreementState.AGREED;
        return stored;
    }

    /** What it gives its department; whether its days are over is asked when it is used. */
    public Optional<Grant> grant() {
        SortedMap<String, Masking> given = new TreeMap<>(items);
        given.keySet().removeAll(suspendedItems.keySet());
        if (state() != AgreementState.IN_FORCE || given.isEmpty()) return Optional.empty();
        return Optional.of(new Grant(
                number(),
                application().purpose(),
                application().type(),
                given,
                scope,
                application().ways(),
                from,
                until));
    }
}
