package org.basedata.registry.api.bench;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.basedata.registry.api.Registry;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.decision.Choice;
import org.basedata.registry.core.decision.DecisionGroup;
import org.basedata.registry.core.decision.Shape;
import org.basedata.registry.importers.sample.SampleFile;

/**
 * One decision for all conflicts of a shape: two departments write a character of everybody's name differently. From the approval to the
 * last conflict settled, and from the undoing to the last one restored. The ceiling writes the same events and rows with COPY and upserts.
 */
final class GroupBench {
    private static final Actor STEWARD = actor("bench-steward", Role.STEWARD);
    private static final Actor APPROVER = actor("bench-approver", Role.APPROVER);
    /** So high that neither single deliveries nor the subject of as-of reads come to them. */
    private static final int FIRST_NUMBER = 1_500_000_000;

    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Registry registry;
    private final Path work;
    private final PrintWriter out;

    GroupBench(Registry registry, Path work, PrintWriter out) {
        this.registry = registry;
        this.work = work;
        this.out = out;
    }

    private static Actor actor(String name, Role role) {
        return new Actor(name, name, null, Set.of(role));
    }

    List<Figure> run(int persons, int runs) throws Exception {
        Imports imports = new Imports(registry);
        imports.run(file("GA", "household-registration", "于海涛", persons));
        imports.run(file("RS", "social-insurance", "於海涛", persons));
        CatchingUp.with(registry, out);
        Shape shape = registry.alikeConflicts().shapes(1).get(0).shape();
        List<Double> applied = new ArrayList<>();
        List<Double> undone = new ArrayList<>();
        WrittenRows written = new WrittenRows(registry, work.resolve("decided-rows"), persons);
        // The first of all is for the compiler.
        for (int run = -1; run < runs; run++) {
            UUID id = UUID.randomUUID();
            registry.groupDecisions().propose(id, STEWARD, shape, Choice.How.TAKE, "GA", "合成数据", List.of("合成数据"));
            long behind = WrittenRows.lastSlot(registry);
            long started = System.nanoTime();
            registry.groupDecisions().approve(id, APPROVER);
            DecisionGroup group = ended(id);
            double apply = group.settled() / seconds(started);
            if (group.settled() != persons)
                throw new IllegalStateException(group.settled() + " of " + persons + " conflicts were settled");
            if (run == runs - 1) written.addDecisions(behind);
            CatchingUp.with(registry, out);
            started = System.nanoTime();
            registry.groupDecisions().undo(id, APPROVER, "合成数据");
            double undo = ended(id).revoked() / seconds(started);
            CatchingUp.with(registry, out);
            out.printf("decision for many: %,d conflicts, %,.0f/s, undone %,.0f/s%n", group.settled(), apply, undo);
            out.flush();
            if (run < 0) continue;
            applied.add(apply);
            undone.add(undo);
        }
        Spread measured = new Spread(applied);
        Spread ceiling = written.perSecond(runs, true).times((double) persons / written.events());
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("conflicts", persons);
        details.put("events of the ceiling", written.events());
        return List.of(
                new Figure(
                        "decision for many, conflicts settled",
                        "conflicts/s",
                        measured,
                        new Figure.Ceiling(
                                "COPY of the same events and one upsert a table of the same rows, " + registry.lanes()
                                        + " connections",
                                ceiling),
                        List.of(Figure.Target.atLeast(measured.median(), 1_000, "conflicts/s")),
                        details),
                new Figure(
                        "decision for many, undone",
                        "conflicts/s",
                        new Spread(undone),
                        null,
                        List.of(Figure.Target.atLeast(new Spread(undone).median(), 1_000, "conflicts/s")),
                        Map.of()));
    }

    private static double seconds(long started) {
        return (System.nanoTime() - started) / 1e9;
    }

    /** Decisions for many are carried out in the background. */
    private DecisionGroup ended(UUID id) {
        while (true) {
            DecisionGroup group = registry.decisionGroups().find(id).orElseThrow();
            if (!group.state().isUnfinished()) return group;
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private SampleFile file(String source, String dataset, String name, int persons) throws IOException {
        Path path = work.resolve(dataset + ".csv");
        try (CsvWriter csv = CsvWriter.builder().build(path, StandardCharsets.UTF_8)) {
            csv.writeRecord("recordId", "version", "operation", "idType", "id", "name", "validFrom", "handlingUnit");
            for (int n = 0; n < persons; n++)
                csv.writeRecord(
                        source + "-GROUP-" + n,
                        "1",
                        "SUBMIT",
                        "RESIDENT_ID",
                        SingleBench.citizenNumber(FIRST_NUMBER + n),
                        name,
                        "2001-01-01",
                        "合成数据");
        }
        return new SampleFile(path, source, dataset, "UTF-8");
    }
}
