package org.basedata.registry.api.candidate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.basedata.registry.api.Registry;
import org.basedata.registry.api.bench.CandidateAccuracy;
import org.basedata.registry.core.candidate.Likeness;
import org.basedata.registry.core.catalogue.CatalogueLoader;
import org.basedata.registry.core.database.TestDatabase;
import org.basedata.registry.importers.file.FileDelivery;
import org.basedata.registry.importers.sample.SampleFile;
import org.basedata.registry.importers.sample.SampleGenerator;
import org.basedata.registry.importers.sample.SampleSet;
import org.basedata.registry.importers.sample.SampleSize;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The search in a sample that has people and entities who stand in it twice, and more who only look like it. */
class CandidateAccuracyIT {
    @RegisterExtension
    static final TestDatabase DATABASE = new TestDatabase();

    private static final long SEED = 11;
    private static final SampleSize SIZE = new SampleSize(12_000, 4_000);
    private static final Set<String> COMPARED = Set.of(
            "household-registration",
            "marriage-registration",
            "enterprise-registration",
            "social-organisation",
            "public-institution");

    @TempDir
    static Path folder;

    private static Registry registry;
    private static SampleSet doubles;

    @BeforeAll
    static void search() throws IOException {
        SampleSet sample = SampleGenerator.generate(folder.resolve("sample"), SIZE, SEED);
        doubles = SampleGenerator.generateDoubles(folder.resolve("doubles"), SIZE, SEED);
        registry = Registry.open(
                DATABASE.database(),
                CatalogueLoader.standardYaml(),
                Clock.systemUTC(),
                2,
                Files.createDirectories(folder.resolve("spool")));
        List<SampleFile> files = new ArrayList<>();
        for (SampleFile file : sample.files()) if (COMPARED.contains(file.dataset())) files.add(file);
        files.addAll(doubles.files());
        for (SampleFile file : files) {
            var counts = registry.desk()
                    .fileImport()
                    .run(FileDelivery.of(file.path(), file.source(), file.dataset()), progress -> {})
                    .counts();
            assertThat(counts.refused()).as(file.path().toString()).isZero();
        }
        registry.candidateSearches().run();
    }

    @AfterAll
    static void close() {
        registry.close();
    }

    private static CandidateAccuracy from(int score) {
        return CandidateAccuracy.of(registry.candidates(), score, doubles.truth(), registry.ids(), registry.json());
    }

    @Test
    void at_the_usual_threshold_most_pairs_are_right_and_most_doubles_found() {
        CandidateAccuracy accuracy = from(Likeness.EVEN);
        assertThat(accuracy.of("PERSON").right()).isGreaterThan(30);
        assertThat(accuracy.of("PERSON").precision())
                .as(accuracy.byKind().toString())
                .isGreaterThanOrEqualTo(0.9);
        assertThat(accuracy.of("PERSON").recall())
                .as(accuracy.byKind().toString())
                .isGreaterThanOrEqualTo(0.7);
        assertThat(accuracy.of("LEGAL_ENTITY").right()).isGreaterThan(15);
        assertThat(accuracy.of("LEGAL_ENTITY").precision()).isGreaterThanOrEqualTo(0.95);
        assertThat(accuracy.of("LEGAL_ENTITY").recall()).isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void every_mistyped_number_and_every_second_document_is_found() {
        Map<String, CandidateAccuracy.Tally> kinds = from(Likeness.EVEN).byKind();
        for (String kind : List.of(
                "WRONG_DIGIT", "SWAPPED_DIGITS", "OTHER_DOCUMENT", "WRONG_CHARACTER", "ORGANISATION_CODE", "TWO_CODES"))
            assertThat(kinds.get(kind).recall())
                    .as(kind + " " + kinds.get(kind))
                    .isEqualTo(1);
    }

    @Test
    void twins_namesakes_subsidiaries_branches_and_successors_are_left_alone() {
        assertThat(from(Likeness.EVEN).byKind())
                .doesNotContainKeys(
                        "TWINS",
                        "NAMESAKES",
                        "NAMESAKES_FROM_ELSEWHERE",
                        "NEAR_NUMBERS",
                        "SUBSIDIARY",
                        "BRANCH",
                        "SUCCESSOR");
    }
}
