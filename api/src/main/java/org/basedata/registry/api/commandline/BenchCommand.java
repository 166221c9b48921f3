package org.basedata.registry.api.commandline;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.basedata.registry.api.bench.Bench;
import org.basedata.registry.api.bench.Figure;
import org.basedata.registry.api.bench.FigureTable;
import org.basedata.registry.api.bench.Folders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Measures, each figure beside a ceiling taken in the same run. Writes synthetic data: into a fresh data directory only. */
@Command(
        name = "bench",
        description = {
            "性能测量,每个数字旁为同次运行测得的上限;写入合成数据。scale 耗时很长,candidates、decisions、existence 另用一套数据,均不含在 all 内",
            "measures, each figure beside a ceiling of the same run; writes synthetic data. scale takes long, candidates,"
                    + " decisions and existence have data of their own; none of them is part of all"
        },
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
    private static final String ALL = "all";

    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOptions home;

    @Parameters(
            index = "0",
            defaultValue = ALL,
            paramLabel = "load|unchanged|single|query|asof|rebuild|start|scale|candidates|decisions|existence|all",
            description = {"测量项目 (缺省 all)", "what to measure (default all)"})
    private String what;

    @Option(
            names = "--persons",
            defaultValue = "80000",
            description = {
                "load 每轮的新自然人数;candidates、decisions 的人数 (缺省 ${DEFAULT-VALUE})",
                "new persons in each run of load; persons of candidates and decisions (default ${DEFAULT-VALUE})"
            })
    private int persons;

    @Option(
            names = "--entities",
            defaultValue = "8000",
            description = {
                "load 每轮的新法人数;candidates 的法人数 (缺省 ${DEFAULT-VALUE})",
                "new legal entities in each run of load; legal entities of candidates (default ${DEFAULT-VALUE})"
            })
    private int entities;

    @Option(
            names = "--subjects",
            defaultValue = "500000",
            description = {
                "每夜全量抽取的人数;scale 时为大库的人数 (缺省 ${DEFAULT-VALUE})",
                "persons in the nightly extract; of scale, in the larger registry (default ${DEFAULT-VALUE})"
            })
    private int subjects;

    @Option(
            names = "--fill",
            defaultValue = "0",
            description = {"测量前先装入的人数", "persons that are loaded before anything is measured"})
    private int fill;

    @Option(
            names = "--partial",
            description = {"每夜抽取不作为完整抽取", "the nightly extract is not a complete one"})
    private boolean partial;

    @Option(
            names = "--clients",
            defaultValue = "16",
            description = {"HTTP 并发客户端数 (缺省 ${DEFAULT-VALUE})", "clients at once over HTTP (default ${DEFAULT-VALUE})"})
    private int clients;

    @Option(
            names = "--runs",
            defaultValue = "3",
            description = {"每个数字测几轮 (缺省 ${DEFAULT-VALUE})", "runs of each figure (default ${DEFAULT-VALUE})"})
    private int runs;

    @Option(
            names = "--seconds",
            defaultValue = "21",
            description = {
                "HTTP 每个数字的测量秒数 (缺省 ${DEFAULT-VALUE})",
                "seconds that a figure over HTTP is measured for (default ${DEFAULT-VALUE})"
            })
    private double seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "30",
            paramLabel = "SECONDS",
            description = {"预热秒数 (缺省 ${DEFAULT-VALUE})", "seconds of warm-up (default ${DEFAULT-VALUE})"})
    private double warmUp;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = {"另写出 JSON", "writes the figures as JSON, too"})
    private Path json;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Set<Bench.Part> parts = parts();
        Path work = Files.createTempDirectory("registry-bench-");
        try {
            Bench bench = new Bench(home.home(work.resolve("data")), work, Main.class.getName(), out);
            List<Figure> figures = bench.run(
                    parts, new Bench.Size(persons, entities, subjects, fill, !partial, clients, runs, seconds, warmUp));
            FigureTable.print(figures, out);
            if (json != null)
                Files.write(
                        json,
                        JsonMapper.builder()
                                .build()
                                .writerWithDefaultPrettyPrinter()
                                .writeValueAsBytes(figures));
        } finally {
            Folders.delete(work);
        }
        return 0;
    }

    private Set<Bench.Part> parts() {
        if (what.equalsIgnoreCase(ALL))
            return EnumSet.complementOf(
                    EnumSet.of(Bench.Part.SCALE, Bench.Part.CANDIDATES, Bench.Part.DECISIONS, Bench.Part.EXISTENCE));
        try {
            return EnumSet.of(Bench.Part.valueOf(what.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "bench measures no " + what);
        }
    }
}
