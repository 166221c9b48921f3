package org.basedata.registry.importers.sample;

/**
 * Numbers that depend on nothing but the seed, a stream and an index, so that any household or entity can be made again
 * without the ones before it: the files are written in one pass and nothing is remembered. SplitMix64 (Steele, Lea,
 * Flood 2014), written out here because {@code java.util.SplittableRandom} does not promise its numbers across JDKs.
 */
final class Draw {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private long state;

    Draw at(long seed, long stream, long index) {
        state = mix(mix(mix(seed + GOLDEN) + stream * GOLDEN) + index * GOLDEN);
        return this;
    }

    long next() {
        return mix(state += GOLDEN);
    }

    /** From 0 to bound - 1. */
    int below(int bound) {
        return (int) ((next() >>> 33) % bound);
    }

    boolean chance(int perThousand) {
        return below(1000) < perThousand;
    }

    <T> T pick(T[] from) {
        return from[below(from.length)];
    }

    /** One character of a text, which may be a surrogate pair. */
    String pickChar(String from) {
        int at = below(from.length());
        if (Character.isLowSurrogate(from.charAt(at))) at--;
        return from.substring(at, at + Character.charCount(from.codePointAt(at)));
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
