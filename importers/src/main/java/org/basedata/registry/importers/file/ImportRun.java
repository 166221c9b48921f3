package org.basedata.registry.importers.file;

import java.util.List;
import java.util.UUID;
import org.basedata.registry.core.fault.Fault;

/**
 * A file's row in {@code import_checkpoint}.
 *
 * @param spooledAs file in the spool folder; null for a file that is read where it lies
 * @param extractTaken whether the extract came in its order; null while that is not decided
 * @param standing records that stood before a complete extract; null while they are not counted
 * @param missing records that a complete extract ends; null while that is not decided
 */
record ImportRun(
        UUID delivery,
        FileDelivery file,
        String contentHash,
        long size,
        String spooledAs,
        ImportProgress.State state,
        long owner,
        Boolean extractTaken,
        Long standing,
        Long missing,
        Checkpoint checkpoint,
        List<Fault> faults) {}
