package org.basedata.registry.api.decision;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.basedata.registry.core.decision.Difference;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.projections.decision.AlikeConflicts;

@Schema(
        name = "ConflictShapes",
        description = "同类冲突 / shapes that more than one standing conflict has, the most frequent first")
record ShapesAnswer(List<Entry> results) {

    @Schema(name = "ConflictShape", description = "冲突形态 / what alike conflicts have in common")
    record Entry(
            String shape,
            SubjectType type,
            String item,
            String standing,
            String rival,
            Difference difference,
            long conflicts) {
        static Entry of(AlikeConflicts.Counted counted) {
            var shape = counted.shape();
            return new Entry(
                    shape.text(),
                    shape.type(),
                    shape.item(),
                    shape.standing(),
                    shape.rival(),
                    shape.difference(),
                    counted.conflicts());
        }
    }
}
