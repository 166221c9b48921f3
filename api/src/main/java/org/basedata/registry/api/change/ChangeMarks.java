package org.basedata.registry.api.change;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.basedata.registry.api.paging.PageMarks;

/**
 * Writes and reads the places in the log that readers of the feed come back to. A place is encrypted, always anew, together with the question
 * that it belongs to: two of them do not even tell whether anything lies between. Thread-safe.
 */
public final class ChangeMarks {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int LENGTH = NONCE + Long.BYTES + TAG_BITS / 8;
    private static final int ID_BYTES = 16;

    private final SecretKeySpec places;
    private final SecretKeySpec names;
    private final SecureRandom random = new SecureRandom();

    /** @param key 32 random bytes of record: places are good for as long as changes are kept */
    public ChangeMarks(byte[] key) {
        this.places = new SecretKeySpec(derived(key, "places"), "AES");
        this.names = new SecretKeySpec(derived(key, "names"), "HmacSHA256");
    }

    private static byte[] derived(byte[] key, String use) {
        return hmac(new SecretKeySpec(key, "HmacSHA256"), use);
    }

    String write(ChangeQuestion question, long position) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] place = cipher(Cipher.ENCRYPT_MODE, nonce, question)
                    .doFinal(ByteBuffer.allocate(Long.BYTES).putLong(position).array());
            byte[] mark = Arrays.copyOf(nonce, LENGTH);
            System.arraycopy(place, 0, mark, NONCE, place.length);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mark);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES/GCM", e);
        }
    }

    /** @throws org.basedata.registry.api.problem.RequestRefused NEXT_INVALID for a text that was not written for this question */
    long read(ChangeQuestion question, String mark) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(mark);
            if (bytes.length != LENGTH) throw PageMarks.invalid();
            return ByteBuffer.wrap(cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(bytes, NONCE), question)
                            .doFinal(bytes, NONCE, LENGTH - NONCE))
                    .getLong();
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw PageMarks.invalid();
        }
    }

    /** The same for the same change and question, or for the same stretch, so that whoever is told twice can tell. */
    String id(ChangeQuestion question, long... positions) {
        StringBuilder text = new StringBuilder(question.key());
        for (long position : positions) text.append('|').append(position);
        byte[] id = hmac(names, text.toString());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(id, ID_BYTES));
    }

    private Cipher cipher(int mode, byte[] nonce, ChangeQuestion question) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, places, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(question.key().getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] hmac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
