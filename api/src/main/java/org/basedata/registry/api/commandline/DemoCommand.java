package org.basedata.registry.api.commandline;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.basedata.registry.api.Registry;
import org.basedata.registry.api.account.Accounts;
import org.basedata.registry.api.account.Roster;
import org.basedata.registry.api.home.OpenHome;
import org.basedata.registry.api.server.Listening;
import org.basedata.registry.api.server.Server;
import org.basedata.registry.api.subject.Times;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.importers.file.FileDelivery;
import org.basedata.registry.importers.sample.IdentityMatters;
import org.basedata.registry.importers.sample.IdentitySample;
import org.basedata.registry.importers.sample.SampleFile;
import org.basedata.registry.importers.sample.SampleGenerator;
import org.basedata.registry.importers.sample.SampleSet;
import org.basedata.registry.importers.sample.SampleSize;
import org.basedata.registry.projections.conflict.ConflictFilter;
import org.basedata.registry.projections.conflict.ConflictPage;
import org.basedata.registry.projections.conflict.ListedConflict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Shows what the registry does: loads the sample deliveries of several departments and sums up what came of them. */
@Command(
        name = "demo",
        description = {
            "演示:载入各部门的示例数据,打印汇总,并继续提供服务",
            "Loads sample deliveries of several departments, prints a summary and stays up"
        },
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    /** For the views that follow the log. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOptions home;

    @Mixin
    private ServerOptions options;

    @Option(
            names = "--exit",
            description = {"打印汇总后退出", "ends after the summary"})
    private boolean exit;

    @Option(
            names = "--summary-file",
            paramLabel = "FILE",
            description = {"将汇总写成 JSON", "writes the summary as JSON"})
    private Path summaryFile;

    @Option(
            names = "--persons",
            paramLabel = "N",
            defaultValue = "10000",
            description = {"示例自然人数 (缺省 10000)", "persons of the sample (default 10000)"})
    private int persons;

    @Option(
            names = "--entities",
            paramLabel = "N",
            defaultValue = "2000",
            description = {"示例法人数 (缺省 2000)", "legal entities of the sample (default 2000)"})
    private int entities;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = {"随机种子;相同的种子生成相同的数据 (缺省 1)", "the same seed makes the same sample (default 1)"})
    private long seed;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Listening listening = options.listening(true);
        SampleSize size = size();
        boolean fresh = !home.hasDataDir();
        Path dataDir = fresh ? Files.createTempDirectory("registry-demo-") : null;
        try {
            return run(listening, size, dataDir);
        } finally {
            if (fresh) delete(dataDir);
        }
    }

    private SampleSize size() {
        try {
            return new SampleSize(persons, entities);
        } catch (IllegalArgumentException e) {
            throw new CommandFailed(Main.MISUSED, "SAMPLE_SIZE: " + e.getMessage());
        }
    }

    private int run(Listening listening, SampleSize size, Path freshDir) throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        var place = home.home(freshDir);
        OpenHome open = HomeOptions.open(place, out);
        Roster roster;
        try {
            roster = options.makeAccounts(open.registry(), true);
        } catch (RuntimeException e) {
            open.close();
            throw e;
        }
        try (Server server = Server.start(() -> open, listening)) {
            out.println("数据目录 / data directory: " + place.dataDir().toAbsolutePath());
            out.println("生成示例数据(全部虚构) / making the sample, all of it invented: "
                    + String.format(Locale.ROOT, "%,d + %,d", size.persons(), size.entities()));
            Path folder = Files.createDirectories(place.dataDir().resolve("sample"));
            SampleSet sample = SampleGenerator.generate(folder, size, seed);
            IdentitySample identity = IdentityMatters.generate(folder, IdentityMatters.rounds(size), seed);
            List<SampleFile> all = new ArrayList<>(sample.files());
            all.addAll(identity.files());
            Summary summary = new Summary();
            LocalImport files = new LocalImport(open.registry().desk().fileImport());
            for (SampleFile file : all) {
                FileOutcome outcome = files.run(FileDelivery.of(file.path(), file.source(), file.dataset()), out);
                if (!outcome.faults().isEmpty()) {
                    outcome.print(out, err);
                    return Main.FAILED;
                }
                out.printf(
                        Locale.ROOT,
                        "  %-44s %,10d 行/rows %,9.0f/s%n",
                        outcome.file(),
                        outcome.counts().received(),
                        outcome.seconds() <= 0 ? 0 : outcome.counts().received() / outcome.seconds());
                summary.add(file.source(), outcome);
            }
            ActFile acts = ActFile.read(identity.acts());
            ActFile.Counts taken = acts.take(new LocalActs(open.registry()), err, false);
            out.print("  ");
            acts.print(taken, out);
            if (taken.exitCode() != 0) {
                err.println("SAMPLE_ACTS_REFUSED: 示例身份处置被拒绝 / acts of the sample were refused");
                return Main.FAILED;
            }
            summary.addActs(taken.of(ActOutcome.Kind.TAKEN));
            count(open.registry(), summary);
            prepareWork(open.registry(), roster);
            summary.print(out);
            if (summaryFile != null) write(summary);
            ServerOptions.announce(server, listening, out);
            print(roster, server.url() + "/workbench", out);
            if (exit) return 0;
            server.await();
            return 0;
        }
    }

    private static void print(Roster roster, String url, PrintWriter out) {
        out.println(
                "演示账户(人员均为虚构,每次启动更换口令),登录 / demo accounts (invented people, new passwords at every start), to sign in at "
                        + url + ":");
        for (Accounts.Made each : roster.people())
            out.printf(
                    "  %-10s %s  %s %s%n",
                    each.account().name(),
                    each.secret(),
                    each.account().person(),
                    each.account().roles().stream()
                                    .map(role -> role.zh() + "/" + role)
                                    .collect(Collectors.joining(", "))
                            + (each.account().department() == null
                                    ? ""
                                    : " " + each.account().department()));
    }

    private static void prepareWork(Registry registry, Roster roster) throws InterruptedException {
        if (!registry.followingCases().await(registry.engine().headPosition(), PATIENCE))
            throw new CommandFailed(
                    Main.FAILED, registry.followingCases().name() + " is behind the log after " + PATIENCE);
        new DemoWork(registry)
                .prepare(roster.people().stream().map(Accounts.Made::account).toList());
    }

    private static void count(Registry registry, Summary summary) throws InterruptedException {
        if (!registry.followingCrossRules().await(registry.engine().headPosition(), PATIENCE))
            throw new CommandFailed(
                    Main.FAILED, registry.followingCrossRules().name() + " is behind the log after " + PATIENCE);
        ConflictFilter open = new ConflictFilter(null, null, null, null, null, true);
        LocalDate today = LocalDate.ofInstant(registry.clock().instant(), Times.CHINA);
        String after = null;
        do {
            ConflictPage page = registry.conflicts().list(open, after, 1_000, today);
            for (ListedConflict each : page.results()) {
                Conflict conflict = each.conflict();
                summary.addConflict(
                        conflict.item() == null ? conflict.kind().name() : conflict.item(),
                        conflict.severity().name().toLowerCase(Locale.ROOT));
            }
            after = page.next();
        } while (after != null);
    }

    private void write(Summary summary) throws IOException {
        Path folder = summaryFile.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Files.write(
                summaryFile,
                JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsBytes(summary.written()));
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.deleteIfExists(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
