package org.basedata.registry.core.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.Objects;
import java.util.UUID;

/** Identity of a source record: the source, its dataset and the source's own record id. */
public record RecordKey(String source, String dataset, String recordId) implements Comparable<RecordKey> {
    private static final Comparator<RecordKey> ORDER = Comparator.comparing(RecordKey::source)
            .thenComparing(RecordKey::dataset)
            .thenComparing(RecordKey::recordId);

    /** Kept, because finding one costs as much as using it, and each row of a file needs one. */
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(() -> {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    });

    public RecordKey {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(dataset, "dataset");
        Objects.requireNonNull(recordId, "recordId");
    }

    /**
     * The 128 bits, cut from a SHA-256, by which rows of source records are found: a third of the bytes of the key they stand
     * for. The separator cannot occur in a text that PostgreSQL stores, so no two keys run together.
     */
    public UUID digest() {
        byte[] text = (source + '\0' + dataset + '\0' + recordId).getBytes(StandardCharsets.UTF_8);
        ByteBuffer hash = ByteBuffer.wrap(SHA_256.get().digest(text));
        return new UUID(hash.getLong(), hash.getLong());
    }

    @Override
    public int compareTo(RecordKey other) {
        return ORDER.compare(this, other);
    }
}
