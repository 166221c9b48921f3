package org.basedata.registry.projections.rebuild;

/** A registry may not be opened, or a rebuild may not begin, because of the other. The message says what to do. */
public final class RegistryLocked extends RuntimeException {
    private static final long serialVersionUID = 1;

    RegistryLocked(String message) {
        super(message);
    }
}
