package org.basedata.registry.core.rule;

import java.util.List;
import java.util.Set;
import org.basedata.registry.core.survivorship.Conflict;

/** A contradiction that can be seen within one subject. Pure; named as the sentence that should hold. */
public sealed interface SubjectRule
        permits SexMustMatchNumber,
                BirthDateMustMatchNumber,
                DeathMustEndActivity,
                DeregisteredEntityMustNotBeActive,
                MarriagesMustNotOverlap {

    List<SubjectRule> ALL = List.of(
            new SexMustMatchNumber(),
            new BirthDateMustMatchNumber(),
            new DeathMustEndActivity(),
            new DeregisteredEntityMustNotBeActive(),
            new MarriagesMustNotOverlap());

    /** Stable name under which conflicts and texts refer to the rule. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** The items on which it depends whether one is in doubt, besides that one. */
    Set<String> besides();

    List<Conflict> check(SubjectFacts facts);
}
