package org.basedata.registry.core.sharing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.identifier.IdentifierReading;

/** How values look under each level of {@link Masking}. */
public final class Masks {
    private static final String HMAC = "HmacSHA256";
    private static final int HASH_BYTES = 16;
    private static final int SHOWN_OF_ADDRESS = 6;
    private static final String REST = "****";

    private final SecretKeySpec key;

    /** @param key of record, so that the same value has the same hash tomorrow */
    public Masks(byte[] key) {
        this.key = new SecretKeySpec(key, HMAC);
    }

    /** @return null where the value is not shown at all */
    public String shown(Masking masking, DataItem item, String value, String agreements) {
        if (value == null) return null;
        return switch (masking) {
            case FULL -> value;
            case PARTIAL -> partial(item, value);
            case HASH -> hash(item.code() + '|' + value, agreements);
            case EXISTENCE -> null;
        };
    }

    /** @return null where the number is not shown at all */
    public String number(Masking masking, String number, String agreements) {
        return switch (masking) {
            case FULL -> number;
            case PARTIAL -> IdentifierReading.mask(number);
            case HASH -> hash(number, agreements);
            case EXISTENCE -> null;
        };
    }

    /** A beginning, or beginning and end; the same for whoever sees no more of it, by an agreement or by office. */
    public static String partial(DataItem item, String value) {
        if (item.code().endsWith("Id") || item.code().endsWith("Number")) return IdentifierReading.mask(value);
        return switch (item.type()) {
            case DATE -> value.length() < 4 ? REST : value.substring(0, 4) + "-**-**";
            case TEXT -> text(item, value);
            // Of few possible values, any part would be the whole.
            default -> "*";
        };
    }

    private static String text(DataItem item, String value) {
        int length = value.codePointCount(0, value.length());
        String comparison = item.comparatorName() == null ? "" : item.comparatorName();
        boolean person =
                comparison.equals("personName") || item.code().endsWith("Name") && !comparison.equals("orgName");
        if (person)
            return value.substring(0, value.offsetByCodePoints(0, Math.min(1, length)))
                    + "*".repeat(Math.max(1, length - 1));
        int shown = Math.min(SHOWN_OF_ADDRESS, length / 2);
        return value.substring(0, value.offsetByCodePoints(0, shown)) + REST;
    }

    /** Other agreements give other hashes: two departments cannot put together what each was given. */
    private String hash(String value, String agreements) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            mac.update(agreements.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) '|');
            byte[] hash = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }
}
