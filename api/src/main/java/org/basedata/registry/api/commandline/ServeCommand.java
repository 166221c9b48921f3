package org.basedata.registry.api.commandline;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
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
            description = {"开发模式 (尚无访问控制,目前没有区别)", "for development (no difference until there is access control)"})
    private boolean dev;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        int port = options.port();
        options.writeAccounts();
        try (Server server = Server.start(() -> HomeOptions.open(home.home(), out), port)) {
            ServerOptions.announce(server, out);
            server.await();
        }
        return 0;
    }
}
