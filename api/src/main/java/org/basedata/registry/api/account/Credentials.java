package org.basedata.registry.api.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What lets somebody in by an account, and until when.
 *
 * @param secret whether there is one that counts now
 * @param secretUntil of the present secret; null for no end
 * @param oldSecretUntil of the one before, while it counts beside it; else null
 */
public record Credentials(
        Account account, boolean secret, Instant secretUntil, Instant oldSecretUntil, List<Certificate> certificates) {
    /**
     * @param fingerprint SHA-256, hex
     * @param bySubject whether others of the same issuer for the same subject count as well
     */
    public record Certificate(String fingerprint, String subject, boolean bySubject, Instant until) {}

    /** Something that ends, or has ended. */
    public record Ending(Kind kind, Instant until) {
        public enum Kind {
            ACCOUNT("账户", "account"),
            SECRET("密钥", "secret"),
            CERTIFICATE("证书", "certificate");

            private final String zh;
            private final String en;

            Kind(String zh, String en) {
                this.zh = zh;
                this.en = en;
            }

            public String zh() {
                return zh;
            }

            public String en() {
                return en;
            }
        }
    }

    /** What somebody should see to, the first end first. Of a disabled account nothing is; nor is a secret that is changed already. */
    public List<Ending> endings(CredentialSettings settings, Instant now) {
        List<Ending> endings = new ArrayList<>();
        if (account.disabled()) return endings;
        add(endings, Ending.Kind.ACCOUNT, account.bounds().expiresAt(), settings, now);
        add(endings, Ending.Kind.SECRET, secretUntil, settings, now);
        for (Certificate each : certificates) add(endings, Ending.Kind.CERTIFICATE, each.until(), settings, now);
        endings.sort((one, other) -> one.until().compareTo(other.until()));
        return endings;
    }

    private static void add(
            List<Ending> endings, Ending.Kind kind, Instant until, CredentialSettings settings, Instant now) {
        if (settings.isNear(until, now)) endings.add(new Ending(kind, until));
    }
}
