package org.basedata.registry.api.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.basedata.registry.importers.sample.SampleFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is measured must be what it is called: new people are new, unchanged rows unchanged. */
class PopulationTest {
    @TempDir
    Path work;

    @Test
    void no_part_speaks_of_what_another_part_speaks_of() throws IOException {
        Population population = new Population(work);
        Population.Part one = population.next(400, 100);
        Population.Part other = population.next(400, 100);
        for (int i = 0; i < one.files().size(); i++) {
            assertThat(cells(one.files().get(i), 0))
                    .doesNotContainAnyElementsOf(cells(other.files().get(i), 0));
        }
        assertThat(cells(one.households(), 4)).hasSize(400).doesNotContainAnyElementsOf(cells(other.households(), 4));
        SampleFile enterprises = one.first().get(1);
        assertThat(enterprises.dataset()).isEqualTo("enterprise-registration");
        assertThat(cells(enterprises, 4))
                .doesNotContainAnyElementsOf(cells(other.first().get(1), 4));
    }

    @Test
    void an_extract_has_one_row_a_person_and_every_hundredth_is_another_one_each_night() throws IOException {
        Population.Part part = new Population(work).nextRegister(400);
        List<String> first = lines(part.extract(0));
        List<String> second = lines(part.extract(1));
        List<String> third = lines(part.extract(2));
        assertThat(first).hasSize(401);
        assertThat(differing(first, second)).isEqualTo(4);
        assertThat(differing(second, third)).isEqualTo(4);
        assertThat(differing(first, third)).isEqualTo(8);
    }

    @Test
    void who_moved_has_a_version_more() throws IOException {
        Population.Part part = new Population(work).next(200, 0);
        assertThat(lines(part.moved())).hasSize(201).anyMatch(line -> line.contains(",2026-02-01,"));
    }

    private static long differing(List<String> one, List<String> other) {
        assertThat(other).hasSameSizeAs(one);
        long differing = 0;
        for (int i = 0; i < one.size(); i++) if (!one.get(i).equals(other.get(i))) differing++;
        return differing;
    }

    private static List<String> lines(SampleFile file) throws IOException {
        return Files.readAllLines(file.path(), StandardCharsets.UTF_8);
    }

    /** A column of the file, without what stands in it twice; the columns asked for hold no commas and are ASCII. */
    private static Set<String> cells(SampleFile file, int column) throws IOException {
        Set<String> cells = new HashSet<>();
        List<String> lines = Files.readAllLines(file.path(), StandardCharsets.ISO_8859_1);
        for (String line : lines.subList(1, lines.size())) {
            String cell = line.split(",", -1)[column];
            if (!cell.isEmpty()) cells.add(cell);
        }
        return cells;
    }
}
