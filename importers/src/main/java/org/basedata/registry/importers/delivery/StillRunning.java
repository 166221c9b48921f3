package org.basedata.registry.importers.delivery;

/** The same request is being worked on right now; asking again a little later gets its receipt. */
public final class StillRunning extends RuntimeException {
    StillRunning(String message) {
        super(message);
    }
}
