package org.basedata.registry.api.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.basedata.registry.core.delivery.DeliveryCompleted;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.subject.RecordOutcome;
import org.basedata.registry.importers.file.ImportProgress;
import org.basedata.registry.projections.delivery.DeliveryRecord;

/** A delivery as far as it is. */
@Schema(name = "DeliveryStatus", description = "批次的状态与结果 / state and outcome of a delivery")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record DeliveryAnswer(
        @Schema(example = "0b0e8f60-7a35-4f0e-9d6e-0f9a1f4f2f11")
        UUID deliveryId,

        @Schema(
                description =
                        "RUNNING; DONE; REFUSED: nothing of the file was taken; FAILED: send the file again to go on",
                example = "DONE")
        ImportProgress.State status,

        @Schema(example = "GA") String source,

        @Schema(description = "API or FILE", example = "FILE")
        String channel,

        @Schema(example = "household-registration") String dataset,
        @Schema(example = "household.csv") String fileName,
        Instant extractTime,
        @JsonInclude(JsonInclude.Include.NON_NULL) Boolean complete,
        Instant receivedAt,
        Instant completedAt,

        @Schema(description = "Rows by outcome; while it runs, of the rows dealt with so far")
        DeliveryCompleted.Counts counts,

        @Schema(description = "Records that were missing from a complete extract and were ended", example = "0")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        Long vanished,

        @Schema(
                description = "Fault code to number of rows; a row with two faults counts under both",
                example = "{\"ID_CHECK_DIGIT\": 10}")
        Map<String, Long> refusedByCode,

        @Schema(description = "What became of each row; empty for files")
        List<RecordOutcome> records,

        @Schema(description = "About the delivery as a whole")
        List<Fault> warnings,

        @Schema(description = "Why a file was refused or failed")
        List<Fault> faults,

        @Schema(description = "How far a file is, while it runs")
        Progress progress,

        @Schema(description = "Opaque position of the log that covers the delivery as shown", example = "51240")
        String position) {

    /** How far a file is. */
    @Schema(name = "Progress", description = "文件导入进度 / how far a file is")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Progress(
            @Schema(description = "Rows dealt with", example = "12000")
            long rows,

            @Schema(description = "Bytes of the file dealt with", example = "1843200")
            long bytesDone,

            @Schema(description = "Bytes of the file", example = "7680000")
            long bytesTotal,

            @Schema(description = "Rows a second", example = "8000.0")
            double rowsPerSecond,

            @Schema(description = "Seconds left at this rate; absent while that cannot be told", example = "5")
            Long secondsLeft) {}

    /** @param known null while the table has not come to the delivery; @param progress null where there is no file */
    static DeliveryAnswer of(UUID delivery, DeliveryRecord known, ImportProgress progress) {
        boolean ended = known != null && known.completedAt() != null;
        ImportProgress.State state =
                ended ? ImportProgress.State.DONE : progress != null ? progress.state() : ImportProgress.State.RUNNING;
        boolean running = progress != null && state == ImportProgress.State.RUNNING;
        DeliveryCompleted.Counts counts = ended ? known.counts() : progress != null ? progress.counts() : null;
        return new DeliveryAnswer(
                delivery,
                state,
                known != null ? known.source() : progress != null ? progress.source() : null,
                known == null ? null : known.channel(),
                known == null ? null : known.dataset(),
                known == null ? null : known.fileName(),
                known == null ? null : known.extractTime(),
                known == null ? null : known.complete(),
                known == null ? null : known.receivedAt(),
                known == null ? null : known.completedAt(),
                counts,
                ended ? known.vanished() : null,
                known == null ? Map.of() : known.refusedByCode(),
                known == null ? List.of() : known.records(),
                known == null ? List.of() : known.warnings(),
                progress == null ? List.of() : progress.faults(),
                running
                        ? new Progress(
                                progress.rows(),
                                progress.bytesDone(),
                                progress.bytesTotal(),
                                progress.rowsPerSecond(),
                                progress.left() == null ? null : progress.left().toSeconds())
                        : null,
                known == null ? null : Long.toString(known.position()));
    }
}
