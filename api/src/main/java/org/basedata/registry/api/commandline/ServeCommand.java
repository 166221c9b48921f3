package org.basedata.registry.api.commandline;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.basedata.registry.api.account.Roster;
import org.basedata.registry.api.home.OpenHome;
import org.basedata.registry.api.server.Listening;
import org.basedata.registry.api.server.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves until it is told to end. */
@Command(
        name = "serve",
        description = {"启动登记系统 (缺省命令)", "Serves the HTTP interface (the default command)"},
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOptions home;

    @Mixin
    private ServerOptions options;

    @Option(
            names = "--dev",
            description = {"开发模式:建立演示账户", "for development: makes the demo accounts"})
    private boolean dev;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Listening listening = options.listening(dev);
        try (Server server = Server.start(() -> open(listening, out), listening)) {
            ServerOptions.announce(server, listening, out);
            server.await();
        }
        return 0;
    }

    /** With the accounts, so that they are there before the server answers. */
    private OpenHome open(Listening listening, PrintWriter out) {
        OpenHome open = HomeOptions.open(home.home(), out);
        try {
            if (dev) options.makeAccounts(open.registry(), false);
            else options.writeAccounts(Roster.none());
            ServerOptions.announceAccounts(open.registry(), listening, out);
            return open;
        } catch (RuntimeException e) {
            open.close();
            throw e;
        }
    }
}
