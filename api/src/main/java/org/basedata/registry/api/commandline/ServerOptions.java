package org.basedata.registry.api.commandline;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.basedata.registry.api.Registry;
import org.basedata.registry.api.account.Accounts;
import org.basedata.registry.api.account.Roster;
import org.basedata.registry.api.account.SignIn;
import org.basedata.registry.api.server.Server;
import org.basedata.registry.api.sharing.DevelopmentGrants;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

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
            description = {
                "将演示账户及口令写成 JSON (demo 和 serve --dev;否则列表为空)",
                "writes the demo accounts and their secrets as JSON (of demo and serve --dev; none otherwise)"
            })
    private Path accountsFile;

    int port() {
        if (port < 0 || port > 65_535)
            throw new CommandFailed(Main.MISUSED, "PORT: " + port + " is no port, 0 to 65535 / 端口应为 0 至 65535");
        return port;
    }

    /** Written before the server answers, so that whoever waits for it finds the file; for its owner only. */
    void writeAccounts(Roster roster) {
        if (accountsFile == null) return;
        try {
            Path file = accountsFile.toAbsolutePath();
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, JsonMapper.builder().build().writeValueAsString(roster.written()) + "\n");
        } catch (IOException e) {
            throw new CommandFailed(Main.FAILED, "ACCOUNTS_FILE: " + accountsFile + " cannot be written / 账户文件无法写出");
        }
    }

    /** Makes the accounts and the agreements of a demonstration or of development, and writes the file if one is wanted. */
    Roster makeAccounts(Registry registry, boolean demonstration) {
        Roster roster = Roster.make(accounts(registry), registry.catalogue());
        new DevelopmentGrants(registry).put(demonstration);
        writeAccounts(roster);
        return roster;
    }

    private static Accounts accounts(Registry registry) {
        return new Accounts(registry.database().dataSource(), registry.clock(), SignIn.LockOut.USUAL);
    }

    static void announceAccounts(Registry registry, PrintWriter out) {
        Accounts accounts = accounts(registry);
        if (accounts.isEmpty()) out.println("""
                    尚无账户,无人可以登录工作台。新建: accounts add NAME --person 姓名 --role STEWARD
                    There are no accounts yet, so nobody can sign in to the workbench. To make one:
                        java -jar base-data-registry.jar accounts add NAME --person "..." --role STEWARD [--data-dir DIR]""");
        else if (accounts.has(true))
            out.println(
                    "DEMO_ACCOUNTS: 该数据目录有演示账户,不得存放真实数据 / this data directory has demo accounts: keep no real data in it");
    }

    static void announce(Server server, PrintWriter out) {
        String url = server.url();
        out.println("登记系统已启动,仅本机可访问: " + url + "  工作台: " + url + "/workbench  接口说明: " + url + "/swagger-ui.html");
        out.println("The registry is up, for this machine only: " + url + "  workbench: " + url
                + "/workbench  interface: " + url + "/swagger-ui.html");
    }
}
