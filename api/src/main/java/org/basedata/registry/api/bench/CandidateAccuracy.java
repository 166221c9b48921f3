package org.basedata.registry.api.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.basedata.registry.core.candidate.CandidateReason;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.subject.SubjectIds;
import org.basedata.registry.projections.candidate.CandidateFilter;
import org.basedata.registry.projections.candidate.CandidatePage;
import org.basedata.registry.projections.candidate.Candidates;
import org.basedata.registry.projections.candidate.ListedCandidate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** How the listed candidates compare with the pairs of a sample of which it is known whether they are one. */
public final class CandidateAccuracy {
    private final Map<String, Tally> tallies = new LinkedHashMap<>();
    private final Map<String, Tally> byKind = new TreeMap<>();

    /** Pairs that are one and were found, that are two and were found, that are one and were not found. */
    public static final class Tally {
        private long right;
        private long wrong;
        private long missed;

        public double precision() {
            return right + wrong == 0 ? 1 : (double) right / (right + wrong);
        }

        public double recall() {
            return right + missed == 0 ? 1 : (double) right / (right + missed);
        }

        public long right() {
            return right;
        }

        public long wrong() {
            return wrong;
        }

        @Override
        public String toString() {
            return "%d right, %d wrong, %d missed".formatted(right, wrong, missed);
        }
    }

    private record Known(String kind, boolean same, SubjectType type) {}

    private record Two(String one, String other) {
        static Two of(Object one, Object other) {
            String first = one.toString();
            String second = other.toString();
            return first.compareTo(second) < 0 ? new Two(first, second) : new Two(second, first);
        }
    }

    /** @param truth as the sample's doubles have it; any pair that is not in it is two */
    public static CandidateAccuracy of(
            Candidates candidates, int minScore, Path truth, SubjectIds ids, ObjectMapper json) {
        Map<Two, Known> known = new LinkedHashMap<>();
        for (JsonNode pair : json.readTree(truth.toFile()))
            known.put(
                    Two.of(ids.of(identifier(pair.path("one"))), ids.of(identifier(pair.path("other")))),
                    new Known(
                            pair.path("kind").asString(),
                            pair.path("same").asBoolean(),
                            identifier(pair.path("one")).type().subjectType()));
        CandidateAccuracy accuracy = new CandidateAccuracy();
        String next = null;
        do {
            CandidatePage page = candidates.list(new CandidateFilter(null, null, minScore, null), next, 1_000);
            for (ListedCandidate each : page.results())
                accuracy.found(
                        each, known.remove(Two.of(each.one().ref(), each.other().ref())));
            next = page.next();
        } while (next != null);
        known.values().stream().filter(Known::same).forEach(pair -> {
            accuracy.of(pair.type().name()).missed++;
            accuracy.kind(pair.kind()).missed++;
        });
        return accuracy;
    }

    private static Identifier identifier(JsonNode json) {
        return new Identifier(
                IdType.valueOf(json.path("idType").asString()), json.path("id").asString());
    }

    private void found(ListedCandidate each, Known known) {
        boolean same = known != null && known.same();
        SubjectType type = each.one().identifier().type().subjectType();
        count(of(type.name()), same);
        for (CandidateReason reason : each.reasons()) count(of(reason.name()), same);
        count(kind(known == null ? type + " by chance" : known.kind()), same);
    }

    private static void count(Tally tally, boolean same) {
        if (same) tally.right++;
        else tally.wrong++;
    }

    private Tally kind(String kind) {
        return byKind.computeIfAbsent(kind, name -> new Tally());
    }

    /** @param name of a type of subjects, or of a reason, of which no pair is missed */
    public Tally of(String name) {
        return tallies.computeIfAbsent(name, any -> new Tally());
    }

    /** By what the truth says of the pairs; of pairs that are two only those that were found. */
    public Map<String, Tally> byKind() {
        return byKind;
    }
}
