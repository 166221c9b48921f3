package org.basedata.registry.importers.file;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.basedata.registry.core.fault.Fault;

/** The rows of a file, whatever its form. One thread reads them; any threads map what was read. */
interface FileRows extends Closeable {
    /** The next row; null behind the last. */
    ReadRow next() throws IOException;

    /** Makes the parts of a record of what was read. */
    FileRow map(ReadRow row);

    /** Whether a row may carry a version of its own. */
    boolean mayHaveVersions();

    /** About the file as a whole; all of it once all rows are mapped. */
    List<Fault> warnings();

    /** Bytes of the file that were read so far. */
    long bytesRead();
}
