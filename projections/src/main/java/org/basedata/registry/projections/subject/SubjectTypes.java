package org.basedata.registry.projections.subject;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.basedata.registry.core.database.ColumnArray;
import org.basedata.registry.core.database.KeyPlans;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.record.RecordVersion;
import org.basedata.registry.core.subject.RecordEvent;
import org.basedata.registry.core.subject.RecordMoved;
import org.basedata.registry.core.subject.SubjectEvent;

/**
 * What kind of subject a stream is of. Nearly every event names its subject by an identifier; where none does, as when a record is withdrawn,
 * the subject's own row tells.
 */
public final class SubjectTypes {
    private static final String LEGAL_ENTITIES = KeyPlans.BY_KEY
            + "SELECT subject FROM unnest(?) AS asked (id) JOIN legal_entity_current ON subject = asked.id";

    private SubjectTypes() {}

    /** Those of the subjects that have a row as legal entities. */
    public static Set<SubjectId> legalEntities(Connection connection, Collection<SubjectId> subjects)
            throws SQLException {
        Set<SubjectId> found = new HashSet<>();
        if (subjects.isEmpty()) return found;
        try (PreparedStatement select = connection.prepareStatement(LEGAL_ENTITIES)) {
            ColumnArray.ofUuids(subjects.stream().sorted().map(SubjectId::value).toList())
                    .setOn(select, 1);
            ResultSet row = KeyPlans.execute(select);
            while (row.next()) found.add(new SubjectId(row.getObject(1, UUID.class)));
        }
        return found;
    }

    /** By the identifier with which the event names its subject; null when it names none. */
    public static SubjectType named(SubjectEvent happened) {
        if (happened instanceof RecordEvent event) {
            Identifier assigned = event.assigned();
            return assigned != null ? assigned.type().subjectType() : named(event.version());
        }
        if (happened instanceof RecordMoved event)
            for (RecordVersion version : event.counted()) {
                SubjectType type = named(version);
                if (type != null) return type;
            }
        return null;
    }

    private static SubjectType named(RecordVersion version) {
        Identifier named = version.content().subject();
        return named == null ? null : named.type().subjectType();
    }
}
