package org.basedata.registry.core.submission;

/** More is waiting than can be taken; nothing of the request is kept, and a little later there will be room. */
public final class IntakeFull extends IntakeUnavailable {
    public IntakeFull() {
        super("more rows are waiting than can be taken", null);
    }
}
