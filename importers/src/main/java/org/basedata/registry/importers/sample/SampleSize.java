package org.basedata.registry.importers.sample;

/**
 * How many subjects a sample holds.
 *
 * @param persons natural persons, at least 1 (legal entities need representatives)
 * @param entities legal entities, 0 or more
 */
public record SampleSize(int persons, int entities) {
    public SampleSize {
        if (persons < 1 || persons > 50_000_000)
            throw new IllegalArgumentException("persons: found " + persons + ", allowed 1 to 50,000,000");
        if (entities < 0 || entities > 20_000_000)
            throw new IllegalArgumentException("entities: found " + entities + ", allowed 0 to 20,000,000");
    }
}
