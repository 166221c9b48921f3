package org.basedata.registry.core.subject;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.Recent;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.record.RecordKey;

/**
 * Allots subject ids: the first subject of an identifier gets a keyed hash of it, so that two first writers who do not know
 * of each other still collide on the first event of one stream. The key is of record; whoever has it can test whether a
 * number is registered, so it is kept with the database and its backups and nowhere else. Thread-safe.
 */
public final class SubjectIds {
    private static final int RECENT_BITS = 15;

    private final ThreadLocal<Mac> mac;
    private final Recent<Identifier, SubjectId> recent;

    /** @param key at least 32 random bytes, the same for the life of the registry */
    public SubjectIds(byte[] key) {
        if (key.length < 32)
            throw new IllegalArgumentException("the key of subject ids needs 32 bytes, has " + key.length);
        SecretKeySpec spec = new SecretKeySpec(key, "HmacSHA256");
        this.mac = ThreadLocal.withInitial(() -> newMac(spec));
        this.recent = new Recent<>(RECENT_BITS, this::allot);
    }

    public SubjectId of(Identifier identifier) {
        return recent.of(identifier);
    }

    private SubjectId allot(Identifier identifier) {
        return hash("id|" + identifier.type().name() + '|' + identifier.number());
    }

    /** Stream for versions that name no subject and came before any version that does (a withdrawal sent too early). */
    public SubjectId orphan(RecordKey record) {
        return hash("record|" + record.source() + '|' + record.dataset() + '|' + record.recordId());
    }

    private SubjectId hash(String text) {
        ByteBuffer hash = ByteBuffer.wrap(mac.get().doFinal(text.getBytes(StandardCharsets.UTF_8)));
        // Marked as a UUID of version 8 (RFC 9562, vendor-specific) so that tools which check do not object.
        long high = (hash.getLong() & ~0xF000L) | 0x8000L;
        long low = (hash.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new SubjectId(new UUID(high, low));
    }

    private static Mac newMac(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
