package org.basedata.registry.core.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.basedata.registry.core.account.Act;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identity.Acts;
import org.basedata.registry.core.identity.IdentityCommand;
import org.basedata.registry.core.identity.IdentityRefused;
import org.basedata.registry.core.identity.RandomActs;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.subject.Ledger;
import org.basedata.registry.core.subject.SubmitRecord;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.core.survivorship.ConflictValue;
import org.basedata.registry.core.survivorship.Decision;
import org.basedata.registry.core.survivorship.OpenConflict;

/** What people do while rows come: acts about identity, decisions about the conflicts that stand at the time, revocations of both. */
public final class RandomDecisions {
    private RandomDecisions() {}

    /** In their order, each as it can be taken by itself: an {@link IdentityCommand}, a {@link Decision} or a {@link RevokeDecision}. */
    public static List<Object> of(long seed, List<SubmitRecord> rows, List<IdentityCommand> acts) {
        Random random = new Random(seed * 17 + 3);
        Ledger ledger = new Ledger();
        List<Object> human = new ArrayList<>();
        List<Decision> taken = new ArrayList<>();
        int number = 0;
        for (Object step : RandomActs.interleaved(rows, acts, new Random(seed))) {
            take(ledger, step);
            if (step instanceof IdentityCommand) human.add(step);
            if (random.nextInt(3) > 0) continue;
            String id = "d" + seed + "-" + number++;
            if (!taken.isEmpty() && random.nextInt(4) == 0) {
                Decision decision = taken.get(random.nextInt(taken.size()));
                RevokeDecision revocation = new RevokeDecision(Acts.act(id), decision.subject(), decision.id());
                if (take(ledger, revocation)) human.add(revocation);
                continue;
            }
            Decision decision = draft(ledger, random, id);
            if (decision == null || !take(ledger, decision)) continue;
            human.add(decision);
            taken.add(decision);
        }
        return human;
    }

    private static Decision draft(Ledger ledger, Random random, String id) {
        List<SettleConflict> fit = new ArrayList<>();
        Act act = Acts.act(id);
        for (SubjectId subject : ledger.digests().keySet())
            for (OpenConflict open : ledger.state().subject(subject).master().conflicts())
                fit.add(new SettleConflict(act, subject, open.number(), choice(open.conflict(), random)));
        if (fit.isEmpty()) return null;
        try {
            return ledger.draft(fit.get(random.nextInt(fit.size())));
        } catch (DecisionRefused refused) {
            return null;
        }
    }

    private static Choice choice(Conflict conflict, Random random) {
        ConflictValue any =
                conflict.values().get(random.nextInt(conflict.values().size()));
        return switch (conflict.kind()) {
            case HOLD -> Choice.accept();
            case RULE, VERSION_REUSED -> Choice.tolerate();
            case ITEM ->
                switch (random.nextInt(4)) {
                    case 0 -> Choice.tolerate();
                    case 1 -> Choice.set(any.value() + "1");
                    default -> Choice.take(new RecordKey(any.source(), any.dataset(), any.recordId()));
                };
        };
    }

    /** Whether the step was let in. */
    public static boolean take(Ledger ledger, Object step) {
        try {
            if (step instanceof SubmitRecord row) ledger.submit(row);
            else if (step instanceof IdentityCommand act) ledger.take(act);
            else if (step instanceof Decision decision) ledger.take(decision);
            else ledger.revoke((RevokeDecision) step);
            return true;
        } catch (IdentityRefused | DecisionRefused refused) {
            return false;
        }
    }

    /** People's steps in their order, rows anywhere, some of them twice. */
    public static List<Object> interleaved(List<SubmitRecord> rows, List<Object> human, Random random) {
        List<Object> steps = new ArrayList<>(human);
        List<SubmitRecord> all = new ArrayList<>(rows);
        for (SubmitRecord row : rows) if (random.nextInt(5) == 0) all.add(row);
        for (SubmitRecord row : all) steps.add(random.nextInt(steps.size() + 1), row);
        return steps;
    }
}
