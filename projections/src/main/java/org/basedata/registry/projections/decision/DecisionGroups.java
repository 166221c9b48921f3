package org.basedata.registry.projections.decision;

import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.basedata.registry.core.decision.DecisionGroup;
import org.basedata.registry.core.decision.GroupEvent;
import org.basedata.registry.core.decision.GroupView;
import org.basedata.registry.core.eventstore.EventLog;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;

/** Table {@code decision_group}: written in step with the events, read for lists. */
public final class DecisionGroups implements GroupView {
    private final JdbcTemplate jdbc;
    private final ObjectReader reader;
    private final ObjectWriter writer;

    public DecisionGroups(DataSource dataSource, ObjectMapper json) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.reader = json.readerFor(DecisionGroup.class);
        this.writer = json.writer();
    }

    @Override
    public void write(DecisionGroup group) {
        jdbc.update(
                "INSERT INTO decision_group (group_id, sequence, state, proposed_at, detail) VALUES (?, ?, ?, ?, ?)"
                        + " ON CONFLICT (group_id) DO UPDATE SET (sequence, state, detail) ="
                        + " (excluded.sequence, excluded.state, excluded.detail)",
                group.id(),
                group.sequence(),
                group.state().name(),
                Timestamp.from(group.proposedAt()),
                writer.writeValueAsString(group));
    }

    /** Events of such decisions in the order of the log; those that the table has already change nothing. */
    public void applyLogged(List<EventLog.LoggedEvent> logged) {
        for (EventLog.LoggedEvent each : logged) {
            DomainEventMessage<?> message = each.event();
            if (!(message.getPayload() instanceof GroupEvent event)) continue;
            DecisionGroup before = find(event.group()).orElse(null);
            if (before != null && before.sequence() >= message.getSequenceNumber()) continue;
            write(DecisionGroup.after(before, event, message.getSequenceNumber(), message.getTimestamp()));
        }
    }

    public Optional<DecisionGroup> find(UUID group) {
        return jdbc
                .query(
                        "SELECT detail FROM decision_group WHERE group_id = ?",
                        (row, n) -> reader.<DecisionGroup>readValue(row.getString(1)),
                        group)
                .stream()
                .findFirst();
    }

    /** The latest first. */
    public List<DecisionGroup> latest(int limit) {
        return jdbc.query(
                "SELECT detail FROM decision_group ORDER BY proposed_at DESC, group_id DESC LIMIT ?",
                (row, n) -> reader.<DecisionGroup>readValue(row.getString(1)),
                limit);
    }

    /** Those that were approved or undone and whose work a program has not finished, perhaps because it was ended. */
    public List<DecisionGroup> unfinished() {
        return jdbc.query(
                "SELECT detail FROM decision_group WHERE state IN ('APPLYING', 'UNDOING') ORDER BY proposed_at, group_id",
                (row, n) -> reader.<DecisionGroup>readValue(row.getString(1)));
    }
}
