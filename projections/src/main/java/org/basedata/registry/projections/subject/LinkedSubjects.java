package org.basedata.registry.projections.subject;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.basedata.registry.core.database.ColumnArray;
import org.basedata.registry.core.database.KeyPlans;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.subject.SubjectLinks;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** The subjects about which anything was decided, among many about which nothing was. In the caller's transaction. */
public final class LinkedSubjects {
    private static final String BY_SUBJECT =
            KeyPlans.BY_KEY + byKey("person_current") + " UNION ALL " + byKey("legal_entity_current");

    private final JdbcTemplate jdbc;

    public LinkedSubjects(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    private static String byKey(String table) {
        return "SELECT subject, links FROM unnest(?) AS asked (id) JOIN " + table
                + " ON subject = asked.id WHERE links IS NOT NULL";
    }

    /** Of those that are linked, the links. */
    public Map<SubjectId, SubjectLinks> load(Collection<SubjectId> subjects) {
        if (subjects.isEmpty()) return Map.of();
        ColumnArray ids = ColumnArray.ofUuids(
                subjects.stream().sorted().map(SubjectId::value).toList());
        return jdbc.execute((ConnectionCallback<Map<SubjectId, SubjectLinks>>) connection -> {
            Map<SubjectId, SubjectLinks> found = new HashMap<>();
            try (PreparedStatement select = connection.prepareStatement(BY_SUBJECT)) {
                ids.setOn(select, 1);
                ids.setOn(select, 2);
                ResultSet row = KeyPlans.execute(select);
                while (row.next())
                    found.put(new SubjectId(row.getObject(1, UUID.class)), LinksForm.read(row.getBytes(2)));
            }
            return found;
        });
    }
}
