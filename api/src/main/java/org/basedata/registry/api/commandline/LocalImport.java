package org.basedata.registry.api.commandline;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import org.basedata.registry.importers.file.FileDelivery;
import org.basedata.registry.importers.file.FileImport;
import org.basedata.registry.importers.file.FileRefused;
import org.basedata.registry.importers.file.ImportProgress;
import org.basedata.registry.importers.file.ImportReport;

/** Imports files in this very program. */
final class LocalImport {
    private final FileImport files;

    LocalImport(FileImport files) {
        this.files = files;
    }

    FileOutcome run(FileDelivery delivery, PrintWriter out) {
        ProgressLine line = new ProgressLine(out, delivery.fileName());
        try {
            ImportReport report = files.run(delivery, progress -> show(line, progress));
            return new FileOutcome(
                    delivery.fileName(),
                    report.deliveryId().toString(),
                    report.counts(),
                    report.refusedByCode(),
                    report.warnings(),
                    List.of(),
                    report.duration().toNanos() / 1e9);
        } catch (FileRefused e) {
            return new FileOutcome(delivery.fileName(), null, null, Map.of(), List.of(), e.faults(), 0);
        } finally {
            line.end();
        }
    }

    static void show(ProgressLine line, ImportProgress progress) {
        line.show(
                progress.bytesDone(),
                progress.bytesTotal(),
                progress.rows(),
                progress.rowsPerSecond(),
                progress.left() == null ? null : progress.left().toSeconds());
    }
}
