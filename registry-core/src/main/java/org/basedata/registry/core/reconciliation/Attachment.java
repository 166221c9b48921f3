package org.basedata.registry.core.reconciliation;

import java.util.UUID;

/**
 * A file that an answer rests on. The bytes are kept of record by its id.
 *
 * @param bytes how many
 * @param sha256 of the bytes, hex
 */
public record Attachment(UUID id, String name, String type, long bytes, String sha256) {
    public static final int MOST_AN_ANSWER = 5;
    public static final int MOST_BYTES = 10 << 20;
}
