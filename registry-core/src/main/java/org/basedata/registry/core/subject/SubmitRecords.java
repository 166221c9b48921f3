package org.basedata.registry.core.subject;

import java.util.List;

/** Command: decide these rows together and append what follows from them in one write. At most 5,000 rows. */
public record SubmitRecords(List<SubmitRecord> rows) {
    public static final int MOST = 5_000;

    public SubmitRecords {
        rows = List.copyOf(rows);
        if (rows.size() > MOST) throw new IllegalArgumentException("at most " + MOST + " rows, got " + rows.size());
    }
}
