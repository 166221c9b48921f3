package org.basedata.registry.importers.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a population and its legal entities as nineteen files of twelve departments, with faults in known amounts, and
 * beside them what a registry must find. Everything is invented; each row says so in its handling unit.
 *
 * <p>In every 200 persons each kind of fault falls on one to four (0.5 to 2 %), in every 50 entities on one; nobody has
 * two. The same size and seed give the same bytes. Households and entities are made one after the other and forgotten:
 * memory holds the truth and a few late rows, not the population.
 */
public final class SampleGenerator {
    private SampleGenerator() {}

    /**
     * Writes {@code NN-SOURCE-dataset.csv} and {@code truth.json} into the directory, which is created; files of the same
     * names are replaced.
     *
     * @throws IOException if the directory or a file cannot be written
     */
    public static SampleSet generate(Path outputDir, SampleSize size, long seed) throws IOException {
        return generate(outputDir, size, 0, 0, seed);
    }

    /**
     * Writes the last part of a sample: other persons, entities and record ids than a sample of the same seed has that ends
     * where this part begins.
     *
     * @param size of the whole sample, with the part in front that is left out
     * @param firstPerson how many persons are left out
     * @param firstEntity how many entities are left out
     * @throws IOException if the directory or a file cannot be written
     */
    public static SampleSet generate(Path outputDir, SampleSize size, int firstPerson, int firstEntity, long seed)
            throws IOException {
        Files.createDirectories(outputDir);
        Truth truth = new Truth();
        try (PersonFiles files = new PersonFiles(outputDir, truth, size, seed)) {
            Household household = new Household(seed);
            for (long index = firstPerson; index < size.persons(); index++)
                files.write(household.fill(index / Household.SIZE).members[(int) (index % Household.SIZE)]);
        }
        try (EntityFiles files = new EntityFiles(outputDir, truth)) {
            LegalEntity entity = new LegalEntity(seed, size);
            for (long index = firstEntity; index < size.entities(); index++) files.write(entity.fill(index));
        }
        Path path = outputDir.resolve("truth.json");
        truth.write(path, size, seed);
        return new SampleSet(truth.files(), path);
    }

    /**
     * Writes files of persons and entities who stand in the registry twice beside a whole sample of the same size and seed, and of
     * others who only look like it. Not part of any sample: with them the sample's own truth is no longer whole.
     *
     * @return the files, to be imported after the sample's; the truth is a list of pairs and whether they are one
     * @throws IOException if the directory or a file cannot be written
     */
    public static SampleSet generateDoubles(Path outputDir, SampleSize size, long seed) throws IOException {
        Files.createDirectories(outputDir);
        Path path = outputDir.resolve("doubles.json");
        try (DoubleFiles files = new DoubleFiles(outputDir, size, seed)) {
            Household household = new Household(seed);
            for (long index = 0; index < size.persons(); index++)
                files.write(household.fill(index / Household.SIZE).members[(int) (index % Household.SIZE)]);
            LegalEntity entity = new LegalEntity(seed, size);
            for (long index = 0; index < size.entities(); index++) files.write(entity.fill(index));
            files.writeTruth(path);
            return new SampleSet(files.files(), path);
        }
    }
}
