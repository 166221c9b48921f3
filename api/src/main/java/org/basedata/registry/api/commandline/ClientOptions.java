package org.basedata.registry.api.commandline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.basedata.registry.core.account.Role;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Options of the commands that go through a running server: where it is, and as which system of a department. */
final class ClientOptions {
    private static final String ID = "REGISTRY_CLIENT_ID";
    private static final String SECRET = "REGISTRY_CLIENT_SECRET";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = {"运行中的登记系统的端口 (缺省 8080)", "port of the running server (default 8080)"})
    private int port;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = {
                "登记系统的地址,如 https://registry.example:8443;代替 --port",
                "address of the server, such as https://registry.example:8443, instead of --port"
            })
    private String url;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = {
                "签发服务器证书的机构证书 (PEM);缺省为 Java 所信任的",
                "authority of the server's certificate, PEM (default: those that Java trusts)"
            })
    private Path authority;

    @Option(
            names = "--accounts-file",
            paramLabel = "FILE",
            description = {
                "账户文件(demo、serve --dev 所写),从中取用本部门的系统账户",
                "accounts, as demo and serve --dev write them: the system of the department is taken from it"
            })
    private Path accountsFile;

    @Option(
            names = "--client-id",
            paramLabel = "ID",
            description = {"客户端标识,或环境变量 " + ID, "client id, or " + ID + " in the environment"})
    private String clientId;

    @Option(
            names = "--client-secret-file",
            paramLabel = "FILE",
            description = {"存有客户端密钥的文件,或环境变量 " + SECRET, "file with its secret, or " + SECRET + " in the environment"})
    private Path secretFile;

    /** A client id and its secret. */
    record Credentials(String id, String secret) {}

    int port() {
        return port;
    }

    /** Where it should be, for people to read. */
    String where() {
        return url == null ? "port " + port : url;
    }

    private RunningServer.Place place() {
        if (url == null && authority == null) return RunningServer.Place.onThisMachine(port);
        String address = url == null ? "https://localhost:" + port : url.replaceAll("/+$", "");
        if (!address.matches("https?://[^/]+"))
            throw new CommandFailed(
                    Main.MISUSED,
                    "URL: " + url + " is no address of a server, https://NAME[:PORT] / 应为 https://NAME[:PORT]");
        return new RunningServer.Place(address, authority == null ? null : trusting(authority));
    }

    private static SSLContext trusting(Path authority) {
        try {
            PemSslStoreDetails trusted = PemSslStoreDetails.forCertificates(Files.readString(authority));
            return SslBundle.of(new PemSslStoreBundle(null, trusted)).createSslContext();
        } catch (IOException | RuntimeException e) {
            throw new CommandFailed(
                    Main.FAILED, "CA: " + authority + " has no certificates that can be read / 机构证书无法读取");
        }
    }

    /**
     * The server, when one runs.
     *
     * @param department whose system is taken from an accounts file; null for whoever has the role
     * @param anyOf roles of which the system needs one, the most fitting first
     */
    Optional<RunningServer> server(String department, Role... anyOf) throws InterruptedException {
        RunningServer.Place place = place();
        if (!RunningServer.answersAt(place)) {
            // Whoever names a server does not mean the files of this machine.
            if (url == null) return Optional.empty();
            throw new CommandFailed(Main.FAILED, "SERVER_MISSING: no registry answers at " + url + " / 该地址没有登记系统应答");
        }
        return Optional.of(RunningServer.as(credentials(department, anyOf), place));
    }

    private Credentials credentials(String department, Role... anyOf) {
        if (accountsFile != null) return fromFile(department, anyOf);
        String id = clientId != null ? clientId : System.getenv(ID);
        String secret = secretFile != null ? firstLine(secretFile) : System.getenv(SECRET);
        if (id == null || secret == null)
            throw new CommandFailed(
                    Main.MISUSED,
                    "CLIENT_MISSING: a registry runs on " + where()
                            + ", and has to know who sends: give --client-id and"
                            + " --client-secret-file (or " + ID + ", " + SECRET + "), or --accounts-file"
                            + " / 登记系统正在运行,须说明以哪个系统账户发送");
        return new Credentials(id, secret);
    }

    private Credentials fromFile(String department, Role... anyOf) {
        JsonNode clients;
        try {
            clients = new JsonMapper().readTree(Files.readString(accountsFile)).path("clients");
        } catch (IOException | JacksonException e) {
            throw new CommandFailed(Main.FAILED, "ACCOUNTS_FILE: " + accountsFile + " cannot be read / 账户文件无法读取");
        }
        for (Role role : anyOf)
            for (JsonNode client : clients) {
                boolean ofDepartment = department == null
                        || department.equals(client.path("department").asString(null));
                boolean has = false;
                for (JsonNode each : client.path("roles"))
                    has |= each.asString("").equals(role.name());
                if (ofDepartment && has)
                    return new Credentials(
                            client.path("clientId").asString(),
                            client.path("clientSecret").asString());
            }
        throw new CommandFailed(
                Main.MISUSED,
                "CLIENT_MISSING: " + accountsFile + " has no system "
                        + (department == null ? "" : "of " + department + " ") + "with the role " + anyOf[0]
                        + " / 账户文件中没有该部门的系统账户");
    }

    private static String firstLine(Path file) {
        try {
            return Files.readString(file).lines().findFirst().orElse("").strip();
        } catch (IOException e) {
            throw new CommandFailed(Main.FAILED, "CLIENT_SECRET: " + file + " cannot be read / 密钥文件无法读取");
        }
    }
}
