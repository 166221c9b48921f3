package org.basedata.registry.api.bench;

import java.time.Instant;
import java.util.function.Consumer;
import org.basedata.registry.api.Registry;
import org.basedata.registry.importers.file.FileDelivery;
import org.basedata.registry.importers.file.ImportProgress;
import org.basedata.registry.importers.file.ImportReport;
import org.basedata.registry.importers.sample.SampleFile;

/** The registry's own import of files, with a watch beside it. */
final class Imports {
    private static final Consumer<ImportProgress> SILENT = progress -> {};

    private final Registry registry;

    Imports(Registry registry) {
        this.registry = registry;
    }

    /** From the file to all rows visible, seconds. */
    record Timed(ImportReport report, double seconds) {
        long rows() {
            return report.counts().received();
        }
    }

    Timed run(SampleFile file) {
        return run(FileDelivery.of(file.path(), file.source(), file.dataset()));
    }

    Timed extract(SampleFile file, Instant time, boolean complete) {
        return run(FileDelivery.of(file.path(), file.source(), file.dataset()).extractedAt(time, complete));
    }

    private Timed run(FileDelivery delivery) {
        long started = System.nanoTime();
        ImportReport report = registry.desk().fileImport().run(delivery, SILENT);
        return new Timed(report, (System.nanoTime() - started) / 1e9);
    }
}
