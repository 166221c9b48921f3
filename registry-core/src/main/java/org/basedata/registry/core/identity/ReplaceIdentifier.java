package org.basedata.registry.core.identity;

import java.util.Set;
import org.basedata.registry.core.account.Act;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.subject.NumberChange;
import org.basedata.registry.core.subject.Party;

/**
 * A subject has another identifier from now on.
 *
 * @param subject by the identifier that is superseded, or by its reference
 * @param number the identifier it has now, and the subject that it led to before
 */
public record ReplaceIdentifier(Act act, NumberChange cause, Party subject, Party number) implements IdentityCommand {
    @Override
    public Set<SubjectId> subjects() {
        return subject.subject().equals(number.subject())
                ? Set.of(subject.subject())
                : Set.of(subject.subject(), number.subject());
    }
}
