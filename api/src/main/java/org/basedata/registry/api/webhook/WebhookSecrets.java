package org.basedata.registry.api.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets that both sides sign by, in the form of the Standard Webhooks: {@code whsec_} and 32 bytes in Base64. They are kept encrypted, by
 * a key of record: whoever sees only their table cannot sign. Thread-safe.
 */
public final class WebhookSecrets {
    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    /** @param key 32 random bytes */
    public WebhookSecrets(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    byte[] fresh() {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return secret;
    }

    static String text(byte[] secret) {
        return PREFIX + Base64.getEncoder().encodeToString(secret);
    }

    /** @param webhook that it belongs to: moved to the row of another it is of no use */
    byte[] encrypted(byte[] secret, UUID webhook) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] hidden = run(Cipher.ENCRYPT_MODE, nonce, webhook, secret);
        byte[] kept = Arrays.copyOf(nonce, NONCE + hidden.length);
        System.arraycopy(hidden, 0, kept, NONCE, hidden.length);
        return kept;
    }

    byte[] decrypted(byte[] kept, UUID webhook) {
        return run(
                Cipher.DECRYPT_MODE, Arrays.copyOf(kept, NONCE), webhook, Arrays.copyOfRange(kept, NONCE, kept.length));
    }

    private byte[] run(int mode, byte[] nonce, UUID webhook, byte[] bytes) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(webhook.toString().getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the secret of webhook " + webhook + " cannot be read", e);
        }
    }

    /** One signature of a message, as the header {@code webhook-signature} lists them. */
    static String signature(byte[] secret, String id, long seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            mac.update((id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }
}
