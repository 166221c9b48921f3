package org.basedata.registry.api.comparison;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.basedata.registry.api.job.Job;
import org.basedata.registry.api.job.JobState;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.identifier.SubjectType;

/** How far a comparison is, and what has come of it. */
@Schema(name = "Comparison", description = "名单比对作业 / a comparison")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComparisonAnswer(
        UUID id,
        JobState state,
        SubjectType type,
        String fileName,
        String idColumn,
        String idType,
        Map<String, String> mapping,
        List<String> complete,
        String purpose,
        String agreement,
        String orderedBy,
        Instant orderedAt,
        Instant endedAt,
        Instant keptUntil,
        long total,
        long rows,
        int percent,
        String position,
        Counts counts,
        Fault fault) {

    public static ComparisonAnswer of(Job job) {
        ComparisonWanted wanted = Comparisons.wanted(job);
        return new ComparisonAnswer(
                job.id(),
                job.state(),
                job.type(),
                wanted.fileName(),
                wanted.idColumn(),
                wanted.idType().name(),
                wanted.mapping(),
                wanted.complete(),
                job.inquiry().purpose(),
                job.inquiry().agreement(),
                job.inquiry().by().person(),
                job.orderedAt(),
                job.endedAt(),
                job.keptUntil(),
                wanted.rows(),
                job.rows(),
                (int) (job.rows() * 100 / Math.max(1, wanted.rows())),
                job.position() == null ? null : Long.toString(job.position()),
                Comparisons.counts(job),
                job.fault());
    }
}
