package org.basedata.registry.api.bench;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import org.basedata.registry.importers.sample.SampleFile;
import org.basedata.registry.importers.sample.SampleGenerator;
import org.basedata.registry.importers.sample.SampleSet;
import org.basedata.registry.importers.sample.SampleSize;

/**
 * One large synthetic population, written part by part: each part has other people, legal entities and record ids than all
 * parts before, so that a part measured later finds nothing of its own.
 */
final class Population {
    /** Faults are dealt out among so many persons; a part holds whole rounds of them. */
    private static final int PERSON_ROUND = 200;

    private static final int ENTITY_ROUND = 50;
    /** Persons whose files are on the disk at a time. */
    static final int PIECE = 200_000;

    private static final long SEED = 20_26;
    /** The registering authorities: their records are the first of a subject. */
    private static final Set<String> FIRST =
            Set.of("household-registration", "enterprise-registration", "social-organisation", "public-institution");

    private final Path work;
    private int persons;
    private int entities;
    private int parts;

    Population(Path work) {
        this.work = work;
    }

    /** The next part, with at least as many subjects as asked for. */
    Part next(int wantedPersons, int wantedEntities) throws IOException {
        int firstPerson = persons;
        int firstEntity = entities;
        persons += rounded(wantedPersons, PERSON_ROUND);
        entities += rounded(wantedEntities, ENTITY_ROUND);
        Path folder = work.resolve("part-" + ++parts);
        SampleSet set =
                SampleGenerator.generate(folder, new SampleSize(persons, entities), firstPerson, firstEntity, SEED);
        return new Part(folder, set.files(), persons - firstPerson);
    }

    /**
     * The next part, of which only the household register is kept, and of each record in it only the last version. Made piece
     * by piece: memory and disk hold no more than a piece of all that is written on the way.
     */
    Part nextRegister(int wantedPersons) throws IOException {
        Path folder = Files.createDirectories(work.resolve("register-" + (parts + 1)));
        int first = persons;
        SampleFile register = null;
        while (persons - first < wantedPersons) {
            Part piece = next(Math.min(PIECE, wantedPersons - (persons - first)), 0);
            SampleFile given = piece.households();
            if (register == null)
                register = new SampleFile(
                        folder.resolve("register.csv"), given.source(), given.dataset(), given.charset());
            rewrite(given.path(), register.path(), (row, columns) -> {});
            piece.delete();
        }
        return new Part(folder, List.of(register), persons - first);
    }

    private static int rounded(int wanted, int round) {
        return (wanted + round - 1) / round * round;
    }

    /** Files of one part. */
    record Part(Path folder, List<SampleFile> files, int persons) {
        /** With the first records of their subjects. */
        List<SampleFile> first() {
            return files.stream().filter(file -> FIRST.contains(file.dataset())).toList();
        }

        /** With the second and later records of their subjects. */
        List<SampleFile> later() {
            return files.stream()
                    .filter(file -> !FIRST.contains(file.dataset()))
                    .toList();
        }

        SampleFile households() {
            return files.get(0);
        }

        /**
         * The household register once more, each record moved to another house: one version above the last.
         *
         * @return rows written are as many as persons
         */
        SampleFile moved() throws IOException {
            SampleFile given = households();
            Path path = folder.resolve("moved.csv");
            rewrite(given.path(), path, (row, columns) -> {
                row[columns.indexOf("version")] =
                        Integer.toString(Integer.parseInt(row[columns.indexOf("version")]) + 1);
                row[columns.indexOf("validFrom")] = "2026-02-01";
                row[columns.indexOf("registeredAddress")] += "之二";
            });
            return new SampleFile(path, given.source(), given.dataset(), given.charset());
        }

        /**
         * The household register as an extract: one row a person, as it stands.
         *
         * @param night one row in a hundred, another one every night, is no longer what it was; 0 for the first extract
         */
        SampleFile extract(int night) throws IOException {
            SampleFile given = households();
            Path path = folder.resolve("extract-" + night + ".csv");
            int[] at = {0};
            rewrite(given.path(), path, (row, columns) -> {
                // What changed in an earlier night stays changed.
                int changed = night - Math.floorMod(night - at[0]++, 100);
                if (changed > 0) row[columns.indexOf("registeredAddress")] += "第" + changed + "室";
            });
            return new SampleFile(path, given.source(), given.dataset(), given.charset());
        }

        void delete() throws IOException {
            Folders.delete(folder);
        }
    }

    private interface Change {
        void to(String[] row, List<String> columns);
    }

    /** Keeps the last row of each record, which stand one after the other; goes behind what is there. */
    private static void rewrite(Path from, Path to, Change change) throws IOException {
        boolean begun = Files.exists(to);
        try (CsvReader<CsvRecord> rows = CsvReader.builder().build(CsvRecordHandler.of(), from);
                CsvWriter out = CsvWriter.builder().build(to, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            List<String> columns = null;
            String[] kept = null;
            for (CsvRecord row : rows) {
                if (columns == null) {
                    columns = List.copyOf(row.getFields());
                    if (!begun) out.writeRecord(columns);
                    continue;
                }
                if (kept != null && !kept[0].equals(row.getField(0))) {
                    change.to(kept, columns);
                    out.writeRecord(kept);
                }
                kept = row.getFields().toArray(String[]::new);
            }
            if (kept != null) {
                change.to(kept, columns);
                out.writeRecord(kept);
            }
        }
        if (Files.size(to) == 0) throw new IOException(from + " holds no rows");
    }
}
