package org.basedata.registry.importers.file;

import java.util.function.Consumer;

/** Takes a file as one delivery; an interrupted one goes on where it stopped when the same file comes again. */
public final class FileImport {
    /**
     * Reads, checks and submits the whole file.
     *
     * @throws FileRefused when nothing of the file can be taken
     * @throws org.basedata.registry.core.submission.IntakeUnavailable when the database went away; run again to go on
     */
    public ImportReport run(FileDelivery delivery, Consumer<ImportProgress> progress) {
        throw new IllegalStateException();
    }
}
