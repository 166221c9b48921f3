package org.basedata.registry.core.sharing;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;

/** What can be done to a group; people and programs call each by its {@link #path}. */
public enum SharingGroupAct {
    CONSENT,
    DECLINE,
    PROPOSAL,
    DROPPING,
    LEAVING,
    FILING,
    SUSPENSION,
    RESUMPTION,
    PROLONGATION,
    PROLONGATION_CONSENT,
    END;

    /** Such as {@code prolongation-consent}. */
    public String path() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static SharingGroupAct of(SharingCommand.OnGroup command) {
        if (command instanceof SharingCommand.ConsentToParts) return CONSENT;
        if (command instanceof SharingCommand.DeclineParts) return DECLINE;
        if (command instanceof SharingCommand.ProposeParts) return PROPOSAL;
        if (command instanceof SharingCommand.DropParts) return DROPPING;
        if (command instanceof SharingCommand.LeaveGroup) return LEAVING;
        if (command instanceof SharingCommand.FileGroup) return FILING;
        if (command instanceof SharingCommand.SuspendGroup) return SUSPENSION;
        if (command instanceof SharingCommand.ResumeGroup) return RESUMPTION;
        if (command instanceof SharingCommand.ProlongGroup) return PROLONGATION;
        return command instanceof SharingCommand.ConsentToProlongation ? PROLONGATION_CONSENT : END;
    }

    /** Whether the person's part in the group allows it at all, whatever state that is in. */
    boolean isFor(SharingGroup group, Actor actor) {
        boolean authority = actor.is(Role.CATALOGUE_ADMIN);
        boolean leads = AgreementAct.isOf(actor, group.terms().lead());
        boolean officer = actor.is(Role.INFORMATION_OFFICER)
                && actor.department() != null
                && group.members().contains(actor.department());
        return switch (this) {
            case CONSENT, DECLINE, PROLONGATION_CONSENT -> officer;
            case LEAVING -> officer && !leads;
            case PROPOSAL, PROLONGATION -> leads;
            case DROPPING, END, SUSPENSION, RESUMPTION -> leads || authority;
            case FILING -> authority;
        };
    }

    /**
     * What a person can do to a group on a day, as far as its state tells.
     *
     * @param files its agreements
     */
    public static Set<SharingGroupAct> possible(
            SharingGroup group, Map<AgreementId, SharingAgreement> files, Actor actor, LocalDate today) {
        Set<SharingGroupAct> possible = EnumSet.noneOf(SharingGroupAct.class);
        for (SharingGroupAct each : values())
            if (each.isFor(group, actor) && each.fits(group, files, actor, today)) possible.add(each);
        return possible;
    }

    private boolean fits(SharingGroup group, Map<AgreementId, SharingAgreement> files, Actor actor, LocalDate today) {
        SharingGroupState state = group.state(today);
        boolean runs = state == SharingGroupState.FOUNDED || state == SharingGroupState.ACTIVE;
        return switch (this) {
            case CONSENT ->
                runs
                        && group.parts().stream()
                                .anyMatch(each -> each.isOpenTo(actor.department(), files, today)
                                        && !each.proposedBy().name().equals(actor.name()));
            case DECLINE ->
                runs
                        && group.parts().stream()
                                .anyMatch(each -> each.waitsFor(actor.department())
                                        && !each.proposedBy().name().equals(actor.name()));
            case PROPOSAL, PROLONGATION -> runs;
            case DROPPING -> !state.isOver() && group.parts().stream().anyMatch(each -> each.closed() == null);
            case LEAVING, END -> !state.isOver();
            case FILING -> group.filedAs() == null;
            case SUSPENSION -> runs;
            case RESUMPTION -> state == SharingGroupState.SUSPENDED;
            case PROLONGATION_CONSENT ->
                runs
                        && group.prolongationWaitsFor().contains(actor.department())
                        && !group.prolongation().by().name().equals(actor.name());
        };
    }
}
