package org.basedata.registry.api.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the program held in memory: registry, server, importers and the bench itself. */
final class Heap {
    static final String NAME = "heap";
    private static final double MIB = 1 << 20;

    private Heap() {}

    /** Of all pools, since the program began. With a heap of 1 GiB or less, having come this far is the proof. */
    static Figure figure() {
        double peak = 0;
        double alive = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() != MemoryType.HEAP) continue;
            peak += pool.getPeakUsage().getUsed() / MIB;
            MemoryUsage collected = pool.getCollectionUsage();
            if (collected != null) alive += collected.getUsed() / MIB;
        }
        double most = Runtime.getRuntime().maxMemory() / MIB;
        // The peaks of the pools need not have come together.
        double used = Math.min(peak, most);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("heap allowed, MiB", most);
        details.put("alive after the last collection, MiB", alive);
        return new Figure(
                NAME, "MiB", Spread.of(used), null, List.of(new Figure.Target("≤ 1,024 MiB", used <= 1_024)), details);
    }
}
