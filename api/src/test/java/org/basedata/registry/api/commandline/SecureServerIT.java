package org.basedata.registry.api.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.basedata.registry.api.RunningRegistry;
import org.basedata.registry.api.TestCertificates;
import org.basedata.registry.core.account.Role;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Commands that go through a registry which speaks TLS. */
class SecureServerIT {
    private static final TestCertificates CERTIFICATES = TestCertificates.make();

    static {
        // Before the registry starts.
        System.setProperty("server.ssl.certificate", "file:" + CERTIFICATES.certificateFile(TestCertificates.SERVER));
        System.setProperty(
                "server.ssl.certificate-private-key", "file:" + CERTIFICATES.keyFile(TestCertificates.SERVER));
    }

    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @AfterAll
    static void end() {
        System.clearProperty("server.ssl.certificate");
        System.clearProperty("server.ssl.certificate-private-key");
    }

    private int run(String... args) {
        return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    }

    private String accounts() {
        return registry.accountsFile(folder, "GA", Role.SOURCE).toString();
    }

    private static String authority() {
        return CERTIFICATES.certificateFile(TestCertificates.AUTHORITY).toString();
    }

    @Test
    void a_token_is_fetched_from_a_server_whose_authority_is_given() {
        assertThat(run("token", "--url", registry.url(), "--ca", authority(), "--accounts-file", accounts()))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).startsWith("Authorization: Bearer ey");
        String port = Integer.toString(registry.server().port());
        assertThat(run("token", "--port", port, "--ca", authority(), "--accounts-file", accounts()))
                .as("localhost: " + err)
                .isZero();
        assertThat(run("token", "--url", registry.url(), "--accounts-file", accounts()))
                .isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("SERVER_NOT_TRUSTED", "--ca").doesNotContain("\tat ");
        assertThat(run("token", "--url", "registry.example", "--accounts-file", accounts()))
                .isEqualTo(Main.MISUSED);
        assertThat(run("token", "--url", registry.url(), "--ca", accounts(), "--accounts-file", accounts()))
                .isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("CA: ");
    }

    @Test
    void a_file_is_imported_through_it_and_never_past_it() throws IOException {
        Path file = Files.writeString(folder.resolve("none.csv"), "recordId,version,operation,idType,id,name\n");
        assertThat(run(
                        "import",
                        "--dataset",
                        "household-registration",
                        "--source",
                        "GA",
                        "--url",
                        registry.url(),
                        "--ca",
                        authority(),
                        "--accounts-file",
                        accounts(),
                        file.toString()))
                .as(out + "" + err)
                .isZero();
        assertThat(out.toString()).contains(registry.url());
        int nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        Path data = folder.resolve("data");
        assertThat(run(
                        "import",
                        "--dataset",
                        "household-registration",
                        "--source",
                        "GA",
                        "--url",
                        "https://127.0.0.1:" + nobody,
                        "--data-dir",
                        data.toString(),
                        file.toString()))
                .isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("SERVER_MISSING");
        assertThat(data).doesNotExist();
    }
}
