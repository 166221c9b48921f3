package org.basedata.registry.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority, a server's certificate for this machine, and clients' certificates: real ones, made by Java's own keytool. */
public final class TestCertificates {
    public static final String AUTHORITY = "authority";
    public static final String SERVER = "server";

    private static final String PASSWORD = "changeit";

    private final Path folder;
    private final Path store;

    private TestCertificates(Path folder) {
        this.folder = folder;
        this.store = folder.resolve("keys.p12");
    }

    public static TestCertificates make() {
        try {
            TestCertificates made = new TestCertificates(Files.createTempDirectory("certificates-"));
            made.keytool(AUTHORITY, "CN=Test authority,O=Registry", "-ext", "bc:critical=ca:true", "-validity", "30");
            made.signed(SERVER, "CN=127.0.0.1", "-ext", "san=ip:127.0.0.1,dns:localhost", "-validity", "30");
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A client's, by the authority. */
    public TestCertificates client(String alias, String subject) {
        return signed(alias, subject, "-validity", "30");
    }

    /** One whose days are over. */
    public TestCertificates expired(String alias, String subject) {
        return signed(alias, subject, "-startdate", "-10d", "-validity", "1");
    }

    /** One that nobody but itself vouches for. */
    public TestCertificates alone(String alias, String subject) {
        keytool(alias, subject, "-validity", "30");
        return this;
    }

    private TestCertificates signed(String alias, String subject, String... more) {
        List<String> all = new ArrayList<>(List.of(more));
        all.addAll(List.of("-signer", AUTHORITY, "-signerkeypass", PASSWORD));
        keytool(alias, subject, all.toArray(String[]::new));
        return this;
    }

    private void keytool(String alias, String subject, String... more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-alias",
                alias,
                "-dname",
                subject));
        command.addAll(List.of(more));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) throw new IllegalStateException(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private KeyStore keys() throws GeneralSecurityException, IOException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    public X509Certificate certificate(String alias) {
        try {
            return (X509Certificate) keys().getCertificate(alias);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a gateway passes it on (RFC 9440). */
    public String passedOn(String alias) {
        try {
            return ":" + Base64.getEncoder().encodeToString(certificate(alias).getEncoded()) + ":";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public Path certificateFile(String alias) {
        try {
            return pem(alias + ".pem", "CERTIFICATE", certificate(alias).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public Path keyFile(String alias) {
        try {
            return pem(
                    alias + ".key",
                    "PRIVATE KEY",
                    keys().getKey(alias, PASSWORD.toCharArray()).getEncoded());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path pem(String name, String kind, byte[] der) {
        try {
            return Files.writeString(
                    folder.resolve(name),
                    "-----BEGIN " + kind + "-----\n"
                            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + kind
                            + "-----\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Trusts the authority; comes with a certificate, or none when it is null. */
    public SSLContext context(String alias) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("a", certificate(AUTHORITY));
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(trusted);
            KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
            KeyStore one = KeyStore.getInstance("PKCS12");
            one.load(null, null);
            if (alias != null) {
                Key key = keys().getKey(alias, PASSWORD.toCharArray());
                one.setKeyEntry(alias, key, PASSWORD.toCharArray(), new Certificate[] {certificate(alias)});
            }
            own.init(one, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
