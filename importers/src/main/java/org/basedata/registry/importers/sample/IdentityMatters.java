package org.basedata.registry.importers.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes what a sample needs for numbers that change, collide, split and merge, and for records that name each other's subjects: files
 * of departments about persons and entities of their own, the acts that were decided about them, and what a registry must answer in the
 * end. Stands beside any sample of {@link SampleGenerator} and changes nothing of its truth. Everything is invented.
 *
 * <p>A round has every kind of matter once. The same seed gives the same rounds, so that a sample with more of them begins with one that
 * has fewer.
 */
public final class IdentityMatters {
    /** One round for so many persons of the sample, at least one. */
    private static final int PERSONS_A_ROUND = 2_000;

    private static final int MOST_ROUNDS = 500;

    private IdentityMatters() {}

    /** Rounds that suit a sample of a size. */
    public static int rounds(SampleSize size) {
        return Math.min(MOST_ROUNDS, Math.max(1, size.persons() / PERSONS_A_ROUND));
    }

    /**
     * Writes {@code NN-SOURCE-dataset.csv}, {@code identity-acts.jsonl} and {@code identity-truth.json} into the directory, which is
     * created; files of the same names are replaced.
     *
     * @param rounds 1 to 500
     * @throws IOException if the directory or a file cannot be written
     */
    public static IdentitySample generate(Path outputDir, int rounds, long seed) throws IOException {
        if (rounds < 1 || rounds > MOST_ROUNDS)
            throw new IllegalArgumentException("rounds: found " + rounds + ", allowed 1 to " + MOST_ROUNDS);
        Files.createDirectories(outputDir);
        Newcomers newcomers = new Newcomers(seed);
        ActLines acts = new ActLines(seed);
        IdentityTruth truth = new IdentityTruth();
        Path actsFile = outputDir.resolve("identity-acts.jsonl");
        Path truthFile = outputDir.resolve("identity-truth.json");
        try (IdentityFiles files = new IdentityFiles(outputDir, truth.rows)) {
            PersonMatters persons = new PersonMatters(newcomers, files, acts, truth);
            EntityMatters entities = new EntityMatters(newcomers, files, acts, truth);
            RelationMatters relations = new RelationMatters(newcomers, files, acts, truth);
            for (int round = 0; round < rounds; round++) {
                persons.write();
                entities.write();
                relations.write();
            }
            acts.write(actsFile);
            truth.write(truthFile, seed, rounds, acts.count());
            return new IdentitySample(files.before(), files.after(), actsFile, truthFile);
        }
    }
}
