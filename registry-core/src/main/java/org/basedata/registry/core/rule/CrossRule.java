package org.basedata.registry.core.rule;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.basedata.registry.core.survivorship.Conflict;

/**
 * A contradiction between what is known of one subject and of another that it names. Pure; named as the sentence that should hold.
 */
public sealed interface CrossRule
        permits LegalRepresentativeMustBeAlive,
                ShareholderMustBeAlive,
                GuardianMustBeAlive,
                SpousesMustNameEachOther,
                EmployerMustBeRegistered {

    List<CrossRule> ALL = List.of(
            new LegalRepresentativeMustBeAlive(),
            new ShareholderMustBeAlive(),
            new GuardianMustBeAlive(),
            new SpousesMustNameEachOther(),
            new EmployerMustBeRegistered());

    /** Stable name under which conflicts and texts refer to the rule. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** Along which ties it looks. */
    TieKind along();

    /** Items of the subject in doubt, besides those that make the tie, on which the answer depends. */
    Set<String> items();

    /** Items of the other subject on which it depends. */
    Set<String> itemsOfOther();

    /**
     * Whether a change of the other subject may break the rule. What heals it is found by the violations that stand.
     *
     * @param changed items of the other that changed, each with its whole timeline; an empty one is gone
     */
    boolean mayBreak(SubjectFacts changed);

    /**
     * @param tie one of the subject's, of kind {@link #along}
     * @param subject the subject in doubt
     * @param other the one that the tie leads to
     */
    List<Conflict> check(Tie tie, Party subject, Party other);

    /** Whether any of these items of a subject, changed, asks for its own ties and violations to be worked out again. */
    static boolean concern(Collection<String> changed) {
        return changed.stream().anyMatch(Items.OWN::contains);
    }

    /** Whether the violations in which others are in doubt for a subject may be healed by a change of these items of it. */
    static boolean mayHeal(Collection<String> changed) {
        return changed.stream().anyMatch(Items.OF_OTHERS::contains);
    }

    /** The kinds of ties along which others may newly contradict a subject of which these items changed. */
    static Set<TieKind> brokenBy(SubjectFacts changed) {
        Set<TieKind> kinds = new TreeSet<>();
        for (CrossRule rule : ALL) if (rule.mayBreak(changed)) kinds.add(rule.along());
        return kinds;
    }

    /** Gathered when they are first asked for, since the rules of {@link #ALL} are not there before. */
    final class Items {
        private static final Set<String> OWN = new HashSet<>();
        private static final Set<String> OF_OTHERS = new HashSet<>();

        static {
            for (CrossRule rule : CrossRule.ALL) {
                OWN.addAll(rule.items());
                OWN.add(rule.along().item());
                if (rule.along().documentType() != null) OWN.add(rule.along().documentType());
                OF_OTHERS.addAll(rule.itemsOfOther());
            }
        }

        private Items() {}
    }
}
