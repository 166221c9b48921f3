package org.basedata.registry.importers.file;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import org.basedata.registry.core.delivery.Waiver;

/**
 * A file to be taken as one delivery.
 *
 * @param fileName its name as the sender knows it, without folder
 * @param charset null to find it out (byte order mark, UTF-8, GB18030)
 * @param extractTime when the rows were read from the source's system; null when this is no extract
 * @param complete true when a record of the dataset that is missing here has left the source; needs an extract time
 * @param letIn a person lets in this extract although a later one was taken; null for all others
 * @param vanishedLimitLifted a person lifts the limit on vanished records for this extract; null when it stands
 */
public record FileDelivery(
        Path file,
        String fileName,
        String source,
        String dataset,
        Charset charset,
        Instant extractTime,
        boolean complete,
        Waiver letIn,
        Waiver vanishedLimitLifted) {
    public FileDelivery {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(fileName, "fileName");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(dataset, "dataset");
    }

    /** A file that is no extract, in a character set to be found out. */
    public static FileDelivery of(Path file, String source, String dataset) {
        return new FileDelivery(file, file.getFileName().toString(), source, dataset, null, null, false, null, null);
    }

    /** The same file as an extract. */
    public FileDelivery extractedAt(Instant time, boolean whole) {
        return new FileDelivery(file, fileName, source, dataset, charset, time, whole, letIn, vanishedLimitLifted);
    }

    /** The same delivery, its bytes lying elsewhere. */
    FileDelivery at(Path copy) {
        return new FileDelivery(
                copy, fileName, source, dataset, charset, extractTime, complete, letIn, vanishedLimitLifted);
    }
}
