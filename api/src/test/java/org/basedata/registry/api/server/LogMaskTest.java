package org.basedata.registry.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The program's own logging: a number that slips into a message or a trace is masked on its way out. */
class LogMaskTest {
    private final LoggerContext context = new LoggerContext();

    @BeforeEach
    void configure() throws JoranException {
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Server.class.getResource("/logback.xml"));
    }

    private String written(String message, Throwable failure) {
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ConsoleAppender<ILoggingEvent> appender = (ConsoleAppender<ILoggingEvent>) root.getAppender("STDERR");
        ILoggingEvent event = new LoggingEvent("test", root, Level.WARN, message, failure, null);
        return new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
    }

    @Test
    void numbers_of_people_are_masked_in_messages_and_traces() {
        assertThat(written("person 11010519491231002X is here, and 440524188001010014", null))
                .contains("person **************002X is here, and **************0014")
                .doesNotContain("19491231", "18800101");
        String trace = written("failed", new IllegalStateException("no row for 11010519491231002x"));
        assertThat(trace).contains("IllegalStateException", "\tat ", "**************002x");
        assertThat(trace).doesNotContain("19491231");
    }

    @Test
    void what_is_no_such_number_stays() {
        String text = "delivery 92a27fa1-6e78-4b5d-b6c9-5726560f6ccb position 1234567890 took 1763789012345 ms";
        assertThat(written(text, null)).contains(text);
    }
}
