package org.basedata.registry.core.submission;

import java.util.function.Supplier;
import org.basedata.registry.core.database.Failures;
import org.basedata.registry.core.subject.Commands;

/** Work of people, a transaction each, that importers or other people may be quicker than: it is decided anew then. */
public final class Attempts {
    private static final int MOST = 60;

    private Attempts() {}

    /** @throws IntakeUnavailable when the database is away; whether anything was recorded is not known */
    public static <T> T at(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return work.get();
            } catch (RuntimeException e) {
                if (Failures.isUnreachable(e)) throw new IntakeUnavailable("the database cannot be reached", e);
                if (!Commands.isContention(e) || attempt >= MOST) throw e;
                Commands.stepAside(attempt);
            }
        }
    }
}
