package org.basedata.registry.api.commandline;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.basedata.registry.api.bench.Figure;
import org.basedata.registry.api.bench.LoadBench;
import org.basedata.registry.api.bench.SingleBench;
import org.basedata.registry.api.home.OpenHome;
import org.basedata.registry.api.server.Server;
import org.basedata.registry.importers.sample.SampleSize;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Measures, each figure beside a ceiling taken in the same run. Writes synthetic data: into a fresh data directory only. */
@Command(
        name = "bench",
        description = {
            "性能测量,每个数字旁为同次运行测得的上限;写入合成数据",
            "measures, each figure beside a ceiling of the same run; writes synthetic data"
        },
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
    private static final int WARM_UP_SECONDS = 30;
    private static final int SECONDS = 20;

    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOptions home;

    /** What to measure. */
    enum What {
        LOAD,
        SINGLE,
        ALL
    }

    @Parameters(
            index = "0",
            defaultValue = "ALL",
            paramLabel = "load|single|all",
            description = {"测量项目 (缺省 all)", "what to measure (default all)"})
    private What what;

    @Option(
            names = "--persons",
            defaultValue = "140000",
            description = {
                "合成自然人数 (缺省 ${DEFAULT-VALUE},约 60 万行)",
                "synthetic persons (default ${DEFAULT-VALUE}, about 600,000 rows)"
            })
    private int persons;

    @Option(
            names = "--entities",
            defaultValue = "28000",
            description = {"合成法人数 (缺省 ${DEFAULT-VALUE})", "synthetic legal entities (default ${DEFAULT-VALUE})"})
    private int entities;

    @Option(
            names = "--clients",
            defaultValue = "8",
            description = {
                "single 的并发客户端数 (缺省 ${DEFAULT-VALUE})",
                "clients at once of single (default ${DEFAULT-VALUE})"
            })
    private int clients;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = {"另写出 JSON", "writes the figures as JSON, too"})
    private Path json;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Path work = Files.createTempDirectory("registry-bench-");
        List<Figure> figures = new ArrayList<>();
        try {
            OpenHome open = home.home(work.resolve("data")).open(Clock.systemUTC());
            try (Server server = Server.start(open, 0)) {
                if (what != What.SINGLE)
                    figures.add(new LoadBench(open.registry(), work, out).run(new SampleSize(persons, entities)));
                if (what != What.LOAD)
                    figures.add(new SingleBench(open.registry(), server.url(), clients).run(WARM_UP_SECONDS, SECONDS));
            }
            figures.forEach(figure -> out.println(figure.line()));
            if (json != null)
                Files.write(
                        json,
                        JsonMapper.builder()
                                .build()
                                .writerWithDefaultPrettyPrinter()
                                .writeValueAsBytes(figures));
        } finally {
            delete(work);
        }
        return 0;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.deleteIfExists(file);
        }
    }
}
