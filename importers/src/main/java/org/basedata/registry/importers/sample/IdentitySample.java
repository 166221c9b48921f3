package org.basedata.registry.importers.sample;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@link IdentityMatters} wrote.
 *
 * @param before files of what departments knew when the acts were taken: the acts name records in them
 * @param after files of what they sent later, partly still under numbers that were replaced
 * @param acts JSON Lines in UTF-8, each line an act as it is sent to {@code POST /api/v1/identity/acts}, in their order
 * @param truth JSON: rows, holds and conflicts as in {@link SampleSet#truth()}, and what each number must answer
 */
public record IdentitySample(List<SampleFile> before, List<SampleFile> after, Path acts, Path truth) {
    public IdentitySample {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    public List<SampleFile> files() {
        List<SampleFile> all = new ArrayList<>(before);
        all.addAll(after);
        return all;
    }
}
