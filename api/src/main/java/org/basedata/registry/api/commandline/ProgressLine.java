package org.basedata.registry.api.commandline;

import java.io.Console;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Locale;
import org.basedata.registry.projections.rebuild.RebuildProgress;

/**
 * Shows how far something is. On a terminal one line is drawn over and over; elsewhere a line is written every few seconds,
 * because a log file does not want a bar.
 */
final class ProgressLine {
    private static final int CELLS = 24;
    private static final Duration PLAIN_EVERY = Duration.ofSeconds(5);
    private static final Duration DRAWN_EVERY = Duration.ofMillis(200);

    private final PrintWriter out;
    private final String what;
    private final boolean terminal;
    private long last = System.nanoTime();
    private boolean drawn;

    ProgressLine(PrintWriter out, String what) {
        this(out, what, isTerminal());
    }

    ProgressLine(PrintWriter out, String what, boolean terminal) {
        this.out = out;
        this.what = what;
        this.terminal = terminal;
    }

    /**
     * @param done of {@code total}, in the same unit
     * @param secondsLeft null while that cannot be told
     */
    void show(long done, long total, long rows, double rowsPerSecond, Long secondsLeft) {
        long now = System.nanoTime();
        if (now - last < (terminal ? DRAWN_EVERY : PLAIN_EVERY).toNanos()) return;
        last = now;
        String text = text(done, total, rows, rowsPerSecond, secondsLeft);
        if (terminal) {
            out.print("\r\u001B[K" + text);
            out.flush();
            drawn = true;
        } else {
            out.println(text);
        }
    }

    /** Events are what is counted. */
    void show(RebuildProgress progress) {
        double rate = progress.perSecond();
        Long left = rate <= 0 ? null : (long) ((progress.total() - progress.done()) / rate);
        show(progress.done(), progress.total(), progress.done(), rate, left);
    }

    /** Takes the bar away, so that what is written next begins a line of its own. */
    void end() {
        if (!drawn) return;
        out.print("\r\u001B[K");
        out.flush();
    }

    String text(long done, long total, long rows, double rowsPerSecond, Long secondsLeft) {
        double share = total <= 0 ? 0 : Math.min(1, (double) done / total);
        int full = (int) (share * CELLS);
        String bar = "█".repeat(full) + "░".repeat(CELLS - full);
        String left = secondsLeft == null ? "" : "  剩余/left " + clock(secondsLeft);
        return String.format(
                Locale.ROOT, "%s %s %3.0f%%  %,d  %,.0f/s%s", what, bar, share * 100, rows, rowsPerSecond, left);
    }

    private static String clock(long seconds) {
        return seconds >= 3_600
                ? String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3_600, seconds / 60 % 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60);
    }

    /** From Java 22 on there is a console where there is no terminal; only then can it be asked. */
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) return false;
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }
}
