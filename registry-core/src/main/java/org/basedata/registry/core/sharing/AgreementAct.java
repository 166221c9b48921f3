package org.basedata.registry.core.sharing;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;

/** What can be done to an agreement; people and programs call each by its {@link #path}. */
public enum AgreementAct {
    CONSENT,
    DECLINE,
    WITHDRAWAL,
    MATERIAL,
    MATERIAL_SUPPLIED,
    EXTENSION,
    GRANT,
    REFUSAL,
    SILENCE,
    ESCALATION,
    SETTLEMENT,
    FILING,
    SUSPENSION,
    RESUMPTION,
    END,
    DISPOSAL,
    WIDENING,
    WIDENING_ANSWER;

    /** Such as {@code material-supplied}. */
    public String path() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static AgreementAct of(SharingCommand.OnAgreement command) {
        if (command instanceof SharingCommand.Consent) return CONSENT;
        if (command instanceof SharingCommand.Decline) return DECLINE;
        if (command instanceof SharingCommand.Withdraw) return WITHDRAWAL;
        if (command instanceof SharingCommand.AskMaterial) return MATERIAL;
        if (command instanceof SharingCommand.SupplyMaterial) return MATERIAL_SUPPLIED;
        if (command instanceof SharingCommand.ExtendAnswer) return EXTENSION;
        if (command instanceof SharingCommand.Allow) return GRANT;
        if (command instanceof SharingCommand.Refuse) return REFUSAL;
        if (command instanceof SharingCommand.TakeSilence) return SILENCE;
        if (command instanceof SharingCommand.Escalate) return ESCALATION;
        if (command instanceof SharingCommand.Settle) return SETTLEMENT;
        if (command instanceof SharingCommand.PutOnFile) return FILING;
        if (command instanceof SharingCommand.Suspend) return SUSPENSION;
        if (command instanceof SharingCommand.Resume) return RESUMPTION;
        if (command instanceof SharingCommand.End) return END;
        if (command instanceof SharingCommand.RecordDisposal) return DISPOSAL;
        return command instanceof SharingCommand.AskWidening ? WIDENING : WIDENING_ANSWER;
    }

    /** Whether the person's part in the agreement allows it at all, whatever state that is in. */
    boolean isFor(SharingAgreement file, Actor actor) {
        boolean authority = actor.is(Role.CATALOGUE_ADMIN);
        boolean applicant = isOf(actor, file.application().department());
        boolean provides = isProvider(file, actor);
        boolean gives = provides && file.givers().contains(actor.department());
        return switch (this) {
            case CONSENT, DECLINE, WIDENING -> applicant && actor.is(Role.INFORMATION_OFFICER);
            case WITHDRAWAL, MATERIAL_SUPPLIED, DISPOSAL -> applicant;
            case ESCALATION, SILENCE -> applicant || authority;
            case EXTENSION, SETTLEMENT, FILING -> authority;
            case SUSPENSION, RESUMPTION -> authority || gives;
            case END -> authority || applicant || gives;
            case MATERIAL, GRANT, REFUSAL, WIDENING_ANSWER -> provides;
        };
    }

    /** Whether whoever has applied must leave it to somebody else. */
    boolean isNeverByTheApplicant() {
        return switch (this) {
            case CONSENT, DECLINE, MATERIAL, GRANT, REFUSAL, WIDENING_ANSWER -> true;
            default -> false;
        };
    }

    static boolean isOf(Actor actor, String department) {
        return department.equals(actor.department())
                && (actor.is(Role.CONSUMER) || actor.is(Role.SOURCE) || actor.is(Role.INFORMATION_OFFICER));
    }

    static boolean isProvider(SharingAgreement file, Actor actor) {
        return (actor.is(Role.SOURCE) || actor.is(Role.INFORMATION_OFFICER)) && file.answer(actor.department()) != null;
    }

    /** What a person can do to an agreement on a day, as far as its state tells. */
    static Set<AgreementAct> possible(SharingAgreement file, Actor actor, LocalDate today, boolean silenceIsConsent) {
        Set<AgreementAct> possible = EnumSet.noneOf(AgreementAct.class);
        boolean own = file.requestedBy().name().equals(actor.name());
        for (AgreementAct each : values())
            if (each.isFor(file, actor) && !(own && each.isNeverByTheApplicant()) && each.fits(file, actor, today))
                if (each != SILENCE || silenceIsConsent) possible.add(each);
        return possible;
    }

    private boolean fits(SharingAgreement file, Actor actor, LocalDate today) {
        AgreementState state = file.state(today);
        ProviderAnswer answer = file.answer(actor.department());
        boolean answers = state == AgreementState.ANSWERING && answer != null && !answer.isComplete();
        boolean given = state == AgreementState.IN_FORCE || state == AgreementState.AGREED;
        return switch (this) {
            case CONSENT, DECLINE -> state == AgreementState.REQUESTED;
            case WITHDRAWAL -> !given && !state.isOver() && state != AgreementState.SUSPENDED;
            case MATERIAL -> answers && answer.missing() == null && !answer.isLate(today);
            case GRANT, REFUSAL -> answers;
            case MATERIAL_SUPPLIED ->
                state == AgreementState.ANSWERING
                        && file.answers().stream().anyMatch(ProviderAnswer::isWaitingForMaterial);
            case EXTENSION ->
                state == AgreementState.ANSWERING
                        && file.answers().stream().anyMatch(each -> !each.isComplete() && !each.isWaitingForMaterial());
            case SILENCE ->
                state == AgreementState.ANSWERING && file.answers().stream().anyMatch(each -> each.isLate(today));
            case ESCALATION ->
                !state.isOver()
                        && file.answers().stream()
                                .anyMatch(each -> each.escalated() < SharingEscalated.HIGHEST
                                        && (!each.refused().isEmpty() || each.isLate(today)));
            case SETTLEMENT -> !state.isOver() && file.isDisputed();
            case FILING -> file.agreedAt() != null && file.filedAs() == null;
            case SUSPENSION, WIDENING -> given;
            case RESUMPTION ->
                state == AgreementState.SUSPENDED && file.suspended() != null
                        || !state.isOver() && !file.suspendedItems().isEmpty();
            case END -> given || state == AgreementState.SUSPENDED;
            case DISPOSAL ->
                (state == AgreementState.ENDED || state == AgreementState.EXPIRED) && file.disposal() == null;
            case WIDENING_ANSWER ->
                given
                        && file.givers().contains(actor.department())
                        && file.widenings().stream()
                                .anyMatch(each ->
                                        !each.over() && !each.consented().contains(actor.department()));
        };
    }
}
