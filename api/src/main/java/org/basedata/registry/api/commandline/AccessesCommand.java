package org.basedata.registry.api.commandline;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.Callable;
import org.basedata.registry.core.access.AccessSettings;
import org.basedata.registry.core.database.Database;
import org.basedata.registry.projections.access.AccessMonths;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Keeps the record of accesses, also while a registry runs on the data. */
@Command(
        name = "accesses",
        description = {"管理使用记录;登记系统运行时也可使用", "Keeps the record of accesses; also while the registry runs"},
        subcommands = AccessesCommand.Expire.class,
        mixinStandardHelpOptions = true)
final class AccessesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return Main.MISUSED;
    }

    @Command(
            name = "expire",
            description = {
                "删除保存期已满的整月使用记录,季度汇总保留;保存期为 registry.access.keep-months,不少于 36 个月",
                "Drops whole months whose time is over; what they were summed up to stays. The setting registry.access.keep-months says how"
                        + " long they are kept, 36 months at least"
            },
            mixinStandardHelpOptions = true)
    static final class Expire implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private HomeOptions home;

        @Override
        public Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            int months = AccessSettings.ofProgram().keepMonths();
            try (Database database = home.home().database()) {
                List<YearMonth> dropped = new AccessMonths(database.dataSource(), database.transactions())
                        .expire(Clock.systemUTC().instant(), months);
                if (dropped.isEmpty()) out.println("没有保存期已满的月份 / no month's time is over");
                for (YearMonth month : dropped) out.println("已删除 / dropped " + month);
                return 0;
            } catch (IllegalStateException e) {
                throw new CommandFailed(
                        Main.FAILED,
                        "ACCESSES_NOT_COUNTED: 该月尚未汇总,请先启动登记系统 / start the registry first: " + e.getMessage());
            }
        }
    }
}
