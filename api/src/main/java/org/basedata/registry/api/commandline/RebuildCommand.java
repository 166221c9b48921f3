package org.basedata.registry.api.commandline;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.basedata.registry.projections.rebuild.RebuildReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Builds the derived tables again from the events; the server must not run meanwhile. */
@Command(
        name = "rebuild",
        description = {
            "由事件重建全部派生表 (须先停止登记系统)",
            "Builds the derived tables again from the events (stop the server first)"
        },
        mixinStandardHelpOptions = true)
final class RebuildCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOptions home;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        ProgressLine line = new ProgressLine(out, "重建/rebuild");
        RebuildReport report = home.home().rebuild(line::show);
        line.end();
        double seconds = report.took().toNanos() / 1e9;
        out.printf(
                Locale.ROOT,
                "重建完成 / rebuilt: %,d 事件/events, %.1f s, %,.0f/s%n",
                report.events(),
                seconds,
                seconds <= 0 ? 0 : report.events() / seconds);
        return 0;
    }
}
