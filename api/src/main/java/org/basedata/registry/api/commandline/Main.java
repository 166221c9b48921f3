package org.basedata.registry.api.commandline;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Set;
import org.basedata.registry.api.account.Roster;
import org.basedata.registry.api.server.ListeningRefused;
import org.basedata.registry.core.calendar.LimitRefused;
import org.basedata.registry.core.catalogue.CatalogueChanged;
import org.basedata.registry.core.catalogue.CatalogueRefused;
import org.basedata.registry.projections.candidate.SearchRunning;
import org.basedata.registry.projections.rebuild.RegistryLocked;
import org.springframework.boot.web.server.PortInUseException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program. Without the name of a command it serves. */
@Command(
        name = "base-data-registry",
        description = {"基础数据登记系统:人口、法人基础库", "Base-data registry: population and legal-entity base libraries"},
        subcommands = {
            ServeCommand.class,
            DemoCommand.class,
            ImportCommand.class,
            ActsCommand.class,
            RebuildCommand.class,
            VerifyCommand.class,
            CandidatesCommand.class,
            CalendarCommand.class,
            AccessesCommand.class,
            AccountsCommand.class,
            TokenCommand.class,
            BenchCommand.class
        },
        mixinStandardHelpOptions = true,
        version = "base-data-registry 0.1.0",
        exitCodeListHeading = "%nExit codes / 退出码:%n",
        exitCodeList = {
            "0: done / 完成",
            "1: failed / 失败",
            "2: wrong arguments, settings or catalogue / 参数、设置或目录有误",
            "3: some rows, acts or files were refused / 部分记录、处置或文件被拒绝"
        })
public final class Main {
    static final int FAILED = 1;
    static final int MISUSED = 2;
    static final int SOME_REFUSED = 3;

    private static final Set<String> NO_COMMAND_NEEDED = Set.of("-h", "--help", "-V", "--version");

    private Main() {}

    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, args));
    }

    /** Runs a command to its end; {@code serve} ends when the program is told to. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine program = new CommandLine(new Main())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command));
        return program.execute(withCommand(program, args));
    }

    private static String[] withCommand(CommandLine program, String[] args) {
        boolean named = args.length > 0
                && (program.getSubcommands().containsKey(args[0]) || NO_COMMAND_NEEDED.contains(args[0]));
        if (named || args.length > 0 && !args[0].startsWith("-")) return args;
        String[] all = new String[args.length + 1];
        all[0] = "serve";
        System.arraycopy(args, 0, all, 1, args.length);
        return all;
    }

    /** What an operator can put right is told in a line; only what nobody foresaw comes with its trace. */
    private static int failed(Exception failure, CommandLine command) {
        PrintWriter err = command.getErr();
        if (failure instanceof CatalogueRefused
                || failure instanceof CatalogueChanged
                || failure instanceof LimitRefused
                || failure instanceof ListeningRefused) {
            err.println(failure.getMessage());
            return MISUSED;
        }
        if (failure instanceof CommandFailed told) {
            err.println(told.getMessage());
            return told.exitCode();
        }
        if (failure instanceof UncheckedIOException
                || failure instanceof RegistryLocked
                || failure instanceof Roster.RealAccounts
                || failure instanceof SearchRunning) {
            err.println(failure.getMessage());
            return FAILED;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PortInUseException port) {
                err.println("PORT_IN_USE: port " + port.getPort()
                        + " is taken; give another --port, or stop the program that has it / 端口被占用");
                return FAILED;
            }
            if (cause instanceof SQLException sql && isAway(sql)) {
                err.println("DATABASE_UNAVAILABLE: "
                        + sql.getMessage().lines().findFirst().orElse("")
                        + "; check --db-url, --db-user and --db-password / 无法连接数据库");
                return FAILED;
            }
        }
        err.println("FAILED: " + command.getCommandName() + ": " + failure);
        failure.printStackTrace(err);
        return FAILED;
    }

    /** No connection, or no entry: classes 08 and 28 of SQLSTATE, and 3D for a database that is not there. */
    private static boolean isAway(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("28") || state.startsWith("3D"));
    }
}
