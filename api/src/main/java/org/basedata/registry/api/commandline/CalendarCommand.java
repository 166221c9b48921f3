package org.basedata.registry.api.commandline;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.basedata.registry.api.home.OpenHome;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.calendar.CalendarRefused;
import org.basedata.registry.core.calendar.DayKind;
import org.basedata.registry.core.calendar.YearFile;
import org.basedata.registry.core.fault.Fault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes the holidays of years from files, through the running server or, when none runs, into the database itself. */
@Command(
        name = "calendar",
        description = {
            "上传放假安排,每个文件一年:登记系统在运行时交给它,否则直接写入数据库",
            "Takes the holidays and make-up days of a year from each file: through the running server, or into the database when"
                    + " none runs"
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes / 退出码:%n",
        exitCodeList = {
            "0: all years are in force / 全部生效",
            "1: failed / 失败",
            "2: wrong arguments or catalogue / 参数或目录有误",
            "3: a file has faults, none was taken / 文件有错误,均未采用"
        })
final class CalendarCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOptions home;

    @Mixin
    private ClientOptions client;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = {"上传人 (缺省为操作系统用户)", "who uploads them (default: the user of the operating system)"})
    private String by;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = {"CSV 文件,UTF-8,列 date,kind,name", "CSV files in UTF-8 with the columns date,kind,name"})
    private List<Path> files;

    /** One way to put a year in force. */
    @FunctionalInterface
    interface Desk {
        /** @return whether it differs from what was in force */
        boolean publish(YearFile year, byte[] file, String by) throws InterruptedException;
    }

    /** A file that was read without a fault. */
    private record Read(byte[] bytes, YearFile year) {}

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Map<Path, Read> read = new LinkedHashMap<>();
        List<Path> refused = new ArrayList<>();
        for (Path file : files) {
            byte[] bytes = bytes(file);
            try {
                read.put(file, new Read(bytes, YearFile.read(bytes, null)));
            } catch (CalendarRefused e) {
                refused.add(file);
                for (Fault fault : e.faults()) print(file, fault, out);
            }
        }
        if (!refused.isEmpty()) {
            out.println("CALENDAR_REFUSED: 文件有错误,均未采用,现行安排不变 / nothing was taken of any file, what was in force stays");
            return Main.SOME_REFUSED;
        }
        Optional<RunningServer> server = client.server(null, Role.OPERATOR, Role.CATALOGUE_ADMIN);
        if (server.isPresent()) {
            out.println(
                    "经运行中的登记系统上传 / through the running server: " + server.get().url());
            publish(read, new RemoteCalendar(server.get()), out);
            return 0;
        }
        out.println("没有运行中的登记系统,直接写入数据库 / no server runs on port " + client.port() + ": into the database itself");
        try (OpenHome open = HomeOptions.open(home.home(), out)) {
            publish(
                    read,
                    (year, file, who) ->
                            open.registry().calendar().publish(year, who).changed(),
                    out);
        }
        return 0;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new CommandFailed(Main.FAILED, "FILE_UNREADABLE: " + file + " / 文件无法读取");
        }
    }

    private void publish(Map<Path, Read> files, Desk desk, PrintWriter out) throws InterruptedException {
        for (Map.Entry<Path, Read> each : files.entrySet()) {
            YearFile year = each.getValue().year();
            boolean changed = desk.publish(year, each.getValue().bytes(), by);
            out.printf(
                    Locale.ROOT,
                    "%s  %d  放假/holidays %d, 调休上班/make-up days %d  %s%n",
                    each.getKey().getFileName(),
                    year.year(),
                    year.count(DayKind.HOLIDAY),
                    year.count(DayKind.WORKDAY),
                    changed ? "已生效/in force" : "与现行一致/in force already");
        }
    }

    private static void print(Path file, Fault fault, PrintWriter out) {
        out.println(file.getFileName() + "  " + fault.code() + " (" + fault.item() + ")"
                + (fault.value() == null ? "" : " " + fault.value()) + ": " + fault.message() + " / "
                + fault.messageEn());
    }
}
