package org.basedata.registry.api.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.basedata.registry.api.Registry;
import org.basedata.registry.importers.sample.SampleFile;

/**
 * Imports department files through the real importers, from the file to visible in the master view, with conflict detection:
 * first the files of the registering authorities, which bring new subjects, then those of the other departments and another
 * version of the household register, which speak of subjects that are known. Each run has other people; the runs before the
 * measured ones are there for the compiler.
 */
final class LoadBench {
    static final String NEW = "load new subjects";
    static final String KNOWN = "load known subjects";
    private static final int CEILING_EVENTS = 200_000;
    private final Registry registry;
    private final Population population;
    private final Imports imports;
    private final Path work;
    private final PrintWriter out;

    LoadBench(Registry registry, Population population, Path work, PrintWriter out) {
        this.registry = registry;
        this.population = population;
        this.imports = new Imports(registry);
        this.work = work;
        this.out = out;
    }

    /**
     * How much is measured.
     *
     * @param persons new ones a run; the other departments speak of a quarter of them
     * @param entities new ones a run, likewise
     * @param warmUpSeconds of importing before anything counts, at least
     */
    record Size(int persons, int entities, int runs, double warmUpSeconds) {}

    private static final class Phase {
        final Budget budget;
        final List<Double> rates = new ArrayList<>();
        final WrittenRows written;
        Resources used = Resources.none();
        double seconds;
        long records;
        long accepted;
        long refused;
        long events;

        Phase(Budget budget, WrittenRows written) {
            this.budget = budget;
            this.written = written;
        }
    }

    List<Figure> run(Size size) throws Exception {
        WarmUp.with(size.warmUpSeconds(), () -> warmUp(size));
        Path rows = work.resolve("written-rows");
        try {
            Phase first =
                    new Phase(Budget.NEW_SUBJECT, new WrittenRows(registry, rows.resolve("first"), CEILING_EVENTS));
            Phase later =
                    new Phase(Budget.KNOWN_SUBJECT, new WrittenRows(registry, rows.resolve("later"), CEILING_EVENTS));
            for (int run = 1; run <= size.runs(); run++) {
                Population.Part whole = population.next(size.persons() / 4, size.entities() / 4);
                Population.Part rest = population.next(size.persons() * 3 / 4, size.entities() * 3 / 4);
                List<SampleFile> unknown = new ArrayList<>(whole.first());
                unknown.addAll(rest.first());
                List<SampleFile> known = new ArrayList<>(whole.later());
                SampleFile moved = whole.moved();
                known.add(moved);
                // What one run wrote is as good for the ceiling as what all runs wrote.
                measure(run, first, unknown, null, run == size.runs());
                measure(run, later, known, moved, run == size.runs());
                whole.delete();
                rest.delete();
            }
            CatchingUp.with(registry, out);
            return List.of(figure(NEW, first, size, 0.55, 12_000, false), figure(KNOWN, later, size, 0.5, 5_000, true));
        } finally {
            Folders.delete(rows);
        }
    }

    private void warmUp(Size size) throws IOException {
        Population.Part part = population.next(Math.max(200, size.persons() / 20), Math.max(50, size.entities() / 20));
        double seconds = 0;
        long records = 0;
        for (SampleFile file : part.files()) {
            Imports.Timed timed = imports.run(file);
            seconds += timed.seconds();
            records += timed.rows();
        }
        part.delete();
        say("load, warm-up", records, records / seconds);
    }

    private void measure(int run, Phase phase, List<SampleFile> files, SampleFile changed, boolean kept)
            throws SQLException, IOException {
        double seconds = 0;
        long records = 0;
        for (SampleFile file : files) {
            long behind = WrittenRows.lastSlot(registry);
            long position = registry.engine().headPosition();
            Resources before = Resources.now(registry.database());
            Imports.Timed timed = imports.run(file);
            phase.used = phase.used.plus(Resources.now(registry.database()).since(before));
            phase.events += registry.engine().headPosition() - position;
            phase.accepted += timed.report().counts().accepted();
            phase.refused += timed.report().counts().refused();
            seconds += timed.seconds();
            records += timed.rows();
            if (kept) phase.written.add(file, behind, 1.0 / files.size(), file == changed);
        }
        phase.seconds += seconds;
        phase.records += records;
        phase.rates.add(records / seconds);
        say(phase.budget == Budget.NEW_SUBJECT ? NEW : KNOWN, records, records / seconds);
    }

    private Figure figure(String name, Phase phase, Size size, double share, double least, boolean subjectsKnown)
            throws Exception {
        double recordsAnEvent = (double) phase.records / phase.events;
        Spread ceiling = phase.written.perSecond(size.runs(), subjectsKnown).times(recordsAnEvent);
        Spread measured = new Spread(phase.rates);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("records", phase.records);
        details.put("seconds", phase.seconds);
        details.put("accepted", phase.accepted);
        details.put("refused", phase.refused);
        details.put("events", phase.events);
        details.put("events of the ceiling", phase.written.events());
        details.putAll(phase.used.aRecord(phase.records, phase.budget));
        // Unlike rates, these hardly depend on what else the machine does.
        details.putAll(phase.written.used().ofCeiling(phase.written.replayed() * recordsAnEvent));
        return new Figure(
                name,
                "records/s",
                measured,
                new Figure.Ceiling(
                        "COPY of the same events and one upsert a table of the same rows, " + registry.lanes()
                                + " connections",
                        ceiling),
                List.of(
                        Figure.Target.share(measured.median() / ceiling.median(), share, "ceiling"),
                        Figure.Target.atLeast(measured.median(), least, "records/s")),
                details);
    }

    private void say(String what, long records, double rate) {
        out.printf("%s: %,d records, %,.0f/s%n", what, records, rate);
        out.flush();
    }
}
