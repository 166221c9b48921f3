package org.basedata.registry.api.subject;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.projections.subject.StoredSubject;
import org.springframework.stereotype.Component;

/**
 * Tells whether subjects lie in what the agreements are about. Who lies outside is answered as if there were nobody, and that takes as long
 * where there is nobody indeed, or time would tell.
 */
@Component
final class Scoping {
    private final Catalogue catalogue;
    /** Records that were looked at last, for the time that it takes. */
    private final Map<SubjectType, byte[]> lately = new ConcurrentHashMap<>();

    Scoping(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    boolean covers(StoredSubject subject, Question question) {
        // Without scopes the record is not read for nothing: it is read once more to be written.
        if (question.allowed().scopes().isEmpty()) return true;
        lately.put(question.type(), subject.master());
        return MasterRecordCut.of(subject.master(), question, catalogue).isInScope();
    }

    /** Where nobody was found: looks at somebody else. */
    void nobody(Question question) {
        if (question.allowed().scopes().isEmpty()) return;
        byte[] other = lately.get(question.type());
        if (other != null) MasterRecordCut.of(other, question, catalogue).isInScope();
    }
}
