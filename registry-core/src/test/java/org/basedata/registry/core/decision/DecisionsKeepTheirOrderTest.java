package org.basedata.registry.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identity.Acts;
import org.basedata.registry.core.identity.RandomActs;
import org.basedata.registry.core.rule.Appraiser;
import org.basedata.registry.core.subject.Ledger;
import org.basedata.registry.core.subject.RecordedEvent;
import org.basedata.registry.core.subject.SubjectState;
import org.basedata.registry.core.subject.SubmitRecord;
import org.basedata.registry.core.survivorship.Appraisal;
import org.basedata.registry.core.survivorship.Basis;
import org.basedata.registry.core.survivorship.ConflictKind;
import org.basedata.registry.core.survivorship.Decision;
import org.basedata.registry.core.survivorship.OpenConflict;
import org.junit.jupiter.api.Test;

/**
 * Decisions, acts about identity and revocations keep their order; submissions move freely around them. Whatever the order, the
 * same are let in, and every subject ends with the same digest.
 */
class DecisionsKeepTheirOrderTest {
    private static final int SETS = 120;
    private static final int ORDERS = 5;

    @Test
    void submissions_move_freely_around_decisions() {
        Map<ConflictKind, Integer> taken = new TreeMap<>();
        int revoked = 0;
        int decided = 0;
        for (long seed = 0; seed < SETS; seed++) {
            List<SubmitRecord> rows = RandomActs.rows(seed);
            List<Object> human = RandomDecisions.of(seed, rows, RandomActs.of(seed, rows));
            Random random = new Random(seed);
            Map<SubjectId, String> first = null;
            List<Boolean> letIn = null;
            for (int order = 0; order < ORDERS; order++) {
                Ledger ledger = new Ledger();
                List<Boolean> let = new ArrayList<>();
                for (Object step : RandomDecisions.interleaved(rows, human, random)) {
                    boolean in = RandomDecisions.take(ledger, step);
                    if (!(step instanceof SubmitRecord)) let.add(in);
                }
                if (first == null) {
                    first = ledger.digests();
                    letIn = let;
                    decided += decided(ledger);
                }
                assertThat(let).as("seed %d, order %d", seed, order).isEqualTo(letIn);
                assertThat(ledger.digests())
                        .as("seed %d, order %d", seed, order)
                        .isEqualTo(first);
            }
            for (int i = 0; i < human.size(); i++) {
                if (!letIn.get(i)) continue;
                if (human.get(i) instanceof Decision decision) taken.merge(decision.kind(), 1, Integer::sum);
                if (human.get(i) instanceof RevokeDecision) revoked++;
            }
        }
        assertThat(taken.keySet()).containsExactlyInAnyOrder(ConflictKind.values());
        assertThat(taken.get(ConflictKind.ITEM)).isGreaterThan(200);
        assertThat(taken.get(ConflictKind.HOLD)).isGreaterThan(50);
        assertThat(revoked).isGreaterThan(50);
        assertThat(decided).isGreaterThan(100);
    }

    /** Values that stand by decision at the end. */
    private static int decided(Ledger ledger) {
        int decided = 0;
        for (SubjectId subject : ledger.digests().keySet())
            for (var segments :
                    ledger.state().subject(subject).master().items().byItem().values())
                for (var segment : segments) if (segment.basis() == Basis.DECISION) decided++;
        return decided;
    }

    @Test
    void what_stands_after_a_step_equals_what_is_worked_out_anew() {
        Appraiser appraiser = new Appraiser(Ledger.CATALOGUE);
        for (long seed = 0; seed < SETS / 3; seed++) {
            List<SubmitRecord> rows = RandomActs.rows(seed);
            List<Object> human = RandomDecisions.of(seed, rows, RandomActs.of(seed, rows));
            Ledger ledger = new Ledger();
            for (Object step : RandomDecisions.interleaved(rows, human, new Random(seed))) {
                int before = ledger.events().size();
                RandomDecisions.take(ledger, step);
                for (RecordedEvent event :
                        ledger.events().subList(before, ledger.events().size())) {
                    SubjectState state = ledger.state().subject(event.subject());
                    Appraisal anew = appraiser.appraise(
                            state.identifier(),
                            state.links().isShared(),
                            state.owned().stream().map(ledger.state()::record).toList(),
                            state.master().decisions(),
                            null);
                    assertThat(state.master().items().byItem()).isEqualTo(anew.items());
                    assertThat(state.master().conflicts().stream().map(OpenConflict::conflict))
                            .containsExactlyInAnyOrderElementsOf(anew.conflicts());
                }
            }
        }
    }

    @Test
    void replaying_the_events_gives_the_live_state_and_never_shows_later_knowledge() {
        for (long seed = 0; seed < 12; seed++) {
            List<SubmitRecord> rows = RandomActs.rows(seed);
            List<Object> human = RandomDecisions.of(seed, rows, RandomActs.of(seed, rows));
            Ledger ledger = new Ledger();
            Map<Instant, Map<SubjectId, String>> known = new HashMap<>();
            for (Object step : RandomDecisions.interleaved(rows, human, new Random(seed))) {
                RandomDecisions.take(ledger, step);
                known.put(ledger.now(), ledger.digests());
            }
            known.forEach(
                    (time, digests) -> assertThat(ledger.replayedDigests(time)).isEqualTo(digests));
        }
    }

    @Test
    void revoking_every_decision_leads_back_to_where_it_began() {
        int revoked = 0;
        for (long seed = 0; seed < SETS; seed++) {
            List<SubmitRecord> rows = RandomActs.rows(seed);
            List<Object> human = RandomDecisions.of(seed, rows, RandomActs.of(seed, rows));
            Ledger plain = new Ledger();
            Ledger ledger = new Ledger();
            for (Object step : RandomDecisions.interleaved(rows, human, new Random(seed))) {
                RandomDecisions.take(ledger, step);
                if (!(step instanceof Decision || step instanceof RevokeDecision)) RandomDecisions.take(plain, step);
            }
            Set<SubjectId> subjects = new TreeSet<>();
            ledger.events().forEach(event -> subjects.add(event.subject()));
            for (SubjectId subject : subjects)
                for (Decision decision :
                        ledger.state().subject(subject).master().decisions())
                    ledger.revoke(new RevokeDecision(Acts.act("end-" + revoked++), subject, decision.id()));
            assertThat(ledger.digests()).as("seed %d", seed).isEqualTo(plain.digests());
        }
        assertThat(revoked).isGreaterThan(100);
    }
}
