package org.basedata.registry.api.account;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import javax.security.auth.x500.X500Principal;

/** Client certificates: how they are read, and what is kept of them. */
public final class Certificates {
    private Certificates() {}

    /** In the form in which equal names are equal texts. */
    record Names(String subject, String issuer) {}

    /**
     * @param encoded PEM or DER; the first one, when there is a chain
     * @throws CertificateException when it is none
     */
    public static X509Certificate read(byte[] encoded) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
    }

    /** SHA-256 of the whole certificate, in small hex digits. */
    public static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        }
    }

    static Names names(X509Certificate certificate) {
        return new Names(
                certificate.getSubjectX500Principal().getName(X500Principal.CANONICAL),
                certificate.getIssuerX500Principal().getName(X500Principal.CANONICAL));
    }

    /** Whether it is among its days. Java does not look at those of a certificate that is itself among the trusted ones. */
    public static boolean isGood(X509Certificate certificate, Instant now) {
        Date date = Date.from(now);
        return !date.before(certificate.getNotBefore()) && !date.after(certificate.getNotAfter());
    }
}
