package org.basedata.registry.api.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.decision.Choice;
import org.basedata.registry.core.decision.DecisionGroup;

@Schema(name = "DecisionGroup", description = "批量裁定 / a decision for many conflicts of one shape")
@JsonInclude(JsonInclude.Include.NON_NULL)
record GroupAnswer(
        String id,
        String shape,
        Choice.How how,
        String source,
        String reason,
        List<String> evidence,
        long conflicts,
        DecisionGroup.State state,
        String proposedBy,
        Instant proposedAt,
        String decidedBy,
        Instant decidedAt,
        long settled,
        long passedOver,
        String undoneBy,
        Instant undoneAt,
        long revoked,
        String note) {

    /** @param progress how many decisions were taken so far, and how many of these were revoked */
    static GroupAnswer of(DecisionGroup group, long[] progress) {
        var proposal = group.proposal();
        return new GroupAnswer(
                group.id().toString(),
                proposal.shape().text(),
                proposal.how(),
                proposal.source(),
                proposal.reason(),
                proposal.evidence(),
                proposal.conflicts(),
                group.state(),
                proposal.by().person(),
                group.proposedAt(),
                person(group.decidedBy()),
                group.decidedAt(),
                progress[0],
                group.passedOver(),
                person(group.undoneBy()),
                group.undoneAt(),
                progress[1],
                group.reason());
    }

    private static String person(Actor actor) {
        return actor == null ? null : actor.person();
    }
}
