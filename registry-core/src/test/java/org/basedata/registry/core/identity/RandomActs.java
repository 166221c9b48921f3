package org.basedata.registry.core.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.subject.Ledger;
import org.basedata.registry.core.subject.RandomRows;
import org.basedata.registry.core.subject.SubmitRecord;

/** Acts about few numbers, so that they meet; many of them contradict each other and are refused. */
public final class RandomActs {
    static final List<Identifier> NUMBERS = Stream.of(
                    "11010519491231002X",
                    "440524188001010014",
                    "440106199003070018",
                    "440106199003070026",
                    "440106199003070034")
            .map(number -> new Identifier(IdType.RESIDENT_ID, number))
            .toList();

    private RandomActs() {}

    /** Rows about some of the numbers that the acts are about. */
    public static List<SubmitRecord> rows(long seed) {
        return RandomRows.of(seed, NUMBERS.subList(0, 4));
    }

    /** Acts in their order, rows anywhere, some of them twice. */
    public static List<Object> interleaved(List<SubmitRecord> rows, List<IdentityCommand> acts, Random random) {
        List<Object> steps = new ArrayList<>(acts);
        List<SubmitRecord> all = new ArrayList<>(rows);
        for (SubmitRecord row : rows) if (random.nextInt(5) == 0) all.add(row);
        for (SubmitRecord row : all) steps.add(random.nextInt(steps.size() + 1), row);
        return steps;
    }

    /** Rows and acts of a seed, one after another, in an order of that seed. */
    public static Ledger ledger(long seed) {
        List<SubmitRecord> rows = rows(seed);
        Ledger ledger = new Ledger();
        interleaved(rows, of(seed, rows), new Random(seed)).forEach(step -> take(ledger, step));
        return ledger;
    }

    /** Whether the step is an act that was let in. */
    public static boolean take(Ledger ledger, Object step) {
        if (step instanceof SubmitRecord row) {
            ledger.submit(row);
            return false;
        }
        try {
            ledger.take((IdentityCommand) step);
            return true;
        } catch (IdentityRefused refused) {
            return false;
        }
    }

    public static List<IdentityCommand> of(long seed, List<SubmitRecord> rows) {
        Random random = new Random(seed * 31 + 7);
        List<RecordKey> records =
                rows.stream().map(SubmitRecord::record).distinct().toList();
        List<IdentityCommand> acts = new ArrayList<>();
        List<SubjectId> newSubjects = new ArrayList<>();
        int count = 2 + random.nextInt(7);
        for (int i = 0; i < count; i++) {
            String id = seed + "-" + i;
            switch (random.nextInt(6)) {
                case 0 -> acts.add(Acts.replace(id, pick(random, NUMBERS), pick(random, NUMBERS)));
                case 1 -> acts.add(Acts.merge(id, pick(random, NUMBERS), pick(random, NUMBERS)));
                case 2 -> {
                    List<List<RecordKey>> parts = List.of(new ArrayList<>(), new ArrayList<>());
                    for (RecordKey record : records) {
                        int to = random.nextInt(3);
                        if (to < 2) parts.get(to).add(record);
                    }
                    acts.add(Acts.split(id, pick(random, NUMBERS), parts));
                    newSubjects.add(Acts.newSubject(id, 0));
                    newSubjects.add(Acts.newSubject(id, 1));
                }
                case 3 -> {
                    boolean toNew = !newSubjects.isEmpty() && random.nextBoolean();
                    acts.add(Acts.assign(
                            id,
                            Acts.party(pick(random, NUMBERS)),
                            toNew ? Acts.ref(pick(random, newSubjects)) : Acts.party(pick(random, NUMBERS)),
                            pick(random, records),
                            pick(random, records)));
                }
                default -> {
                    if (acts.isEmpty()) continue;
                    IdentityCommand earlier = pick(random, acts);
                    acts.add(new RevokeAct(
                            Acts.act(id),
                            earlier.subjects().stream().sorted().findFirst().orElseThrow(),
                            earlier.act().id()));
                }
            }
        }
        return acts;
    }

    private static <T> T pick(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
