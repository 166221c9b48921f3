package org.basedata.registry.core.eventstore;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The two-byte ids of event types in table {@code event_type}. An id once given is never changed or reused. */
final class TypeIds {
    /** A stored type, which may be an old revision or unknown to this program. */
    record Stored(String name, String revision, String aggregateType) {}

    private volatile Map<Integer, Stored> byId = Map.of();
    private volatile Map<String, Integer> byName = Map.of();

    /** Gives ids to the registered types that have none, and learns all; the connection is in a transaction. */
    void register(Connection connection, EventTypes types) throws SQLException {
        load(connection);
        for (EventTypes.Type<?> type : types.all()) {
            Integer id = byName.get(key(type.name(), type.revision()));
            if (id == null) {
                insert(connection, type);
                id = byName.get(key(type.name(), type.revision()));
            }
            String stored = byId.get(id).aggregateType();
            if (!stored.equals(type.aggregateType())) {
                throw new IllegalArgumentException("EVENT_TYPE_CHANGED: " + type.name() + " revision " + type.revision()
                        + " is stored with aggregate type " + stored + ", now registered with " + type.aggregateType()
                        + "; give the event a new revision");
            }
        }
    }

    private void insert(Connection connection, EventTypes.Type<?> type) throws SQLException {
        try (Statement lock = connection.createStatement()) {
            // Two programs starting together would both take the next id; readers are not held up.
            lock.execute("LOCK TABLE event_type IN SHARE ROW EXCLUSIVE MODE");
        }
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO event_type (id, name, revision, aggregate_type)
                SELECT coalesce(max(id), 0) + 1, ?, ?, ? FROM event_type ON CONFLICT (name, revision) DO NOTHING""")) {
            insert.setString(1, type.name());
            insert.setString(2, type.revision());
            insert.setString(3, type.aggregateType());
            insert.executeUpdate();
        }
        load(connection);
    }

    private synchronized void load(Connection connection) throws SQLException {
        Map<Integer, Stored> ids = new HashMap<>();
        Map<String, Integer> names = new HashMap<>();
        try (Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery("SELECT id, name, revision, aggregate_type FROM event_type")) {
            while (rows.next()) {
                Stored stored = new Stored(rows.getString(2), rows.getString(3), rows.getString(4));
                ids.put(rows.getInt(1), stored);
                names.put(key(stored.name(), stored.revision()), rows.getInt(1));
            }
        }
        byId = ids;
        byName = names;
    }

    int idOf(EventTypes.Type<?> type) {
        return byName.get(key(type.name(), type.revision()));
    }

    /** Of all names and revisions that streams of a kind have. */
    short[] idsOf(String aggregateType) {
        List<Integer> ids = new ArrayList<>();
        byId.forEach((id, type) -> {
            if (type.aggregateType().equals(aggregateType)) ids.add(id);
        });
        short[] found = new short[ids.size()];
        for (int i = 0; i < found.length; i++) found[i] = ids.get(i).shortValue();
        return found;
    }

    /** Asks the table again for an id that another program may have added since. */
    Stored stored(int id, Connection connection) throws SQLException {
        Stored stored = byId.get(id);
        if (stored == null) {
            load(connection);
            stored = byId.get(id);
        }
        return stored;
    }

    private static String key(String name, String revision) {
        return name + '\n' + revision;
    }
}
