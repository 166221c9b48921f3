package org.basedata.registry.api.commandline;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.basedata.registry.api.home.OpenHome;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.delivery.Waiver;
import org.basedata.registry.importers.file.FileDelivery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Imports files, through the running server or, when none runs, into the database itself. */
@Command(
        name = "import",
        description = {
            "导入文件:登记系统在运行时交给它,否则直接写入数据目录",
            "Imports files: through the running server, or into the data directory when none runs"
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes / 退出码:%n",
        exitCodeList = {
            "0: all rows accepted or unchanged / 全部接受或未变",
            "1: failed / 失败",
            "2: wrong arguments or catalogue / 参数或目录有误",
            "3: some rows were refused / 部分行被拒绝"
        })
final class ImportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOptions home;

    @Option(
            names = "--dataset",
            required = true,
            paramLabel = "CODE",
            description = {"信息组代码", "code of the dataset"})
    private String dataset;

    @Option(
            names = "--source",
            required = true,
            paramLabel = "CODE",
            description = {"数源部门代码", "code of the source"})
    private String source;

    @Mixin
    private ClientOptions client;

    @Option(
            names = "--charset",
            paramLabel = "NAME",
            description = {"字符集,缺省自动识别 UTF-8、GB18030", "found out when left out: UTF-8, GB18030"})
    private String charset;

    @Option(
            names = "--extract-time",
            paramLabel = "TIME",
            description = {"抽取时间 (RFC 3339);文件为抽取数据时给出", "when the extract was read (RFC 3339)"})
    private String extractTime;

    @Option(
            names = "--complete",
            description = {"全量抽取:未出现的记录视为已离开", "the extract is whole: a record that is missing has left the source"})
    private boolean complete;

    @Option(
            names = "--let-in",
            arity = "2",
            paramLabel = "WHO WHY",
            description = {"放行晚到的旧抽取:放行人 理由", "lets in an extract although a later one was taken: who, why"})
    private List<String> letIn;

    @Option(
            names = "--lift-vanished-limit",
            arity = "2",
            paramLabel = "WHO WHY",
            description = {"放行超限的消失记录:放行人 理由", "lifts the limit on vanished records for this extract: who, why"})
    private List<String> vanishedLimitLifted;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = {"CSV 文件", "CSV files"})
    private List<Path> files;

    @Override
    public Integer call() throws InterruptedException {
        Charset decoded = charset();
        Instant extracted = extractTime();
        for (Path file : files)
            if (!Files.isReadable(file) || Files.isDirectory(file))
                throw new CommandFailed(Main.FAILED, "FILE_UNREADABLE: " + file + " / 文件无法读取");
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Optional<RemoteImport> server = client.server(source, Role.SOURCE).map(RemoteImport::new);
        if (server.isPresent()) {
            out.println(
                    "经运行中的登记系统导入 / through the running server: " + server.get().url());
            return each(file -> server.get().run(delivery(file, decoded, extracted), out), out, err);
        }
        out.println("没有运行中的登记系统,直接写入数据库 / no server runs on port " + client.port() + ": into the database itself");
        try (OpenHome open = open(out)) {
            LocalImport local = new LocalImport(open.registry().desk().fileImport());
            return each(file -> local.run(delivery(file, decoded, extracted), out), out, err);
        }
    }

    private OpenHome open(PrintWriter out) {
        try {
            return HomeOptions.open(home.home(), out);
        } catch (UncheckedIOException e) {
            throw new CommandFailed(Main.FAILED, e.getMessage());
        }
    }

    /** One way to import a file. */
    @FunctionalInterface
    private interface Way {
        FileOutcome run(Path file) throws InterruptedException;
    }

    /** Goes on after a file that failed: the others are not the worse for it. */
    private int each(Way way, PrintWriter out, PrintWriter err) throws InterruptedException {
        int exit = 0;
        for (Path file : files) {
            FileOutcome outcome = way.run(file);
            outcome.print(out, err);
            exit = FileOutcome.worse(exit, outcome.exitCode());
        }
        return exit;
    }

    private FileDelivery delivery(Path file, Charset decoded, Instant extracted) {
        return new FileDelivery(
                file,
                file.getFileName().toString(),
                source,
                dataset,
                decoded,
                extracted,
                complete,
                waiver(letIn),
                waiver(vanishedLimitLifted));
    }

    private static Waiver waiver(List<String> whoAndWhy) {
        if (whoAndWhy == null) return null;
        if (whoAndWhy.stream().anyMatch(String::isBlank))
            throw new CommandFailed(Main.MISUSED, "WAIVER: a person and a reason are needed / 须写明放行人和理由");
        return new Waiver(whoAndWhy.get(0), whoAndWhy.get(1));
    }

    private Charset charset() {
        if (charset == null) return null;
        try {
            return Charset.forName(charset);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new CommandFailed(
                    Main.MISUSED, "CHARSET: " + charset + " is not known, UTF-8 and GB18030 are / 不支持的字符集");
        }
    }

    private Instant extractTime() {
        if (extractTime == null) return null;
        try {
            return OffsetDateTime.parse(extractTime).toInstant();
        } catch (DateTimeException e) {
            throw new CommandFailed(
                    Main.MISUSED,
                    "EXTRACT_TIME: " + extractTime
                            + " is no RFC 3339 time such as 2026-11-01T00:00:00+08:00 / 抽取时间格式不符");
        }
    }
}
