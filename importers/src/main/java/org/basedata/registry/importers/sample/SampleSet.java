package org.basedata.registry.importers.sample;

import java.nio.file.Path;
import java.util.List;

/**
 * What {@link SampleGenerator} wrote.
 *
 * @param files in the order in which a demo imports them: each subject's registering authority first
 * @param truth JSON: rows, outcomes, refusals, holds and open conflicts to expect once all files are imported
 */
public record SampleSet(List<SampleFile> files, Path truth) {
    public SampleSet {
        files = List.copyOf(files);
    }
}
