package org.basedata.registry.api.export;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.basedata.registry.api.job.Job;
import org.basedata.registry.api.job.JobState;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;

/** How far an export is. */
@Schema(name = "Export", description = "批量导出作业 / an export")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExportAnswer(
        UUID id,
        JobState state,
        SubjectType type,
        List<String> items,
        String view,
        LocalDate validAt,
        String format,
        String purpose,
        String agreement,
        String orderedBy,
        Instant orderedAt,
        Instant endedAt,
        Instant keptUntil,
        int percent,
        long rows,
        Long bytes,
        String sha256,
        String position,
        String file,
        Fault fault) {

    public static ExportAnswer of(Job job) {
        ExportWanted wanted = Exports.wanted(job);
        boolean done = job.state() == JobState.DONE;
        return new ExportAnswer(
                job.id(),
                job.state(),
                job.type(),
                job.items(),
                wanted.full() ? "full" : "values",
                wanted.validAt(),
                wanted.format().name(),
                job.inquiry().purpose(),
                job.inquiry().agreement(),
                job.inquiry().by().person(),
                job.orderedAt(),
                job.endedAt(),
                job.keptUntil(),
                percent(job),
                job.rows(),
                done ? job.bytes() : null,
                job.sha256() == null ? null : HexFormat.of().formatHex(job.sha256()),
                job.position() == null ? null : Long.toString(job.position()),
                done ? "/api/v1/exports/" + job.id() + "/file" : null,
                job.fault());
    }

    /** Refs are spread evenly: how many subjects there are, and how many lie outside what may be seen, is not told. */
    private static int percent(Job job) {
        if (job.state() == JobState.DONE || job.state() == JobState.EXPIRED) return 100;
        if (job.mark() == null) return 0;
        if (job.mark().length() != 36) return 99;
        long first = SubjectId.of(job.mark()).value().getMostSignificantBits() >>> 32;
        return (int) Math.min(99, first * 100 >>> 32);
    }
}
