package org.basedata.registry.importers.file;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.basedata.registry.core.fault.Fault;

/** The rows of a file, whatever its form. */
interface FileRows extends Closeable {
    /** The next row; null behind the last. */
    FileRow next() throws IOException;

    /** About the file as a whole. */
    List<Fault> warnings();

    /** Bytes of the file that were read so far. */
    long bytesRead();
}
