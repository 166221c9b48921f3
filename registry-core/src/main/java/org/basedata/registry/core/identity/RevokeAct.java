package org.basedata.registry.core.identity;

import java.util.Set;
import java.util.UUID;
import org.basedata.registry.core.account.Act;
import org.basedata.registry.core.identifier.SubjectId;

/**
 * An earlier act no longer holds.
 *
 * @param subject one that the act was about
 */
public record RevokeAct(Act act, SubjectId subject, UUID revoked) implements IdentityCommand {
    @Override
    public Set<SubjectId> subjects() {
        return Set.of(subject);
    }
}
