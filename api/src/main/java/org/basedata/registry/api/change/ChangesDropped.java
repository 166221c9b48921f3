package org.basedata.registry.api.change;

import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.basedata.registry.core.database.Database;
import org.basedata.registry.projections.change.OldChanges;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Drops changes that nobody may follow any more, some every hour. */
@Component
final class ChangesDropped implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ChangesDropped.class);
    /** Of 5,000 rows: more than are written in an hour, and of a table that is full of old ones a few minutes' work. */
    private static final int STEPS = 500;

    private final OldChanges old;
    private final ChangeSettings settings;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "changes-drop");
        made.setDaemon(true);
        return made;
    });

    ChangesDropped(Database database, Clock clock, Environment environment) {
        this.old = new OldChanges(database.dataSource(), database.transactions());
        this.settings = ChangeSettings.of(environment);
        this.clock = clock;
        thread.scheduleWithFixedDelay(this::tidy, 10, 60, TimeUnit.MINUTES);
    }

    private void tidy() {
        try {
            drop();
        } catch (RuntimeException e) {
            if (!thread.isShutdown()) LOG.warn("old changes are dropped in an hour: {}", e.toString());
        }
    }

    void drop() {
        for (int step = 0; step < STEPS && !thread.isShutdown(); step++)
            if (!old.drop(settings.dropped(clock.instant()))) return;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
