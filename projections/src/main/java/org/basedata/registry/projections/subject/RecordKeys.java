package org.basedata.registry.projections.subject;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import org.basedata.registry.core.record.RecordKey;

/** The 128 bits by which rows of source records are found: a third of the bytes of the key they stand for. */
final class RecordKeys {
    /** Cannot occur in a text that PostgreSQL stores, so no two keys run together. */
    private static final byte SEPARATOR = 0;

    private RecordKeys() {}

    static UUID of(RecordKey key) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(key.source().getBytes(StandardCharsets.UTF_8));
            sha.update(SEPARATOR);
            sha.update(key.dataset().getBytes(StandardCharsets.UTF_8));
            sha.update(SEPARATOR);
            sha.update(key.recordId().getBytes(StandardCharsets.UTF_8));
            ByteBuffer hash = ByteBuffer.wrap(sha.digest());
            return new UUID(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** PostgreSQL's order of uuid, so that all writers lock rows in the same order. */
    static int compare(UUID one, UUID other) {
        int high = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits());
    }
}
