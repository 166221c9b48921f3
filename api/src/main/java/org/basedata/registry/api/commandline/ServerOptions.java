package org.basedata.registry.api.commandline;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.basedata.registry.api.server.Server;
import picocli.CommandLine.Option;

/** Options of the commands that start a server. */
final class ServerOptions {
    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = {"监听端口 (缺省 8080;0 为任一空闲端口)", "port to listen on (default 8080; 0 for any free one)"})
    private int port;

    @Option(
            names = "--accounts-file",
            paramLabel = "FILE",
            description = {"写出演示账户 (尚无访问控制,列表为空)", "writes the demo accounts (none until there is access control)"})
    private Path accountsFile;

    int port() {
        if (port < 0 || port > 65_535)
            throw new CommandFailed(Main.MISUSED, "PORT: " + port + " is no port, 0 to 65535 / 端口应为 0 至 65535");
        return port;
    }

    /** Written before the server answers, so that whoever waits for it finds the file. */
    void writeAccounts() {
        if (accountsFile == null) return;
        try {
            Path folder = accountsFile.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            Files.writeString(accountsFile, "{\"clients\":[],\"users\":[]}\n");
        } catch (IOException e) {
            throw new CommandFailed(Main.FAILED, "ACCOUNTS_FILE: " + accountsFile + " cannot be written / 账户文件无法写出");
        }
    }

    static void announce(Server server, PrintWriter out) {
        String url = server.url();
        out.println("登记系统已启动,仅本机可访问(尚无访问控制): " + url + "  接口说明: " + url + "/swagger-ui.html");
        out.println("The registry is up, for this machine only (there is no access control yet): " + url
                + "  interface: " + url + "/swagger-ui.html");
    }
}
