package org.basedata.registry.api.workbench;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.survivorship.MasterForm;
import org.basedata.registry.core.survivorship.MasterRecord;
import org.basedata.registry.core.survivorship.Segment;
import org.basedata.registry.projections.subject.MasterRecords;
import org.basedata.registry.projections.subject.Standing;
import org.basedata.registry.projections.subject.StoredSubject;
import org.springframework.stereotype.Component;

/** Subjects of either type by their references, many at a time. */
@Component
final class KnownSubjects {
    private final MasterRecords masterRecords;

    KnownSubjects(MasterRecords masterRecords) {
        this.masterRecords = masterRecords;
    }

    /** A subject that stands, perhaps in the place of the one that was asked for. */
    record Known(SubjectType type, StoredSubject subject, MasterRecord master) {
        String path() {
            return SubjectPage.path(type, subject.ref());
        }

        /** Empty when nobody in sight says it. */
        String name(SubjectSight sight, LocalDate today) {
            return master.items().byItem().getOrDefault("name", List.of()).stream()
                    .filter(segment -> segment.covers(today) && sight.sees(segment))
                    .map(Segment::value)
                    .findFirst()
                    .orElse("");
        }
    }

    /** Without those of which nothing is on record, or that were found to be several. */
    Map<SubjectId, Known> of(Collection<SubjectId> refs) {
        Map<SubjectId, Known> known = new HashMap<>();
        List<SubjectId> asked = refs.stream().distinct().toList();
        if (asked.isEmpty()) return known;
        for (SubjectType type : SubjectType.values()) {
            List<Standing> results = masterRecords
                    .standing(
                            type,
                            asked.stream()
                                    .map(ref -> new Standing.Asked(ref, null))
                                    .toList(),
                            null)
                    .results();
            for (int i = 0; i < asked.size(); i++)
                if (results.get(i) instanceof Standing.Found found)
                    known.put(
                            asked.get(i),
                            new Known(
                                    type,
                                    found.subject(),
                                    MasterForm.read(found.subject().master())));
        }
        return known;
    }
}
