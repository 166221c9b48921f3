package org.basedata.registry.core.submission;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;

/**
 * 128 bits, cut from a SHA-256, over the mapped fields of a row and over everything else that decides what the check makes of
 * them. Two rows of one source record with one fingerprint say the same. Version, handling unit and person are left out: they
 * are no part of what is said, and the check refuses no row for them (but for a version that cannot be read).
 */
public record RowFingerprint(long high, long low) {
    /** Base64url, 22 characters. */
    public String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(
                        ByteBuffer.allocate(16).putLong(high).putLong(low).array());
    }

    /** The 16 bytes that {@link #text} stands for. */
    public static byte[] bytes(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    /** @param bytes 16 of them */
    public static RowFingerprint of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new RowFingerprint(buffer.getLong(), buffer.getLong());
    }

    /** Makes fingerprints under one mapping version. Not thread-safe: one a thread, because the digest and its input are kept. */
    static final class Press {
        private static final int ABSENT = 0;
        private static final int PRESENT = 1;
        private static final int USUAL = 1024;
        private static final int MOST_KEPT = 64 * 1024;

        private final MessageDigest sha256;
        private final byte[] mapping;
        private byte[] bytes = new byte[USUAL];
        private int length;

        /** @param mapping a digest of everything but the row */
        Press(byte[] mapping) {
            this.mapping = mapping.clone();
            try {
                sha256 = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }

        RowFingerprint of(RawRecord row) {
            System.arraycopy(mapping, 0, bytes, 0, mapping.length);
            length = mapping.length;
            put(row.operation());
            put(row.subjectType());
            put(row.idType());
            put(row.id());
            put(row.name());
            put(row.validFrom());
            put(row.validTo());
            put(row.reason());
            if (row.items() != null) put(row.items());
            sha256.update(bytes, 0, length);
            // One row of millions of characters must not hold memory for all that follow.
            if (bytes.length > MOST_KEPT) bytes = new byte[USUAL];
            return RowFingerprint.of(sha256.digest());
        }

        private void put(Map<String, String> items) {
            if (isInOrder(items)) {
                items.forEach(this::put);
                return;
            }
            String[] codes = items.keySet().toArray(String[]::new);
            Arrays.sort(codes);
            for (String code : codes) put(code, items.get(code));
        }

        private void put(String code, String value) {
            put(code);
            put(value);
        }

        private static boolean isInOrder(Map<String, String> items) {
            if (items instanceof SortedMap<String, String> sorted && sorted.comparator() == null) return true;
            String before = "";
            for (String code : items.keySet()) {
                if (code.compareTo(before) < 0) return false;
                before = code;
            }
            return true;
        }

        /**
         * Absent, or present with its length in bytes, then its characters as UTF-8 would write them, halves of surrogate pairs
         * one by one: no two rows have the same bytes.
         */
        private void put(String text) {
            reserve(text == null ? 1 : 5 + 3 * text.length());
            if (text == null) {
                bytes[length++] = ABSENT;
                return;
            }
            bytes[length] = PRESENT;
            int start = length + 5;
            int at = start;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c < 0x80) {
                    bytes[at++] = (byte) c;
                } else if (c < 0x800) {
                    bytes[at++] = (byte) (0xC0 | c >> 6);
                    bytes[at++] = (byte) (0x80 | c & 0x3F);
                } else {
                    bytes[at++] = (byte) (0xE0 | c >> 12);
                    bytes[at++] = (byte) (0x80 | c >> 6 & 0x3F);
                    bytes[at++] = (byte) (0x80 | c & 0x3F);
                }
            }
            int size = at - start;
            bytes[length + 1] = (byte) (size >> 24);
            bytes[length + 2] = (byte) (size >> 16);
            bytes[length + 3] = (byte) (size >> 8);
            bytes[length + 4] = (byte) size;
            length = at;
        }

        private void reserve(int more) {
            if (length + more > bytes.length)
                bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(length, more)));
        }
    }
}
