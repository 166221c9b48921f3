package org.basedata.registry.importers.delivery;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.basedata.registry.core.submission.IntakeUnavailable;

/** Waits for an answer and fails with what the answer failed with. */
final class Waiting {
    private Waiting() {}

    static <T> T on(CompletableFuture<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IntakeUnavailable("interrupted; what was submitted may be kept, sending it again is safe", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) throw error;
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }
}
