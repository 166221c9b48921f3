package org.basedata.registry.api.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Passwords and client secrets: how they are made and how they are kept. The hash names its algorithm, so that others can follow. */
public final class Secrets {
    /** Without letters and digits that are mistaken for each other on paper. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PASSWORD_GROUPS = 4;
    private static final int GROUP_LETTERS = 5;
    private static final int CLIENT_SECRET_BYTES = 32;

    private static final PasswordEncoder ENCODER = new DelegatingPasswordEncoder(
            "bcrypt", Map.of("bcrypt", new BCryptPasswordEncoder(), "sha256", new OfRandom()));

    private Secrets() {}

    /** 20 letters and digits in groups of five: 99 bits, and still to be read out on the telephone. */
    public static String newPassword() {
        StringBuilder text = new StringBuilder();
        for (int group = 0; group < PASSWORD_GROUPS; group++) {
            if (group > 0) text.append('-');
            for (int i = 0; i < GROUP_LETTERS; i++) text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    /** 256 bits: nobody types it. */
    public static String newClientSecret() {
        byte[] bytes = new byte[CLIENT_SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    static String newSecret(Account.Kind kind) {
        return kind == Account.Kind.SYSTEM ? newClientSecret() : newPassword();
    }

    static String hash(Account.Kind kind, String secret) {
        return kind == Account.Kind.SYSTEM ? "{sha256}" + OfRandom.digest(secret) : ENCODER.encode(secret);
    }

    static boolean fits(String secret, String hash) {
        return ENCODER.matches(secret, hash);
    }

    /**
     * For secrets that are 256 random bits: guessing them is out of reach however fast the hash, and systems ask for tokens often.
     */
    private static final class OfRandom implements PasswordEncoder {
        static String digest(CharSequence secret) {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256")
                                .digest(secret.toString().getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }

        @Override
        public String encode(CharSequence secret) {
            return digest(secret);
        }

        @Override
        public boolean matches(CharSequence secret, String hash) {
            return MessageDigest.isEqual(
                    digest(secret).getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
