package org.basedata.registry.api.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.basedata.registry.api.home.Home;
import org.basedata.registry.api.home.OpenHome;
import org.basedata.registry.api.server.Server;
import org.basedata.registry.core.database.Database;
import org.basedata.registry.importers.sample.SampleFile;

/** Measures one part after the other on one home, in an order in which each finds what it needs. */
public final class Bench {
    private static final int CONNECTIONS = 16;
    private static final int PERSONS_ASKED_FOR = 10_000;
    /** The size to which the load at a larger one is compared. */
    private static final int FEW = 500_000;

    private final Home home;
    private final Path work;
    private final String mainClass;
    private final PrintWriter out;
    private final List<Figure> figures = new ArrayList<>();

    /** What can be measured. */
    public enum Part {
        UNCHANGED,
        LOAD,
        SINGLE,
        QUERY,
        ASOF,
        REBUILD,
        START,
        SCALE,
        CANDIDATES,
        DECISIONS,
        EXISTENCE
    }

    /**
     * How much is measured.
     *
     * @param persons new ones in a run of load
     * @param entities new ones in a run of load
     * @param subjects in the nightly extract; in scale, the larger registry
     * @param fill persons that are loaded before anything is measured
     * @param complete whether the nightly extract is a complete one
     * @param clients at once over HTTP
     * @param runs of each figure
     * @param seconds a figure over HTTP is measured for
     * @param warmUpSeconds before imports, and half of it before figures over HTTP, at least: until the compiler is done
     */
    public record Size(
            int persons,
            int entities,
            int subjects,
            int fill,
            boolean complete,
            int clients,
            int runs,
            double seconds,
            double warmUpSeconds) {
        LoadBench.Size load() {
            return new LoadBench.Size(persons, entities, runs, warmUpSeconds);
        }

        HttpLoad http() {
            return new HttpLoad(clients, warmUpSeconds / 2, seconds, runs);
        }
    }

    /**
     * @param home empty: synthetic data are written into it
     * @param work a folder for files that nobody needs afterwards
     * @param mainClass of the command line
     */
    public Bench(Home home, Path work, String mainClass, PrintWriter out) {
        this.home = home;
        this.work = work;
        this.mainClass = mainClass;
        this.out = out;
    }

    public List<Figure> run(Set<Part> parts, Size size) throws Exception {
        int lanes;
        OpenHome open = home.open(Clock.systemUTC());
        try (Server server = Server.start(open, 0)) {
            lanes = open.registry().lanes();
            serving(parts, size, open, server);
        }
        // Closed: what follows needs the store for itself.
        if (parts.contains(Part.REBUILD)) {
            try (Database database = home.dbUrl() == null
                    ? Database.embedded(home.dataDir(), CONNECTIONS)
                    : Database.connect(home.dbUrl(), home.dbUser(), home.dbPassword(), CONNECTIONS)) {
                figures.add(new RebuildBench(database, work, lanes, out).run(size.runs(), size.seconds()));
            }
        }
        if (parts.contains(Part.START)) figures.add(new StartBench(home, work, mainClass).run(size.runs()));
        figures.add(Heap.figure());
        return figures;
    }

    private void serving(Set<Part> parts, Size size, OpenHome open, Server server) throws Exception {
        Population population = new Population(work);
        LoadBench load = new LoadBench(open.registry(), population, work, out);
        fill(open, population, size.fill());
        // Before anybody else writes household records: what its complete extracts do not name would be ended.
        if (parts.contains(Part.UNCHANGED))
            figures.add(new UnchangedBench(open.registry(), population, out)
                    .run(size.subjects(), size.runs(), size.complete(), size.warmUpSeconds()));
        if (parts.contains(Part.LOAD)) figures.addAll(load.run(size.load()));
        if (parts.contains(Part.SCALE)) scale(size, open, population, load);
        CatchingUp.with(open.registry(), out);
        if (parts.contains(Part.SINGLE))
            figures.addAll(new SingleBench(open.registry(), server.port()).run(size.http()));
        boolean empty = !parts.contains(Part.UNCHANGED) && !parts.contains(Part.LOAD) && size.fill() == 0;
        if (empty && parts.contains(Part.QUERY)) fill(open, population, size.persons());
        if (parts.contains(Part.QUERY))
            figures.addAll(new QueryBench(open.registry(), server, Math.min(PERSONS_ASKED_FOR, size.persons()))
                    .run(size.http()));
        if (parts.contains(Part.ASOF)) figures.addAll(new AsOfBench(open.registry(), server.port()).run(size.http()));
        if (empty && parts.contains(Part.REBUILD)) all(open, population, size);
        if (parts.contains(Part.CANDIDATES))
            figures.addAll(
                    new CandidateBench(open.registry(), work, out).run(size.persons(), size.entities(), size.runs()));
        if (parts.contains(Part.EXISTENCE)) {
            fill(open, population, Math.min(PERSONS_ASKED_FOR, size.persons()));
            figures.addAll(new ExistenceBench(open.registry(), server)
                    .run(Math.min(PERSONS_ASKED_FOR, size.persons()), size.runs()));
        }
        if (parts.contains(Part.DECISIONS))
            figures.addAll(new GroupBench(open.registry(), work, out).run(size.persons(), size.runs()));
        CatchingUp.with(open.registry(), out);
    }

    /** Persons with their household records, in parts that fit on the disk. */
    private void fill(OpenHome open, Population population, int persons) throws IOException {
        Imports imports = new Imports(open.registry());
        for (int done = 0; done < persons; ) {
            Population.Part part = population.next(Math.min(Population.PIECE, persons - done), 0);
            Imports.Timed timed = imports.run(part.households());
            part.delete();
            done += part.persons();
            out.printf("filled with %,d persons, %,.0f records/s%n", done, timed.rows() / timed.seconds());
            out.flush();
        }
    }

    private void all(OpenHome open, Population population, Size size) throws IOException {
        Imports imports = new Imports(open.registry());
        Population.Part part = population.next(size.persons(), size.entities());
        for (SampleFile file : part.files()) imports.run(file);
        part.delete();
    }

    /** The load of a registry with few subjects beside that of one with many. */
    private void scale(Size size, OpenHome open, Population population, LoadBench load) throws Exception {
        int few = Math.min(FEW, size.subjects() / 2);
        fill(open, population, few);
        List<Figure> before = load.run(size.load());
        fill(open, population, size.subjects() - few);
        List<Figure> after = load.run(size.load());
        for (int i = 0; i < before.size(); i++) {
            Figure small = before.get(i);
            Figure large = after.get(i);
            double ratio = large.measured().median() / small.measured().median();
            figures.add(named(small, small.name() + " at %,d".formatted(few), small.targets()));
            figures.add(named(large, large.name() + " at %,d".formatted(size.subjects()), large.targets()));
            figures.add(new Figure(
                    large.name() + ", scale",
                    "%",
                    Spread.of(100 * ratio),
                    null,
                    List.of(Figure.Target.atLeast(100 * ratio, 80, "%")),
                    Map.of("of", "the rate at %,d subjects".formatted(few))));
        }
    }

    private static Figure named(Figure figure, String name, List<Figure.Target> targets) {
        return new Figure(name, figure.unit(), figure.measured(), figure.ceiling(), targets, figure.details());
    }
}
