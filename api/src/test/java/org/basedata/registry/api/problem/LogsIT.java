package org.basedata.registry.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Map;
import org.basedata.registry.api.Invented;
import org.basedata.registry.api.Row;
import org.basedata.registry.api.RunningRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

class LogsIT {
    @RegisterExtension
    static final RunningRegistry registry = new RunningRegistry();

    @Test
    void no_number_and_no_name_reaches_the_log_whatever_is_asked() {
        String number = Invented.man();
        String name = "诸葛不可见";
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        root.addAppender(logged);
        root.setLevel(Level.INFO);
        try {
            registry.deliver("GA", Row.household(number, name));
            registry.deliver("RS", Row.insurance(number, "孙丽娜"), Row.insurance(Invented.broken(number), name));
            registry.person(number);
            registry.get("/api/v1/persons/" + number);
            registry.get("/persons/" + number);
            registry.get("/api/v1/conflicts?ref=" + number);
            registry.post("/api/v1/persons/query", Map.of("keys", number));
            registry.postRaw("/api/v1/deliveries", ("{\"source\":" + number).getBytes(StandardCharsets.UTF_8));
        } finally {
            root.detachAppender(logged);
            root.setLevel(before);
        }
        for (ILoggingEvent event : new ArrayList<>(logged.list)) {
            String text = event.getFormattedMessage()
                    + (event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy()));
            assertThat(text).doesNotContain(number, number.substring(0, 17), name);
        }
    }
}
