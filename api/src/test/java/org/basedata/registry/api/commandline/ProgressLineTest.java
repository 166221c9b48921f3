package org.basedata.registry.api.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final StringWriter written = new StringWriter();

    @Test
    void says_share_rows_rate_and_time_left() {
        ProgressLine line = new ProgressLine(new PrintWriter(written), "household.csv", true);
        assertThat(line.text(25, 100, 12_345, 8_000.4, 125L))
                .isEqualTo("household.csv ██████░░░░░░░░░░░░░░░░░░  25%  12,345  8,000/s  剩余/left 2:05");
        assertThat(line.text(0, 0, 0, 0, null)).endsWith("  0%  0  0/s");
        assertThat(line.text(1, 100, 1, 1, 3_725L)).endsWith("1:02:05");
    }

    @Test
    void nothing_is_drawn_before_there_is_something_to_see() {
        ProgressLine line = new ProgressLine(new PrintWriter(written), "household.csv", true);
        line.show(1, 100, 1, 1, 1L);
        line.end();
        assertThat(written.toString()).isEmpty();
    }
}
