package org.basedata.registry.api.commandline;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.basedata.registry.api.Registry;
import org.basedata.registry.api.account.Accounts;
import org.basedata.registry.api.account.Roster;
import org.basedata.registry.api.account.SignIn;
import org.basedata.registry.api.server.Listening;
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
            names = "--address",
            paramLabel = "ADDRESS",
            defaultValue = Listening.THIS_MACHINE,
            description = {
                "监听地址 (缺省 127.0.0.1,仅本机;0.0.0.0 为全部);不限于本机时须配置 TLS,演示账户不得对外",
                "address to listen on (default 127.0.0.1, this machine only; 0.0.0.0 for all); beyond this machine it takes TLS, and no demo"
                        + " accounts"
            })
    private String address;

    @Option(
            names = "--accounts-file",
            paramLabel = "FILE",
            description = {
                "将演示账户及口令写成 JSON (demo 和 serve --dev;否则列表为空)",
                "writes the demo accounts and their secrets as JSON (of demo and serve --dev; none otherwise)"
            })
    private Path accountsFile;

    /** @param invented whether there are accounts of demonstrations, which nobody else may reach */
    Listening listening(boolean invented) {
        Listening listening;
        try {
            listening = Listening.of(address, port());
        } catch (UnknownHostException e) {
            throw new CommandFailed(Main.MISUSED, "ADDRESS: " + address + " is no address / 不是地址");
        }
        if (invented && !listening.isThisMachine()) throw demoBeyondThisMachine();
        return listening;
    }

    private static CommandFailed demoBeyondThisMachine() {
        return new CommandFailed(
                Main.MISUSED,
                "DEMO_THIS_MACHINE_ONLY: 有演示账户,只可在本机访问;请去掉 --address,或另选没有演示账户的 --data-dir / with demo accounts it is"
                        + " for this machine only; leave --address out, or choose a --data-dir without them");
    }

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

    /** @throws CommandFailed when invented people could come from elsewhere */
    static void announceAccounts(Registry registry, Listening listening, PrintWriter out) {
        Accounts accounts = accounts(registry);
        if (!listening.isThisMachine() && accounts.has(true)) throw demoBeyondThisMachine();
        if (accounts.isEmpty()) out.println("""
                    尚无账户,无人可以登录工作台。新建: accounts add NAME --person 姓名 --role STEWARD
                    There are no accounts yet, so nobody can sign in to the workbench. To make one:
                        java -jar base-data-registry.jar accounts add NAME --person "..." --role STEWARD [--data-dir DIR]""");
        else if (accounts.has(true))
            out.println(
                    "DEMO_ACCOUNTS: 该数据目录有演示账户,不得存放真实数据 / this data directory has demo accounts: keep no real data in it");
    }

    static void announce(Server server, Listening listening, PrintWriter out) {
        String url = server.url();
        boolean here = listening.isThisMachine();
        out.println("登记系统已启动," + (here ? "仅本机可访问: " : "可从网络访问,本机地址: ") + url + "  工作台: " + url + "/workbench  接口说明: "
                + url + "/swagger-ui.html");
        out.println("The registry is up, " + (here ? "for this machine only: " : "for the network; from here: ") + url
                + "  workbench: " + url + "/workbench  interface: " + url + "/swagger-ui.html");
    }
}
