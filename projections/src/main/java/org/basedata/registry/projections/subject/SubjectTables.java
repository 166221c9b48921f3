package org.basedata.registry.projections.subject;

import java.util.Collection;
import javax.sql.DataSource;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.record.RecordKey;
import org.basedata.registry.core.subject.SubjectView;
import org.basedata.registry.core.subject.WorkingSet;
import tools.jackson.databind.ObjectMapper;

/** The tables that are kept in step with the events. */
public final class SubjectTables implements SubjectView {
    public SubjectTables(DataSource dataSource, ObjectMapper json) {}

    @Override
    public WorkingSet load(Collection<SubjectId> subjects, Collection<RecordKey> records) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void write(WorkingSet changed) {
        throw new UnsupportedOperationException();
    }
}
