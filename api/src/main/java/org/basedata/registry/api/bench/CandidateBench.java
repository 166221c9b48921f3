package org.basedata.registry.api.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.basedata.registry.api.Registry;
import org.basedata.registry.core.candidate.CandidateReason;
import org.basedata.registry.core.candidate.Likeness;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.importers.sample.SampleFile;
import org.basedata.registry.importers.sample.SampleGenerator;
import org.basedata.registry.importers.sample.SampleSet;
import org.basedata.registry.importers.sample.SampleSize;
import org.basedata.registry.projections.candidate.SearchReport;

/** The search for subjects that may be one, in a sample that has some who are, and more who only look like it. */
final class CandidateBench {
    private static final long SEED = 20_26;
    /** What is compared comes from these; what others say would only take its time to be imported. */
    private static final Set<String> COMPARED = Set.of(
            "household-registration",
            "birth-registration",
            "marriage-registration",
            "enterprise-registration",
            "social-organisation",
            "public-institution",
            "tax-registration");

    private final Registry registry;
    private final Path work;
    private final PrintWriter out;

    CandidateBench(Registry registry, Path work, PrintWriter out) {
        this.registry = registry;
        this.work = work;
        this.out = out;
    }

    List<Figure> run(int persons, int entities, int runs) throws IOException, InterruptedException {
        SampleSize size = new SampleSize(persons, entities);
        SampleSet sample = SampleGenerator.generate(work.resolve("sample"), size, SEED);
        SampleSet doubles = SampleGenerator.generateDoubles(work.resolve("doubles"), size, SEED);
        Imports imports = new Imports(registry);
        List<SampleFile> files = new ArrayList<>();
        for (SampleFile file : sample.files()) if (COMPARED.contains(file.dataset())) files.add(file);
        files.addAll(doubles.files());
        for (SampleFile file : files) {
            Imports.Timed timed = imports.run(file);
            out.printf(
                    "%s: %,d rows, %,.0f/s%n", file.path().getFileName(), timed.rows(), timed.rows() / timed.seconds());
            out.flush();
        }
        CatchingUp.with(registry, out);
        List<Double> seconds = new ArrayList<>();
        SearchReport report = null;
        for (int run = 0; run < runs; run++) {
            report = registry.candidateSearches().run();
            seconds.add(report.seconds());
        }
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("persons", report.persons());
        details.put("legal entities", report.entities());
        details.put("pairs compared", report.compared());
        details.put("candidates", report.candidates());
        for (int score : new int[] {Likeness.LEAST, Likeness.EVEN, Likeness.EVEN + 10}) {
            CandidateAccuracy accuracy = CandidateAccuracy.of(
                    registry.candidates(), score, doubles.truth(), registry.ids(), registry.json());
            for (SubjectType type : SubjectType.values()) tell(details, score, type.name(), accuracy);
            if (score != Likeness.EVEN) continue;
            for (CandidateReason reason : CandidateReason.values())
                details.put(
                        "precision of " + reason,
                        "%.3f (%s)".formatted(accuracy.of(reason.name()).precision(), accuracy.of(reason.name())));
            accuracy.byKind().forEach((kind, tally) -> details.put("of " + kind, tally.toString()));
        }
        return List.of(new Figure("search for candidates", "s", new Spread(seconds), null, List.of(), details));
    }

    private static void tell(Map<String, Object> details, int score, String type, CandidateAccuracy accuracy) {
        CandidateAccuracy.Tally tally = accuracy.of(type);
        details.put(
                "from " + score + ", " + type,
                "precision %.3f, recall %.3f (%s)".formatted(tally.precision(), tally.recall(), tally));
    }
}
