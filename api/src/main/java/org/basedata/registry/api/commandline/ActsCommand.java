package org.basedata.registry.api.commandline;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.basedata.registry.api.home.OpenHome;
import org.basedata.registry.core.account.Role;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes files of acts about identity, through the running server or, when none runs, into the database itself. */
@Command(
        name = "acts",
        description = {
            "办理文件中的身份处置(更换号码、合并、拆分、归属、承继、撤销),每行一个 JSON:登记系统在运行时交给它,否则直接写入数据目录",
            "Takes acts about identity from files (numbers replaced, merges, splits, assignments, successions, revocations),"
                    + " one JSON a line: through the running server, or into the data directory when none runs"
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes / 退出码:%n",
        exitCodeList = {
            "0: all acts taken, now or before / 全部已办理",
            "1: failed / 失败",
            "2: wrong arguments or catalogue / 参数或目录有误",
            "3: some acts were refused / 部分处置被拒绝"
        })
final class ActsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOptions home;

    @Mixin
    private ClientOptions client;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = {"JSON Lines 文件,UTF-8", "JSON Lines files in UTF-8"})
    private List<Path> files;

    @Override
    public Integer call() throws InterruptedException {
        // All are read before the first act is taken: acts build on each other.
        List<ActFile> read = new ArrayList<>();
        for (Path file : files) read.add(ActFile.read(file));
        PrintWriter out = spec.commandLine().getOut();
        Optional<RunningServer> server = client.server(null, Role.STEWARD, Role.APPROVER);
        if (server.isPresent()) {
            out.println(
                    "经运行中的登记系统办理 / through the running server: " + server.get().url());
            return each(read, new RemoteActs(server.get()), out);
        }
        out.println("没有运行中的登记系统,直接写入数据库 / no server runs on port " + client.port() + ": into the database itself");
        try (OpenHome open = open(out)) {
            return each(read, new LocalActs(open.registry()), out);
        }
    }

    private OpenHome open(PrintWriter out) {
        try {
            return HomeOptions.open(home.home(), out);
        } catch (UncheckedIOException e) {
            throw new CommandFailed(Main.FAILED, e.getMessage());
        }
    }

    private static int each(List<ActFile> files, ActFile.Desk desk, PrintWriter out) throws InterruptedException {
        int exit = 0;
        for (ActFile file : files) {
            ActFile.Counts counts = file.take(desk, out, true);
            file.print(counts, out);
            exit = Math.max(exit, counts.exitCode());
        }
        return exit;
    }
}
