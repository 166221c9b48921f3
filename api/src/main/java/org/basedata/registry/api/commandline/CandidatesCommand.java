package org.basedata.registry.api.commandline;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.basedata.registry.api.home.OpenHome;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.projections.candidate.SearchReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Searches for subjects that may be one, through the running server or, when none runs, in the database itself. */
@Command(
        name = "candidates",
        description = {
            "查找疑似同一主体 (不作合并):登记系统在运行时交给它,否则直接在数据库中查找",
            "Searches for subjects that may be one and merges none: through the running server, or in the database when none runs"
        },
        mixinStandardHelpOptions = true)
final class CandidatesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOptions home;

    @Mixin
    private ClientOptions client;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Optional<RemoteSearch> server =
                client.server(null, Role.STEWARD, Role.OPERATOR).map(RemoteSearch::new);
        if (server.isPresent()) {
            out.println(
                    "经运行中的登记系统查找 / through the running server: " + server.get().url());
            print(server.get().run(), out);
            return 0;
        }
        try (OpenHome open = HomeOptions.open(home.home(), out)) {
            print(open.registry().candidateSearches().run(), out);
        }
        return 0;
    }

    private static void print(SearchReport report, PrintWriter out) {
        out.printf(Locale.ROOT, "%-42s %12s%n", "理由/reason", "对/pairs");
        report.byReason().forEach((reason, pairs) -> out.printf(Locale.ROOT, "%-42s %,12d%n", reason, pairs));
        for (SearchReport.LeftOut each : report.leftOut())
            out.printf(
                    Locale.ROOT,
                    "BLOCKS_TOO_LARGE: %s: %,d 组/blocks, %,d 主体/subjects, 超过/more than %d, 未比对/not compared%n",
                    each.blocking(),
                    each.blocks(),
                    each.subjects(),
                    each.most());
        out.printf(
                Locale.ROOT,
                "查找完成 / searched: %,d 人/persons, %,d 法人/legal entities, 比对/compared %,d, 疑似/candidates %,d, %.1f s%n",
                report.persons(),
                report.entities(),
                report.compared(),
                report.candidates(),
                report.seconds());
    }
}
