package org.basedata.registry.api.job;

import java.time.Duration;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Limits of jobs: {@code registry.jobs.*}. */
@Component
public final class JobSettings {
    private final int keepDays;
    private final int mostUnfinished;
    private final int mostKeptMebibytes;
    private final int step;
    private final int mostRows;
    private final Duration poll;
    private final boolean here;

    JobSettings(Environment settings) {
        this.keepDays = number(settings, "keep-days", 7);
        this.mostUnfinished = number(settings, "most-unfinished", 20);
        this.mostKeptMebibytes = number(settings, "most-kept-mib", 51_200);
        this.step = number(settings, "step", 2_000);
        this.mostRows = number(settings, "most-rows", 200_000);
        this.here = settings.getProperty("registry.jobs.here", Boolean.class, true);
        this.poll = Duration.ofMillis(number(settings, "poll-millis", 1_000));
    }

    private static int number(Environment settings, String name, int usual) {
        int number = settings.getProperty("registry.jobs." + name, Integer.class, usual);
        if (number < 1) throw new IllegalArgumentException("registry.jobs." + name + " is 1 or more, is " + number);
        return number;
    }

    /** How many days results are kept after a job is done. */
    public int keepDays() {
        return keepDays;
    }

    /** How many jobs of a kind a department may have waiting and running. */
    public int mostUnfinished() {
        return mostUnfinished;
    }

    /** How much the files of a department may take that are there to be fetched or being made, in MiB as they are fetched. */
    public int mostKeptMebibytes() {
        return mostKeptMebibytes;
    }

    /** Subjects that are read, put on record and stored at a time. */
    public int step() {
        return step;
    }

    /** Of a list that is compared. */
    public int mostRows() {
        return mostRows;
    }

    /** Whether this program works jobs off, and does not only take orders and serve files. */
    boolean here() {
        return here;
    }

    Duration poll() {
        return poll;
    }
}
