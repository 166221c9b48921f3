package org.basedata.registry.api.commandline;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.basedata.registry.projections.rebuild.Difference;
import org.basedata.registry.projections.rebuild.VerificationReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Compares the derived tables with the events; the server must not run meanwhile. */
@Command(
        name = "verify",
        description = {
            "逐行核对派生表与事件是否一致,不作修改 (须先停止登记系统);有差异时返回码为 4",
            "Compares every row of the derived tables with the events and changes nothing (stop the server first);",
            "the exit code is 4 if any differs"
        },
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    /** Some row is not as the events say. */
    static final int DIFFERENT = 4;

    private static final long MOST_LISTED = 1_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOptions home;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        ProgressLine line = new ProgressLine(out, "核对/verifying");
        AtomicLong listed = new AtomicLong();
        VerificationReport report = home.home()
                .verify(
                        difference -> {
                            if (listed.incrementAndGet() <= MOST_LISTED) out.println(text(difference));
                        },
                        line::show);
        line.end();
        if (listed.get() > MOST_LISTED)
            out.printf(Locale.ROOT, "... %,d 项未列出 / not listed%n", listed.get() - MOST_LISTED);
        double seconds = report.took().toNanos() / 1e9;
        out.printf(
                Locale.ROOT,
                "核对完成 / verified: %,d 事件/events, %,d 行有差异/rows differ, %.1f s, %,.0f/s%n",
                report.events(),
                report.differences(),
                seconds,
                seconds <= 0 ? 0 : report.events() / seconds);
        if (report.differences() == 0) return 0;
        out.println("DERIVED_TABLES_DIFFER: 派生表与事件不符,请运行 rebuild / the derived tables are not as the events say;"
                + " rebuild writes them again");
        return DIFFERENT;
    }

    private static String text(Difference difference) {
        String what =
                switch (difference.kind()) {
                    case MISSING -> "缺失/missing";
                    case DIFFERENT -> "不同/different";
                    case UNEXPLAINED -> "无事件可据/no event explains it";
                };
        if (difference.key() == null)
            return String.format(Locale.ROOT, "%s: %,d 行/rows %s", difference.table(), difference.rows(), what);
        String number = difference.number() == 0 ? "" : " #" + difference.number();
        return difference.table() + " " + difference.key() + number + " " + what;
    }
}
