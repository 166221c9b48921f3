package org.basedata.registry.core.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.rule.Appraiser;
import org.basedata.registry.core.subject.Ledger;
import org.basedata.registry.core.subject.RecordMoved;
import org.basedata.registry.core.subject.RecordedEvent;
import org.basedata.registry.core.subject.SubjectLinks;
import org.basedata.registry.core.subject.SubjectReassessed;
import org.basedata.registry.core.subject.SubjectState;
import org.basedata.registry.core.subject.SubmitRecord;
import org.basedata.registry.core.survivorship.Appraisal;
import org.basedata.registry.core.survivorship.OpenConflict;
import org.junit.jupiter.api.Test;

/**
 * Changes of number, merges, splits, assignments and revocations keep their order; submissions move freely around them. Whatever
 * the order, the same acts are let in, and every subject ends with the same digest, number and links.
 */
class HumanActsKeepTheirOrderTest {
    private static final int SETS = 150;
    private static final int ORDERS = 5;

    @Test
    void submissions_move_freely_around_acts() {
        Map<String, Integer> taken = new TreeMap<>();
        int moved = 0;
        for (long seed = 0; seed < SETS; seed++) {
            List<SubmitRecord> rows = RandomActs.rows(seed);
            List<IdentityCommand> acts = RandomActs.of(seed, rows);
            Random random = new Random(seed);
            Outcome first = null;
            for (int order = 0; order < ORDERS; order++) {
                Outcome other = run(RandomActs.interleaved(rows, acts, random));
                if (first == null) first = other;
                else if (!other.equals(first)) fail("seed " + seed + ", order " + order + ": " + first.unlike(other));
            }
            for (IdentityCommand act : first.acts) taken.merge(act.getClass().getSimpleName(), 1, Integer::sum);
            moved += first.moved;
        }
        assertThat(taken)
                .containsOnlyKeys("ReplaceIdentifier", "MergeSubjects", "SplitSubject", "AssignRecords", "RevokeAct");
        assertThat(taken.values()).allMatch(times -> times > 25);
        assertThat(moved).isGreaterThan(500);
    }

    @Test
    void what_stands_after_an_act_equals_what_is_worked_out_anew() {
        Appraiser appraiser = new Appraiser(Ledger.CATALOGUE);
        for (long seed = 0; seed < SETS / 3; seed++) {
            List<SubmitRecord> rows = RandomActs.rows(seed);
            Ledger ledger = new Ledger();
            for (Object step : RandomActs.interleaved(rows, RandomActs.of(seed, rows), new Random(seed))) {
                int before = ledger.events().size();
                RandomActs.take(ledger, step);
                for (RecordedEvent event :
                        ledger.events().subList(before, ledger.events().size())) {
                    SubjectState state = ledger.state().subject(event.subject());
                    for (RecordKey record : state.owned())
                        assertThat(ledger.state().record(record).owner()).contains(state.id());
                    Appraisal anew = appraiser.appraise(
                            state.identifier(),
                            state.links().isShared(),
                            state.owned().stream().map(ledger.state()::record).toList(),
                            List.of(),
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
            Ledger ledger = new Ledger();
            Map<java.time.Instant, Map<SubjectId, String>> known = new HashMap<>();
            for (Object step : RandomActs.interleaved(rows, RandomActs.of(seed, rows), new Random(seed))) {
                RandomActs.take(ledger, step);
                known.put(ledger.now(), ledger.digests());
            }
            known.forEach(
                    (time, digests) -> assertThat(ledger.replayedDigests(time)).isEqualTo(digests));
        }
    }

    @Test
    void revoking_every_act_leads_back_to_where_it_began() {
        int revoked = 0;
        for (long seed = 0; seed < SETS; seed++) {
            List<SubmitRecord> rows = RandomActs.rows(seed);
            Ledger plain = new Ledger();
            rows.forEach(plain::submit);
            Ledger ledger = new Ledger();
            List<IdentityCommand> inForce = new ArrayList<>();
            for (Object step : RandomActs.interleaved(rows, RandomActs.of(seed, rows), new Random(seed))) {
                if (!RandomActs.take(ledger, step)) continue;
                if (step instanceof RevokeAct revocation)
                    inForce.removeIf(act -> act.act().id().equals(revocation.revoked()));
                else inForce.add((IdentityCommand) step);
            }
            for (int i = inForce.size() - 1; i >= 0; i--) {
                IdentityCommand act = inForce.get(i);
                SubjectId subject = ledger.events().stream()
                        .map(RecordedEvent::subject)
                        .filter(each -> ledger.state()
                                .subject(each)
                                .links()
                                .by(act.act().id())
                                .findAny()
                                .isPresent())
                        .findFirst()
                        .orElseThrow();
                ledger.take(new RevokeAct(
                        Acts.act(seed + "-end-" + i), subject, act.act().id()));
                revoked++;
            }
            assertThat(ledger.digests()).as("seed %d", seed).isEqualTo(plain.digests());
            for (SubjectId subject : plain.digests().keySet())
                assertThat(ledger.state().subject(subject).identifier())
                        .isEqualTo(plain.state().subject(subject).identifier());
        }
        assertThat(revoked).isGreaterThan(200);
    }

    private record Outcome(
            List<IdentityCommand> acts,
            Map<SubjectId, String> digests,
            Map<SubjectId, Identifier> identifiers,
            Map<SubjectId, SubjectLinks> links,
            int moved) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Outcome o
                    && acts.equals(o.acts)
                    && digests.equals(o.digests)
                    && identifiers.equals(o.identifiers)
                    && links.equals(o.links);
        }

        @Override
        public int hashCode() {
            return digests.hashCode();
        }

        String unlike(Outcome other) {
            if (!acts.equals(other.acts)) return "acts let in: " + acts + "\n" + other.acts;
            if (!links.equals(other.links)) return "links: " + links + "\n" + other.links;
            if (!identifiers.equals(other.identifiers)) return identifiers + "\n" + other.identifiers;
            Set<SubjectId> differ = new TreeSet<>(digests.keySet());
            differ.addAll(other.digests.keySet());
            differ.removeIf(
                    subject -> digests.getOrDefault(subject, "").equals(other.digests.getOrDefault(subject, "")));
            return "subjects " + differ;
        }
    }

    private static Outcome run(List<Object> steps) {
        Ledger ledger = new Ledger();
        List<IdentityCommand> acts = new ArrayList<>();
        for (Object step : steps) if (RandomActs.take(ledger, step)) acts.add((IdentityCommand) step);
        Map<SubjectId, Identifier> identifiers = new TreeMap<>();
        Map<SubjectId, SubjectLinks> links = new TreeMap<>();
        int moved = 0;
        for (RecordedEvent event : ledger.events()) {
            SubjectState state = ledger.state().subject(event.subject());
            if (state.master().present()) identifiers.put(state.id(), state.identifier());
            if (!state.links().isEmpty()) links.put(state.id(), state.links());
            if (event.event() instanceof RecordMoved || event.event() instanceof SubjectReassessed) moved++;
        }
        return new Outcome(acts, ledger.digests(), identifiers, links, moved);
    }
}
