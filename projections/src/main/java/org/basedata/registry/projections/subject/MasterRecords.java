package org.basedata.registry.projections.subject;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.subject.SubjectIds;
import org.basedata.registry.core.survivorship.AsOf;
import tools.jackson.databind.ObjectMapper;

/** Master records by identifier, by reference and by search. */
public final class MasterRecords {
    public MasterRecords(DataSource dataSource, SubjectStreams streams, ObjectMapper json) {}

    /** @param knownAt inclusive; null for all that is known now */
    public List<Optional<SubjectRecord>> byIdentifiers(SubjectIds ids, List<Identifier> identifiers, Instant knownAt) {
        throw new UnsupportedOperationException();
    }

    /** @param knownAt inclusive; null for all that is known now */
    public Optional<SubjectRecord> byRef(SubjectType type, SubjectId ref, Instant knownAt) {
        throw new UnsupportedOperationException();
    }

    /** @param after where the page begins, exclusive; null for the first page */
    public SearchPage search(SubjectType type, SearchCriteria criteria, AsOf asOf, SubjectId after, int limit) {
        throw new UnsupportedOperationException();
    }
}
